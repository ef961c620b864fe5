"""Seeded misspellings, to measure how much a search forgives."""

import random
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from passerelle.domain.classifications.search.index import Entry

_SHORTEST = 4  # in a shorter word one error leaves too little to recognise


class Trial(NamedTuple):
    """A misspelt label and the concept that should be found."""

    text: str
    uri: str


def trials(entries: Sequence[Entry], *, count: int, seed: int) -> list[Trial]:
    """``count`` queries drawn from labels: one typing error, or accents and case removed, in equal parts."""
    chance = random.Random(seed)
    usable = sorted(entry for entry in entries if len(entry.label) >= _SHORTEST)
    letters = sorted({sign for entry in usable for sign in entry.label if sign.isalpha()})
    kinds = (_inserted, _deleted, _replaced, _swapped, _plain)
    drawn = [chance.choice(usable) for _ in range(count)] if usable else []
    return [
        Trial(kinds[place % len(kinds)](entry.label, chance, letters), entry.uri)
        for place, entry in enumerate(drawn)
    ]


def _inserted(label: str, chance: random.Random, letters: Sequence[str]) -> str:
    at = chance.randrange(len(label) + 1)
    return label[:at] + chance.choice(letters) + label[at:]


def _deleted(label: str, chance: random.Random, letters: Sequence[str]) -> str:
    at = chance.randrange(len(label))
    return label[:at] + label[at + 1 :]


def _replaced(label: str, chance: random.Random, letters: Sequence[str]) -> str:
    at = chance.randrange(len(label))
    return label[:at] + chance.choice(letters) + label[at + 1 :]


def _swapped(label: str, chance: random.Random, letters: Sequence[str]) -> str:
    at = chance.randrange(len(label) - 1)
    return label[:at] + label[at + 1] + label[at] + label[at + 2 :]


def _plain(label: str, chance: random.Random, letters: Sequence[str]) -> str:
    decomposed = unicodedata.normalize("NFD", label.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
