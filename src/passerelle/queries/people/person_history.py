"""A candidate or a vacancy on one page: facts, why each run ended as it did, and everything that happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.matching.referrals import OfferLine, is_staff_of, offers_by_referral
from passerelle.queries.matching.workbench_rows import ReasonLine, reason_line
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.selection.models import Decision, Offer, Reason, Referral, Run
from passerelle.records.vacancies.models import Vacancy

WHY = "rows about a candidate or vacancy that was reached"
NEWEST = 200  # events shown


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something that happened. ``kind``: event, stage or decision; ``code`` its action, event or answer."""

    at: datetime
    kind: str
    code: str
    by: str | None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunReason:
    """The reason in one run."""

    run: str
    ordinal: int
    ready_at: datetime | None
    reason: ReasonLine


@dataclass(frozen=True, slots=True)
class StaffReferral:
    """A referral as the scheme's staff read it."""

    number: str
    version: int
    candidate: str
    vacancy: str
    title: str
    by_hand: bool
    referred_at: datetime
    agreed_at: datetime | None
    ended_at: datetime | None
    end_code: str
    offers: tuple[OfferLine, ...]


@dataclass(frozen=True, slots=True)
class JourneyLine:
    """A journey: where it stands since when."""

    number: str
    track: str
    stage: str
    since: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """A candidacy with its person; reasons, referrals and history are for the scheme's own staff."""

    candidate: Candidate
    references: tuple[tuple[str, str], ...]  # whose number, the number
    journeys: tuple[JourneyLine, ...]
    reasons: tuple[RunReason, ...]  # newest run first
    referrals: tuple[StaffReferral, ...]
    history: tuple[HistoryLine, ...]
    may_write: bool
    may_see_reasons: bool


@dataclass(frozen=True, slots=True)
class VacancyPage:
    """A vacancy with its reasons, referrals and history; an employer gets the facts alone."""

    vacancy: Vacancy
    free_places: int
    reasons: tuple[RunReason, ...]
    referrals: tuple[StaffReferral, ...]
    history: tuple[HistoryLine, ...]
    may_write: bool
    may_see_reasons: bool


def candidate_page(actor: Actor, number: str) -> CandidatePage:
    """A candidacy by its number. At most ten queries; ``NotPermitted`` out of reach.

    Events of other schemes about the same person are not told here.
    """
    actor.must(Permission.CANDIDATE_READ)
    rows = Candidate.objects.visible_to(actor).select_related("person", "scheme", "brought_by")
    candidate = rows.filter(number=number).first()
    if candidate is None or not actor.may(Permission.CANDIDATE_READ, scheme=candidate.scheme_id):
        raise NotPermitted(number)
    staff = is_staff_of(actor, candidate.scheme_id)
    references = candidate.person.references.values_list("organisation__name", "reference")
    return CandidatePage(
        candidate=candidate,
        references=tuple(references) if staff else (),
        journeys=_journeys(candidate),
        reasons=_reasons(Q(candidate=candidate, side="candidate")) if staff else (),
        referrals=_referrals(Q(candidate=candidate)) if staff else (),
        history=_history_of(candidate) if staff else (),
        may_write=actor.may(Permission.CANDIDATE_WRITE, scheme=candidate.scheme_id),
        may_see_reasons=staff,
    )


def vacancy_page(actor: Actor, number: str) -> VacancyPage:
    """A vacancy by its number. At most eight queries; ``NotPermitted`` out of reach."""
    actor.must(Permission.VACANCY_READ)
    rows = Vacancy.objects.visible_to(actor).select_related("scheme", "employer")
    vacancy = rows.filter(number=number).first()
    if vacancy is None:
        raise NotPermitted(number)
    staff = is_staff_of(actor, vacancy.scheme_id)
    held = Offer.objects.filter(place__vacancy=vacancy, released_at__isnull=True)
    lines = (
        [*_events(vacancy.scheme.code, [number]), *_decisions(Q(proposal__vacancy=vacancy))] if staff else []
    )
    return VacancyPage(
        vacancy=vacancy,
        free_places=vacancy.places.exclude(pk__in=held.values("place")).count(),
        reasons=_reasons(Q(vacancy=vacancy, side="vacancy")) if staff else (),
        referrals=_referrals(Q(vacancy=vacancy)) if staff else (),
        history=_newest_first(lines),
        may_write=actor.may(Permission.VACANCY_WRITE, scheme=vacancy.scheme_id),
        may_see_reasons=staff,
    )


