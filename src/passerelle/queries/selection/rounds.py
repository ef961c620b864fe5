"""Interview rounds as those who run them and sit on the panel read them; a person's own interviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.selection.contesting import Terms
from passerelle.queries.selection.interview_times import free_times
from passerelle.records.contests.terms import terms_of
from passerelle.records.interviews.models import Conflict, Interview, Panelist, Round, ScoreSheet


@dataclass(frozen=True, slots=True)
class InterviewLine:
    """One person of a round; the name is ``""`` where the round is blind to whoever reads."""

    number: str
    candidate: str
    person: str
    name: str
    starts_at: datetime | None
    place: str
    answer: str
    was_heard: bool
    absent: bool
    sheets: int
    mine: bool  # whether the reader's own sheet is in
    conflict: bool
    points: Decimal | None
    rank: int | None
    outcome: str
    moved_up: bool = False


@dataclass(frozen=True, slots=True)
class RoundSheet:
    """A round with its panel and people."""

    round: Round
    panel: tuple[Panelist, ...]
    lines: tuple[InterviewLine, ...]
    seat: Panelist | None
    may_run: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class OwnInterview:
    """An interview as the person reads it: their own rank is told, nobody else's."""

    number: str
    version: int
    scheme: str
    title: str
    starts_at: datetime | None
    place: str
    answer: str
    outcome: str
    rank: int | None
    reserve_until: date | None
    reason_code: str
    may_answer: bool
    may_be_contested: bool
    contest_until: date | None = None
    times: tuple[tuple[int, datetime, str], ...] = ()  # that can still be chosen


def round_rows(actor: Actor) -> QuerySet[Round]:
    """Rounds in reach, newest first, with how many are invited and heard. One query."""
    rows = Round.objects.visible_to(actor).select_related("scheme", "call").order_by("-created_at", "-pk")
    return rows.annotate(
        invited=Count("interviews", distinct=True),
        heard=Count("interviews", filter=Q(interviews__held_at__isnull=False), distinct=True),
    )


def round_sheet(actor: Actor, number: str) -> RoundSheet:
    """One round; five queries; ``NotPermitted`` out of reach."""
    rows = Round.objects.visible_to(actor).select_related("scheme", "call", "vacancy", "group")
    row = rows.filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    panel = tuple(Panelist.objects.filter(round=row).select_related("user").order_by("pk"))
    seat = next((one for one in panel if one.user_id == actor.id), None)
    interviews = list(_interviews(actor, row))
    sheets = list(ScoreSheet.objects.filter(interview__in=interviews).values_list("interview", "panelist"))
    known = set(Conflict.objects.filter(panelist=seat).values_list("candidate", flat=True)) if seat else set()
    return RoundSheet(
        round=row,
        panel=panel,
        lines=tuple(_line(one, row, seat, sheets, known) for one in interviews),
        seat=seat,
        may_run=actor.may(Permission.SELECTION_WRITE, scheme=row.scheme_id),
        is_over=row.ranked_at is not None,
    )


def _interviews(actor: Actor, row: Round) -> QuerySet[Interview]:
    rows = Interview.objects.visible_to(actor).filter(round=row).select_related("candidate__person")
    return rows.order_by("rank", "starts_at", "pk")


def _line(
    one: Interview, row: Round, seat: Panelist | None, sheets: list[tuple[int, int]], known: set[int]
) -> InterviewLine:
    person = one.candidate.person
    hidden = row.blind and row.ranked_at is None
    return InterviewLine(
        number=one.number,
        candidate=one.candidate.number,
        person=person.number,
        name="" if hidden else f"{person.family_name.upper()} {person.given_name}".strip(),
        starts_at=one.starts_at,
        place=one.place,
        answer=one.answer,
        was_heard=one.held_at is not None,
        absent=one.absent,
        sheets=sum(interview == one.pk for interview, _seat in sheets),
        mine=seat is not None and (one.pk, seat.pk) in sheets,
        conflict=one.candidate_id in known,
        points=one.points,
        rank=one.rank,
        outcome=one.outcome,
        moved_up=one.moved_up_at is not None,
    )


def own_sheet(actor: Actor, number: str) -> tuple[Interview, Mapping[str, Any], str]:
    """An interview with the reader's own scores and note; ``NotPermitted`` off the panel."""
    interview = (
        Interview.objects.visible_to(actor).select_related("round", "candidate__person").get(number=number)
    )
    seat = Panelist.objects.filter(round=interview.round_id, user_id=actor.id or 0).first()
    if seat is None:
        raise NotPermitted(number)
    sheet = ScoreSheet.objects.filter(interview=interview, panelist=seat).first()
    return interview, sheet.scores if sheet else {}, sheet.note if sheet else ""


def own_interviews(actor: Actor) -> list[OwnInterview]:
    """The signed-in person's interviews, the next one first. Three queries."""
    numbers = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    rows = Interview.objects.visible_to(actor).filter(candidate__person__number__in=numbers)
    found = list(rows.select_related("round__scheme", "referral").order_by("-starts_at", "-pk"))
    waiting = [one.round_id for one in found if _is_open(one)]
    terms = terms_of(one.round.scheme_id for one in found)
    times = free_times(waiting, now=timezone.now())
    return [
        OwnInterview(
            number=one.number,
            version=one.version,
            scheme=one.round.scheme.name,
            title=one.round.title,
            starts_at=one.starts_at,
            place=one.place,
            answer=one.answer,
            outcome=one.outcome,
            rank=one.rank if one.outcome == "reserve" else None,
            reserve_until=one.round.reserve_until if one.outcome == "reserve" else None,
            reason_code=one.reason_code,
            may_answer=_is_open(one) and one.starts_at is not None,
            may_be_contested=one.outcome == "not_selected",
            contest_until=_until(terms.get(one.round.scheme_id), one.decided_at),
            times=tuple(times.get(one.round_id, ())) if _is_open(one) else (),
        )
        for one in found
    ]


def _is_open(one: Interview) -> bool:
    """Whether the interview is still to come: not heard, without a result, and nobody ended the referral."""
    is_over = one.referral is not None and one.referral.ended_at is not None
    return not one.outcome and one.held_at is None and not is_over


def _until(terms: Terms | None, told: datetime | None) -> date | None:
    return (terms or Terms()).last_day(timezone.localdate(told)) if told else None
