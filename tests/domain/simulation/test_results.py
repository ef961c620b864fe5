"""A run's figures count people once, and outcomes and open cases add up to the population."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.simulation.results import History, Moved, funnel_dicts, outcome_of

DAY = date(2020, 1, 1)
ORDER = [("way", "applied"), ("way", "departed"), ("way", "withdrawn")]


def history(person, *steps, over=False):
    moved = [Moved(before, event, after, DAY + timedelta(days=days)) for before, event, after, days in steps]
    return History(person, "way", tuple(moved), over)


GONE = history("P1", ("", "applied", "applied", 0), ("applied", "departed", "departed", 10), over=True)
LOST = history("P2", ("", "applied", "applied", 2), ("applied", "withdrew", "withdrawn", 6), over=True)
WAITING = history("P3", ("", "applied", "applied", 3), ("applied", "waited", "applied", 5))


def test_each_stage_counts_people_once():
    found = outcome_of([GONE, LOST, WAITING], ORDER, population=3)
    assert funnel_dicts(found)[0] == {
        "track": "way",
        "stage": "applied",
        "entered": 3,
        "left": 3,
        "dropped": 1,
        "median_days": 4.0,
    }
    assert [row.median_days for row in found.funnel] == [4.0, None, None]
    assert (found.outcomes, found.open) == ({"departed": 1, "withdrawn": 1}, {"applied": 1})
    assert GONE.stage == "departed"
    assert History("P9", "way", (), False).stage == ""


def test_a_stage_that_nobody_entered_is_no_row():
    assert [row.stage for row in outcome_of([WAITING], ORDER, population=1).funnel] == ["applied"]


def test_the_digest_speaks_of_people_not_of_their_order():
    assert (
        outcome_of([GONE, LOST], ORDER, population=2).digest
        == outcome_of([LOST, GONE], ORDER, population=2).digest
    )
    assert (
        outcome_of([GONE, LOST], ORDER, population=2).digest
        != outcome_of([GONE, WAITING], ORDER, population=2).digest
    )


def test_nobody_is_counted_twice():
    with pytest.raises(ValueError, match="counted twice"):
        outcome_of([GONE, GONE], ORDER, population=2)


def test_nobody_is_lost_from_the_count():
    with pytest.raises(ValueError, match="do not add up"):
        outcome_of([GONE, LOST], ORDER, population=3)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.booleans()), max_size=30))
def test_outcomes_and_open_cases_add_up_to_the_population(rows):
    people = [history(f"P{n}", ("", "went", stage, n), over=over) for n, (stage, over) in enumerate(rows)]
    found = outcome_of(people, [("way", stage) for stage in "abc"], population=len(rows))
    assert sum(found.outcomes.values()) + sum(found.open.values()) == found.population == len(rows)
    assert sum(row.entered for row in found.funnel) == len(rows)
