"""Two runs of one scheme side by side: what was asked otherwise, and the differences only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.matching.reasons import ready_run
from passerelle.queries.matching.workbench import RunHead, head_of
from passerelle.queries.matching.workbench_rows import Name, name_of
from passerelle.records.candidates.models import Candidate
from passerelle.records.selection.models import Proposal, Run
from passerelle.records.vacancies.models import Vacancy

FIGURES = ("candidates", "vacancies", "posts", "eligible_pairs", "placed", "value", "gap", "lowest_ratio")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that differs."""

    name: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A candidate whose vacancies differ; vacancies by number."""

    candidate: str
    name: Name | None
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefilledLine:
    """A vacancy where the number of people proposed differs."""

    vacancy: str
    title: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class RunComparison:
    """The differences from one run to another; ``settings`` maps a setting to its two values."""

    before: RunHead
    after: RunHead
    settings: Mapping[str, tuple[Any, Any]]
    figures: tuple[Figure, ...]
    moved: tuple[MovedLine, ...]
    refilled: tuple[RefilledLine, ...]
    titles: Mapping[str, str]  # of the vacancies named, by number

    @property
    def is_same(self) -> bool:
        """Whether both runs propose the same pairs."""
        return not self.moved


def compare_runs(actor: Actor, before: str, after: str) -> RunComparison:
    """Compare two finished runs of a scheme. Eight queries; ``Refused`` with code ``other_scheme``."""
    one, other = ready_run(actor, before), ready_run(actor, after)
    if one.scheme_id != other.scheme_id:
        raise Refused([Problem("other_scheme", Text("Two runs of the same scheme can be compared."))])
    first, second = _pairs(one), _pairs(other)
    names = _names(actor, one, first, second)
    moved = _moved(first, second, names)
    titles = _titles(first, second)
    return RunComparison(
        before=head_of(one),
        after=head_of(other),
        settings=_differing(one.settings, other.settings),
        figures=_figures(one.summary, other.summary),
        moved=moved,
        refilled=_refilled(first, second, titles),
        titles=titles,
    )


def _pairs(run: Run) -> dict[str, tuple[str, ...]]:
    rows = Proposal.objects.filter(run=run).order_by("candidate__number", "vacancy__number")
    got: dict[str, tuple[str, ...]] = {}
    for candidate, vacancy in rows.values_list("candidate__number", "vacancy__number"):
        got[candidate] = (*got.get(candidate, ()), vacancy)
    return got


def _names(
    actor: Actor, run: Run, first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]]
) -> dict[str, Name]:
    if not actor.may(Permission.CANDIDATE_READ, scheme=run.scheme_id):
        return {}
    differing = [key for key in first.keys() | second.keys() if first.get(key) != second.get(key)]
    rows = Candidate.objects.visible_to(actor).filter(scheme=run.scheme_id, number__in=differing)
    return {row.number: name_of(row.person) for row in rows.select_related("person")}


def _moved(
    first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]], names: Mapping[str, Name]
) -> tuple[MovedLine, ...]:
    return tuple(
        MovedLine(key, names.get(key), first.get(key, ()), second.get(key, ()))
        for key in sorted(first.keys() | second.keys())
        if first.get(key) != second.get(key)
    )


def _titles(first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    named = {one for got in (*first.values(), *second.values()) for one in got}
    rows = Vacancy.objects.unscoped("titles of vacancies in a run that was reached")
    return dict(rows.filter(number__in=named).values_list("number", "title"))


def _refilled(
    first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]], titles: Mapping[str, str]
) -> tuple[RefilledLine, ...]:
    one, other = _filled(first), _filled(second)
    return tuple(
        RefilledLine(key, titles.get(key, ""), one.get(key, 0), other.get(key, 0))
        for key in sorted(one.keys() | other.keys())
        if one.get(key) != other.get(key)
    )


def _filled(got: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    filled: dict[str, int] = {}
    for vacancies in got.values():
        for one in vacancies:
            filled[one] = filled.get(one, 0) + 1
    return filled


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    keys = sorted(one.keys() | other.keys())
    return {key: (one.get(key), other.get(key)) for key in keys if one.get(key) != other.get(key)}


def _figures(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[Figure, ...]:
    return tuple(Figure(key, one.get(key), other.get(key)) for key in FIGURES if one.get(key) != other.get(key))
