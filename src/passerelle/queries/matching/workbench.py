"""The workbench of a run: figures, rules and their prices, vacancies with the people proposed, and why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.queries.matching.workbench_measures import Measures, measures_of
from passerelle.queries.matching.workbench_rows import ProposalLine, ReasonLine, proposal_lines, reason_line
from passerelle.records.selection.models import Reason, Run

PAGE = 50
OPEN = ("open", "partly_filled")


@dataclass(frozen=True, slots=True)
class RunHead:
    """A run's head: what was asked, by whom, and how far it is (``progress`` in hundredths)."""

    number: str
    ordinal: int
    state: str
    step: str
    progress: int
    fault: str
    scheme_code: str
    scheme_name: str
    hypothetical: bool
    requested_at: datetime
    ready_at: datetime | None
    by: str | None
    settings: Mapping[str, Any]
    summary: Mapping[str, Any]  # the keys of run.json; empty until the run is ready
    digest: str
    inputs_digest: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule with its groups and what the whole rule costs; ``is_off``: this run left it out."""

    name: str
    groups: tuple[Mapping[str, Any], ...]  # group, used, limit
    price_placed: int | None
    price_value: float | None
    is_off: bool


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A requirement over the vacancies that pose it; the counts are candidates."""

    code: str
    rule: str
    confirmed: bool
    vacancies: int
    met: int
    not_met: int
    unknown: int
    price_placed: int | None
    price_value: float | None
    is_off: bool


@dataclass(frozen=True, slots=True)
class VacancyLine:
    """A vacancy with the people proposed, best first, and the reason of what is open."""

    number: str
    title: str
    employer: str
    country: str | None
    places: int
    reason: ReasonLine
    proposed: tuple[ProposalLine, ...]


@dataclass(frozen=True, slots=True)
class Workbench:
    """One page of the workbench; ``outcomes`` counts (side, outcome), ``found`` the vacancies of the filter."""

    run: RunHead
    rules: tuple[RuleLine, ...]
    requirements: tuple[RequirementLine, ...]
    outcomes: Mapping[tuple[str, str], int]
    refused_by: tuple[tuple[str, int], ...]  # requirement or fact -> candidates, the most frequent first
    vacancies: tuple[VacancyLine, ...]
    found: int
    measures: Measures | None
    may_run: bool
    may_decide: bool
    may_see_names: bool
    may_see_fairness: bool


def workbench(actor: Actor, number: str, *, show: str = "", first: int = 0, most: int = PAGE) -> Workbench:
    """A run with a slice of its vacancies; ``show`` is ``open``, ``filled`` or empty for all.

    At most ten queries whatever the number of rows; ``NotPermitted`` out of reach.
    """
    run = run_in_reach(actor, number)
    names = actor.may(Permission.CANDIDATE_READ, scheme=run.scheme_id)
    rows = _vacancies(run, show)
    ready = run.state == Run.State.READY
    return Workbench(
        run=head_of(run),
        rules=rule_lines(run.summary.get("rules", ()), run.settings.get("off_rules", ())),
        requirements=_requirements(run.certificate.get("requirements", ()), run.settings.get("dropped", ())),
        outcomes=_outcomes(run) if ready else {},
        refused_by=_refused_by(run) if ready else (),
        vacancies=_lines(run, rows[first : first + most], names=names) if ready else (),
        found=rows.count() if ready else 0,
        measures=measures_of(run) if ready else None,
        may_run=actor.may(Permission.MATCH_RUN, scheme=run.scheme_id),
        may_decide=actor.may(Permission.MATCH_DECIDE, scheme=run.scheme_id),
        may_see_names=names,
        may_see_fairness=actor.may(Permission.FAIRNESS_READ, scheme=run.scheme_id),
    )


def run_in_reach(actor: Actor, number: str) -> Run:
    """A run of any state that the actor may read, without snapshot and sheet; ``NotPermitted`` otherwise."""
    rows = Run.objects.visible_to(actor).filter(number=number).defer("snapshot", "fairness")
    run = rows.select_related("scheme", "requested_by").first()
    if run is None:
        raise NotPermitted(number)
    return run


def head_of(run: Run) -> RunHead:
    """The head of a run."""
    return RunHead(
        number=run.number,
        ordinal=run.ordinal,
        state=run.state,
        step=run.step,
        progress=run.progress,
        fault=run.fault,
        scheme_code=run.scheme.code,
        scheme_name=run.scheme.name,
        hypothetical=run.scheme.hypothetical,
        requested_at=run.requested_at,
        ready_at=run.ready_at,
        by=run.requested_by.name if run.requested_by else None,
        settings=run.settings,
        summary=run.summary,
        digest=run.digest,
        inputs_digest=run.inputs_digest,
    )


def rule_lines(uses: Iterable[Mapping[str, Any]], off: Iterable[str]) -> tuple[RuleLine, ...]:
    """The rules of a run by name, those left out last."""
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for use in uses:
        grouped.setdefault(use["name"], []).append(use)
    lines = [
        RuleLine(name, tuple(groups), groups[0]["price_placed"], groups[0]["price_value"], False)
        for name, groups in grouped.items()
    ]
    return (*lines, *(RuleLine(name, (), None, None, True) for name in off))


def _requirements(uses: Iterable[Mapping[str, Any]], off: Iterable[str]) -> tuple[RequirementLine, ...]:
    lines = [RequirementLine(**use, is_off=False) for use in uses]
    left_out = [
        RequirementLine(code, "", True, vacancies=0, met=0, not_met=0, unknown=0, price_placed=None,
                        price_value=None, is_off=True)
        for code in off
    ]  # fmt: skip
    return (*lines, *left_out)


def _outcomes(run: Run) -> dict[tuple[str, str], int]:
    rows = Reason.objects.filter(run=run).values_list("side", "outcome").annotate(count=Count("pk"))
    return {(side, outcome): count for side, outcome, count in rows.order_by("side", "outcome")}


def _refused_by(run: Run, most: int = 12) -> tuple[tuple[str, int], ...]:
    rows = Reason.objects.filter(run=run, side="candidate", outcome__in=["refused", "not_assessable"])
    counted = rows.values_list("code").annotate(count=Count("pk")).order_by("-count", "code")
    return tuple((code, count) for code, count in counted[:most])


def _vacancies(run: Run, show: str) -> QuerySet[Reason]:
    rows = Reason.objects.filter(run=run, side="vacancy")
    if show:
        wanted = Q(outcome__in=OPEN)
        rows = rows.filter(wanted if show == "open" else ~wanted)
    return rows.select_related("vacancy__employer").order_by("vacancy__title", "vacancy__number")


def _lines(run: Run, rows: QuerySet[Reason], *, names: bool) -> tuple[VacancyLine, ...]:
    shown = list(rows)
    proposed = proposal_lines(run, [row.vacancy_id for row in shown if row.vacancy_id], names=names)
    return tuple(_line(row, proposed) for row in shown)


def _line(row: Reason, proposed: Mapping[int, tuple[ProposalLine, ...]]) -> VacancyLine:
    vacancy = row.vacancy
    assert vacancy is not None  # a reason of the vacancy side has one
    return VacancyLine(
        number=vacancy.number,
        title=vacancy.title,
        employer=vacancy.employer.name,
        country=vacancy.country,
        places=vacancy.posts,
        reason=reason_line(row, names=False),
        proposed=proposed.get(vacancy.pk, ()),
    )
