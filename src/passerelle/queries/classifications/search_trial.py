"""Measures the search on the labels at hand: how often the concept is in the first five, how quickly."""

import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from passerelle.domain.classifications.concepts import Kind
from passerelle.domain.classifications.search.trials import Trial, trials
from passerelle.queries.classifications.classification_search import entries, prepare, search

FIRST = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """One language and kind; times in milliseconds for a whole search, database included."""

    language: str
    kind: str
    labels: int
    ready_ms: float  # until the index was at hand: built, or read from disk
    queries: int
    found_first: int
    found_in_five: int
    share_in_five: float
    median_ms: float
    p95_ms: float
    max_ms: float

    def as_dict(self) -> dict[str, object]:
        """The shape that ``--json`` prints."""
        return asdict(self)


def search_trial(languages: Iterable[str], *, queries: int = 200, seed: int = 1) -> list[Measured]:
    """Run seeded misspelt queries for each language and kind that has labels of its own."""
    measured = []
    for language in languages:
        for kind in (Kind.OCCUPATION, Kind.SKILL):
            own = entries(kind, language, with_english=False)
            if own:
                start = time.perf_counter()
                prepare([language], [kind])
                ready = (time.perf_counter() - start) * 1_000
                drawn = trials(own, count=queries, seed=seed)
                measured.append(_measure(drawn, kind, language, labels=len(own), ready=ready))
    return measured


def _measure(drawn: Sequence[Trial], kind: Kind, language: str, *, labels: int, ready: float) -> Measured:
    times: list[float] = []
    places: list[int | None] = []
    for trial in drawn:
        start = time.perf_counter()
        found = [hit.uri for hit in search(trial.text, kind=kind, language=language, limit=FIRST)]
        times.append((time.perf_counter() - start) * 1_000)
        places.append(found.index(trial.uri) if trial.uri in found else None)
    in_five = sum(place is not None for place in places)
    return Measured(
        language=language,
        kind=kind,
        labels=labels,
        ready_ms=round(ready, 1),
        queries=len(places),
        found_first=places.count(0),
        found_in_five=in_five,
        share_in_five=round(in_five / len(places), 4),
        median_ms=round(statistics.median(times), 2),
        p95_ms=round(sorted(times)[int(len(times) * 0.95)], 2),
        max_ms=round(max(times), 2),
    )
