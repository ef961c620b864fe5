"""Interviews at an employer: no names until the person agrees; and the times from which people choose."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.calls.models import Call
from passerelle.records.interviews.models import Interview, Slot
from passerelle.records.signing.models import SignedLink
from passerelle.records.training.models import Group
from passerelle.records.vacancies.models import Vacancy


@dataclass(frozen=True, slots=True)
class MetLine:
    """One person whom an employer meets; ``name`` is empty until the person agreed, and again afterwards."""

    number: str
    candidate: str
    name: str
    starts_at: datetime | None
    place: str
    was_heard: bool
    absent: bool
    outcome: str
    rank: int | None
    reason_code: str
    moved_up: bool
    may_record: bool


@dataclass(frozen=True, slots=True)
class OfferedTime:
    """A time of a vacancy's interviews."""

    id: int
    starts_at: datetime
    minutes: int
    place: str
    taken_by: str  # the candidacy's number


@dataclass(frozen=True, slots=True)
class VacancyInterviews:
    """A vacancy's own interviews as its employer reads them."""

    vacancy: Vacancy
    lines: tuple[MetLine, ...]
    times: tuple[OfferedTime, ...]


@dataclass(frozen=True, slots=True)
class RoundSubject:
    """What a round would be about: its kind (call, vacancy, group), number and title."""

    kind: str
    number: str
    title: str


def vacancy_interviews(actor: Actor, number: str) -> VacancyInterviews:
    """The interviews that the vacancy's employer holds; three queries; ``NotPermitted`` out of reach."""
    actor.must(Permission.OFFER_MAKE)
    vacancy = Vacancy.objects.visible_to(actor).select_related("scheme").filter(number=number).first()
    if vacancy is None:
        raise NotPermitted(number)
    rows = Interview.objects.visible_to(actor).filter(round__vacancy=vacancy, round__criteria=[])
    joined = rows.select_related("candidate__person", "referral").order_by("rank", "starts_at", "pk")
    times = Slot.objects.filter(round__vacancy=vacancy, round__criteria=[])
    return VacancyInterviews(
        vacancy,
        tuple(_met(one) for one in joined),
        tuple(
            OfferedTime(
                one.pk,
                one.starts_at,
                one.minutes,
                one.place,
                one.interview.candidate.number if one.interview else "",
            )
            for one in times.select_related("interview__candidate")
        ),
    )


def _met(one: Interview) -> MetLine:
    referral, person = one.referral, one.candidate.person
    is_known = (
        referral is not None
        and referral.agreed_at is not None
        and referral.ended_at is None
        and one.candidate.withdrawn_on is None
    )
    return MetLine(
        number=one.number,
        candidate=one.candidate.number,
        name=f"{person.family_name.upper()} {person.given_name}".strip() if is_known else "",
        starts_at=one.starts_at,
        place=one.place,
        was_heard=one.held_at is not None,
        absent=one.absent,
        outcome=one.outcome,
        rank=one.rank,
        reason_code=one.reason_code,
        moved_up=one.moved_up_at is not None,
        may_record=one.outcome in ("", Interview.Outcome.RESERVE),
    )


def free_times(rounds: list[int], *, now: datetime) -> dict[int, list[tuple[int, datetime, str]]]:
    """Times that nobody has taken yet, by round. One query."""
    found: dict[int, list[tuple[int, datetime, str]]] = defaultdict(list)
    rows = Slot.objects.filter(round__in=rounds, interview__isnull=True, starts_at__gt=now)
    for row, pk, at, place in rows.values_list("round_id", "pk", "starts_at", "place"):
        found[row].append((pk, at, place))
    return found


def interview_by_link(link: SignedLink) -> Interview:
    """The one interview that a link opens; ``NotPermitted`` where it is gone."""
    rows = Interview.objects.unscoped("the link names it").filter(number=link.subject)
    found = rows.select_related("round__scheme", "candidate__person").first()
    if found is None:
        raise NotPermitted(link.subject)
    return found


def round_subject(actor: Actor, number: str) -> RoundSubject:
    """The call, vacancy or group that a round can be planned for; ``NotPermitted`` out of reach."""
    actor.must(Permission.SELECTION_WRITE)
    call = Call.objects.visible_to(actor).filter(number=number).first()
    if call is not None:
        texts = [one.get("title", "") for one in call.texts.values()]
        return RoundSubject("call", number, next(iter(texts), "") or number)
    vacancy = Vacancy.objects.visible_to(actor).filter(number=number).first()
    if vacancy is not None:
        return RoundSubject("vacancy", number, vacancy.title or number)
    group = Group.objects.visible_to(actor).filter(number=number).first()
    if group is None:
        raise NotPermitted(number)
    return RoundSubject("group", number, group.name or number)
