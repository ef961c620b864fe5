"""What occupations and skills are called: by address or ISCO-08 code, in a language."""

from collections.abc import Iterable

from passerelle.domain.classifications import isco
from passerelle.queries.classifications.classification_search import described


def concept_words(names: Iterable[str | None], language: str) -> dict[str, str]:
    """Label of each ESCO address or ISCO-08 code, in the language or in English; the unknown keep theirs."""
    wanted = {name for name in names if name}
    codes = {code: isco.title(code, language) for code in wanted if isco.is_valid(code)}
    concepts = described(wanted - codes.keys(), language)
    return {name: name for name in wanted} | codes | {uri: one.label(language) for uri, one in concepts.items()}
