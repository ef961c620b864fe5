"""Dates keep the precision of their source."""

from datetime import date

import pytest

from passerelle.domain.schemes.dates import first_day, is_date, last_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("2024-05-07", date(2024, 5, 7), date(2024, 5, 7)),
    ],
)
def test_a_date_covers_its_days(text, first, last):
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2023-02-29", "0000", "2024-1", "2024-01-01T00", "٢٠٢٤"])
def test_anything_else_is_no_date(text):
    assert not is_date(text)
