"""A scheme's own words are checked: known places, none that is needed missing, no brace alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.letters.kinds import KINDS
from passerelle.domain.letters.places import (
    BODY,
    SUBJECT,
    Wording,
    filled,
    in_braces,
    may_be_worded,
    places,
    wording_problems,
)
from passerelle.domain.letters.registry import LETTERS


def codes(template: str, subject: str, body: str) -> list[str]:
    return [one.code for one in wording_problems(template, Wording(subject, body))]


@pytest.mark.parametrize("template", sorted(LETTERS))
def test_every_built_in_letter_passes_the_check_for_own_words(template: str) -> None:
    subject, body = (in_braces(one.template) for one in LETTERS[template])
    assert codes(template, subject, body) == []


def test_each_letter_says_who_gets_it_and_when() -> None:
    assert set(KINDS) == set(LETTERS), "domain/letters/kinds.py says who gets each letter, and when"


@pytest.mark.parametrize(
    ("template", "subject", "body", "expected"),
    [
        ("step_due", "Hello", "In {scheme} until {due}.", []),
        ("step_due", "", "Text", ["empty"]),
        ("step_due", "Hello", "  ", ["empty"]),
        ("step_due", "x" * (SUBJECT + 1), "Text", ["too_long"]),
        ("step_due", "Hello", "x" * (BODY + 1), ["too_long"]),
        ("step_due", "Hello {name}", "Text", ["unknown_place"]),
        ("step_due", "Hello", "Text {due", ["brace_open"]),
        ("step_due", "Hello", "Text {}", ["brace_open"]),
        ("sign_asked", "Sign", "In {scheme} a paper waits.", ["place_missing"]),
        ("sign_asked", "Sign {link}", "In {scheme} a paper waits: {link}", []),
        ("sign_in_code", "Code", "No code here", ["place_missing"]),
    ],
)
def test_what_is_wrong_is_named(template: str, subject: str, body: str, expected: list[str]) -> None:
    assert codes(template, subject, body) == expected


def test_only_letters_of_a_scheme_can_be_worded() -> None:
    assert may_be_worded("step_due")
    assert not may_be_worded("sign_in_code")
    assert not may_be_worded("nonsense")
    assert places("step_due") == {"scheme", "due"}


@given(st.text(alphabet=st.characters(exclude_characters="{}")))
def test_words_without_a_place_go_out_as_written(text: str) -> None:
    assert filled(text, {}) == text


def test_a_percent_sign_is_a_sign_like_any_other() -> None:
    assert filled("100 % of {scheme}", {"scheme": "PALIM %(x)s {y}"}) == "100 % of PALIM %(x)s {y}"
    assert in_braces("50 %% of %(scheme)s, %(n)d") == "50 % of {scheme}, {n}"
