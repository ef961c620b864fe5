"""Somebody who spoke and was not called back, where the host called others back."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.visits.recalls import Season, season_year, without_recall

HER, OTHER = Season(1, 10, 5, 2026), Season(2, 11, 5, 2026)


def test_she_spoke_and_another_came_back() -> None:
    assert without_recall([HER, OTHER, Season(3, 11, 5, 2027)], {1}) == [HER]


def test_nobody_else_came_back_or_she_did() -> None:
    assert without_recall([HER, OTHER], {1}) == []
    assert without_recall([HER, OTHER, Season(3, 11, 5, 2027), Season(4, 10, 5, 2027)], {1}) == []


def test_somebody_new_at_the_host_is_no_recall_of_others() -> None:
    assert without_recall([HER, Season(3, 12, 5, 2027)], {1}) == []


def test_another_host_or_silence_says_nothing() -> None:
    assert without_recall([HER, Season(2, 11, 6, 2026), Season(3, 11, 6, 2027)], {1}) == []
    assert without_recall([HER, OTHER, Season(3, 11, 5, 2027)], {2}) == []


def test_a_season_belongs_to_the_year_it_begins() -> None:
    assert season_year(date(2026, 3, 1), date(2025, 1, 1)) == 2026
    assert season_year(None, date(2027, 1, 1)) == 2027
    assert season_year(None, None) is None


SEASONS = st.lists(
    st.builds(Season, st.integers(1, 40), st.integers(1, 6), st.integers(1, 3), st.integers(2025, 2028)),
    max_size=20,
    unique_by=lambda one: one.stay,
)


@given(SEASONS, st.sets(st.integers(1, 40)))
def test_only_who_spoke_and_only_her_last_season(seasons: list[Season], spoke: set[int]) -> None:
    found = without_recall(seasons, spoke)
    for one in found:
        assert one.stay in spoke
        assert not any(
            later.person == one.person and later.host == one.host and later.year > one.year for later in seasons
        )
    assert without_recall(seasons, set()) == []
