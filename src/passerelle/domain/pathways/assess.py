"""Checks a case against every route: each condition with what it has, needs and lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from passerelle.domain.pathways.answers import Answer, Reading, answer
from passerelle.domain.pathways.book import Book, book
from passerelle.domain.pathways.case import Case
from passerelle.domain.pathways.durations import ExpectedDays, expected_days
from passerelle.domain.pathways.rules import Route, Rule
from passerelle.domain.pathways.verdicts import Verdict, every

PLACE = "PLACE"
Confirmed = Mapping[str, str]  # parameter id -> digest of the version that a named person confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of a route for a case. ``confirmed``: a named person compared it with the official text."""

    id: str
    verdict: Verdict
    have: Any
    need: Any
    unit: str
    missing: tuple[str, ...]
    why: str
    parameter: str
    source: str
    evidence: str
    confirmed: bool
    anchor_event: str
    anchor_date: date | None  # None as well where the readings below lie on different days
    readings: tuple[Reading, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The condition as ``pathways check --json`` prints it."""
        return {
            "id": self.id,
            "verdict": self.verdict.value,
            "have": _plain(self.have),
            "need": _plain(self.need),
            "missing": list(self.missing),
            "source": self.source,
            "evidence": self.evidence,
            "confirmed": self.confirmed,
            "anchor_date": self.anchor_date.isoformat() if self.anchor_date else None,
            "anchor_event": self.anchor_event,
            "readings": [one.as_dict() for one in self.readings],
            "unit": self.unit,
            "why": self.why,
            "parameter": self.parameter,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A route for a case. The verdict never says that somebody is admitted: authorities decide."""

    route: Route
    verdict: Verdict
    conditions: tuple[Condition, ...]
    expected: ExpectedDays | None

    @property
    def is_open(self) -> bool:
        """Whether no condition is known to fail."""
        return self.verdict is not Verdict.NOT_MET

    @property
    def unconfirmed(self) -> int:
        """How many conditions nobody has compared with the official text."""
        return sum(not one.confirmed for one in self.conditions)

    def as_dict(self) -> dict[str, object]:
        """The route as ``pathways check --json`` prints it."""
        return {
            "id": self.route.id,
            "verdict": self.verdict.value,
            "conditions": [one.as_dict() for one in self.conditions],
            "expected_days": self.expected.days if self.expected else None,
            "kind": self.route.kind,
            "country": self.route.country,
            "region": self.route.region,
            "who_acts": list(self.route.acts),
            "gaps": list(self.route.gaps),
        }


def check(
    case: Case,
    *,
    on: date | None = None,
    routes: Iterable[Route] | None = None,
    confirmed: Confirmed | None = None,
    law: Book | None = None,
) -> tuple[Finding, ...]:
    """Every route that leads where the job is, with its conditions; ``on`` where an event has no day."""
    read = law or book()
    wanted = read.routes.values() if routes is None else routes
    told: dict[str, Condition | None] = {}  # a rule that many routes share is read once
    found = []
    for route in wanted:
        if leads_there(route, case):
            for name in route.rules:
                if name not in told:
                    told[name] = condition(case, read.rules[name], on=on, confirmed=confirmed, law=read)
            found.append(_finding(case, route, [told[name] for name in route.rules], on, read))
    return tuple(found)


def leads_there(route: Route, case: Case) -> bool:
    """Whether a route can lead to the country and region of the job; where these are unknown, it can."""
    country, region = case.get("job.country"), case.get("job.region")
    if route.country is not None and country is not None and route.country != country:
        return False
    return route.region is None or region is None or str(region).startswith(route.region)


def condition(
    case: Case, rule: Rule, *, on: date | None, confirmed: Confirmed | None = None, law: Book | None = None
) -> Condition | None:
    """One rule for a case; ``None`` when it was not yet law on the day that counts."""
    read = law or book()
    found = answer(case, rule, on=on, law=read)
    return None if found is None else _condition(rule, _lenient(rule, found), read, confirmed or {})


def _finding(case: Case, route: Route, told: Iterable[Condition | None], on: date | None, law: Book) -> Finding:
    conditions = [*_place(route, case), *(one for one in told if one is not None)]
    return Finding(
        route=route,
        verdict=every(one.verdict for one in conditions),
        conditions=tuple(conditions),
        expected=expected_days(route, case, on=on, law=law),
    )


def _place(route: Route, case: Case) -> list[Condition]:
    names = [name for name, wanted in (("job.country", route.country), ("job.region", route.region)) if wanted]
    missing = tuple(name for name in names if case.get(name) is None)
    if not missing:
        return []
    need = route.region or route.country
    return [
        Condition(
            id=PLACE, verdict=Verdict.NOT_ASSESSABLE, have=None, need=need, unit="", missing=missing,
            why="missing", parameter="", source="", evidence="A", confirmed=True, anchor_event="",
            anchor_date=None,
        )
    ]  # fmt: skip


def _lenient(rule: Rule, found: Answer) -> Answer:
    if not rule.discretion or found.verdict is not Verdict.NOT_MET:
        return found
    outcome = replace(found.outcome, verdict=Verdict.NOT_ASSESSABLE, why="authority_may_refuse")
    missing = ("decision of the authority",)
    return replace(found, verdict=Verdict.NOT_ASSESSABLE, outcome=outcome, missing=missing)


def _condition(rule: Rule, found: Answer, law: Book, confirmed: Confirmed) -> Condition:
    parameter = found.parameter
    read = [law.parameters[name] for name in rule.parameters]
    return Condition(
        id=rule.id,
        verdict=found.verdict,
        have=found.outcome.have,
        need=found.outcome.need,
        unit=found.unit,
        missing=found.missing if found.verdict is Verdict.NOT_ASSESSABLE else (),
        why=found.outcome.why,
        parameter=parameter.id,
        source=parameter.source,
        evidence=parameter.evidence_on(found.day),
        confirmed=all(confirmed.get(one.id) == one.digest for one in read),
        anchor_event=found.event,
        anchor_date=found.day,
        readings=found.readings,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
