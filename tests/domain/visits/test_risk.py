"""Risk adds explained points, and what is told in confidence can only add to an officer's own view."""

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.visits.risk import HeardFacts, OpenFacts, Point, heard_risk, open_risk

COUNTS = st.integers(0, 50)
FACTS = st.builds(
    OpenFacts,
    workers=COUNTS,
    is_new=st.none() | st.booleans(),
    houses=st.none() | st.booleans(),
    days_since_visit=st.none() | st.integers(0, 900),
    late_pay=COUNTS,
    findings=COUNTS,
)


def test_each_fact_adds_its_points_and_says_so() -> None:
    found = open_risk(OpenFacts(7, is_new=True, houses=True, days_since_visit=None, late_pay=9, findings=1))
    assert found.points == (
        Point("new_host", 2), Point("housing", 2), Point("workers", 2, 7), Point("never_visited", 2),
        Point("late_pay", 3, 9), Point("findings", 1, 1),
    )  # fmt: skip
    assert (found.total, found.level, found.unknown) == (12, "high", ())


def test_what_nobody_knows_adds_nothing_and_is_named() -> None:
    found = open_risk(OpenFacts(1, days_since_visit=10))
    assert (found.total, found.level, found.unknown) == (0, "low", ("new_host", "housing"))


def test_a_visit_long_ago_counts_less_than_none() -> None:
    assert open_risk(OpenFacts(2, days_since_visit=181)).points == (
        Point("workers", 1, 2),
        Point("long_ago", 1, 181),
    )
    assert open_risk(OpenFacts(1, days_since_visit=180)).total == 0


def test_three_points_are_medium() -> None:
    assert open_risk(OpenFacts(20, days_since_visit=1)).level == "medium"


@given(FACTS, st.builds(HeardFacts, flags=COUNTS, grievances=COUNTS))
def test_what_is_heard_comes_on_top_and_changes_nothing_below(facts: OpenFacts, heard: HeardFacts) -> None:
    base, whole = open_risk(facts), heard_risk(facts, heard)
    assert whole.points[: len(base.points)] == base.points
    assert {one.code for one in whole.points[len(base.points) :]} <= {"flags", "grievances"}
    assert (whole.total == base.total) == (heard == HeardFacts())
