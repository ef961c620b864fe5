"""Words of selection in templates: ``{% load selection_words %}``."""

from django import template
from django.utils.translation import get_language

from passerelle.domain.selection.asked import FIELDS
from passerelle.queries.selection.open_calls import words_of
from passerelle.records.calls.models import Call
from passerelle.web.shared.labels import say

register = template.Library()


@register.filter
def call_title(call: Call) -> str:
    """A call's title in the reader's language or its first; its number where it has none yet."""
    told = words_of(call.texts, call.languages, get_language() or "en")
    return call.texts.get(told, {}).get("title", "") or call.number


@register.filter
def asked_word(code: str) -> str:
    """The word of something that a call asks."""
    return say(FIELDS[code].word) if code in FIELDS else code
