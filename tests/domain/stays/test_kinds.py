"""A contract's months become a last day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.schemes.shape import TRACKS
from passerelle.domain.stays.kinds import BY_TRACK, kind_for, planned_end


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 3, 1), "6", date(2026, 8, 31)),
        (date(2026, 8, 31), "6", date(2027, 2, 27)),
        (date(2027, 8, 31), "6", date(2028, 2, 28)),
        (date(2026, 12, 15), "1", date(2027, 1, 14)),
        (date(2026, 1, 1), "1.5", None),
        (date(2026, 1, 1), "", None),
        (date(2026, 1, 1), "0", None),
        (date(2026, 1, 1), "NaN", None),
        (date(2026, 1, 1), "Infinity", None),
    ],
)
def test_so_many_months_end_on_a_day(start: date, months: str, end: date | None) -> None:
    assert planned_end(start, months) == end


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_more_months_never_end_earlier(start: date, months: int) -> None:
    one, two = planned_end(start, str(months)), planned_end(start, str(months + 1))
    assert one is not None
    assert two is not None
    assert start <= one < two


def test_each_kind_of_track_leads_to_a_kind_of_stay() -> None:
    assert set(BY_TRACK) == set(TRACKS)
    assert kind_for("seasonal") == "season"
