"""Places in quotas: reserved at the offer, consumed at the permit, released; the database keeps the limit."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from passerelle.actions.steps.places.moving_up import claims_of, move_up, use_claims
from passerelle.actions.steps.writing import Writing
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.quotas.ledger import CONSUME, RELEASE, RESERVE, Dimensions, Placement, binds
from passerelle.records.candidates.models import Candidate
from passerelle.records.quotas.models import Entry, Hold, Quota
from passerelle.records.vacancies.models import Vacancy

WHY = "the action has checked the actor"
LOOK = Text("See who holds what on the quota's page, or put the person on its waiting list.")


@dataclass(frozen=True, slots=True)
class Placed:
    """A person for a vacancy, with the people and organisations joined."""

    candidate: Candidate
    vacancy: Vacancy


def reserve(
    note: Writing, placed: Sequence[Placed], *, by: int | None, at: datetime, why: str = "offered"
) -> list[Hold]:
    """Take one place in every quota that binds each placement; ``Refused`` (``quota_full``) when one has none.

    A few queries however many people; nothing is taken unless everything is.
    """
    quotas = _open_quotas({one.vacancy.scheme_id for one in placed})
    wanted = [(quota, one) for one in placed for quota in quotas if binds(_limits(quota), _where(one, at))]
    wanted = _without_held(wanted)
    if not wanted:
        return []
    claims = claims_of({quota.pk for quota, _ in wanted}, {one.candidate.pk for _, one in wanted})
    claimed = Counter(quota.pk for quota, one in wanted if (quota.pk, one.candidate.pk) in claims)
    asked = Counter(quota.pk for quota, _ in wanted)
    named = {quota.pk: quota for quota, _ in wanted}
    for number in sorted(asked):  # one order for everybody, so that nobody waits in a circle
        _take(named[number], asked[number], claimed[number])
    use_claims(claims, {(quota.pk, one.candidate.pk) for quota, one in wanted}, at=at)
    holds = Hold.objects.bulk_create(
        Hold(quota=quota, candidate=one.candidate, vacancy=one.vacancy, reserved_at=at) for quota, one in wanted
    )
    _enter(holds, RESERVE, by=by, at=at, why=why)
    note.about(*(quota.number for quota in named.values()))
    return list(holds)


def consume(note: Writing, candidates: Iterable[int], *, by: int | None, at: datetime, why: str) -> int:
    """Use up what these people have reserved: the permit is granted. How many places that was."""
    rows = _held(candidates).filter(consumed_at__isnull=True)
    holds = list(rows)
    Hold.objects.filter(pk__in=[hold.pk for hold in holds]).update(consumed_at=at)
    for quota, count in sorted(Counter(hold.quota_id for hold in holds).items()):
        Quota.objects.unscoped(WHY).filter(pk=quota).update(consumed=F("consumed") + count)
    _enter(holds, CONSUME, by=by, at=at, why=why)
    note.about(*(hold.quota.number for hold in holds))
    return len(holds)


def release(
    note: Writing,
    candidates: Iterable[int],
    *,
    by: int | None,
    at: datetime,
    why: str,
    vacancies: Iterable[int] | None = None,
) -> int:
    """Give back what these people hold (for these vacancies, or all); the next in each list moves up."""
    rows = _held(candidates)
    holds = list(rows if vacancies is None else rows.filter(vacancy__in=list(vacancies)))
    if not holds:
        return 0
    Hold.objects.filter(pk__in=[hold.pk for hold in holds]).update(released_at=at)
    used = Counter(hold.quota_id for hold in holds if hold.consumed_at is not None)
    for quota, count in sorted(Counter(hold.quota_id for hold in holds).items()):
        Quota.objects.unscoped(WHY).filter(pk=quota).update(
            taken=F("taken") - count, consumed=F("consumed") - used[quota]
        )
    _enter(holds, RELEASE, by=by, at=at, why=why)
    note.about(*(hold.quota.number for hold in holds))
    move_up(note, {hold.quota_id for hold in holds}, at=at)
    return len(holds)


def _open_quotas(schemes: set[int]) -> list[Quota]:
    rows = Quota.objects.unscoped(WHY).filter(scheme__in=schemes, closed_on__isnull=True)
    return list(rows.order_by("pk"))


def _limits(quota: Quota) -> Dimensions:
    return Dimensions(
        country=quota.country,
        region=quota.region,
        isco=quota.isco,
        sector=quota.sector,
        employer=quota.employer_id,
        starts=quota.starts,
        ends=quota.ends,
    )


def _where(placed: Placed, at: datetime) -> Placement:
    vacancy = placed.vacancy
    on: date = vacancy.start or timezone.localdate(at)
    return Placement(
        country=vacancy.country or "",
        region=vacancy.region or "",
        isco=vacancy.isco or "",
        sector=vacancy.employer.sector,
        employer=vacancy.employer_id,
        on=on,
    )


def _without_held(wanted: list[tuple[Quota, Placed]]) -> list[tuple[Quota, Placed]]:
    """Asking twice for the same placement takes one place."""
    open_ = Hold.objects.filter(
        quota__in={quota.pk for quota, _ in wanted},
        candidate__in={one.candidate.pk for _, one in wanted},
        released_at__isnull=True,
    )
    held = set(open_.values_list("quota_id", "candidate_id", "vacancy_id")) if wanted else set()
    return [(quota, one) for quota, one in wanted if (quota.pk, one.candidate.pk, one.vacancy.pk) not in held]


def _take(quota: Quota, asked: int, claimed: int) -> None:
    """Raise the count only where it stays within the places; the check constraint stands behind it."""
    fresh = asked - claimed  # a claim has its place already
    rows = Quota.objects.unscoped(WHY).filter(pk=quota.pk, taken__lte=F("places") - fresh)
    if not rows.update(taken=F("taken") + fresh, claimed=F("claimed") - claimed):
        names: Mapping[str, object] = {"quota": quota.name, "number": quota.number, "places": quota.places}
        message = Text("The quota “%(quota)s” (%(number)s) has no room: %(places)s places.", names)
        raise Refused([Problem("quota_full", message, LOOK)])


def _held(candidates: Iterable[int]) -> "QuerySet[Hold]":
    rows = Hold.objects.filter(candidate__in=list(candidates), released_at__isnull=True)
    return rows.select_related("quota").select_for_update(of=("self",)).order_by("pk")


def _enter(holds: Sequence[Hold], kind: str, *, by: int | None, at: datetime, why: str) -> None:
    Entry.objects.bulk_create(
        Entry(
            quota_id=hold.quota_id,
            candidate_id=hold.candidate_id,
            vacancy_id=hold.vacancy_id,
            kind=kind,
            by_id=by,
            at=at,
            why=why,
        )
        for hold in holds
    )
