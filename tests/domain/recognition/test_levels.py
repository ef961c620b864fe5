"""Levels of national qualifications: what a new release changes, and titles that name several levels."""

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.recognition.levels import NationalQualification, changes, is_level_cell, proposed

ROW = st.builds(
    NationalQualification, st.sampled_from(["MA", "TN"]), st.sampled_from(["Licence", "Master", "Brevet"]),
    st.sampled_from(["", "5"]), st.sampled_from([None, 5, 6]), st.just("a table"),
)  # fmt: skip


def row(title: str, eqf: int | None, national: str = "") -> NationalQualification:
    return NationalQualification("IE", title, national, eqf, "a table")


def test_a_title_with_several_levels_has_no_level() -> None:
    rows = [row("Professional Award", 5, "5"), row("Professional Award", 6, "6"), row("Master", 7, "9")]
    found = proposed(rows, "IE", "professional award")
    assert found is not None
    assert (found.eqf, found.national_level) == (None, "")
    assert proposed(rows, "IE", "Master") == rows[2]
    assert proposed(rows, "FR", "Master") is None
    assert proposed(rows, "IE", "") is None


def test_what_a_release_brings_takes_and_changes() -> None:
    found = changes([row("A", 5), row("B", 5), row("C", 5)], [row("B", 6), row("C", 5), row("D", None)])
    assert [(one.title, one.before and one.before.eqf, one.after and one.after.eqf) for one in found] == [
        ("A", 5, None), ("B", 5, 6), ("D", None, None),
    ]  # fmt: skip


@given(st.lists(ROW, max_size=8))
def test_a_release_that_says_the_same_changes_nothing(rows: list[NationalQualification]) -> None:
    assert changes(rows, rows) == []


def test_a_cell_is_one_level_levels_with_a_slash_or_nothing() -> None:
    assert [is_level_cell(text) for text in ("", "4", "3/4", "9", "four", "3/")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
