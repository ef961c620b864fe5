"""Each kind of track counts its own result, and every shipped track can reach it."""

from pathlib import Path

import pytest

from passerelle.domain.journey.own_results import DEFINITIONS, OWN_RESULT, placed
from passerelle.domain.schemes.folder import load_folder
from passerelle.domain.schemes.shape import TRACKS

SCHEMES = load_folder(Path(__file__).resolve().parents[3] / "schemes")


def test_every_kind_of_track_has_a_result_and_its_words() -> None:
    assert set(OWN_RESULT) == set(TRACKS) == set(DEFINITIONS)


@pytest.mark.parametrize("code", sorted(SCHEMES))
def test_every_shipped_track_can_reach_its_result(code: str) -> None:
    for track in SCHEMES[code].tracks:
        assert set(OWN_RESULT[track.kind]) & set(track.stages), track.id


def test_a_stage_counts_on_its_own_track_alone_and_a_person_once() -> None:
    reached = [
        (1, "home", "working_at_home"), (1, "home", "working_at_home"), (2, "abroad", "working_at_home"),
        (2, "abroad", "placed"), (3, "abroad", "in_placement"), (4, "gone", "in_placement"),
    ]  # fmt: skip
    assert placed(reached, {"home": "home", "abroad": "mobility"}) == {"home": {1}, "mobility": {3}}
