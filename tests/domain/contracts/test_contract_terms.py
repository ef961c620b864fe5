"""A contract's facts: one spelling, what is missing, what differs, one digest, a language that is read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.contracts.fees import (
    CATEGORIES,
    DUTIES,
    Refund,
    duties_for,
    is_gap,
    proof_of,
    refund_state,
)
from passerelle.domain.contracts.forms import BY_TRACK, FORMS, TERMS, form_for, needs_a_permit
from passerelle.domain.contracts.terms import (
    compare,
    form_of,
    missing_terms,
    read_terms,
    reading_language,
    terms_digest,
)
from passerelle.domain.contracts.wording import LANGUAGES, term_word, text_of, texts_of, title_of
from passerelle.domain.kernel.problems import Refused

FACTS = st.dictionaries(st.sampled_from(TERMS), st.text(max_size=12))


@given(one=FACTS, other=FACTS)
def test_no_difference_and_equal_digests_are_the_same_thing(one: dict[str, str], other: dict[str, str]) -> None:
    parties = {"worker": "A", "employer": "B"}
    same = terms_digest("employment", one, parties) == terms_digest("employment", other, parties)
    assert same is (compare(one, other) == ())
    assert {each.term for each in compare(one, other)} == {each.term for each in compare(other, one)}


def test_each_form_asks_what_its_source_asks() -> None:
    assert set(BY_TRACK.values()) == set(FORMS)
    assert {"place", "duration_months", "salary", "hours_week", "paid_leave_days"} <= set(
        FORMS["seasonal"].required
    )
    assert {"programme", "learning_goals", "duration_months", "supervision"} <= set(
        FORMS["internship"].required
    )
    assert FORMS["internship"].parties == ("student", "school", "host")
    assert all(not form.confirmed for form in FORMS.values())
    assert form_for("remote") == "remote"
    assert form_for("study") is None
    assert not needs_a_permit("remote")
    assert needs_a_permit("employment")


def test_facts_have_one_spelling() -> None:
    given_ = {
        "salary": "2500.00",
        "currency": "eur",
        "governing_law": "ng",
        "start": "2026-05-01",
        "place": " Gent ",
    }
    read = read_terms("remote", {**given_, "salary_period": "month", "notice": None, "hours_week": ""})
    assert read["salary"] == "2500"
    assert read["currency"] == "EUR"
    assert read["governing_law"] == "NG"
    assert read["place"] == "Gent"
    assert "notice" not in read
    assert "notice" in missing_terms("remote", read)
    assert missing_terms("remote", dict.fromkeys(FORMS["remote"].required, "x")) == ()


@pytest.mark.parametrize(
    ("term", "value"),
    [("salary", "much"), ("salary", "-1"), ("salary", "NaN"), ("salary", "1e30"), ("start", "soon"),
     ("currency", "XXQ"), ("country", "Narnia"), ("salary_period", "week")],
)  # fmt: skip
def test_what_cannot_be_read_is_named(term: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        read_terms("employment", {term: value})
    assert refused.value.problems[0].column == term
    assert refused.value.problems[0].code == "unreadable_term"


def test_nothing_is_promised_outside_the_form() -> None:
    with pytest.raises(Refused, match="no part"):
        read_terms("employment", {"tutor": "A"})
    with pytest.raises(Refused):
        form_of("verbal")
    assert form_of("remote").kind == "contract"


def test_the_worker_reads_a_language_of_the_paper() -> None:
    assert reading_language({"fr": "C1", "en": "B1"}, LANGUAGES, "en") == "en"
    assert reading_language({"fr": "C1", "en": "B1"}, LANGUAGES, "") == "fr"
    assert reading_language({"fr": None, "ar": "native"}, LANGUAGES, "wo") == "ar"
    assert reading_language({"wo": "native"}, LANGUAGES, "wo") is None


def test_the_text_is_the_same_for_the_same_facts_in_every_language() -> None:
    terms = {"salary": "2500", "salary_period": "month", "place": "Gent"}
    parties = {"worker": "El Fassi Amina", "employer": "Firm"}
    texts = texts_of("employment", terms, parties, number="K-1 / 1")
    assert set(texts) == set(LANGUAGES)
    assert texts["fr"] == text_of("employment", terms, parties, number="K-1 / 1", language="fr")
    assert "Payée par: mois" in texts["fr"]
    assert "Gent" in texts["ar"]
    assert title_of("remote", "xx") == "Contract for remote work"
    for term in (*TERMS, *{role for form in FORMS.values() for role in form.parties}):
        assert all(term_word(term, language) for language in LANGUAGES)


def test_a_cost_borne_by_the_worker_is_a_gap_until_it_is_paid_back() -> None:
    assert is_gap("worker", Decimal(1), "medical")
    assert not is_gap("worker", Decimal(0), "medical")
    assert not is_gap("employer", Decimal(1), "medical")
    assert is_gap("employer", Decimal(1), "illegitimate")
    day = date(2026, 3, 1)
    steps = [Refund(), Refund(day), Refund(day, day), Refund(day, None, day), Refund(day, day, None, day)]
    assert [refund_state(True, one) for one in steps] == ["open", "claimed", "agreed", "refused", "paid"]
    assert refund_state(False, Refund()) == "none"
    assert proof_of(["none", "open"], told=True) == "gap"
    assert proof_of(["none", "paid"], told=False) == "refunded"
    assert proof_of([], told=True) == "zero"
    assert proof_of(["none"], told=False) == "unknown"


def test_who_must_pay_is_sourced_and_unconfirmed_or_unknown() -> None:
    found = duties_for("match", ["DE"])
    assert set(found) == set(CATEGORIES)
    assert {one.payer for one in found["administration"]} == {"employer"}
    assert found["medical"] == ()
    assert all(one.source and not one.confirmed for one in DUTIES)
