"""CEFR and EQF: ordered, and read from partners' spellings."""

import pytest

from passerelle.domain.classifications import cefr, eqf


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("b2", "B2"),
        (" B2+ ", "B2"),
        ("CEFR C1", "C1"),
        ("cecr-A1", "A1"),
        ("pre a1", "Pre-A1"),
        ("PreA1", "Pre-A1"),
        ("B2.1", None),
        ("fluent", None),
        ("native", None),
        ("D1", None),
        ("", None),
    ],
)
def test_language_levels_are_read(text, level):
    assert cefr.read(text) == level


def test_language_levels_are_ordered():
    assert [cefr.rank(level) for level in cefr.LEVELS] == list(range(7))
    assert [cefr.level(rank) for rank in range(7)] == list(cefr.LEVELS)
    assert cefr.at_least("B2", "B1")
    assert not cefr.at_least("A2", "B1")
    assert cefr.is_valid("B1")
    assert not cefr.is_valid("b1")


@pytest.mark.parametrize("rank", [-1, 7])
def test_no_language_level_lies_beyond(rank):
    with pytest.raises(IndexError):
        cefr.level(rank)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("5", 5),
        ("EQF 5", 5),
        ("EQF level 6", 6),
        ("niveau 3", 3),
        ("5.0", 5),
        ("المستوى 4", 4),
        ("V", None),
        ("9", None),
        ("0", None),
        ("5.5", None),
        ("Bac+5", None),
        ("", None),
    ],
)
def test_qualification_levels_are_read(text, level):
    assert eqf.read(text) == level


def test_qualification_levels_are_ordered():
    assert [level for level in range(10) if eqf.is_valid(level)] == list(eqf.LEVELS)
    assert eqf.at_least(5, 5)
    assert not eqf.at_least(4, 5)
