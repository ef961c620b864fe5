"""Allotments: what staff read, the sheet for checking, and a person's own result with what was missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.matching.allotting import Listed
from passerelle.domain.matching.enough import Allotted, Enough, enough
from passerelle.records.candidates.models import Candidate
from passerelle.records.quotas.models import Allotment, AllotmentLine, Quota
from passerelle.records.quotas.sheets import sheet_facts
from passerelle.records.signing.models import SignedLink
from passerelle.records.vacancies.models import Vacancy

WHY = "titles of the vacancies that an applicant named in their own list"


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A vacancy of ranked lists: places as published, how many were seated, how many of these got a place."""

    number: str
    title: str
    places: int
    seated: int
    granted: int


@dataclass(frozen=True, slots=True)
class AllotmentPage:
    """An allotment in counts; lines of people stay in the sheet, under their lots."""

    allotment: Allotment
    quota: Quota
    applicants: int
    reasons: tuple[tuple[str, int], ...]  # reason, how many
    seats: tuple[SeatLine, ...]
    may_write: bool


def allotment_page(actor: Actor, number: str) -> AllotmentPage:
    """One allotment of a quota within reach. Five queries, however many applicants."""
    allotment = _reached(actor, number)
    lines = AllotmentLine.objects.filter(allotment=allotment)
    counted = lines.exclude(reason="").values_list("reason").annotate(count=Count("pk"))
    granted = Count("pk", filter=Q(got__gt=0))
    seated = lines.exclude(choice="").values_list("choice").annotate(seated=Count("pk"), granted=granted)
    return AllotmentPage(
        allotment=allotment,
        quota=allotment.quota,
        applicants=lines.count(),
        reasons=tuple(counted.order_by("reason")),
        seats=_seats(allotment, {choice: (seated, got) for choice, seated, got in seated.order_by("choice")}),
        may_write=actor.may(Permission.QUOTA_WRITE, scheme=allotment.quota.scheme_id),
    )


def sheet_of(actor: Actor, number: str) -> Mapping[str, object]:
    """The sheet of a drawn allotment for ``passerelle quotas verify``: lots, no number of anybody."""
    allotment = _reached(actor, number)
    if allotment.drawn_at is None:
        raise NotPermitted(number)
    return sheet_facts(allotment, AllotmentLine.objects.filter(allotment=allotment))


@dataclass(frozen=True, slots=True)
class OwnResult:
    """A person's own line of an allotment, and what would have been enough: nobody else's facts."""

    line: AllotmentLine
    applicants: int
    seat: str  # title of the seat that the lists brought; empty without one
    enough: Enough
    places: tuple[tuple[str, int, int | None], ...]  # title, place on its list, points needed beside it

    @property
    def nothing_known(self) -> bool:
        """Whether no single change was found that would have brought a place."""
        return not self.line.got and self.enough == Enough()


def own_allotments(actor: Actor) -> list[OwnResult]:
    """The results of the signed-in person, newest first."""
    numbers = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    mine = Candidate.objects.visible_to(actor).filter(person__number__in=numbers)
    if not mine.exists():
        raise NotPermitted("own.read")
    return _results(AllotmentLine.objects.filter(candidate__in=mine).values_list("pk", flat=True))


def result_by_link(link: SignedLink) -> list[OwnResult]:
    """The result that a letter's link opens: the recipient's own line of that one allotment."""
    rows = AllotmentLine.objects.filter(
        allotment__number=link.subject, candidate__person__number=link.recipient
    )
    return _results(rows.values_list("pk", flat=True))


def _results(lines: Iterable[int]) -> list[OwnResult]:
    """Each own line with its explanation, worked out from the whole allotment. Four queries."""
    rows = AllotmentLine.objects.filter(pk__in=list(lines), allotment__drawn_at__isnull=False)
    mine = list(
        rows.select_related("allotment__quota__scheme", "candidate").order_by("-allotment__drawn_at", "pk")
    )
    every: dict[int, list[AllotmentLine]] = {one.allotment_id: [] for one in mine}
    for line in AllotmentLine.objects.filter(allotment__in=every).order_by("pk"):
        every[line.allotment_id].append(line)
    wanted = {str(choice["vacancy"]) for one in mine for choice in one.choices or ()}
    known = Vacancy.objects.unscoped(WHY).filter(
        number__in=wanted, scheme__in={one.allotment.quota.scheme_id for one in mine}
    )
    named = known.values_list("number", "title", "employer__name")
    titles = {number: f"{title or number} ({employer})" for number, title, employer in named}
    return [_result(one, every[one.allotment_id], titles) for one in mine]


def _result(mine: AllotmentLine, lines: list[AllotmentLine], titles: Mapping[str, str]) -> OwnResult:
    allotment = mine.allotment
    listed = [
        Listed(str(one.pk), one.asked, one.points, one.complete_at, tuple(one.choices or ())) for one in lines
    ]
    lots = {str(one.pk): one.lot for one in lines}
    whole = Allotted(allotment.rule, listed, allotment.places, lots, allotment.seats)
    found = enough(whole, str(mine.pk))
    return OwnResult(
        line=mine,
        applicants=len(lines),
        seat=titles.get(mine.choice, "") or mine.choice,
        enough=found,
        places=tuple(
            (titles.get(one.vacancy, "") or one.vacancy, one.rank, one.points) for one in found.places
        ),
    )


def _seats(allotment: Allotment, found: Mapping[str, tuple[int, int]]) -> tuple[SeatLine, ...]:
    rows = Vacancy.objects.unscoped(WHY).filter(number__in=allotment.seats, scheme=allotment.quota.scheme_id)
    titles = dict(rows.order_by("title", "number").values_list("number", "title"))
    return tuple(
        SeatLine(number, title or number, int(allotment.seats[number]), *found.get(number, (0, 0)))
        for number, title in titles.items()
    )


def _reached(actor: Actor, number: str) -> Allotment:
    quotas = Quota.objects.visible_to(actor)
    rows = Allotment.objects.filter(number=number, quota__in=quotas)
    found = rows.select_related("quota__scheme", "made_by").first()
    if found is None:
        raise NotPermitted(number)
    return found
