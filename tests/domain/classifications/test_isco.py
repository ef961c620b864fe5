"""ISCO-08: complete, readable in partners' spellings, and a distance that counts levels."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.classifications import isco

codes = st.sampled_from(sorted(isco.groups()))


def test_all_levels_are_complete():
    assert Counter(group.level for group in isco.groups().values()) == {1: 10, 2: 43, 3: 130, 4: 436}


def test_every_group_has_its_titles_and_its_parent():
    for code, group in isco.groups().items():
        assert set(group.titles) == {"en", "fr", "es"}
        assert len(code) == 1 or isco.is_valid(code[:-1])


def test_an_unknown_language_gets_the_english_title():
    assert isco.title("2512", "ar") == isco.title("2512") == "Software developers"
    assert isco.title("2512", "fr") == "Concepteurs de logiciels"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" 2512 ", "2512"),
        ("C2512", "2512"),
        ("ISCO-08: 2512", "2512"),
        ("isco 25", "25"),
        ("2512.3.1", "2512"),
        ("http://data.europa.eu/esco/isco/C0110", "0110"),
        ("110", None),
        ("9999", None),
        ("developer", None),
        ("", None),
    ],
)
def test_partners_spellings_are_read(text, code):
    assert isco.read(text) == code


def test_children_lie_one_level_below():
    assert [group.code for group in isco.children("251")] == ["2511", "2512", "2513", "2514", "2519"]
    assert len(isco.children("")) == 10
    assert isco.children("2512") == ()


def test_validity_can_ask_for_a_level():
    assert isco.is_valid("2512", level=4)
    assert not isco.is_valid("25", level=4)
    assert not isco.is_valid("2599")


def test_distance_counts_levels_up():
    assert [isco.distance("2512", other) for other in ("2512", "2513", "2522", "2112", "7112")] == [
        0,
        1,
        2,
        3,
        4,
    ]
    assert isco.distance("251", "251") == 1


@given(codes, codes)
def test_distance_is_symmetric_and_bounded(one, other):
    assert isco.distance(one, other) == isco.distance(other, one)
    assert 0 <= isco.distance(one, other) <= 4
    assert (isco.distance(one, other) == 0) == (one == other and len(one) == 4)


def test_an_unknown_code_has_no_group():
    with pytest.raises(KeyError):
        isco.group("9999")
