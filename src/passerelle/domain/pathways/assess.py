"""Checks a case against every route: each condition with what it has, needs and lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from passerelle.domain.pathways.book import Book, book
from passerelle.domain.pathways.case import Case
from passerelle.domain.pathways.durations import ExpectedDays, expected_days
from passerelle.domain.pathways.kinds import Asked, Outcome
from passerelle.domain.pathways.parameters import Parameter
from passerelle.domain.pathways.registry import KINDS
from passerelle.domain.pathways.rules import Route, Rule, Test
from passerelle.domain.pathways.verdicts import Verdict, every, some

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
    anchor_date: date | None

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
    return tuple(
        _finding(case, route, on, confirmed or {}, read) for route in wanted if leads_there(route, case)
    )


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
    answers = [_option(case, option, on, read) for option in rule.options]
    standing = [answer for answer in answers if answer]
    if not standing:
        return None
    verdict = some(answer.verdict for answer in standing)
    telling = _telling(standing, verdict)
    return _condition(rule, _lenient(rule, replace(telling, verdict=verdict)), read, confirmed or {})


@dataclass(frozen=True, slots=True)
class _Answer:
    """One option's outcome with the parameter that decided it and the day that counted."""

    verdict: Verdict
    outcome: Outcome
    parameter: Parameter
    event: str
    day: date | None
    missing: tuple[str, ...]


def _finding(case: Case, route: Route, on: date | None, confirmed: Confirmed, law: Book) -> Finding:
    told = [condition(case, law.rules[name], on=on, confirmed=confirmed, law=law) for name in route.rules]
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


def _option(case: Case, option: tuple[Test, ...], on: date | None, law: Book) -> _Answer | None:
    """The tests of one option together; ``None`` when one of them was not yet law."""
    answers = [_asked(case, test, on, law) for test in option]
    if any(answer is None for answer in answers):
        return None
    known = [answer for answer in answers if answer is not None]
    verdict = every(answer.verdict for answer in known)
    telling = next(answer for answer in reversed(known) if answer.verdict is verdict)
    missing = tuple(dict.fromkeys(name for one in known if one.verdict is verdict for name in one.missing))
    return replace(telling, missing=missing)


def _asked(case: Case, test: Test, on: date | None, law: Book) -> _Answer | None:
    parameter = law.parameters[str(test.parameter)]
    changes = case.changes_employer
    event = parameter.anchor_on_change if changes and parameter.anchor_on_change else parameter.anchor_event
    day = parameter.anchor(case.events, changes_employer=changes, fallback=on)
    if day is not None and parameter.begins_later(day):
        return None
    outcome = _outcome(case, test, parameter, event, day)
    return _Answer(outcome.verdict, outcome, parameter, event, day, outcome.missing)


def _outcome(case: Case, test: Test, parameter: Parameter, event: str, day: date | None) -> Outcome:
    if day is None:
        return Outcome(Verdict.NOT_ASSESSABLE, missing=(f"events.{event}",), why="no_day")
    value = parameter.on(day)
    if value is None:
        have = case.get(test.fact) if test.fact else None
        return Outcome(Verdict.NOT_ASSESSABLE, have, None, (f"{parameter.id} {day.year}",), "no_value")
    picked = value.value[test.part] if test.part and isinstance(value.value, Mapping) else value.value
    return KINDS[test.kind](Asked(case, replace(test, part=None), picked, day, parameter))


def _telling(answers: list[_Answer], verdict: Verdict) -> _Answer:
    """The option that explains the verdict best; what is missing is gathered from all that could turn it."""
    same = [one for one in answers if one.verdict is verdict]
    if verdict is Verdict.NOT_ASSESSABLE:
        names = tuple(dict.fromkeys(name for one in same for name in one.missing))
        return replace(same[0], missing=names)
    return same[0]


def _lenient(rule: Rule, answer: _Answer) -> _Answer:
    if not rule.discretion or answer.verdict is not Verdict.NOT_MET:
        return answer
    outcome = replace(answer.outcome, verdict=Verdict.NOT_ASSESSABLE, why="authority_may_refuse")
    missing = ("decision of the authority",)
    return replace(answer, verdict=Verdict.NOT_ASSESSABLE, outcome=outcome, missing=missing)


def _condition(rule: Rule, answer: _Answer, law: Book, confirmed: Confirmed) -> Condition:
    parameter = answer.parameter
    read = [law.parameters[name] for name in rule.parameters]
    return Condition(
        id=rule.id,
        verdict=answer.verdict,
        have=answer.outcome.have,
        need=answer.outcome.need,
        unit=parameter.unit,
        missing=answer.missing if answer.verdict is Verdict.NOT_ASSESSABLE else (),
        why=answer.outcome.why,
        parameter=parameter.id,
        source=parameter.source,
        evidence=parameter.evidence,
        confirmed=all(confirmed.get(one.id) == one.digest for one in read),
        anchor_event=answer.event,
        anchor_date=answer.day,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
