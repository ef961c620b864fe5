"""Sentences about matching in templates: ``{% load matching_words %}``."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from passerelle.web.shared import keys, match_sentences
from passerelle.web.shared.charts import NamedPart
from passerelle.web.shared.labels import number
from passerelle.web.shared.match_sentences import Names
from passerelle.web.shared.wording import word_for

register = template.Library()

register.filter("spoken_language", match_sentences.language)
register.filter("region_name", match_sentences.place)
register.filter("missing_fact", match_sentences.missing)
register.filter("band", lambda value: match_sentences.points(value, banded=True))


@register.filter
def requirement(code: str, names: Names) -> str:
    """A requirement's code in words."""
    return match_sentences.requirement(code, names)


@register.filter
def held(text: str, names: Names) -> str:
    """What somebody has, or what is needed, in words."""
    return match_sentences.fact(text, names)


@register.filter
def why(reason: Any, names: Names) -> str:
    """A stored reason as one sentence."""
    return match_sentences.why(reason, names)


@register.filter
def why_banded(reason: Any, names: Names) -> str:
    """The same, with other people's scores as bands only."""
    return match_sentences.why(reason, names, banded=True)


@register.filter
def concept(code: str, names: Names) -> str:
    """A skill or occupation by its name."""
    return names.concept(code)


@register.filter
def source_of(key: str | None, names: Names) -> str:
    """Where a requirement comes from."""
    return names.source(key)


@register.filter
def family_first(name: Any) -> str:
    """FAMILY Given."""
    return f"{name.family.upper()} {name.given}".strip()


@register.filter
def score_parts(parts: Iterable[tuple[str, Mapping[str, Any]]]) -> list[NamedPart]:
    """The parts of a stored score, ready for a bar."""
    return [NamedPart(word_for(name, "part"), part["points"]) for name, part in parts]


@register.filter
def cost(value: float | None) -> str:
    """What a rule or a requirement costs, from the difference that it makes; unknown says so."""
    return gettext("not computed") if value is None else number(round(-value) or 0)


@register.simple_tag
def change(text: object, names: Names, who: str = "candidate") -> str:
    """A single change in words."""
    return match_sentences.change(str(text), names, who)


@register.simple_tag
def barrier(code: str, names: Names) -> str:
    """What kept people out, from a reason's code: a requirement, or a fact that nobody knows."""
    if code.startswith("unknown:"):
        return gettext("unknown: %(fact)s") % {"fact": match_sentences.missing(code[8:])}
    return match_sentences.requirement(code, names)


@register.filter
def entry(table: Mapping[str, object], key: str) -> object:
    """One entry of a mapping, or nothing."""
    return table.get(key, "")


@register.filter
def holds_a_place(offers: Iterable[Any]) -> bool:
    """Whether one of these offers is open."""
    return any(offer.released_at is None for offer in offers)


@register.filter
def region_word(code: str) -> str:
    """A region by name; unknown says so."""
    return word_for(code, "group") if code == "unknown" else match_sentences.place(code)


@register.simple_tag
def stage_word(stage: str, names: Names) -> str:
    """A step of the fairness sheet: a gate by its label, the others by their word."""
    return names.gates.get(stage) or word_for(stage, "fair_stage")


@register.simple_tag
def form_key(key: str = "") -> SafeString:
    """The hidden fields that make a double click harmless."""
    return keys.hidden_key(key)
