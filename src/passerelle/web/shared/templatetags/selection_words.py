"""Words of selection in templates: ``{% load selection_words %}``."""

from django import template
from django.utils.translation import get_language

from passerelle.queries.open_calls import words_of
from passerelle.records.calls.models import Call

register = template.Library()


@register.filter
def call_title(call: Call) -> str:
    """A call's title in the reader's language or its first; its number where it has none yet."""
    told = words_of(call.texts, call.languages, get_language() or "en")
    return call.texts.get(told, {}).get("title", "") or call.number
