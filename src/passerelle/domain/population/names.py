"""Invented names: common family and given names of a country, put together at random."""

import csv
import random
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ELSEWHERE = ""  # the list for countries without one of their own


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Latin letters and, where the list has one, in its own script."""

    family: str
    given: str
    original: str = ""


@cache
def _lists() -> Mapping[tuple[str, str], Sequence[tuple[str, str]]]:
    """Country and kind (family, female, male) to pairs of Latin and own script."""
    text = files("passerelle.domain.population").joinpath("data", "names.csv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()[1:]):
        found.setdefault((row["country"], row["kind"]), []).append((row["latin"], row["original"]))
    return found


def name_of(draw: random.Random, country: str, sex: str) -> Name:
    """A name of a country's list; ``sex`` of ``f`` takes the female given names, all else the male."""
    lists = _lists()
    where = country if (country, "family") in lists else ELSEWHERE
    family, family_original = draw.choice(lists[where, "family"])
    given, given_original = draw.choice(lists[where, "female" if sex == "f" else "male"])
    return Name(family, given, f"{given_original} {family_original}".strip())


def as_typed(draw: random.Random, name: Name) -> Name:
    """The name as somebody at a counter typed it: in capitals, without accents, without its own script."""
    family, given, original = name.family, name.given, name.original
    if draw.random() < 0.12:
        family = family.upper()
    if draw.random() < 0.25:
        family, given = _plain(family), _plain(given)
    if draw.random() < 0.40:
        original = ""
    return Name(family, given, original)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
