"""Everything that happened to a candidate or a vacancy, newest first, for the scheme's own staff."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.queries.referrals import is_staff_of
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import StageChange
from passerelle.records.selection.models import Decision
from passerelle.records.vacancies.models import Vacancy

NEWEST = 200  # events shown


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something that happened. ``kind``: event, stage or decision; ``code`` its action, event or answer."""

    at: datetime
    kind: str
    code: str
    by: str | None
    details: Mapping[str, Any] = field(default_factory=dict)


def candidate_history(actor: Actor, number: str) -> list[HistoryLine]:
    """Events, stage changes and decisions about a candidacy. Five queries; ``NotPermitted`` out of reach.

    Events of other schemes about the same person are not told here.
    """
    actor.must(Permission.CANDIDATE_READ)
    rows = Candidate.objects.visible_to(actor).select_related("person", "scheme").filter(number=number)
    candidate = rows.first()
    if candidate is None or not is_staff_of(actor, candidate.scheme_id):
        raise NotPermitted(number)
    lines = [
        *_events(candidate.scheme.code, [number, candidate.person.number]),
        *_decisions(Q(proposal__candidate=candidate)),
        *_stages(candidate),
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def vacancy_history(actor: Actor, number: str) -> list[HistoryLine]:
    """Events and decisions about a vacancy. Four queries; ``NotPermitted`` out of reach."""
    actor.must(Permission.VACANCY_READ)
    vacancy = Vacancy.objects.visible_to(actor).select_related("scheme").filter(number=number).first()
    if vacancy is None or not is_staff_of(actor, vacancy.scheme_id):
        raise NotPermitted(number)
    lines = [*_events(vacancy.scheme.code, [number]), *_decisions(Q(proposal__vacancy=vacancy))]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _events(scheme: str, numbers: Iterable[str]) -> list[HistoryLine]:
    about = Event.objects.filter(subject_rows__number__in=list(numbers), scheme_code__in=["", scheme])
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
