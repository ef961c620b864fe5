"""Groups of three letters and where they occur, in arrays."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_SIGN_BITS = 21  # every Unicode sign fits


class Postings(NamedTuple):
    """For each group of three letters the labels that hold it, and each label's total weight."""

    grams: NDArray[np.uint64]  # sorted
    starts: NDArray[np.int64]  # one more than grams
    labels: NDArray[np.int32]
    weights: NDArray[np.float32]  # per gram: rare groups say more
    totals: NDArray[np.float32]  # per label: the sum over its groups


def grams_of(text: str) -> NDArray[np.uint64]:
    """The distinct groups of three letters of a folded text, with a space at both ends."""
    signs = np.frombuffer(f" {text} ".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    return np.unique(_triples(signs))


def _triples(signs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    step = np.uint64(_SIGN_BITS)
    return (signs[:-2] << (step + step)) | (signs[1:-1] << step) | signs[2:]


def post(labels: Sequence[str]) -> Postings:
    """Index folded labels; a label's number is its place in the sequence."""
    lengths = np.array([len(label) + 2 for label in labels], dtype=np.int64)
    joined = "".join(f" {label} " for label in labels)
    signs = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(labels), dtype=np.int32), lengths)
    inside = owner[:-2] == owner[2:]  # a group never spans two labels
    grams, owners = _triples(signs)[inside], owner[:-2][inside]
    order = np.argsort(grams, kind="stable")
    grams, owners = grams[order], owners[order]
    once = np.ones(len(grams), dtype=bool)
    once[1:] = (grams[1:] != grams[:-1]) | (owners[1:] != owners[:-1])
    grams, owners = grams[once], owners[once]
    found, starts = np.unique(grams, return_index=True)
    starts = np.append(starts, len(grams)).astype(np.int64)
    counts = np.diff(starts)
    weights = np.log1p(len(labels) / np.maximum(counts, 1)).astype(np.float32)
    totals = np.bincount(owners, np.repeat(weights, counts), minlength=len(labels)).astype(np.float32)
    return Postings(found, starts, owners, weights, totals)


def shared_weight(postings: Postings, text: str) -> NDArray[np.float64]:
    """For each label the weight of the groups that it shares with a folded text."""
    wanted = grams_of(text)
    places = np.searchsorted(postings.grams, wanted)
    places = places[places < len(postings.grams)]
    places = places[np.isin(postings.grams[places], wanted)]
    if not len(places):
        return np.zeros(len(postings.totals))
    slices = [postings.labels[postings.starts[p] : postings.starts[p + 1]] for p in places]
    weights = np.repeat(postings.weights[places], [len(found) for found in slices])
    return np.bincount(np.concatenate(slices), weights, minlength=len(postings.totals)).astype(np.float64)
