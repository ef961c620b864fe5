"""What occupations and skills are called: by address or ISCO-08 code, in a language."""

from collections.abc import Iterable

from passerelle.domain.classifications import isco
from passerelle.domain.classifications.concepts import Kind
from passerelle.domain.classifications.seed import concepts
from passerelle.records.classifications.models import Label


def concept_words(names: Iterable[str | None], language: str) -> dict[str, str]:
    """Label of each ESCO address or ISCO-08 code, in the language or in English; the unknown keep their code.

    One query, and only for addresses that the built-in part of ESCO does not hold.
    """
    wanted = {name for name in names if name}
    found = {code: isco.title(code, language) for code in wanted if isco.is_valid(code)}
    for kind in (Kind.OCCUPATION, Kind.SKILL):
        built_in = concepts(kind)
        found |= {uri: built_in[uri].label(language) for uri in wanted if uri in built_in}
    missing = wanted - found.keys()
    found |= _loaded(missing, language) if missing else {}
    return {name: found.get(name, name) for name in wanted}


def _loaded(uris: set[str], language: str) -> dict[str, str]:
    rows = Label.objects.filter(concept__uri__in=uris, language__in={language, "en"})
    labels = {
        (uri, tongue): label for uri, tongue, label in rows.values_list("concept__uri", "language", "preferred")
    }
    english = {uri: label for (uri, tongue), label in labels.items() if tongue == "en"}
    return english | {uri: label for (uri, tongue), label in labels.items() if tongue == language}
