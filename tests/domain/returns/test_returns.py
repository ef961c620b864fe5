"""Ends are equal; a plan is due by its clock; a certificate says what it must; the law says only what is known."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.journey.reasons import RESULTS
from passerelle.domain.returns.checklist import DOCUMENTS, ENTITLEMENTS, ITEMS, still_open
from passerelle.domain.returns.ends import ENDS, EVENT, TOLD_BY, plan_days, plan_due, plan_state
from passerelle.domain.returns.experience import Experience, Gained, certificate_digest, faults
from passerelle.domain.returns.known_law import AGREEMENTS, DEMANDS, demand, portability
from passerelle.domain.stays.circle import SHARES, as_shared

TODAY = date(2026, 6, 20)
END = date(2026, 8, 31)
SAID = Experience(
    "3113", "Wind turbines", date(2026, 3, 10), date(2026, 6, 1), Decimal(38), (Gained("u/a", "Rosa"),), "Rosa"
)
KNOWN = ["3113", "u/a"]


def test_every_end_has_an_event_and_none_a_judgement() -> None:
    assert set(ENDS) == set(EVENT) == {"legal_stay", "re_entry", "return"}
    assert set(TOLD_BY.values()) == set(ENDS)
    said = " ".join(text.template for text in ENDS.values())
    assert not any(
        word in said for word in ("success", "fail", "abscond", "overstay", "illegal", "good", "bad")
    )
    assert "stayed_legally" in RESULTS


@pytest.mark.parametrize(
    ("planned", "over", "until", "on", "expected"),
    [
        (False, True, END, END, "over"),
        (True, False, END, END, "planned"),
        (False, False, None, END, "unknown"),
        (False, False, END, date(2026, 6, 1), "later"),
        (False, False, END, date(2026, 6, 2), "due"),
        (False, False, END, END, "due"),
        (False, False, END, date(2026, 9, 1), "late"),
    ],
)
def test_when_a_plan_is_due(planned: bool, over: bool, until: date | None, on: date, expected: str) -> None:
    assert plan_state(until, is_planned=planned, is_over=over, on=on) == expected


@given(st.dates(min_value=date(2000, 1, 1)), st.integers(min_value=0, max_value=365))
def test_a_plan_is_due_before_the_end(until: date, days: int) -> None:
    assert plan_due(until, days=days) == until - timedelta(days=days)
    assert plan_due(None, days=days) is None


def test_what_is_still_open() -> None:
    assert still_open({}) == tuple(ITEMS)
    settled = dict.fromkeys(ITEMS, "received") | {"leave": "asked", "tax": "not_due"}
    assert still_open(settled) == ("leave",)
    assert set(ITEMS) == set(ENTITLEMENTS) | set(DOCUMENTS)


def test_only_what_a_source_says_is_known() -> None:
    assert portability("ES", "MA") is AGREEMENTS["ES", "MA"]
    assert portability("ES", "XX") is None
    assert demand("es_student") is None
    assert demand("es_gecco") is not None
    assert all(one.source and not one.confirmed for one in (*AGREEMENTS.values(), *DEMANDS.values()))


def codes(one: Experience, **more: object) -> list[str]:
    given_: dict[str, object] = {
        "began": date(2026, 3, 10),
        "ended": None,
        "today": TODAY,
        "known": KNOWN,
        **more,
    }
    return [problem.code for problem in faults(one, **given_)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"hours_week": None, "skills": ()}, []),
        ({"tasks": " "}, ["tasks_missing"]),
        ({"signer": ""}, ["signer_missing"]),
        ({"ends_on": date(2026, 3, 1), "starts_on": date(2026, 3, 10)}, ["dates_out_of_order"]),
        ({"ends_on": date(2026, 6, 21)}, ["ends_ahead"]),
        ({"starts_on": date(2026, 3, 9)}, ["outside_the_stay"]),
        ({"hours_week": Decimal(73)}, ["hours_out_of_range"]),
        ({"hours_week": Decimal(0)}, ["hours_out_of_range"]),
        ({"occupation": "x"}, ["unknown_occupation"]),
        ({"skills": (Gained("u/b", "Rosa"),)}, ["unknown_skill"]),
        ({"skills": (Gained("u/a", ""),)}, ["attester_missing"]),
        ({"skills": (Gained("u/a", "Rosa"), Gained("u/a", "Luis"))}, ["skill_twice"]),
    ],
)
def test_what_a_certificate_must_say(change: dict[str, object], expected: list[str]) -> None:
    assert codes(replace(SAID, **change)) == expected  # type: ignore[arg-type]


def test_days_after_the_stay_are_outside_it() -> None:
    assert codes(SAID, ended=date(2026, 5, 1)) == ["outside_the_stay"]
    assert codes(SAID, began=None) == []


@given(st.sampled_from(["occupation", "tasks", "signer"]), st.text(min_size=1, max_size=5))
def test_another_word_is_another_digest(name: str, word: str) -> None:
    changed = replace(SAID, **{name: getattr(SAID, name) + word})
    assert certificate_digest("EC-1", "P-1", "Firm", SAID) != certificate_digest("EC-1", "P-1", "Firm", changed)


def test_the_same_words_are_the_same_digest() -> None:
    again = replace(SAID, hours_week=Decimal("38.00"))
    assert certificate_digest("EC-1", "P-1", "F", SAID) == certificate_digest("EC-1", "P-1", "F", again)
    unknown = replace(SAID, hours_week=None)
    assert certificate_digest("EC-1", "P-1", "F", SAID) != certificate_digest("EC-1", "P-1", "F", unknown)


@given(st.sampled_from(["", "yes", "no"]), st.frozensets(st.sampled_from([*SHARES, "medical"])))
def test_a_mentor_sees_only_what_was_agreed_to(answer: str, wanted: frozenset[str]) -> None:
    seen = set(as_shared(answer, wanted))
    assert seen == (wanted & set(SHARES) if answer == "yes" else set())


def test_the_term_of_an_end_is_the_schemes_own_where_its_file_says_so() -> None:
    until = date(2026, 9, 1)
    assert plan_days({}) == plan_days({"end_plan_days": None}) == 90
    assert plan_days({"end_plan_days": 30}) == 30
    standing = {"is_planned": False, "is_over": False, "on": date(2026, 7, 1)}
    assert plan_state(until, **standing) == "due"
    assert plan_state(until, **standing, days=30) == "later"