def _history_of(candidate: Candidate) -> tuple[HistoryLine, ...]:
    about = [candidate.number, candidate.person.number]
    return _newest_first(
        [
            *_events(candidate.scheme.code, about),
            *_decisions(Q(proposal__candidate=candidate)),
            *_stages(candidate),
        ]
    )


def _newest_first(lines: Iterable[HistoryLine]) -> tuple[HistoryLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _journeys(candidate: Candidate) -> tuple[JourneyLine, ...]:
    rows = Journey.objects.unscoped(WHY).filter(candidate=candidate).order_by("-pk")
    return tuple(JourneyLine(one.number, one.track, one.stage, one.since, one.ended_on) for one in rows)


def _reasons(mine: Q) -> tuple[RunReason, ...]:
    rows = Reason.objects.filter(mine, run__state=Run.State.READY).select_related("run", "candidate", "vacancy")
    light = rows.defer("run__snapshot", "run__certificate", "run__fairness", "run__summary")
    return tuple(
        RunReason(row.run.number, row.run.ordinal, row.run.ready_at, reason_line(row, names=False))
        for row in light.order_by("-run__ordinal")
    )


def _referrals(mine: Q) -> tuple[StaffReferral, ...]:
    rows = Referral.objects.unscoped(WHY).filter(mine).select_related("candidate", "vacancy")
    referrals = list(rows.order_by("-created_at", "-pk"))
    offers = offers_by_referral(referrals)
    return tuple(
        StaffReferral(
            number=row.number,
            version=row.version,
            candidate=row.candidate.number,
            vacancy=row.vacancy.number,
            title=row.vacancy.title,
            by_hand=row.proposal_id is None,
            referred_at=row.created_at,
            agreed_at=row.agreed_at,
            ended_at=row.ended_at,
            end_code=row.end_code,
            offers=offers.get(row.pk, ()),
        )
        for row in referrals
    )


def _events(scheme: str, numbers: Iterable[str]) -> list[HistoryLine]:
    about = Event.objects.filter(subject_rows__number__in=list(numbers), scheme_code__in=["", scheme])
    # What is told or looked at for a worker's protection is no part of a history that the team reads.
    about = about.exclude(purpose=Purpose.PROTECTION)
    # By key first: a database cannot tell apart rows that hold JSON.
    newest = about.order_by("-pk").values_list("pk", flat=True).distinct()[:NEWEST]
    rows = Event.objects.filter(pk__in=list(newest)).select_related("actor").order_by("-pk")
    return [
        HistoryLine(row.at, "event", row.action, row.actor.name if row.actor else None, row.details)
        for row in rows
    ]


def _decisions(wanted: Q) -> list[HistoryLine]:
    rows = Decision.objects.filter(wanted).select_related("by", "proposal__candidate", "proposal__vacancy")
    return [HistoryLine(row.at, "decision", row.answer, row.by.name, _decided(row)) for row in rows]


def _decided(row: Decision) -> dict[str, Any]:
    return {
        "candidate": row.proposal.candidate.number,
        "vacancy": row.proposal.vacancy.number,
        "score": row.proposal.score,
        "reason_code": row.reason_code,
        "note": row.note,
    }


def _stages(candidate: Candidate) -> list[HistoryLine]:
    rows = StageChange.objects.filter(journey__candidate=candidate).select_related("by")
    return [
        HistoryLine(
            row.at,
            "stage",
            row.event,
            row.by.name if row.by else None,
            {"before": row.before, "after": row.after},
        )
        for row in rows
    ]
