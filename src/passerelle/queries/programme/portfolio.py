"""The portfolio: every scheme the actor may read, with what was published and what stands here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach
from passerelle.domain.kernel.disclosure import is_small
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Scheme, SchemeVersion
from passerelle.records.selection.models import Run
from passerelle.records.vacancies.models import Vacancy

# Which published figure fills which column: the first one that a scheme's file has.
PUBLISHED = {
    "applied": ("applicants",),
    "prepared": ("trained", "prepared", "selected", "full_support", "cohort_1"),
    "placed": ("placed", "hired", "participants", "graduated", "supported", "businesses"),
}


@dataclass(frozen=True, slots=True)
class Here:
    """Counts of this installation; ``None`` where the actor may only see that it is a small number."""

    candidates: int | None
    vacancies: int | None
    places: int | None
    placed: int | None
    run_number: str | None  # for those who may open it
    has_run: bool
    gap: float | None


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """One line of the portfolio; ``published`` maps a column to the value or ``None`` (unknown)."""

    code: str
    name: str
    act: str
    hypothetical: bool
    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    start: date | None
    end: date | None
    start_text: str | None
    end_text: str | None
    target: Mapping[str, Any] | None
    targets: tuple[Mapping[str, Any], ...]
    published: Mapping[str, object]
    budget: float | None
    here: Here


def portfolio(actor: Actor, *, code: str = "") -> list[SchemeRow]:
    """Rows in the order of the codes, or the one of a code; five queries whatever the number of schemes."""
    actor.must(Permission.SCHEME_READ)
    readable = Scheme.objects.visible_to(actor).order_by("hypothetical", "code")
    schemes = list(readable.filter(code=code) if code else readable)
    ids = [scheme.pk for scheme in schemes]
    facts = _current_facts(schemes)
    counted = _counts(ids)
    runs = _latest_runs(ids)
    open_to = actor.schemes(Permission.CANDIDATE_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
    return [
        _row(scheme, facts.get(scheme.pk, {}), _here(scheme.pk, counted, runs, whole=_sees(open_to, scheme.pk)))
        for scheme in schemes
    ]


def first_day(text: str | None) -> date | None:
    """The first day that a date of any precision (2021, 2021-09, 2021-09-01) can mean."""
    if not text:
        return None
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def published(facts: Mapping[str, Any], column: str) -> object:
    """The published value for a column, or ``None`` when nobody published one."""
    found = {fact["id"]: fact["value"] for fact in facts.get("fact", ())}
    return next((found[name] for name in PUBLISHED[column] if found.get(name) is not None), None)


def _current_facts(schemes: Iterable[Scheme]) -> dict[int, dict[str, Any]]:
    current = {scheme.pk: scheme.current for scheme in schemes}
    rows = SchemeVersion.objects.filter(scheme_id__in=current).values_list("scheme_id", "number", "facts")
    return {scheme: facts for scheme, number, facts in rows if current[scheme] == number}


def _counts(ids: list[int]) -> dict[str, dict[int, int]]:
    why = "counts only, masked below for those who may not read the rows"
    candidates = Candidate.objects.unscoped(why).filter(scheme_id__in=ids, withdrawn_on__isnull=True)
    vacancies = Vacancy.objects.unscoped(why).filter(scheme_id__in=ids, closed_on__isnull=True)
    by_scheme = vacancies.values("scheme_id").annotate(count=Count("pk"), all_places=Sum("posts"))
    counted = {row["scheme_id"]: row for row in by_scheme}
    return {
        "candidates": dict(candidates.values_list("scheme_id").annotate(Count("pk"))),
        "vacancies": {scheme: row["count"] for scheme, row in counted.items()},
        "places": {scheme: row["all_places"] for scheme, row in counted.items()},
    }


def _latest_runs(ids: list[int]) -> dict[int, tuple[str, dict[str, Any]]]:
    rows = Run.objects.unscoped("placed and gap only").filter(scheme_id__in=ids, state=Run.State.READY)
    ordered = rows.order_by("ordinal").values_list("scheme_id", "number", "summary")
    return {scheme: (number, summary) for scheme, number, summary in ordered}


def _here(
    scheme: int, counted: dict[str, dict[int, int]], runs: dict[int, tuple[str, dict[str, Any]]], *, whole: bool
) -> Here:
    number, summary = runs.get(scheme, (None, {}))
    placed = summary.get("placed")
    return Here(
        candidates=_masked(counted["candidates"].get(scheme, 0), whole=whole),
        vacancies=counted["vacancies"].get(scheme, 0),
        places=counted["places"].get(scheme, 0),
        placed=_masked(placed, whole=whole),
        run_number=number if whole else None,
        has_run=number is not None,
        gap=summary.get("gap"),
    )


def _masked(count: int | None, *, whole: bool) -> int | None:
    return None if count and not whole and is_small(count) else count


def _sees(open_to: frozenset[int] | None, scheme: int) -> bool:
    return open_to is None or scheme in open_to


def _row(scheme: Scheme, facts: Mapping[str, Any], here: Here) -> SchemeRow:
    targets = tuple(facts.get("target", ()))
    return SchemeRow(
        code=scheme.code,
        name=scheme.name,
        act=scheme.act,
        hypothetical=scheme.hypothetical,
        origins=tuple(facts.get("origins", ())),
        destinations=tuple(facts.get("destinations", ())),
        start=first_day(facts.get("start")),
        end=first_day(facts.get("end")),
        start_text=facts.get("start"),
        end_text=facts.get("end"),
        target=targets[-1] if targets else None,
        targets=targets,
        published={column: published(facts, column) for column in PUBLISHED},
        budget=(facts.get("budget") or {}).get("amount"),
        here=here,
    )
