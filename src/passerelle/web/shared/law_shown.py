"""Conditions and values of the law in words: what somebody has, what is asked, what is missing, the source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from passerelle.domain.kernel.text import Text
from passerelle.domain.pathways.answers import Reading
from passerelle.domain.pathways.assess import Condition, Finding
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

    sentence: Text | None
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


def shown_finding(finding: Finding, on: date, refused: Iterable[str]) -> ShownFinding:
    """A route's answer in words."""
    expected = finding.expected
    return ShownFinding(
        route=finding.route.id,
        verdict=finding.verdict.value,
        tone=str(ROUTE_VERDICT_TONE[finding.verdict.value]),
        acts=acts(finding.route),
        gaps=tuple(gap_sentence(gap) for gap in finding.route.gaps),
        conditions=tuple(shown_condition(one, on) for one in finding.conditions),
        days=expected.days if expected else None,
        days_evidence=expected.evidence if expected else "",
        is_refused=finding.route.id in set(refused),
    )


def acts(route: Route) -> tuple[Text, ...]:
    """Who acts on a route."""
    return tuple(ACTS[one] for one in route.acts)


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


def shown_condition(one: Condition, on: date) -> ShownCondition:
    """A condition of a route in words."""
    return ShownCondition(
        sentence=rule_sentence(one.id) if one.id else None,
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
