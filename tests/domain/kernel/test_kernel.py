"""The smallest ideas: sentences, problems, digests, numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.identifiers import ALPHABET, new_number, number_from, read_number
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text


def test_a_sentence_is_filled_in() -> None:
    assert str(Text("%(n)s rows", {"n": 3})) == "3 rows"
    assert str(Text("100 % sure")) == "100 % sure"


def test_a_refusal_tells_every_problem() -> None:
    problems = [Problem("a", Text("First."), Text("Mend it."), row=2), Problem("b", Text("Second."))]
    refusal = Refused(problems)
    assert str(refusal) == "First.; Second."
    assert refusal.problems[0].as_dict()["hint"] == "Mend it."
    assert refusal.problems[1].as_dict()["hint"] is None


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.none()))
def test_a_digest_does_not_depend_on_order(value: dict[str, object]) -> None:
    assert digest(value) == digest(dict(reversed(value.items())))


def test_a_digest_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="JSON"):
        digest(float("nan"))


def test_numbers_do_not_repeat_and_read_back() -> None:
    numbers = {new_number("P") for _ in range(1_000)}
    assert len(numbers) == 1_000
    assert all(read_number(number) == number for number in numbers)
    assert all(read_number(f" {number.lower()} ") == number for number in numbers)


@given(st.integers(0, 9), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(place: int, sign: str) -> None:
    prefix, body, check = new_number("P").split("-")
    wrong = body[:place] + sign + body[place + 1 :]
    assert (read_number(f"{prefix}-{wrong}-{check}") is None) is (wrong != body)


@pytest.mark.parametrize("text", ["", "P", "P-AB", "P--X", "P-AB!-C", "P-A-B-C"])
def test_what_is_no_number_reads_as_none(text: str) -> None:
    assert read_number(text) is None


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    number = "P-" + "0" * 10 + "-0"
    assert read_number("p-oOoOoOoOoO-o") == number


def test_a_text_always_gives_the_same_number_with_a_right_check_sign() -> None:
    number = number_from("P", "list 17")
    assert number == number_from("P", "list 17") != number_from("P", "list 18")
    assert read_number(number) == number
