"""Quotas: the ledger stays within its places, allotments are whole, a draw can be checked by anybody."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passerelle.domain.matching.allotting import Listed, allotted
from passerelle.domain.quotas.allotment import RULES, Request, allot
from passerelle.domain.quotas.ledger import (
    CONSUME,
    RELEASE,
    RESERVE,
    Balance,
    Dimensions,
    Line,
    Placement,
    balance,
    binds,
)
from passerelle.domain.quotas.lottery import commitment, draw_faults, drawn
from passerelle.domain.quotas.waiting import Waiting, claim_ends, moving_up

DAY = date(2026, 3, 14)
SEED = "a seed of many signs"
NAMES = st.lists(st.text("abcdef", min_size=1, max_size=6), unique=True, min_size=1, max_size=12)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from([RESERVE, CONSUME, RELEASE]), st.sampled_from("abcd"))),
    st.integers(0, 3),
)
def test_the_ledger_never_leaves_its_bounds(lines: list[tuple[str, str]], places: int) -> None:
    kept: list[Line] = []
    for kind, holder in lines:
        try:
            found = balance(places, [*kept, Line(kind, holder)])
        except ValueError:
            continue
        kept.append(Line(kind, holder))
        assert found.is_sound
        assert found.taken + found.left == places


def test_entries_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 0"):
        balance(0, [Line(RESERVE, "a")])
    with pytest.raises(ValueError, match="release after None"):
        balance(1, [Line(RELEASE, "a")])
    full = balance(2, [Line(RESERVE, "a"), Line(CONSUME, "a"), Line(RESERVE, "b")])
    assert (full.reserved, full.consumed, full.left) == (1, 1, 0)
    assert not Balance(1, 2).is_sound


def test_a_placement_counts_where_it_fits_every_limit() -> None:
    placed = Placement("BE", "BE23", "2512", "J", 7, DAY)
    assert binds(Dimensions(), placed)
    assert binds(
        Dimensions(country="BE", region="BE2", isco="25", sector="J", employer=7, starts=DAY, ends=DAY), placed
    )
    for limits in (
        Dimensions(country="FR"),
        Dimensions(region="BE1"),
        Dimensions(isco="22"),
        Dimensions(sector="A"),
        Dimensions(employer=8),
        Dimensions(starts=date(2026, 4, 1)),
        Dimensions(ends=date(2026, 2, 1)),
    ):
        assert not binds(limits, placed)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES, st.data(), st.integers(0, 40), st.sampled_from(sorted(set(RULES) - {"lists"})))
def test_an_allotment_is_whole_and_the_same_for_a_seed(
    names: list[str], data: st.DataObject, places: int, rule: str
) -> None:
    requests = [
        Request(
            name,
            data.draw(st.integers(0, 9)),
            data.draw(st.none() | st.floats(0, 20)),
            data.draw(st.none() | st.just(datetime(2026, 1, 1, tzinfo=UTC))),
        )
        for name in names
    ]
    shares = allot(rule, requests, places, SEED)
    assert shares == allot(rule, list(reversed(requests)), places, SEED)
    asked = {one.name: one.asked for one in requests}
    assert sum(one.got for one in shares) == min(places, sum(asked.values()))
    assert all(0 <= one.got <= asked[one.name] for one in shares)
    assert [one.rank for one in shares] == list(range(1, len(names) + 1))
    if rule == "pro_rata":
        got = {one.name: one.got for one in shares}
        assert all(got[one] >= got[other] for one in names for other in names if asked[one] > asked[other])


def test_points_and_dates_decide_before_the_lot() -> None:
    requests = [Request("low", points=1), Request("none"), Request("high", points=9)]
    assert [one.name for one in allot("points", requests, 1, SEED)] == ["high", "low", "none"]
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    listed = [Request("late", complete_at=late), Request("never"), Request("early", complete_at=early)]
    assert [one.name for one in allot("order", listed, 1, SEED)] == ["early", "late", "never"]
    assert [one.reason for one in allot("order", [Request("a", 3), Request("b")], 2, "s")].count("partly") <= 1


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES)
def test_a_draw_can_be_checked_by_anybody(names: list[str]) -> None:
    order = drawn(SEED, names)
    assert draw_faults(SEED, commitment(SEED), order) == []
    assert draw_faults("another", commitment(SEED), drawn("another", names)) == ["commitment"]
    if len(order) > 1:
        assert draw_faults(SEED, commitment(SEED), order[::-1]) == ["order"]


def test_the_next_in_order_moves_up_and_a_claim_ends() -> None:
    listed = [Waiting("c", 3), Waiting("a", 1, DAY), Waiting("b", 2)]
    assert [one.name for one in moving_up(listed, free=1)] == ["b"]
    assert moving_up(listed, free=-1) == []
    assert listed[1].claims(DAY)
    assert listed[1].lapsed(date(2026, 3, 15))
    assert not listed[0].claims(DAY)
    assert not listed[0].lapsed(DAY)
    assert claim_ends(DAY) == date(2026, 3, 21)


def test_ranked_lists_seat_first_then_grant_by_points() -> None:
    def choice(rank: int, post_rank: int | None, vacancy: str = "V1") -> dict[str, object]:
        return {"vacancy": vacancy, "rank": rank, "post_rank": post_rank}

    people = [
        Listed("first", points=9, choices=(choice(1, 2), choice(2, 1, "V2"))),
        Listed("second", points=8, choices=(choice(1, 1),)),
        Listed("unranked", points=10, choices=(choice(1, None),)),
        Listed("elsewhere", points=10, choices=(choice(1, 1, "V9"),)),
        Listed("third", points=1, choices=(choice(1, 3), choice(2, 2, "V2"))),
    ]
    found = {one.name: one for one in allotted("lists", people, 1, SEED, {"V1": 1, "V2": 2})}
    assert (found["first"].got, found["first"].choice) == (1, "V2")
    assert found["second"].reason == found["third"].reason == "no_place_left"
    assert found["unranked"].reason == found["elsewhere"].reason == "no_seat"
    assert [one.got for one in allotted("order", [Listed("a")], 1, SEED, {})] == [1]
