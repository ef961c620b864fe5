"""Cells that hold a month."""

from datetime import date, datetime

import pytest

from passerelle.domain.intake.cells import CellContext, read_cell
from passerelle.domain.intake.codes import KnownCodes
from passerelle.domain.intake.columns import Kind
from passerelle.domain.intake.grid import Raw

CONTEXT = CellContext(KnownCodes(), date(2026, 6, 20), {})


@pytest.mark.parametrize(
    "raw",
    ["2026-05", "2026/5", "05/2026", "5.2026", "2026-05-01", datetime(2026, 5, 1), date(2026, 5, 1), "٢٠٢٦-٠٥"],  # noqa: DTZ001  # as a spreadsheet gives it
)
def test_a_month_is_read_as_its_first_day(raw: Raw) -> None:
    assert read_cell(raw, Kind.MONTH, CONTEXT, column="month").value == date(2026, 5, 1)


@pytest.mark.parametrize("raw", ["May 2026", "2026-05-17", date(2026, 5, 17), 46143, "2026-13", "1926-05"])
def test_what_is_no_month_says_so(raw: Raw) -> None:
    read = read_cell(raw, Kind.MONTH, CONTEXT, column="month")
    assert read.value is None
    assert len(read.faults) == 1
    assert read.faults[0].code == ("date_implausible" if raw == "1926-05" else "month_form")
