"""The term of a contest, who may answer, and equal places."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.selection.contesting import Equal, Terms, are_equal, may_answer, terms_from


def test_a_contest_has_a_term() -> None:
    assert Terms().due_on(date(2026, 3, 1)) == date(2026, 3, 22)
    assert Terms().last_day(date(2026, 3, 1)) == date(2026, 3, 31)
    own = terms_from({"days_to_contest": 60, "days_to_decide": None, "source": "here"})
    assert (own.to_contest, own.to_decide, own.source, own.is_default) == (60, 21, "here", False)
    assert terms_from({"days_to_decide": 5}).due_on(date(2026, 3, 1)) == date(2026, 3, 6)
    assert terms_from(None) == terms_from({}) == Terms()


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
