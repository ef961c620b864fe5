"""A promise's state follows from its entries, whatever they are."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.promises.standing import (
    EVENTS,
    FIRST_REMEDY,
    FOLLOWS,
    KINDS,
    STATES,
    WITHOUT_REMEDY,
    Noted,
    Standing,
    is_overdue,
    may_follow,
    standing,
    word_of,
)

DAY = date(2026, 3, 2)
ENTRIES = st.lists(
    st.builds(Noted, st.sampled_from(EVENTS), st.integers(-5, 40).map(lambda n: DAY + timedelta(days=n)))
)


@given(ENTRIES)
def test_the_state_is_known_and_never_before_the_promise(entries: list[Noted]) -> None:
    now = standing(DAY, entries)
    assert now.state in STATES
    assert now.since >= DAY


@given(ENTRIES)
def test_the_state_is_reached_step_by_step(entries: list[Noted]) -> None:
    """Folding one more entry onto what was there is the same as folding all of them."""
    for count in range(len(entries)):
        before, entry = standing(DAY, entries[:count]), entries[count]
        after = standing(DAY, entries[: count + 1])
        if may_follow(before, entry):
            assert after == before
        else:
            assert after == Standing("open" if entry.event == "reopened" else entry.event, entry.on)


def test_a_broken_promise_may_be_kept_late_and_a_kept_one_is_not_broken_after() -> None:
    broken, kept = Noted("broken", DAY), Noted("kept", DAY + timedelta(days=9))
    assert standing(DAY, [broken, kept]).state == "kept"
    assert standing(DAY, [kept, Noted("broken", kept.on)]).state == "kept"
    assert may_follow(Standing("kept", DAY), broken) == "not-possible"
    assert may_follow(Standing("open", kept.on), broken) == "not-after"
    assert may_follow(Standing("kept", DAY), Noted("reopened", DAY)) is None


def test_every_state_has_its_events_and_every_kind_its_remedy() -> None:
    assert set(FOLLOWS) == set(STATES)
    assert set(FIRST_REMEDY) | WITHOUT_REMEDY == set(KINDS)


def test_overdue_is_open_and_past_its_day() -> None:
    assert is_overdue("open", DAY, on=DAY + timedelta(days=1))
    assert not is_overdue("open", DAY, on=DAY)
    assert not is_overdue("kept", DAY, on=date(2027, 1, 1))
    assert not is_overdue("open", None, on=date(2027, 1, 1))


def test_who_keeps_their_word() -> None:
    word = word_of(["kept", "kept", "broken", "withdrawn", "open", "released"])
    assert (word.total, word.share) == (6, 0.5)
    assert word_of(["open"]).share is None
