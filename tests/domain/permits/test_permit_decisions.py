"""A file's state and clock follow from its dated entries; the gate, posts, exit papers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.kernel.problems import Refused
from passerelle.domain.permits.decisions import GROUNDS, TABLE, Entry, Span, clock_of, must_follow, state_after
from passerelle.domain.permits.departure import FORMALITIES, GATE, formalities, last_day, missing_at_gate
from passerelle.domain.permits.posts import Channel, Wait, is_open, usual_wait
from passerelle.domain.permits.routes import DOCUMENTS, LODGED_BY, kind_of, lodging, may_lodge

MARCH = date(2026, 3, 1)
WHOLE = [Span(MARCH)]
KINDS = sorted({kind for row in TABLE.values() for kind in row})
TRIES = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(-3, 40)), max_size=14)


@given(tries=TRIES)
def test_whatever_is_tried_only_lawful_rows_are_kept_and_days_stay_in_order(
    tries: list[tuple[str, int]],
) -> None:
    kept: list[Entry] = []
    today = MARCH + timedelta(days=30)
    for kind, day in tries:
        new = Entry(kind, MARCH + timedelta(days=day), "salary")
        before = state_after(kept)
        try:
            must_follow(kept, new, today=today)
        except Refused:
            assert kind not in TABLE[before] or new.on > today or (kept and new.on < kept[-1].on)
        else:
            kept.append(new)
    assert state_after(kept) in TABLE
    assert [one.on for one in kept] == sorted(one.on for one in kept)
    assert state_after(kept) not in ("lost", "withdrawn") or not TABLE[state_after(kept)]


@given(stops=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5), days=st.integers(1, 120))
def test_each_suspension_moves_the_end_by_its_length(stops: list[tuple[int, int]], days: int) -> None:
    entries, day, stopped = [Entry("filed", MARCH)], MARCH, 0
    for wait, length in stops:
        day += timedelta(days=wait)
        entries.append(Entry("suspended", day))
        day += timedelta(days=length)
        entries.append(Entry("resumed", day))
        stopped += length
    clock = clock_of(entries, complete=WHOLE, days=days, today=day)
    assert clock.due == MARCH + timedelta(days=days + stopped)
    assert clock.running


def test_the_clock_begins_with_the_complete_file() -> None:
    filed = [Entry("filed", MARCH)]
    assert clock_of([], complete=WHOLE, days=90, today=MARCH).begun is None
    assert clock_of(filed, complete=[], days=90, today=MARCH).due is None
    later = MARCH + timedelta(days=10)
    clock = clock_of(filed, complete=[Span(later)], days=90, today=later)
    assert (clock.begun, clock.due) == (later, later + timedelta(days=90))
    assert clock_of(filed, complete=WHOLE, days=None, today=later).due is None
    stopped = clock_of([*filed, Entry("suspended", MARCH)], complete=WHOLE, days=90, today=later)
    assert stopped.due == MARCH + timedelta(days=100)
    assert not stopped.running


@pytest.mark.parametrize(
    ("entries", "new", "code"),
    [
        ([], Entry("granted", MARCH), "entry_not_possible"),
        ([], Entry("filed", MARCH + timedelta(days=9)), "dates-out-of-order"),
        ([Entry("filed", MARCH)], Entry("granted", MARCH - timedelta(days=1)), "dates-out-of-order"),
        ([Entry("filed", MARCH)], Entry("refused", MARCH), "no_ground"),
        ([Entry("filed", MARCH)], Entry("refused", MARCH, "salary", date(2026, 2, 1)), "dates-out-of-order"),
        ([Entry("filed", MARCH), Entry("withdrawn", MARCH)], Entry("filed", MARCH), "entry_not_possible"),
    ],
)
def test_what_cannot_follow_is_refused(entries: list[Entry], new: Entry, code: str) -> None:
    with pytest.raises(Refused) as refused:
        must_follow(entries, new, today=MARCH)
    assert refused.value.problems[0].code == code
    assert "salary" in GROUNDS


def test_who_may_lodge_is_part_of_the_route() -> None:
    assert may_lodge("nl_hsm", "employer")
    assert not may_lodge("nl_hsm", "worker")
    assert may_lodge("be_single_permit", "worker")
    assert lodging("be_single_permit").who is None
    assert all(not rule.confirmed and rule.source for rule in LODGED_BY.values())
    assert all(not one.confirmed and one.source for row in DOCUMENTS.values() for one in row)
    kinds = [kind_of(one) for one in ("de_blue_card", "es_gecco", "fr_trainee", "be_single_permit")]
    assert kinds == ["blue_card", "seasonal", "trainee", "single_permit"]
    assert kind_of("de_blue_card", visa=True) == "visa"


def test_exit_papers_are_known_or_said_to_be_unknown() -> None:
    assert formalities("SN") is None
    assert formalities(None) is None
    assert {one.code for one in formalities("MA") or ()} == {"contract_endorsed", "medical_certificate"}
    assert last_day("medical_certificate", "MA", MARCH) == date(2026, 3, 31)
    assert last_day("contract_endorsed", "MA", MARCH) is None
    assert last_day("exit_clearance", "SN", MARCH) is None
    assert all(not one.confirmed for row in FORMALITIES.values() for one in row)


def test_the_gate_names_what_is_missing() -> None:
    assert list(missing_at_gate(set())) == list(GATE)
    assert list(missing_at_gate({"contract", "insurance", "housing", "contact"})) == ["complaint"]
    assert list(missing_at_gate({"contract"}, ("contract", "complaint"))) == ["complaint"]


def test_a_post_is_open_closed_or_not_known() -> None:
    assert is_open(Channel(None, None, False), MARCH) is None
    assert is_open(Channel(None, None, True), MARCH) is False, "it is known that there is no channel"
    assert is_open(Channel(MARCH, None, True), MARCH) is True
    assert is_open(Channel(MARCH, MARCH, True), MARCH) is False
    assert is_open(Channel(date(2026, 4, 1), None, True), MARCH) is False
    waits = [Wait(30, MARCH, "s"), Wait(50, MARCH, "s"), Wait(900, date(2020, 1, 1), "s")]
    assert usual_wait(waits, on=MARCH) == 40
    assert usual_wait([], on=MARCH) is None
