"""Which day of arrival stands, and what is asked of a newcomer."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.stays.arrivals import SIDES, TEAM, Said, due_after, standing
from passerelle.domain.stays.checklist import (
    FAMILY,
    REGISTRATION,
    items_for,
    registration_due,
    registration_in,
)
from passerelle.domain.stays.seasons import used

MAY = date(2026, 5, 1)


def test_nobodys_word_is_no_day() -> None:
    assert standing([]).day is None
    assert not standing([]).settled


def test_two_equal_days_settle_and_two_different_ones_are_shown() -> None:
    both = standing([Said("host", MAY), Said("person", MAY)])
    assert (both.agreed, both.settled, both.differs) == (("person", "host"), True, False)
    unlike = standing([Said("host", MAY), Said("person", MAY + timedelta(days=1))])
    assert (unlike.day, unlike.differs, unlike.settled) == (MAY, True, False)


def test_the_team_settles_and_two_sides_outweigh_the_first() -> None:
    decided = standing([Said("host", MAY), Said(TEAM, date(2026, 5, 2))])
    assert (decided.day, decided.settled, decided.others) == (date(2026, 5, 2), True, (Said("host", MAY),))
    assert not standing([Said(TEAM, MAY)]).settled


@given(st.lists(st.tuples(st.sampled_from(SIDES), st.dates()), unique_by=lambda one: one[0]))
def test_the_day_that_stands_was_said_by_somebody(words: list[tuple[str, date]]) -> None:
    said = [Said(*one) for one in words]
    found = standing(said)
    assert (found.day in {one.on for one in said}) if said else found.day is None
    assert len(found.agreed) + len(found.others) == len(said)


def test_the_next_word_is_awaited_by_the_tables_term_or_for_14_days() -> None:
    assert due_after(MAY, None) == date(2026, 5, 15)
    assert due_after(MAY, date(2026, 5, 3)) == date(2026, 5, 3)


def test_each_kind_of_stay_has_its_items_and_family_is_never_a_task() -> None:
    assert REGISTRATION in items_for("work")
    assert REGISTRATION not in items_for("visit")
    assert "met" not in items_for("remote")
    assert all(FAMILY not in items_for(kind) for kind in ("work", "visit", "home"))


def test_registration_is_not_known_here_for_a_country_without_a_source() -> None:
    germany = registration_in("DE")
    assert germany is not None
    assert germany.source
    assert not germany.confirmed
    assert registration_due("DE", MAY) == date(2026, 5, 15)
    assert registration_in("LT") is None
    assert registration_due("LT", MAY) is None
    assert registration_due("DE", None) is None


def test_days_of_a_year_on_seasons_are_held_against_the_months_allowed() -> None:
    seasons = ((date(2025, 12, 1), date(2026, 1, 10)), (date(2026, 3, 1), None))
    found = used(seasons, 2026, months=1, today=date(2026, 3, 20))
    assert (found.days, found.over) == (30, False)
    assert used(seasons, 2026, months=1, today=date(2026, 3, 21)).over
    assert used(seasons, 2026, months=None, today=MAY).over is None
    assert used((), 2024, months=9, today=MAY).days == 0
