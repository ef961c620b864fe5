"""A preview shows what would change; the same list twice changes nothing."""

from datetime import date
from decimal import Decimal

import pytest
from typed_lists import read

from passerelle.domain.intake.candidate_list import CANDIDATES
from passerelle.domain.intake.columns import Value
from passerelle.domain.intake.preview import cell_text, preview
from passerelle.domain.kernel.problems import Refused

HEADINGS = ["candidate", "family_name", "given_name", "birth_date", "skills", "eqf"]
ROW = ["A1", "Alaoui", "Salma", "1998-03-14", "none", 6]
KEPT: dict[str, Value] = {
    "candidate": "A1", "family_name": "Alaoui", "given_name": "Salma", "birth_date": date(1998, 3, 14), "skills": (),
    "eqf": 6, "email": "salma@example.org",
}  # fmt: skip


def test_the_same_list_twice_changes_nothing() -> None:
    shown = preview(read(HEADINGS, ROW), {"A1": KEPT})
    assert shown.counts == {"rows": 1, "new": 0, "changed": 0, "unchanged": 1, "problems": 0, "notes": 0}


def test_differences_show_old_and_new_and_leave_absent_columns_alone() -> None:
    shown = preview(read(HEADINGS, [*ROW[:5], None]), {"A1": KEPT})
    [change] = shown.comparison.changed
    assert [(one.column, one.old, one.new) for one in change.differences] == [("eqf", 6, None)]
    assert shown.as_dict()["changed"] == [{"row": 2, "differences": [{"column": "eqf", "old": "6", "new": ""}]}]


def test_a_person_kept_under_another_number_is_pointed_out() -> None:
    shown = preview(read(HEADINGS, ["B7", *ROW[1:]]), {"A1": KEPT})
    assert [note.code for note in shown.notes] == ["person_known"]
    assert shown.can_be_kept


def test_a_list_with_a_problem_is_refused_whole() -> None:
    shown = preview(read(HEADINGS, ROW, ["A2", "X", "Y", "soon", None, 9]), {})
    assert not shown.can_be_kept
    assert shown.counts["new"] == 0
    with pytest.raises(Refused) as refused:
        shown.must_be_keepable()
    assert {found.code for found in refused.value.problems} == {"date_form", "level_form"}
    preview(read(HEADINGS, ROW), {}).must_be_keepable()


def test_the_fingerprint_moves_with_the_list_and_with_the_records() -> None:
    prints = {
        preview(read(HEADINGS, ROW), {}).fingerprint(),
        preview(read(HEADINGS, [*ROW[:5], 5]), {}).fingerprint(),
        preview(read(HEADINGS, [*ROW[:5], 5]), {"A1": KEPT}).fingerprint(),
        preview(read(HEADINGS, [*ROW[:5], 5]), {"A1": {**KEPT, "eqf": 4}}).fingerprint(),
    }
    assert len(prints) == 4


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (None, ""),
        ((), "none"),
        (("a", "b"), "a|b"),
        (date(2026, 1, 2), "2026-01-02"),
        (Decimal("1E+3"), "1000"),
        (0, "0"),
    ],
)
def test_values_are_written_as_a_list_writes_them(kept: Value, shown: str) -> None:
    assert cell_text(kept) == shown


def test_dropped_columns_stand_in_the_answer_without_values() -> None:
    shown = preview(read(["candidate", "Religion"], ["A1", "secret"]), {})
    assert shown.as_dict()["dropped"][0]["subject"] == "religion"  # type: ignore[index]
    assert "secret" not in repr(shown.as_dict())
    assert shown.reading.layout is CANDIDATES
