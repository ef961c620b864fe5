"""What completes a course, and how long a certificate holds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.training.codes import NEXT_STEP, SHORTFALL
from passerelle.domain.training.completion import Rule, attended, reaches, shortfalls
from passerelle.domain.training.completion import Tested as Answer
from passerelle.domain.training.validity import end_of_validity

marks = st.lists(st.sampled_from(["present", "absent", "excused", "unknown"]), max_size=8)


@pytest.mark.parametrize(
    ("rule", "were", "tests", "missing"),
    [
        (Rule(None, False), [], [], ()),
        (Rule(80, False), ["present"] * 4 + ["absent"], [], ()),
        (Rule(80, False), ["present"] * 3 + ["absent"], [], ("attendance_short",)),
        (Rule(80, False), ["present"] * 4 + ["unknown"], [], ()),
        (Rule(90, False), ["present"] * 4 + ["unknown"], [], ("attendance_unknown",)),
        (Rule(80, False), ["excused"], [], ("attendance_unknown",)),
        (Rule(80, False), ["present", "excused"], [], ()),
        (Rule(), [], [], ("test_missing",)),
        (Rule(), [], [Answer(None)], ("test_missing",)),
        (Rule(), [], [Answer(False), Answer(None)], ("test_failed",)),
        (Rule(), [], [Answer(False), Answer(True)], ()),
        (Rule(level="B1"), [], [Answer(True, "A2")], ("level_short",)),
        (Rule(level="B1"), [], [Answer(True, "A2"), Answer(True, "B2")], ()),
        (Rule(50), ["absent"], [Answer(False)], ("attendance_short", "test_failed")),
    ],
)
def test_what_is_missing_is_named(
    rule: Rule, were: list[str], tests: list[Answer], missing: tuple[str, ...]
) -> None:
    assert shortfalls(rule, were, tests) == missing


@given(marks, st.integers(1, 100))
def test_one_more_session_attended_never_takes_completion_away(were: list[str], share: int) -> None:
    rule = Rule(share, asks_test=False)
    if not shortfalls(rule, were, []):
        assert not shortfalls(rule, [*were, "present"], [])


@given(marks, st.integers(1, 100))
def test_an_unknown_session_settles_nothing_that_it_could_change(were: list[str], share: int) -> None:
    rule = Rule(share, asks_test=False)
    best = shortfalls(rule, ["present" if one == "unknown" else one for one in were], [])
    worst = shortfalls(rule, ["absent" if one == "unknown" else one for one in were], [])
    found = shortfalls(rule, were, [])
    assert (found == ("attendance_unknown",)) == (
        best != worst or not [one for one in were if one != "excused"]
    )


def test_the_share_attended_leaves_excused_out_and_unknown_unknown() -> None:
    assert attended(["present", "absent", "excused"]) == 0.5
    assert attended(["present", "unknown"]) is None
    assert attended([]) is None


def test_an_unknown_level_reaches_nothing() -> None:
    assert reaches("B2", "B1")
    assert not reaches("", "B1")
    assert not reaches("B1", "?")


def test_each_shortfall_has_a_next_step() -> None:
    assert set(NEXT_STEP) == set(SHORTFALL)


def test_a_certificate_ends_after_its_months() -> None:
    assert end_of_validity(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert end_of_validity(date(2026, 1, 15), 12) == date(2027, 1, 15)
    assert end_of_validity(date(2026, 1, 15), None) is None
