"""Occupations and skills by their words: the loaded ones, or the built-in ones before any load.

Reads published classifications only: no actor is asked, since they say nothing about anybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from passerelle.domain.classifications import seed, tables
from passerelle.domain.classifications.concepts import Concept, Kind, Need, Words, newest
from passerelle.domain.classifications.search.index import Entry, Hit, SearchIndex, build, entries_of
from passerelle.domain.kernel.digest import digest
from passerelle.gateways.reference_cache import kept
from passerelle.records.classifications import models

_INDEXES_IN_MEMORY = 12  # an index of all English skills takes about 60 MB


@dataclass(frozen=True, slots=True)
class Found:
    """One concept: its preferred label (in ``language``, English where there is none) and what was matched."""

    uri: str
    kind: str
    code: str
    isco: str
    label: str
    language: str
    matched: str
    score: float


def search(text: str, *, kind: Kind = Kind.OCCUPATION, language: str = "en", limit: int = 10) -> list[Found]:
    """The best concepts for a text, best first; accents and one typing error are forgiven.

    Concepts without a label in the language are found by their English one. Empty for fewer than two letters.
    """
    hits = _index(kind, language, releases_mark()).find(text, limit)
    concepts = described((hit.uri for hit in hits), language)
    return [_found(hit, concepts[hit.uri], language) for hit in hits if hit.uri in concepts]


def prepare(languages: Iterable[str], kinds: Iterable[Kind] = (Kind.OCCUPATION, Kind.SKILL)) -> None:
    """Build and keep the indexes, so that no visitor waits for them."""
    mark = releases_mark()
    for language in languages:
        for kind in kinds:
            _index(kind, language, mark)


def releases_mark() -> str:
    """A digest of everything that is loaded; it changes when a load changes anything."""
    rows = models.Release.objects.order_by("part", "language", "version")
    return digest([list(row) for row in rows.values_list("part", "language", "version", "digest")])


def described(uris: Iterable[str], language: str) -> dict[str, Concept]:
    """Concepts with their labels in a language and in English, loaded or built in; two queries."""
    wanted = list(uris)
    found = {
        uri: seed.concepts(kind)[uri] for uri in wanted for kind in seed.LANGUAGES if uri in seed.concepts(kind)
    }
    words = _loaded_words(models.Label.objects.filter(concept__uri__in=wanted), language)
    for row in models.Concept.objects.filter(uri__in=wanted):
        built_in = found[row.uri].words if row.uri in found else {}
        found[row.uri] = Concept(
            row.uri,
            Kind(row.kind),
            row.code,
            row.isco,
            row.skill_type,
            row.reuse,
            {**built_in, **words.get(row.uri, {})},
        )
    return found


def skills_of(occupation: str, need: Need = Need.ESSENTIAL) -> tuple[str, ...]:
    """URIs of the skills that an occupation asks for, loaded or built in; empty when unknown."""
    rows = models.Relation.objects.filter(concept__uri=occupation, kind=need).order_by("skill__uri")
    return tuple(rows.values_list("skill__uri", flat=True)) or seed.skills_of(occupation, need)


def _found(hit: Hit, concept: Concept, language: str) -> Found:
    spoken = language if language in concept.words else "en"
    return Found(
        uri=hit.uri,
        kind=concept.kind,
        code=concept.code,
        isco=concept.isco,
        label=concept.label(language),
        language=spoken,
        matched=hit.label,
        score=round(hit.score, 4),
    )


@lru_cache(256)
def _is_spoken(kind: Kind, language: str, mark: str) -> bool:
    """Whether any concept of the kind has a label in the language."""
    built_in = language in seed.LANGUAGES.get(kind, ())
    return built_in or models.Label.objects.filter(concept__kind=kind, language=language).exists()


def _index(kind: Kind, language: str, mark: str) -> SearchIndex:
    return _kept_index(kind, language if _is_spoken(kind, language, mark) else "en", mark)


@lru_cache(_INDEXES_IN_MEMORY)
def _kept_index(kind: Kind, language: str, mark: str) -> SearchIndex:
    tables_of_seed = [tables.fingerprint(name) for name in seed.tables_of(kind)]
    return kept(f"{kind}-{language}", digest([mark, tables_of_seed]), lambda: build(entries(kind, language)))


def entries(kind: Kind, language: str, *, with_english: bool = True) -> list[Entry]:
    """The labels to search in; without English, only concepts that have a label in the language."""
    built_in = {uri: concept.words for uri, concept in seed.concepts(kind).items()}
    loaded = _newest_words(kind, language)
    # Once a package is loaded it says which concepts there are; the built-in labels fill its gaps.
    concepts = {uri: {**built_in.get(uri, {}), **spoken} for uri, spoken in loaded.items()} or built_in
    return [
        entry
        for uri, spoken in concepts.items()
        for chosen in [spoken.get(language) or (spoken.get("en") if with_english else None)]
        if chosen
        for entry in entries_of(uri, chosen)
    ]


def _newest_words(kind: Kind, language: str) -> Mapping[str, Mapping[str, Words]]:
    rows = models.Concept.objects.filter(kind=kind)
    version = newest(rows.order_by().values_list("version", flat=True).distinct())
    if version is None:
        return {}
    labels = models.Label.objects.filter(concept__kind=kind, concept__version=version)
    return _loaded_words(labels, language)


def _loaded_words(labels: QuerySet[models.Label], language: str) -> dict[str, dict[str, Words]]:
    found: dict[str, dict[str, Words]] = {}
    rows = labels.filter(language__in={language, "en"})
    columns = ("concept__uri", "language", "preferred", "alternatives", "version")
    for uri, spoken, preferred, alternatives, version in rows.values_list(*columns).iterator(5_000):
        found.setdefault(uri, {})[spoken] = Words(preferred, tuple(alternatives), version)
    return found
