"""Routes with their rules and values, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from passerelle.domain.kernel.text import Text
from passerelle.domain.pathways.book import Book
from passerelle.domain.pathways.parameters import Parameter, Value
from passerelle.domain.pathways.rules import Route
from passerelle.domain.pathways.sentences import gap_sentence, rule_sentence
from passerelle.web.shared import labels
from passerelle.web.shared.law_shown import acts, value_words


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
