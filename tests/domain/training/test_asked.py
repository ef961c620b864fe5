"""Which language levels a case must show: gates and vacancy, never the course."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.classifications.cefr import LEVELS
from passerelle.domain.training.asked import Bound, asked_levels, gate_applies, meets
from passerelle.domain.training.completion import reaches

DE_B1 = {"kind": "language", "language": "de", "level": "B1", "route": "de_16a", "applies_to": ("DE",)}
EVERYWHERE = {"kind": "language", "language": "fr", "level": "A2", "route": None, "applies_to": ()}
OTHERS = ({"kind": "origin", "value": ["MA"]}, {"kind": "language", "language": None, "level": "B1"})


@pytest.mark.parametrize(
    ("bound", "learnt", "asked"),
    [
        (Bound("m", "DE", "de_16a", gates=(DE_B1, *OTHERS)), (), {"de": "B1"}),
        (Bound("m", "DE", "de_18a", gates=(DE_B1,)), ("de",), {"de": ""}),
        (Bound("m", "BE", None, gates=(DE_B1,)), ("fr",), {"fr": ""}),
        (Bound("m", gates=(DE_B1,)), ("de",), {"de": "B1"}),  # no place yet, and German is being learnt
        (Bound("m", gates=(DE_B1,)), ("fr",), {"fr": ""}),
        (Bound("m", gates=(EVERYWHERE,)), (), {"fr": "A2"}),
        (Bound("m", languages=(("fr", "B2"),), gates=(EVERYWHERE,)), (), {"fr": "B2"}),
        (Bound("m", languages=(("fr", "A1"), ("de", None)), gates=(EVERYWHERE,)), (), {"fr": "A2", "de": ""}),
        (Bound("m"), (), {}),
    ],
)
def test_the_highest_level_that_gates_or_the_vacancy_ask(
    bound: Bound, learnt: tuple[str, ...], asked: dict[str, str]
) -> None:
    assert asked_levels(bound, learnt) == asked


def test_a_gate_of_a_track_applies_to_that_track() -> None:
    gate = {"kind": "language", "language": "es", "level": "A2", "applies_to": ["stay"]}
    assert gate_applies(gate, Bound("stay", tracks=("stay", "home"))) is True
    assert gate_applies(gate, Bound("home", tracks=("stay", "home"))) is False
    assert gate_applies(DE_B1, Bound("m", "DE")) is None


def test_a_certificate_is_asked_even_where_no_level_is() -> None:
    assert not meets([], {})
    assert meets([("ar", "A1")], {})
    assert meets([("fr", "A1")], {"fr": ""})
    assert not meets([("es", "C2")], {"fr": ""})
    assert not meets([("fr", "A1")], {"fr": "A2"})


@given(st.sampled_from(LEVELS), st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_nobody_who_meets_the_level_asked_is_held_by_what_others_ask_less(
    one: str, two: str, held: str
) -> None:
    bound = Bound("m", languages=(("fr", one), ("fr", two)))
    met = meets([("fr", held)], asked_levels(bound, ()))
    assert met == (reaches(held, one) and reaches(held, two))
