"""Figures of training: what each enrolment counts for, and what is kept back."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.domain.training.figures import ALL, MEASURES, Taken, figures

ONE = st.builds(
    Taken, st.sampled_from(["U-1", "U-2"]), st.sampled_from(["f", "m", "unknown"]),
    st.sampled_from(["under-25", "25-34"]), st.booleans(), st.booleans(), st.sampled_from(["", "", "hours", "level"]),
)  # fmt: skip


def test_an_enrolment_counts_once_for_each_measure() -> None:
    taken = [
        Taken("U-1", "f", "25-34", attended=True, completed=True),
        Taken("U-1", "m", "25-34", attended=True, completed=False, reason="hours"),
        Taken("U-2", "f", "unknown", attended=False, completed=False),
    ]
    found = figures(taken, {("de", "B1"): 1}, whole=True)
    assert found.groups[ALL] == {"enrolled": 3, "attended": 2, "completed": 1, "dropped": 1}
    assert found.groups["sex", "f"] == {"enrolled": 2, "attended": 1, "completed": 1, "dropped": 0}
    assert found.reasons == {"hours": 1}
    assert found.levels == {("de", "B1"): 1}
    assert not found.keeps_back
    told = figures(taken, {("de", "B1"): 1}, whole=False)
    assert told.groups[ALL] == {"enrolled": None, "attended": None, "completed": None, "dropped": None}
    assert told.levels == {("de", "B1"): None}
    assert told.keeps_back


def test_nobody_is_nothing_to_keep_back() -> None:
    assert figures([], {}, whole=False).groups[ALL] == dict.fromkeys(MEASURES, 0)


def test_the_few_men_of_a_course_do_not_follow_from_its_women() -> None:
    taken = [Taken("U-1", sex, "25-34", True, True) for sex in "f" * 40 + "m" * 3]
    found = figures(taken, {}, whole=False)
    assert found.groups[ALL]["enrolled"] == 43
    assert found.groups["sex", "m"]["enrolled"] is None
    assert found.groups["sex", "f"]["enrolled"] is None
    assert found.groups["course", "U-1"]["enrolled"] == 43


@settings(max_examples=50, deadline=None)
@given(st.lists(ONE, max_size=60))
def test_no_small_count_is_told_or_follows_from_those_told(taken: list[Taken]) -> None:
    full, told = figures(taken, {}, whole=True), figures(taken, {}, whole=False)
    for group, name in product(full.groups, MEASURES):
        count, said = full.groups[group][name], told.groups[group][name]
        assert said in (None, count)
        assert not (said and said < 10)
    for breakdown, name in product(("course", "sex", "age_band"), MEASURES):
        kept = [
            full.groups[group][name] or 0
            for group in full.groups
            if group[0] == breakdown and told.groups[group][name] is None
        ]
        if told.groups[ALL][name] is not None:
            assert not 0 < sum(kept) < 10
