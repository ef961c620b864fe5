"""The words for gates, sources and concepts that a page needs, looked up once for the whole page."""

from collections.abc import Iterable

from django.utils.translation import get_language

from passerelle.queries.classifications.concept_words import concept_words
from passerelle.queries.matching.match_names import gate_labels
from passerelle.web.shared.match_sentences import Names


def names_for(scheme: str, concepts: Iterable[str | None]) -> Names:
    """A scheme's labels of its gates and its sources, and the words for concepts in the person's language."""
    gates, sources = gate_labels(scheme) if scheme else ({}, {})
    return Names(gates, sources, concept_words(concepts, get_language() or "en"))
