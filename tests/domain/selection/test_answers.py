"""What an application lacks, and the facts that it states."""

from datetime import date
from decimal import Decimal

import pytest

from passerelle.domain.kernel.phones import read_phone
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.selection.answers import facts_from, is_readable, missing_from
from passerelle.domain.selection.asked import call_faults
from passerelle.domain.selection.reasons import SCREENING, must_know_no


def test_what_is_missing_is_said_with_how_to_supply_it() -> None:
    asked = [{"code": "family_name", "needed": True}, {"code": "years", "needed": False}]
    found = missing_from([*asked, {"code": "eqf", "needed": True}], {"eqf": "nine", "years": ""})
    assert [(one.code, one.is_unreadable) for one in found] == [("family_name", False), ("eqf", True)]
    assert str(found[0].how) == "Write it as in your passport."


@pytest.mark.parametrize(
    ("code", "answer", "readable"),
    [
        ("years", "2,5", True),
        ("years", "٢", True),
        ("years", "NaN", False),
        ("years", "99", False),
        ("years", "many", False),
        ("birth_date", "2001-02-30", False),
        ("birth_date", "2001-02-28", True),
        ("occupation", "2512", True),
        ("occupation", "٢٥١٢", False),
        ("english", "B2", True),
        ("motivation", "x" * 4001, False),
        ("given_name", "Amina", True),
    ],
)
def test_answers_that_can_be_read(code: str, answer: str, readable: bool) -> None:
    assert is_readable(code, answer) is readable


def test_the_facts_of_answers() -> None:
    answers = {
        "family_name": " Alami ",
        "years": "2.5",
        "occupation": "2512",
        "eqf": "6",
        "available_from": "2026-05-01",
        "french": "B2",
        "german": "none",
        "motivation": "Because.",
        "english": "fluent",
        "unknown": "x",
    }
    assert facts_from(answers) == {
        "family_name": "Alami",
        "years": Decimal("2.5"),
        "occupations": ["2512"],
        "eqf": 6,
        "available_from": date(2026, 5, 1),
        "languages": {"fr": "B2", "de": None},
    }
    assert facts_from({"given_name": "Amina"}) == {"given_name": "Amina"}


def test_a_call_names_what_it_lacks() -> None:
    faults = call_faults([{"code": "shoe_size"}], ["fr", "ar"], {"fr": {"title": "Appel"}})
    assert [fault.code for fault in faults] == ["unknown_field", "no_text"]
    assert [fault.code for fault in call_faults([], [], {})] == ["no_language"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("+212 612-345678", "+212612345678"),
        ("00212 612345678", "+212612345678"),
        ("+٢١٢٦١٢٣٤٥٦٧٨", "+212612345678"),
        ("0612345678", None),
        ("+21261", None),
        ("+0612345678", None),
        ("+212 abc 45678", None),
        ("", None),
    ],
)
def test_phone_numbers_have_one_spelling(typed: str, read: str | None) -> None:
    assert read_phone(typed) == read


def test_every_no_has_a_known_reason_and_another_reason_has_words() -> None:
    must_know_no(SCREENING, "language_below")
    must_know_no(SCREENING, "other", "The diploma is from another field.")
    for code, words in (("ugly", ""), ("other", " ")):
        with pytest.raises(Refused):
            must_know_no(SCREENING, code, words)
