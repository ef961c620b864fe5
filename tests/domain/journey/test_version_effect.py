"""A changed table says what it means for whoever stands at each stage, the gravest first."""

from dataclasses import replace

import pytest

from passerelle.domain.journey.transitions import Track, Transition
from passerelle.domain.journey.version_effect import Effect, effect_on

ROWS = (
    Transition("call", "applied", ("candidate",), "applied", due_days=10),
    Transition("applied", "tested", ("caseworker",), "tested", due_days=10),
    Transition("tested", "done", ("caseworker",), "completed"),
)
TRACK = Track("way", "home", "call", "applied", ("completed",), ROWS)


def changed(*rows: Transition) -> Track:
    return replace(TRACK, transitions=rows)


@pytest.mark.parametrize(
    ("after", "stage", "effect"),
    [
        (None, "applied", Effect("track-gone", ("way",))),
        (changed(ROWS[0], replace(ROWS[1], to="completed")), "tested", Effect("stage-gone", ("tested",))),
        (
            changed(ROWS[0], replace(ROWS[1], event="judged"), ROWS[2]),
            "applied",
            Effect("event-gone", ("tested",)),
        ),
        (changed(ROWS[0], replace(ROWS[1], guard=("x",)), ROWS[2]), "applied", Effect("guard-added", ("x",))),
        (
            changed(ROWS[0], replace(ROWS[1], due_days=5), ROWS[2]),
            "applied",
            Effect("term-changed", ("tested",)),
        ),
        (
            changed(*ROWS, Transition("applied", "left", ("candidate",), "completed")),
            "applied",
            Effect("event-added", ("left",)),
        ),
        (TRACK, "applied", Effect("same")),
    ],
)
def test_the_gravest_effect_is_named(after, stage, effect):
    assert effect_on(TRACK, after, stage) == effect
