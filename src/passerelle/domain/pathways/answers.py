"""The answer of one rule to a case: its options, and every reading of whose date counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from passerelle.domain.pathways.book import Book
from passerelle.domain.pathways.case import Case
from passerelle.domain.pathways.kinds import Asked, Outcome
from passerelle.domain.pathways.parameters import ANCHOR_UNKNOWN, EVENTS, Parameter
from passerelle.domain.pathways.registry import KINDS
from passerelle.domain.pathways.rules import Rule, Test
from passerelle.domain.pathways.verdicts import Verdict, every, some

WHOSE_DATE = "whose date counts"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule answers if the day of one event counts; ``None`` as verdict: it was not law that day."""

    event: str
    day: date | None
    verdict: Verdict | None

    def as_dict(self) -> dict[str, str | None]:
        """The reading as ``pathways check --json`` prints it."""
        day = self.day.isoformat() if self.day else None
        return {"event": self.event, "day": day, "verdict": self.verdict and self.verdict.value}


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict with the parameter that decided it and the day that counted."""

    verdict: Verdict
    outcome: Outcome
    parameter: Parameter
    event: str
    day: date | None
    missing: tuple[str, ...]
    unit: str  # of the part that was asked; the parameter's own where it has one value
    readings: tuple[Reading, ...] = ()


def answer(case: Case, rule: Rule, *, on: date | None, law: Book) -> Answer | None:
    """One rule for a case; ``None`` when it was not yet law on the day that counts.

    Where no source names the day, every event's day is a reading. Readings that agree are the answer; where
    they differ the rule cannot be assessed.
    """
    days = _readings(case, rule, on, law)
    if len(set(days.values())) == 1:
        return _read(case, rule, next(iter(days.values())), law, on)
    found = {event: _read(case, rule, day, law, on) for event, day in days.items()}
    standing = [one for one in found.values() if one]
    if not standing:
        return None
    readings = tuple(Reading(event, days[event], one.verdict if one else None) for event, one in found.items())
    # What was not yet law bars nobody.
    verdicts = {one.verdict if one else Verdict.MET for one in found.values()}
    if len(verdicts) == 1:
        return replace(standing[0], day=None, readings=readings)
    outcome = replace(standing[0].outcome, verdict=Verdict.NOT_ASSESSABLE, why="anchor_unknown")
    missing = tuple(dict.fromkeys([WHOSE_DATE, *(name for one in standing for name in one.missing)]))
    return replace(
        standing[0],
        verdict=Verdict.NOT_ASSESSABLE, outcome=outcome, event=ANCHOR_UNKNOWN, day=None, missing=missing,
        readings=readings,
    )  # fmt: skip


def _readings(case: Case, rule: Rule, on: date | None, law: Book) -> Mapping[str, date | None]:
    """The day of each event that may count; one entry where all the rule's parameters know theirs."""
    changes = case.changes_employer
    known = all(
        law.parameters[name].event(changes_employer=changes) != ANCHOR_UNKNOWN for name in rule.parameters
    )
    events = case.events
    return {ANCHOR_UNKNOWN: on} if known else {event: events.get(event) or on for event in EVENTS}


def _read(case: Case, rule: Rule, unknown: date | None, law: Book, on: date | None) -> Answer | None:
    """The rule with ``unknown`` as the day wherever no source says which one counts."""
    answers = [_option(case, option, _Days(unknown, on), law) for option in rule.options]
    standing = [one for one in answers if one]
    if not standing:
        return None
    verdict = some(one.verdict for one in standing)
    return _telling(standing, verdict)


@dataclass(frozen=True, slots=True)
class _Days:
    """The day of a reading, and the day that stands in for an event without one."""

    unknown: date | None
    fallback: date | None

    def of(self, case: Case, event: str) -> date | None:
        return self.unknown if event == ANCHOR_UNKNOWN else case.events.get(event) or self.fallback


def _option(case: Case, option: tuple[Test, ...], days: _Days, law: Book) -> Answer | None:
    """The tests of one option together; ``None`` when one of them was not yet law."""
    answers = [_asked(case, test, days, law) for test in option]
    if len(answers) == 1:
        return answers[0]
    if any(one is None for one in answers):
        return None
    known = [one for one in answers if one is not None]
    verdict = every(one.verdict for one in known)
    telling = next(one for one in reversed(known) if one.verdict is verdict)
    missing = tuple(dict.fromkeys(name for one in known if one.verdict is verdict for name in one.missing))
    return replace(telling, missing=missing)


def _asked(case: Case, test: Test, days: _Days, law: Book) -> Answer | None:
    parameter = law.parameters[str(test.parameter)]
    event = parameter.event(changes_employer=case.changes_employer)
    day = days.of(case, event)
    if day is not None and parameter.begins_later(day):
        return None
    outcome = _outcome(case, test, parameter, event, day)
    unit = test.settings.get("unit", parameter.unit)
    return Answer(outcome.verdict, outcome, parameter, event, day, outcome.missing, unit)


def _outcome(case: Case, test: Test, parameter: Parameter, event: str, day: date | None) -> Outcome:
    if day is None:
        lacking = WHOSE_DATE if event == ANCHOR_UNKNOWN else f"events.{event}"
        return Outcome(Verdict.NOT_ASSESSABLE, missing=(lacking,), why="no_day")
    value = parameter.on(day)
    if value is None:
        have = case.get(test.fact) if test.fact else None
        return Outcome(Verdict.NOT_ASSESSABLE, have, None, (f"{parameter.id} {day.year}",), "no_value")
    picked = value.value[test.part] if test.part and isinstance(value.value, Mapping) else value.value
    return KINDS[test.kind](Asked(case, test, picked, day, parameter))


def _telling(answers: list[Answer], verdict: Verdict) -> Answer:
    """The option that explains the verdict best; what is missing is gathered from all that could turn it."""
    same = [one for one in answers if one.verdict is verdict]
    if verdict is Verdict.NOT_ASSESSABLE and len(same) > 1:
        names = tuple(dict.fromkeys(name for one in same for name in one.missing))
        return replace(same[0], missing=names)
    return same[0]
