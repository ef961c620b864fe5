"""How well a folded label answers a folded query, 0 to 1."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

_WORD_CUTOFF = 0.6  # below this two words only share letters
_ORDER = 0.98  # all words found, but not as one text
_SPARE = 0.2  # what a label loses at most for words that nobody asked for


def likeness(query: str, words: Sequence[str], label: str) -> float:
    """The better of two views: the texts as wholes (one edit costs little), or word by word.

    Word by word, a beginning counts nearly as the word, so that results appear while people type.
    ``words`` are the query's own.
    """
    whole = OSA.normalized_similarity(query, label)
    if whole == 1:
        return 1.0
    parts = label.split()
    found = sum(len(word) * _best(word, parts) for word in words) / sum(map(len, words))
    spare = max(0.0, 1 - len(query) / len(label))
    return max(whole, found * _ORDER * (1 - _SPARE * spare))


def _best(word: str, parts: Sequence[str]) -> float:
    best = 0.0
    for part in parts:
        if part.startswith(word):
            best = max(best, 0.9 + 0.1 * len(word) / len(part))
        else:
            best = max(best, OSA.normalized_similarity(word, part, score_cutoff=_WORD_CUTOFF))
    return best
