"""One scheme with everything its file says, and what stands in this installation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.queries.programme.portfolio import SchemeRow, portfolio
from passerelle.records.partnerships.models import Scheme, SchemeVersion
from passerelle.records.selection.models import Run


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in a list."""

    number: str
    ordinal: int
    state: str
    requested_at: Any
    by: str | None
    summary: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SchemePage:
    """A scheme's page: its line of the portfolio, its file, its versions, its newest runs."""

    row: SchemeRow
    facts: Mapping[str, Any]
    versions: list[tuple[int, Any]]
    runs: list[RunRow]
    may_run: bool
    may_read_people: bool
    may_read_vacancies: bool
    may_move: bool


def scheme_page(actor: Actor, code: str) -> SchemePage:
    """Raises ``NotPermitted`` for a scheme that is unknown or out of scope: both look the same."""
    scheme = Scheme.objects.visible_to(actor).filter(code=code.lower()).first()
    if scheme is None:
        raise NotPermitted(code)
    versions = list(SchemeVersion.objects.filter(scheme=scheme).order_by("-number"))
    current = next(version for version in versions if version.number == scheme.current)
    return SchemePage(
        row=portfolio(actor, code=scheme.code)[0],
        facts=current.facts,
        versions=[(version.number, version.loaded_at) for version in versions],
        runs=_runs(actor, scheme) if actor.may(Permission.MATCH_READ, scheme=scheme.pk) else [],
        may_run=actor.may(Permission.MATCH_READ, scheme=scheme.pk),
        may_read_people=actor.may(Permission.CANDIDATE_READ, scheme=scheme.pk),
        may_read_vacancies=actor.may(Permission.VACANCY_READ, scheme=scheme.pk),
        may_move=actor.may(Permission.JOURNEY_MOVE, scheme=scheme.pk),
    )


def _runs(actor: Actor, scheme: Scheme, most: int = 10) -> list[RunRow]:
    rows = Run.objects.visible_to(actor).filter(scheme=scheme).select_related("requested_by")
    return [
        RunRow(
            number=run.number,
            ordinal=run.ordinal,
            state=run.state,
            requested_at=run.requested_at,
            by=run.requested_by.name if run.requested_by else None,
            summary=run.summary,
        )
        for run in rows.defer("snapshot", "certificate", "fairness").order_by("-ordinal")[:most]
    ]


def days_left(end: date | None, *, on: date) -> int | None:
    """Days from a day to the scheme's end; ``None`` when the end is unknown or past."""
    return (end - on).days if end and end >= on else None
