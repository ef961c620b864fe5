"""The term of a contest, who may answer, and equal places."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.selection.contesting import Equal, are_equal, due_after, may_answer


def test_a_contest_has_a_term() -> None:
    assert due_after(date(2026, 3, 1)) == date(2026, 3, 22)
    assert due_after(date(2026, 3, 1), 5) == date(2026, 3, 6)


@given(st.none() | st.integers(), st.none() | st.integers())
def test_never_the_same_person_and_never_nobody(first: int | None, second: int | None) -> None:
    assert may_answer(first, second) is (second is not None and second != first)


def test_equal_places() -> None:
    owed = Equal(1, "2512", "BE")
    assert are_equal(owed, Equal(1))
    assert are_equal(owed, Equal(2, "2512", "BE"))
    assert not are_equal(owed, Equal(2, "2512", "FR"))
    assert not are_equal(Equal(None), Equal(None))
    assert not are_equal(Equal(None, "2512", ""), Equal(3, "2512", ""))
