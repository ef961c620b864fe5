"""Score sheets, points, ranks."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.selection.asked import call_faults
from passerelle.domain.selection.scoring import Criterion, criteria_faults, points_of, ranked, sheet_faults

SKILL, SPEECH = Criterion("skill", "Skill", 3, 10), Criterion("speech", "Speech", 1, 5)


def test_points_are_weighted_and_of_a_hundred() -> None:
    # 3 x 8/10 + 1 x 5/5 = 3.4 of 4; the second sheet 3 x 4/10 + 1 x 0 = 1.2 of 4; the mean is 57.5.
    assert points_of([SKILL, SPEECH], [{"skill": 8, "speech": 5}]) == Decimal("85.00")
    both = [{"skill": 8, "speech": 5}, {"skill": 4, "speech": 0}]
    assert points_of([SKILL, SPEECH], both) == Decimal("57.50")
    assert points_of([SKILL], []) is None


def test_places_reserve_mark_and_absence() -> None:
    points = {"a": Decimal(90), "b": Decimal(70), "c": Decimal(40), "d": None}
    found = {one.id: one for one in ranked(points, places=1, pass_mark=50, seed="W")}
    assert [(found[one].rank, found[one].outcome, found[one].reason) for one in "abcd"] == [
        (1, "selected", ""),
        (2, "reserve", ""),
        (3, "not_selected", "below_pass_mark"),
        (None, "not_selected", "not_present"),
    ]
    assert {one.outcome for one in ranked(points, places=None, pass_mark=None, seed="W")} == {
        "selected", "not_selected",
    }  # fmt: skip


def test_what_is_wrong_with_criteria_and_sheets() -> None:
    assert [one.code for one in criteria_faults([])] == ["no_criteria"]
    twice = [Criterion("x", "X", 0, 1), Criterion("x", "X", 1, 1)]
    assert [one.code for one in criteria_faults(twice)] == ["criterion_twice", "criterion_zero"]
    assert criteria_faults([SKILL, SPEECH]) == []
    assert [one.column for one in sheet_faults([SKILL, SPEECH], {"skill": 11})] == ["skill", "speech"]
    assert sheet_faults([SKILL], {"skill": 10}) == []


def test_a_right_call_has_no_fault() -> None:
    assert call_faults([{"code": "years"}], ["fr"], {"fr": {"title": "Appel"}}) == []


@given(st.dictionaries(st.text(min_size=1), st.integers(0, 100)), st.integers(1, 5))
def test_ranks_are_one_to_n_and_follow_the_points(values: dict[str, int], places: int) -> None:
    points = {one: Decimal(value) for one, value in values.items()}
    found = ranked(points, places=places, pass_mark=None, seed="W")
    assert [one.rank for one in found] == list(range(1, len(values) + 1))
    shown = [one.points for one in found if one.points is not None]
    assert shown == sorted(shown, reverse=True)
    assert sum(one.outcome == "selected" for one in found) == min(places, len(values))
    # The order in which people came says nothing.
    again = ranked(dict(reversed(points.items())), places=places, pass_mark=None, seed="W")
    assert again == found
