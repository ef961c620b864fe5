"""What a stage table shows the person."""

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.journey.transitions import Track, Transition
from passerelle.domain.journey.visibility import is_hidden, last_shown

TABLE = Track(
    "t",
    "home",
    "call",
    "applied",
    ("done",),
    (
        Transition("call", "applied", ("candidate",), "applied"),
        Transition("applied", "tested", ("caseworker",), "tested", hidden=True),
        Transition("tested", "ranked", ("caseworker",), "ranked", hidden=True),
        Transition("done", "came_back", ("caseworker",), "tested"),
        Transition("ranked", "told", ("caseworker",), "done"),
    ),
)
ARRIVALS = [(row.event, row.to) for row in TABLE.transitions]


def test_a_hidden_stage_stays_behind_the_last_one_shown() -> None:
    came = [("applied", "applied"), ("tested", "tested"), ("ranked", "ranked")]
    assert last_shown(TABLE, came) == 0
    assert last_shown(TABLE, [*came, ("told", "done")]) == 3


def test_the_row_that_was_taken_decides() -> None:
    assert is_hidden(TABLE, ("tested", "tested"))
    assert not is_hidden(TABLE, ("came_back", "tested"))
    assert is_hidden(TABLE, ("moved", "tested")), "no row of the table led there"
    assert not is_hidden(TABLE, ("moved", "done"))


def test_a_case_hidden_from_its_beginning_shows_nothing_yet() -> None:
    assert last_shown(TABLE, [("tested", "tested")]) is None


@given(st.lists(st.sampled_from(ARRIVALS)))
def test_what_is_shown_is_never_hidden_and_nothing_open_comes_after_it(arrivals: list[tuple[str, str]]) -> None:
    place = last_shown(TABLE, arrivals)
    if place is not None:
        assert not is_hidden(TABLE, arrivals[place])
    assert all(is_hidden(TABLE, one) for one in arrivals[0 if place is None else place + 1 :])
