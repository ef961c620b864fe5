"""Employers: the verdict follows from checks, commitment from rows, closing from confirmation."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passerelle.domain.employers.checks import CHECKS, Check, clearance
from passerelle.domain.employers.commitments import LEVELS, Commitment, SeatsAgainstPosts, added, committed
from passerelle.domain.employers.duties import Duty, in_order, is_late
from passerelle.domain.employers.freshness import freshness, may_be_open_until
from passerelle.domain.employers.history import Moment, Waits, newest_first, response_days, waits
from passerelle.domain.employers.plans import KINDS, cleaned, must_be_whole, must_follow
from passerelle.domain.employers.shortages import GUARDED, SHORTAGE, Listing, standing
from passerelle.domain.employers.suspensions import in_force
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.kernel.text import Text

DAY = date(2026, 3, 14)
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)
ALL = [Check(code, "accepted") for code in CHECKS]


def test_the_verdict_follows_from_the_checks() -> None:
    assert clearance(ALL, suspended=False, on=DAY).is_cleared
    assert clearance(ALL, suspended=True, on=DAY).verdict == "suspended"
    assert clearance(ALL[1:], suspended=False, on=DAY).missing == ("lawfully_established",)
    late = [Check(ALL[0].code, "accepted", YESTERDAY), Check(ALL[1].code, "accepted", TOMORROW), *ALL[2:]]
    found = clearance(late, suspended=False, on=DAY)
    assert (found.verdict, found.expired, found.valid_until) == ("expired", (ALL[0].code,), YESTERDAY)
    mixed = [Check(ALL[0].code, "received"), Check(ALL[1].code, "sent_back"), *ALL[2:]]
    found = clearance(mixed, suspended=False, on=DAY)
    assert (found.verdict, found.waiting, found.sent_back) == ("incomplete", (ALL[0].code,), (ALL[1].code,))


ROWS = st.builds(
    Commitment,
    st.sampled_from(LEVELS),
    st.integers(0, 40),
    st.dates(date(2026, 1, 1), date(2026, 6, 1)),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROWS), st.integers(1, 30))
def test_committed_posts_stay_within_the_vacancy_and_firmer_counts_below(
    rows: list[Commitment], posts: int
) -> None:
    found = committed(rows, posts=posts, on=DAY)
    counts = [found.at_least[level] for level in LEVELS]
    assert counts == sorted(counts, reverse=True)
    assert all(0 <= count <= posts for count in counts)
    assert sum(found.exactly.values()) + found.open_posts == posts


def test_thirty_posts_of_which_twelve_by_contract() -> None:
    rows = [
        Commitment("letter", 30, YESTERDAY),
        Commitment("contract", 12, DAY),
        Commitment("contract", 30, TOMORROW),
    ]
    found = committed(rows, posts=30, on=DAY)
    assert found.level == "contract"
    assert found.exactly["contract"] == 12
    assert committed([], posts=3, on=DAY).level is None
    assert added([found, committed([], posts=3, on=DAY)]).posts == 33
    group = SeatsAgainstPosts(120, 12)
    assert str(group.sentence) == "120 seats, 12 committed"
    assert "108 people" in str(group.warning)
    assert SeatsAgainstPosts(12, 12).warning is None


def test_nobody_is_closed_without_notice() -> None:
    fresh = freshness(DAY, None)
    assert fresh.state(DAY + timedelta(days=75)) == "fresh"
    assert fresh.state(DAY + timedelta(days=76)) == "notice_due"
    assert fresh.state(DAY + timedelta(days=900)) == "notice_due"
    told = freshness(DAY, DAY + timedelta(days=200))
    assert told.state(DAY + timedelta(days=213)) == "noticed"
    assert told.state(DAY + timedelta(days=214)) == "stale"
    assert freshness(DAY, YESTERDAY).noticed_on is None
    assert fresh.expires_on == DAY + timedelta(days=90)


def test_a_plan_is_whole_before_it_is_handed_in() -> None:
    good = {"type": "house", "address": "a", "owner": "b", "bond": "0", "occupancy": "4", "sleeping": "c",
            "cost": "250,50", "cost_basis": "d", "more": "left out"}  # fmt: skip
    must_be_whole("accommodation", good)
    assert set(cleaned("accommodation", good)) == {field.code for field in KINDS["accommodation"]}
    for wrong, code in (
        ({"type": "castle"}, "unknown_code"),
        ({"cost": "much"}, "not_a_number"),
        ({"bond": " "}, "plan_incomplete"),
    ):
        with pytest.raises(Refused) as refused:
            must_be_whole("accommodation", {**good, **wrong})
        assert refused.value.problems[0].code == code
    must_follow("draft", "submitted")
    with pytest.raises(Refused):
        must_follow("accepted", "draft")


def test_the_answer_time_leaves_out_who_waits() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    assert response_days([(at, at + timedelta(days=4)), (at, None), (at, at + timedelta(days=2))]) == 3
    assert response_days([(at, None)]) is None


def test_a_suspension_counts_until_it_ends_or_is_lifted() -> None:
    assert in_force(DAY, None, None, on=DAY)
    assert in_force(DAY, DAY, None, on=DAY)
    assert not in_force(DAY, DAY, None, on=TOMORROW)
    assert not in_force(TOMORROW, None, None, on=DAY)
    assert not in_force(YESTERDAY, None, DAY, on=DAY)


def test_lists_hold_by_place_day_and_occupation() -> None:
    union = Listing(SHORTAGE, "one", "2221", "EU")
    taken = Listing(SHORTAGE, "two", "2221", "BE", "BE2", op="remove", valid_from=DAY, valid_to=DAY)
    home = Listing(GUARDED, "three", "22", "MA", valid_from=TOMORROW)
    assert standing([union], "2221", places=("BE",), on=DAY) == [union]
    assert standing([union, taken], "2221", places=("BE", "BE2"), on=DAY) == []
    assert standing([union, taken], "2221", places=("BE", "BE1"), on=DAY) == [union]
    assert standing([union, taken], "2221", places=("BE", "BE2"), on=TOMORROW) == [union]
    assert standing([home], "2221", places=("MA",), on=DAY) == []
    assert standing([home], "2221", places=("MA",), on=TOMORROW) == [home]
    assert standing([union], "", places=("BE",), on=DAY) == []
    assert standing([home], "2221", places=("TN",), on=TOMORROW) == []


def test_duties_come_in_order_of_their_day() -> None:
    open_, late, soon = (Duty("commit", "V", Text("x"), due) for due in (None, YESTERDAY, TOMORROW))
    assert in_order([open_, soon, late]) == [late, soon, open_]
    assert is_late(late, DAY)
    assert not is_late(open_, DAY)


def test_a_named_last_day_leaves_room_for_the_notice() -> None:
    named = freshness(DAY, None, DAY + timedelta(days=20))
    assert (named.notice_on, named.expires_on) == (DAY + timedelta(days=6), DAY + timedelta(days=20))
    late = freshness(DAY, DAY + timedelta(days=10), DAY + timedelta(days=20))
    assert late.expires_on == DAY + timedelta(days=24)
    allowed = [days for days in (14, 15, 90, 91) if may_be_open_until(DAY + timedelta(days=days), today=DAY)]
    assert allowed == [15, 90]


def test_who_waits_is_counted_and_a_timeline_has_one_order() -> None:
    asked = datetime(2026, 3, 1, tzinfo=UTC)
    now = asked + timedelta(days=9, hours=5)
    assert waits([(asked, None), (asked, now)], now=now) == Waits(1, 9)
    assert waits([], now=now) == Waits(0, None)
    old, new = Moment(YESTERDAY, "lifted"), Moment(DAY, "suspended")
    assert newest_first([old, Moment(DAY, "lifted"), new]) == [new, Moment(DAY, "lifted"), old]


def test_a_list_of_a_region_holds_in_its_parts_and_not_beside_it() -> None:
    flanders = [Listing(SHORTAGE, "VDAB", "2512", "BE", "BE2")]
    assert standing(flanders, "2512", places=("BE", "BE23"), on=DAY) == flanders
    assert standing(flanders, "2512", places=("BE", "BE1"), on=DAY) == []
    assert standing(flanders, "2512", places=("BE", ""), on=DAY) == []
