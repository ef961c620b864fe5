"""Conditions and values in words: what somebody has, what is asked, what is missing, what it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from passerelle.domain.kernel.text import Text
from passerelle.domain.pathways.answers import Reading
from passerelle.domain.pathways.assess import Condition, Finding
from passerelle.domain.pathways.book import Book
from passerelle.domain.pathways.parameters import Parameter, Value
from passerelle.domain.pathways.rules import Route
from passerelle.domain.pathways.sentences import ACTS, gap_sentence, rule_sentence, why_sentence
from passerelle.web.shared import labels
from passerelle.web.shared.pathway_words import ROUTE_VERDICT_TONE
from passerelle.web.shared.wording import word_for


@dataclass(frozen=True, slots=True)
class ShownReading:
    """What a condition answers if the day of one event counts."""

    event: str
    day: date | None
    verdict: str
    tone: str


@dataclass(frozen=True, slots=True)
class ShownCondition:
    """A condition as the page of a person shows it."""

    sentence: Text
    verdict: str
    tone: str
    have: str
    need: str
    missing: tuple[str, ...]
    why: Text | None
    parameter: str
    source: str
    evidence: str
    confirmed: bool
    anchor_event: str
    anchor_date: date | None
    readings: tuple[ShownReading, ...]


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A route as the page of a person shows it."""

    route: str
    verdict: str
    tone: str
    acts: tuple[Text, ...]
    gaps: tuple[Text, ...]
    conditions: tuple[ShownCondition, ...]
    days: int | None
    days_evidence: str
    is_refused: bool


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule of a route with the value in force on a day."""

    phase: str
    sentence: Text
    parameter: str
    value: str
    dates: str
    anchor: str
    source: str
    evidence: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ShownRoute:
    """A route with its rules and gaps."""

    route: str
    country: str
    acts: tuple[Text, ...]
    rules: tuple[ShownRule, ...]
    gaps: tuple[Text, ...]
    unconfirmed: int


def shown_finding(finding: Finding, on: date, refused: Iterable[str]) -> ShownFinding:
    """A route's answer in words."""
    expected = finding.expected
    return ShownFinding(
        route=finding.route.id,
        verdict=finding.verdict.value,
        tone=str(ROUTE_VERDICT_TONE[finding.verdict.value]),
        acts=acts(finding.route),
        gaps=tuple(gap_sentence(gap) for gap in finding.route.gaps),
        conditions=tuple(_condition(one, on) for one in finding.conditions),
        days=expected.days if expected else None,
        days_evidence=expected.evidence if expected else "",
        is_refused=finding.route.id in set(refused),
    )


def acts(route: Route) -> tuple[Text, ...]:
    """Who acts on a route."""
    return tuple(ACTS[one] for one in route.acts)


def shown_route(route: Route, law: Book, on: date, confirmed: Mapping[str, str]) -> ShownRoute:
    """A route with the values in force on a day."""
    parts = (("rules", route.rules), ("times", route.times), ("later", route.later))
    rules = tuple(
        _rule(phase, name, law.parameters[parameter], on, confirmed)
        for phase, names in parts
        for name in names
        for parameter in sorted(law.rules[name].parameters)
    )
    return ShownRoute(
        route=route.id,
        country=route.country or "",
        acts=acts(route),
        rules=rules,
        gaps=tuple(gap_sentence(gap) for gap in route.gaps),
        unconfirmed=sum(not one.confirmed for one in rules),
    )


def _rule(phase: str, name: str, parameter: Parameter, on: date, confirmed: Mapping[str, str]) -> ShownRule:
    value = parameter.on(on)
    return ShownRule(
        phase=phase,
        sentence=rule_sentence(name),
        parameter=parameter.id,
        value=value_words(value.value, parameter.unit) if value else "",
        dates=dates(value) if value else "",
        anchor=parameter.anchor_event,
        source=parameter.source,
        evidence=parameter.evidence,
        confirmed=confirmed.get(parameter.id) == parameter.digest,
    )


def dates(value: Value) -> str:
    """From when to when a value holds."""
    if value.since_year is not None:
        return _("since %(year)d, first day unknown") % {"year": value.since_year}
    if value.valid_from is None:
        return _("no dates stated")
    if value.valid_to is None:
        return _("from %(first)s, end not stated") % {"first": labels.day(value.valid_from)}
    return f"{labels.day(value.valid_from)} – {labels.day(value.valid_to)}"


def value_words(value: Any, unit: str = "") -> str:
    """A value in words, with its unit; several values with the name of each."""
    if isinstance(value, Mapping):
        told = "; ".join(f"{word_for(key, 'value_part')}: {value_words(one)}" for key, one in value.items())
        return f"{told} ({word_for(unit, 'legal_unit')})" if unit else told
    words = _plain(value)
    with_unit = unit and isinstance(value, int | float) and not isinstance(value, bool)
    return f"{words} {word_for(unit, 'legal_unit')}" if with_unit else words


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return labels.number(value, None if isinstance(value, int) or value.is_integer() else 2)
    if isinstance(value, date):
        return labels.day(value)
    if isinstance(value, list | tuple):
        return ", ".join(word_for(one, "law_word") for one in value)
    return word_for(value, "law_word") if isinstance(value, str) else str(value)


def _condition(one: Condition, on: date) -> ShownCondition:
    return ShownCondition(
        sentence=rule_sentence(one.id),
        verdict=one.verdict.value,
        tone=str(ROUTE_VERDICT_TONE[one.verdict.value]),
        have=value_words(one.have, one.unit),
        need=value_words(one.need, one.unit),
        missing=tuple(_missing(name) for name in one.missing),
        why=why_sentence(one.why, one.anchor_date or on) if one.why else None,
        parameter=one.parameter,
        source=one.source,
        evidence=one.evidence,
        confirmed=one.confirmed,
        anchor_event=one.anchor_event,
        anchor_date=one.anchor_date,
        # Readings that agree need no telling.
        readings=tuple(_reading(each) for each in one.readings) if one.why == "anchor_unknown" else (),
    )


def _reading(one: Reading) -> ShownReading:
    verdict = one.verdict.value if one.verdict else "not_yet_law"
    return ShownReading(one.event, one.day, verdict, str(ROUTE_VERDICT_TONE[verdict]))


def _missing(name: str) -> str:
    parts = name.rsplit(" ", 1)
    if len(parts) == 2 and parts[1].isdecimal() and parts[0].isupper():
        return _("a value for %(year)s (%(parameter)s)") % {"year": parts[1], "parameter": parts[0]}
    return word_for(name, "legal_fact")
