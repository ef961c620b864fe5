"""Whatever happens to a file, its days stay in order and its clock never runs backwards."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passerelle.domain.kernel.problems import Refused
from passerelle.domain.permits.decisions import TABLE, Entry, Span, clock_of, must_follow
from passerelle.domain.permits.departure import GATE, STEPS, gate_for, missing_at_gate
from passerelle.domain.permits.posts import Wait, observed_wait
from passerelle.domain.permits.validity import days_left, valid_until

MARCH = date(2026, 3, 1)
KINDS = sorted({kind for row in TABLE.values() for kind in row})
LAST = MARCH + timedelta(days=60)
TRIES = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 60)), max_size=20)
# Days between the borders of spans: complete for so long, then incomplete for so long, and so on.
BORDERS = st.lists(st.integers(0, 15), max_size=8)


def kept_entries(tries: list[tuple[str, int]]) -> list[Entry]:
    kept: list[Entry] = []
    for kind, day in tries:
        new = Entry(kind, MARCH + timedelta(days=day), "salary")
        try:
            must_follow(kept, new, today=LAST)
        except Refused:
            continue
        kept.append(new)
    return kept


def spans_of(borders: list[int]) -> list[Span]:
    days, day = [], MARCH
    for step in borders:
        day += timedelta(days=step)
        days.append(day)
    ends = [*days[1::2], *([None] if len(days) % 2 else [])]
    return [Span(since, until) for since, until in zip(days[::2], ends, strict=True)]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(tries=TRIES, borders=BORDERS, term=st.integers(0, 200), later=st.integers(0, 30))
def test_the_clock_is_never_negative_and_only_ever_moves_on(
    tries: list[tuple[str, int]], borders: list[int], term: int, later: int
) -> None:
    entries, spans, today = kept_entries(tries), spans_of(borders), LAST
    clock = clock_of(entries, complete=spans, days=term, today=today)
    next_ = clock_of(entries, complete=spans, days=term, today=today + timedelta(days=later))
    assert 0 <= clock.stopped <= next_.stopped <= clock.stopped + later
    if clock.begun is None:
        assert (clock.due, clock.running, clock.stopped) == (None, False, 0)
        return
    filed = next(one.on for one in entries if one.kind == "filed")
    assert filed <= clock.begun
    assert clock.due == clock.begun + timedelta(days=term + clock.stopped)
    assert any(one.since <= clock.begun for one in spans), "it begins only with a complete file"
    assert clock.begun == next_.begun
    assert clock_of(entries, complete=spans, days=None, today=today).due is None


@given(tries=TRIES, borders=BORDERS)
def test_it_runs_only_with_the_authority_and_while_every_paper_is_there(
    tries: list[tuple[str, int]], borders: list[int]
) -> None:
    entries, spans = kept_entries(tries), spans_of(borders)
    clock = clock_of(entries, complete=spans, days=90, today=LAST)
    if clock.running:
        assert spans[-1].until is None
        assert entries[-1].kind in ("filed", "resumed", "appealed")


def test_a_paper_that_falls_out_stops_the_clock_and_overlaps_count_once() -> None:
    day = [MARCH + timedelta(days=n) for n in range(40)]
    filed = [Entry("filed", day[0])]
    gap = [Span(day[0], day[5]), Span(day[10])]
    assert clock_of(filed, complete=gap, days=90, today=day[20]).stopped == 5
    assert clock_of(filed, complete=gap[:1], days=90, today=day[20]).stopped == 15
    both = [*filed, Entry("suspended", day[7]), Entry("resumed", day[12])]
    assert clock_of(both, complete=gap, days=90, today=day[20]).stopped == 7, (
        "from the fifth to the twelfth day"
    )
    over = [*filed, Entry("granted", day[8])]
    assert clock_of(over, complete=gap, days=90, today=day[20]).stopped == 3, "an answer ends it"
    late = [Span(day[0], day[0]), Span(day[4])]
    assert clock_of(filed, complete=late, days=90, today=day[20]).begun == day[4]


@given(days=st.lists(st.tuples(st.integers(0, 900), st.integers(-300, 10)), max_size=12))
def test_the_median_wait_lies_between_what_was_observed(days: list[tuple[int, int]]) -> None:
    waits = [Wait(length, MARCH + timedelta(days=on), "s") for length, on in days]
    found = observed_wait(waits, on=MARCH)
    recent = [one for one in waits if 0 <= (MARCH - one.on).days <= 180]
    assert (found is None) is (not recent)
    if found is not None:
        assert found.count == len(recent)
        assert min(one.days for one in recent) <= found.median <= max(one.days for one in recent)
        assert found.since == min(one.on for one in recent)


@given(
    settled=st.sets(st.sampled_from(sorted(STEPS))),
    stated=st.lists(st.sampled_from(sorted(STEPS)), unique=True),
)
def test_settled_and_missing_make_the_gate(settled: set[str], stated: list[str]) -> None:
    gate = gate_for((), stated)
    assert set(gate) == set(stated or GATE)
    missing = missing_at_gate(settled, gate)
    assert set(missing) | (settled & set(gate)) == set(gate)
    assert not set(missing) & settled


@given(ends=st.lists(st.one_of(st.none(), st.integers(0, 900)), min_size=1, max_size=6))
def test_the_newest_grant_or_extension_says_until_when(ends: list[int | None]) -> None:
    given_ = [None if one is None else MARCH + timedelta(days=one) for one in ends]
    entries = [Entry("granted" if n == 0 else "extended", MARCH, "", day) for n, day in enumerate(given_)]
    assert valid_until([Entry("filed", MARCH), *entries, Entry("held", MARCH)]) == given_[-1]
    assert valid_until([Entry("filed", MARCH)]) is None
    assert days_left(MARCH, MARCH + timedelta(days=3)) == -3
