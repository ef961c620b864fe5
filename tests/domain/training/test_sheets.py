"""Sheets of attendance and results are read cell by cell."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from passerelle.domain.kernel.problems import Refused
from passerelle.domain.training.sheets import pasted, read_attendance, read_results

DAY = date(2026, 3, 14)


def test_what_is_pasted_keeps_its_line_numbers() -> None:
    assert pasted("number;result\n\nN-1; passed ") == [(1, ["number", "result"]), (3, ["N-1", "passed"])]
    assert pasted("a\tb;c") == [(1, ["a", "b;c"])]


def test_results_without_an_answer_are_left_out() -> None:
    rows = [
        (1, ["Number", "name", "Result", "level", "score", "out_of"]),
        (2, ["N-1", "A", "Passed", "b1", "7,5", 10]),
        (3, ["N-2", "B", None, None, None, None]),
        (4, ["N-3", "C", "", "", 3, 10]),
        (5, ["N-4", "D", "failed"]),
    ]
    one, two, three = read_results(rows)
    assert (one.person, one.passed, one.level, one.score, one.score_of) == (
        "N-1",
        True,
        "B1",
        Decimal("7.5"),
        10,
    )
    assert (two.person, two.passed) == ("N-3", None)
    assert (three.row, three.passed, three.score) == (5, False, None)


def test_every_unreadable_result_is_named() -> None:
    rows = [(1, ["number", "result", "score"]), (2, ["N-1", "perhaps", ""]), (3, ["N-2", "passed", "many"])]
    with pytest.raises(Refused) as refused:
        read_results(rows)
    assert [(one.row, one.code) for one in refused.value.problems] == [
        (2, "unreadable_result"),
        (3, "unreadable_result"),
    ]


def test_attendance_is_a_grid_of_days() -> None:
    rows = [
        (1, ["name", "number", datetime(2026, 3, 14, 9, tzinfo=UTC), "2026-03-15", ""]),
        (2, ["A", "N-1", "Present", "", "note"]),
        (3, ["B"]),
    ]
    (mark,) = read_attendance(rows)
    assert (mark.row, mark.person, mark.on, mark.mark) == (2, "N-1", DAY, "present")
    assert read_attendance([(1, ["number", DAY]), (2, ["N-1", "absent"])])[0].mark == "absent"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "column_missing"),
        ([(1, ["name"])], "column_missing"),
        ([(1, ["number", "monday"])], "unreadable_day"),
    ],
)
def test_a_grid_without_numbers_or_days_is_refused(rows: list, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_attendance(rows)
    assert refused.value.problems[0].code == code
