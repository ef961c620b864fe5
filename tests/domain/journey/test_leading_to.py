"""Which stages lie before a gate."""

from passerelle.domain.journey.faults import leading_to
from passerelle.domain.journey.transitions import Track, Transition

ROWS = (
    Transition("call", "applied", ("candidate",), "applied"),
    Transition("applied", "departed", ("caseworker",), "away", guard=("departure_ready",)),
    Transition("away", "returned", ("caseworker",), "back"),
    Transition("back", "recalled", ("employer",), "applied"),
    Transition("back", "plan_begun", ("caseworker",), "planning"),
    Transition("planning", "closed", ("caseworker",), "done"),
)
TRACK = Track("season", "seasonal", "call", "applied", ("done",), ROWS)


def test_a_gate_is_ahead_of_whoever_can_still_come_to_it() -> None:
    assert leading_to(TRACK, "departure_ready") == {"call", "applied", "away", "back"}
    assert leading_to(TRACK, "no_such_guard") == frozenset()
