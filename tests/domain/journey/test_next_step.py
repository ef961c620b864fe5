"""What a case waits for is the step that leads on; giving up comes last."""

from passerelle.domain.journey.deeds import DEEDS
from passerelle.domain.journey.next_step import next_step, possible_events
from passerelle.domain.journey.transitions import Track, Transition

ROWS = (
    Transition("call", "applied", ("candidate",), "applied"),
    Transition("applied", "refused", ("caseworker",), "not_selected"),
    Transition("applied", "tested", ("caseworker",), "tested"),
    Transition("tested", "withdrew", ("candidate",), "not_selected"),
)
TRACK = Track("way", "home", "call", "applied", ("not_selected",), ROWS)


def test_a_step_that_leads_on_comes_before_an_end_without_result():
    step = next_step(TRACK, "applied")
    assert step is not None
    assert step.event == "tested"
    assert possible_events(TRACK, "applied") == ("tested", "refused")


def test_where_only_the_end_is_left_it_is_the_next_step():
    step = next_step(TRACK, "tested")
    assert step is not None
    assert step.event == "withdrew"
    assert next_step(TRACK, "not_selected") is None
    assert possible_events(TRACK, "not_selected") == ()


def test_the_act_behind_an_event_says_what_it_asks():
    assert DEEDS["offered"].only
    assert not DEEDS["permit_filed"].only
    assert str(DEEDS["placed"].asks) == "Record that the person accepts the offer"
