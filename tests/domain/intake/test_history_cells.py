"""Dated history in cells: one spelling, back and forth, and what cannot be read is said."""

import pytest

from passerelle.domain.intake.columns import is_yes, yes_or_no
from passerelle.domain.intake.faults import Fault
from passerelle.domain.intake.history_cells import as_row, read_piece, written

GOOD = {
    "work": ["2512:2019-03-01/2022-08-31", "?:2019-03-01/"],
    "diplomas": ["6:2021-07-15:MA:3", "?:?:?:?", "4:2015-06-30:TN:2.5"],
    "certificates": ["de:B1:2026-02-10", "en:C1:?"],
    "stays": ["2025-03-01/2025-03-20"],
}
BAD = {
    "work": ["2512", "9999:2019-03-01/", "2512:2019-03-01", "2512:2019-02-30/2020-01-01", "2512:2019-01-01/2020-02-30",
             "2512:1900-01-01/", "2512:2022-03-01/2019-08-31"],
    "diplomas": ["9:2021-07-15", "6:never", "6:?:XX", "6:?:MA:long", "6:?:MA:3:more"],
    "certificates": ["de:B1", "de:fluent:?", "xx:B1:?", "de:B1:soon"],
    "stays": ["2025-03-01/", "March 2025", "2025-03-20/2025-03-01"],
}  # fmt: skip


@pytest.mark.parametrize(("field", "text"), [(field, text) for field, texts in GOOD.items() for text in texts])
def test_an_entry_is_read_and_written_the_same(field, text):
    assert read_piece(field, f" {text} ") == text
    assert written(field, as_row(field, text)) == text


def test_parts_left_out_of_a_diploma_are_unknown():
    assert read_piece("diplomas", "6:2021-07-15") == "6:2021-07-15:?:?"


@pytest.mark.parametrize(("field", "text"), [(field, text) for field, texts in BAD.items() for text in texts])
def test_what_cannot_be_read_says_how_to_write_it(field, text):
    fault = read_piece(field, text)
    assert isinstance(fault, Fault)
    assert "Write" in str(fault.cure)


def test_only_a_spelling_that_was_read_becomes_a_row():
    with pytest.raises(ValueError, match="nonsense"):
        as_row("stays", "nonsense")


def test_yes_no_and_not_known():
    assert [yes_or_no(one) for one in (True, False, None)] == ["yes", "no", None]
    assert [is_yes(one) for one in ("yes", "no", None)] == [True, False, None]
