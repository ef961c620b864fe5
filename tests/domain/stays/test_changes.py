"""What may be asked of a stay, and what is known of its conditions."""

from datetime import date

import pytest

from passerelle.domain.pathways.short_stays import Stay
from passerelle.domain.stays.changes import Wish, faults
from passerelle.domain.stays.visits import Travelled, beyond, counter

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def codes(wish: Wish, *, side: str = "person", ended: bool = False) -> list[str]:
    return [one.code for one in faults(wish, side=side, planned_until=JUNE, ended=ended)]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish("extension", until=JULY), []),
        (Wish("extension"), ["until_missing"]),
        (Wish("extension", until=JUNE), ["no_longer"]),
        (Wish("suspension", until=JULY), ["from_missing"]),
        (Wish("suspension", from_on=JULY, until=MAY), ["ends_before_it_begins"]),
        (Wish("site"), ["site_missing"]),
        (Wish("site", site="Lepe"), []),
        (Wish("employer"), []),
        (Wish("wage"), ["unknown_change"]),
    ],
)
def test_what_is_missing_is_said(wish: Wish, found: list[str]) -> None:
    assert codes(wish) == found


def test_an_employer_does_not_ask_for_another_employer_and_an_ended_stay_does_not_change() -> None:
    assert codes(Wish("employer"), side="host") == ["not_for_you_to_ask"]
    assert codes(Wish("site", site="Lepe"), ended=True) == ["stay_over"]


def test_a_visit_beyond_the_last_lawful_day_is_refused_with_that_day() -> None:
    spent = [Stay(date(2026, 1, 1), date(2026, 3, 1))]  # 60 days
    assert beyond(spent, MAY, date(2026, 5, 30)) is None
    problem = beyond(spent, MAY, date(2026, 5, 31))
    assert problem is not None
    assert problem.code == "beyond_last_lawful_day"
    assert "2026-05-30" in str(problem.message)
    assert counter(Travelled(tuple(spent)), MAY).room.left == 30


def test_nobody_enters_without_a_day_left() -> None:
    spent = [Stay(date(2026, 1, 1), date(2026, 3, 31))]
    problem = beyond(spent, date(2026, 4, 1), date(2026, 4, 2))
    assert problem is not None
    assert problem.code == "no_days_left"


def test_planned_visits_count_together_with_those_that_were_made() -> None:
    august = Stay(date(2026, 8, 1), date(2026, 9, 14))  # 45 days, planned
    assert beyond([august], date(2026, 10, 1), date(2026, 11, 14)) is None  # 45 more
    problem = beyond([august], date(2026, 10, 1), date(2026, 11, 15))
    assert problem is not None
    assert "2026-11-14" in str(problem.message)


def test_a_visit_before_one_that_is_planned_already_leaves_it_its_days() -> None:
    later = Stay(date(2026, 10, 1), date(2026, 11, 15))  # 46 days
    assert beyond([later], date(2026, 8, 1), date(2026, 9, 13)) is None  # 44 before it
    problem = beyond([later], date(2026, 8, 1), date(2026, 9, 14))
    assert problem is not None
    assert (problem.code, "2026-11-15" in str(problem.hint)) == ("later_visit_beyond", True)


def test_the_counter_says_what_is_planned_and_where_it_passes_the_limit() -> None:
    plans = (Stay(date(2026, 8, 1), date(2026, 9, 14)), Stay(date(2026, 10, 1), date(2026, 11, 15)))
    found = counter(Travelled((), plans), MAY)
    assert (found.planned, found.too_many_on) == (91, date(2026, 11, 15))
    assert counter(Travelled((), plans[:1]), MAY).too_many_on is None
