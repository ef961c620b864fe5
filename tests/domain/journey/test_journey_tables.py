"""A case moves only as its track's table says; a wrong table is found before anybody moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.journey.faults import reachable, table_faults
from passerelle.domain.journey.transitions import Track, Transition, move, transitions_from
from passerelle.domain.kernel.problems import Refused

ROWS = (
    Transition("call", "applied", ("candidate",), "applied"),
    Transition("applied", "offered", ("employer", "caseworker"), "offered", None, ("reserve_place",)),
    Transition("applied", "withdrew", ("candidate",), "withdrawn", "goodbye"),
    Transition("offered", "placed", ("candidate",), "placed"),
)


def track(rows=ROWS, ends=("placed", "withdrawn"), first="call", start="applied"):
    return Track("way", "mobility", first, start, ends, rows)


def test_an_event_leads_where_the_table_says():
    row = move(track(), "applied", "offered", who="employer")
    assert (row.to, row.then, row.wording_key) == ("offered", ("reserve_place",), "offered")
    assert move(track(), "applied", "withdrew", who="candidate").wording_key == "goodbye"


@pytest.mark.parametrize(
    ("stage", "event", "who", "code", "hint"),
    [
        ("nowhere", "applied", "candidate", "unknown-stage", None),
        ("applied", "placed", "candidate", "event-not-possible", "Possible here: offered, withdrew."),
        ("placed", "withdrew", "candidate", "event-not-possible", "Possible here: –."),
        ("applied", "offered", "candidate", "actor-not-allowed", "It is recorded by: employer, caseworker."),
    ],
)
def test_anything_else_is_refused_with_what_is_possible(stage, event, who, code, hint):
    with pytest.raises(Refused) as refused:
        move(track(), stage, event, who=who)
    problem = refused.value.problems[0]
    assert (problem.code, problem.hint and str(problem.hint)) == (code, hint)


def test_a_track_names_its_stages_once_in_order():
    assert track().stages == ("call", "applied", "offered", "withdrawn", "placed")
    assert track().is_end("placed")
    assert not track().is_end("call")


def test_the_rows_from_a_stage_can_be_asked_for_one_actor():
    assert [row.event for row in transitions_from(track(), "applied")] == ["offered", "withdrew"]
    assert [row.event for row in transitions_from(track(), "applied", who="candidate")] == ["withdrew"]


def test_a_sound_table_has_no_fault():
    assert table_faults(track()) == []


@pytest.mark.parametrize(
    ("wrong", "code", "key", "row"),
    [
        (track(first="cal"), "unknown-stage", "first", None),
        (track(start="cal"), "unknown-stage", "start_stage", None),
        (track(ends=("placed", "withdrawn", "gone")), "unknown-stage", "ends", None),
        (track(start="placed"), "start-is-end", "start_stage", None),
        (track(ends=("placed",)), "dead-end", "transitions", 2),
        (track(ends=()), "dead-end", "transitions", 0),
        (track(ends=("placed", "withdrawn", "offered")), "end-goes-on", "transitions", 3),
        (
            track((*ROWS, Transition("lost", "found", ("employer",), "placed"))),
            "unreachable-stage",
            "transitions",
            4,
        ),
        (
            track((*ROWS, Transition("call", "applied", ("employer",), "offered"))),
            "ambiguous-event",
            "transitions",
            4,
        ),
    ],
)
def test_a_wrong_table_is_found(wrong, code, key, row):
    assert (code, key, row) in [(one.code, one.key, one.row) for one in table_faults(wrong)]


def test_a_stage_is_blamed_once():
    lost = [Transition("lost", event, ("employer",), "limbo") for event in ("one", "two")]
    codes = [one.code for one in table_faults(track((*ROWS, *lost)))]
    assert codes.count("unreachable-stage") == 1
    assert codes.count("dead-end") == 1


STAGES = st.sampled_from("abcde")


@given(
    st.lists(
        st.builds(Transition, STAGES, st.sampled_from(["x", "y"]), st.just(("candidate",)), STAGES),
        min_size=1,
        max_size=8,
    ),
    st.sets(STAGES, min_size=1).map(lambda ends: tuple(sorted(ends))),
)
def test_in_a_sound_table_every_walk_can_still_end(rows, ends):
    way = Track("way", "home", rows[0].leaving, rows[0].leaving, ends, tuple(rows))
    if not table_faults(way):
        assert reachable(way, way.first) == set(way.stages)
        for stage in way.stages:
            assert reachable(way, stage) & set(ends)
            assert bool(transitions_from(way, stage)) != way.is_end(stage)
