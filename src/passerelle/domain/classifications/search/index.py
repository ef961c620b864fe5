"""Finds concepts by their words; accents, case and one typing error are forgiven."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from passerelle.domain.classifications.concepts import Words, forms
from passerelle.domain.classifications.folding import fold
from passerelle.domain.classifications.search.grams import Postings, post, shared_weight
from passerelle.domain.classifications.search.likeness import likeness

LONGEST_QUERY = 120  # signs; a longer text is cut, since no label is a page
_CANDIDATES = 60  # from each of the two orders
_FLOOR = 0.35  # worse than this is noise


class Entry(NamedTuple):
    """One label of one concept."""

    uri: str
    label: str
    is_preferred: bool


class Hit(NamedTuple):
    """A concept found, by which of its labels, and how well (0 to 1)."""

    uri: str
    label: str
    score: float


def entries_of(uri: str, words: Words) -> Iterator[Entry]:
    """Every label of a concept in one language, masculine and feminine forms by themselves too."""
    for place, label in enumerate((words.preferred, *words.alternatives)):
        for form in dict.fromkeys((label, *forms(label))):
            yield Entry(uri, form, place == 0)


@dataclass(frozen=True, slots=True, eq=False)
class SearchIndex:
    """Labels of one kind in one language, the shortest first.

    ``folded`` and ``shown`` are parallel; ``concept`` gives each label's place in ``uris``.
    """

    uris: Sequence[str]
    folded: Sequence[str]
    shown: Sequence[str]
    concept: NDArray[np.int32]
    is_preferred: NDArray[np.bool_]
    lengths: NDArray[np.int32]
    postings: Postings

    def find(self, text: str, limit: int = 10) -> list[Hit]:
        """The best concepts for a text, best first, each once; empty for a text of fewer than two letters."""
        query = fold(text[:LONGEST_QUERY])
        if len(query) < 2 or not self.folded:
            return []
        words = query.split()
        scored = [(likeness(query, words, self.folded[number]), number) for number in self._candidates(query)]
        scored = [pair for pair in scored if pair[0] >= _FLOOR]
        scored.sort(key=lambda pair: (-pair[0], not self.is_preferred[pair[1]], pair[1]))
        best: dict[int, Hit] = {}
        for score, number in scored:
            place = int(self.concept[number])
            best.setdefault(place, Hit(self.uris[place], self.shown[number], score))
            if len(best) == limit:
                break
        return list(best.values())

    def _candidates(self, query: str) -> set[int]:
        weights = shared_weight(self.postings, query)
        close = weights / np.sqrt(self.postings.totals + 1)  # short labels first
        found = {*_top(weights), *_top(close), *self._one_edit_away(query)}
        return {number for number in found if weights[number] > 0 or len(query) <= 8}

    def _one_edit_away(self, query: str) -> Sequence[int]:
        """Every label that one insertion, deletion, replacement or swap turns into the query."""
        first, last = np.searchsorted(self.lengths, [len(query) - 1, len(query) + 2])
        if first == last:
            return ()
        distances = process.cdist(
            [query], self.folded[first:last], scorer=OSA.distance, score_cutoff=1, dtype=np.uint8
        )
        return [int(number) for number in np.flatnonzero(distances[0] <= 1) + first]


def _top(values: NDArray[np.float64]) -> Iterable[int]:
    if len(values) <= _CANDIDATES:
        return range(len(values))
    return (int(number) for number in np.argpartition(values, -_CANDIDATES)[-_CANDIDATES:])


def build(entries: Iterable[Entry]) -> SearchIndex:
    """Index labels; the same folded label of one concept is kept once, its preferred spelling first."""
    rows: dict[tuple[str, str], Entry] = {}
    for entry in sorted(entries, key=lambda entry: not entry.is_preferred):
        if folded := fold(entry.label):
            rows.setdefault((entry.uri, folded), entry)
    ordered = sorted(rows.items(), key=lambda row: (len(row[0][1]), row[0]))
    places: dict[str, int] = {}
    concept = [places.setdefault(entry.uri, len(places)) for _, entry in ordered]
    folded_labels = [folded for (_, folded), _ in ordered]
    return SearchIndex(
        uris=list(places),
        folded=folded_labels,
        shown=[entry.label for _, entry in ordered],
        concept=np.array(concept, dtype=np.int32),
        is_preferred=np.array([entry.is_preferred for _, entry in ordered], dtype=np.bool_),
        lengths=np.array([len(label) for label in folded_labels], dtype=np.int32),
        postings=post(folded_labels),
    )
