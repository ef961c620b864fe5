"""The clocks of a grievance."""

from datetime import UTC, datetime, timedelta

import pytest

from passerelle.domain.grievances.severity import CLOCKS, SUBJECTS, next_due, severity_of, terms

TOLD = datetime(2026, 5, 4, 21, 30, tzinfo=UTC)


def test_danger_is_answered_within_four_hours() -> None:
    found = terms(severity_of("danger"), TOLD)
    assert found.answer == TOLD + timedelta(hours=4)
    assert found.step == TOLD + timedelta(days=1)


def test_what_counts_now() -> None:
    found = terms("ordinary", TOLD)
    assert next_due(found, answered=False, stepped=False) == found.answer
    assert next_due(found, answered=True, stepped=False) == found.step
    assert next_due(found, answered=True, stepped=True) == found.outcome


def test_a_graver_matter_never_has_more_time() -> None:
    order = ["critical", "serious", "ordinary"]
    for graver, lighter in zip(order, order[1:], strict=False):
        one, two = terms(graver, TOLD), terms(lighter, TOLD)
        assert (one.answer, one.step, one.outcome) <= (two.answer, two.step, two.outcome)


@pytest.mark.parametrize("severity", CLOCKS)
def test_no_clock_claims_to_be_law(severity: str) -> None:
    assert not CLOCKS[severity].confirmed
    assert CLOCKS[severity].answer < CLOCKS[severity].step < CLOCKS[severity].outcome


def test_each_subject_begins_at_a_severity_that_has_clocks() -> None:
    assert {severity_of(one) for one in SUBJECTS} <= set(CLOCKS)
