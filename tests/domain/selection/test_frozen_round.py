"""A frozen round: the published rule again, with one person's corrected scores alone."""

import json

import pytest

from passerelle.domain.kernel.problems import Refused
from passerelle.domain.selection.frozen_round import RoundRule, freeze_round, replay_round, thaw_round
from passerelle.domain.selection.scoring import Criterion

CRITERIA = (Criterion("skill", "Skill", 3, 10), Criterion("speech", "Speech", 1, 5))
SHEETS = {
    "N-1": [{"skill": 9, "speech": 5}],
    "N-2": [{"skill": 6, "speech": 5}, {"skill": 8, "speech": 5}],
    "N-3": [{"skill": 2, "speech": 5}],
    "N-4": [],
}


def rule(**more: object) -> RoundRule:
    facts = {"criteria": CRITERIA, "places": 1, "pass_mark": 50, "has_reserve": True, "seed": "W-1", **more}
    return RoundRule(**facts)  # type: ignore[arg-type]


def test_a_record_goes_through_json_and_back() -> None:
    record = json.loads(json.dumps(freeze_round(rule(), SHEETS)))
    assert thaw_round(record) == (rule(), SHEETS)


def test_the_place_that_would_have_been_reached() -> None:
    record = freeze_round(rule(), SHEETS)
    found = replay_round(record, "N-2", {(1, "skill"): 10, (2, "skill"): 10})
    assert (found.before.rank, found.before.outcome, found.before.points) == (2, "reserve", "77.50")
    assert (found.after.rank, found.after.outcome, found.after.points) == (1, "selected", "100.00")
    assert found.heard == 3
    assert [(one.sheet, one.criterion, one.before, one.after) for one in found.scores] == [
        (1, "skill", 6, 10), (2, "skill", 8, 10),
    ]  # fmt: skip
    assert found.changes


def test_threshold_reserve_and_who_was_not_heard() -> None:
    record = freeze_round(rule(), SHEETS)
    below = replay_round(record, "N-3", {(1, "skill"): 4})
    assert (below.before.outcome, below.after.outcome) == ("not_selected", "reserve"), "over the pass mark"
    bare = freeze_round(rule(has_reserve=False), SHEETS)
    assert replay_round(bare, "N-3", {(1, "skill"): 4}).after.outcome == "not_selected"
    absent = replay_round(record, "N-4", {})
    assert (absent.before.rank, absent.before.points, absent.changes) == (None, "", False)
    same = replay_round(record, "N-2", {(1, "skill"): 6})
    assert (same.scores, same.changes) == ((), False)


@pytest.mark.parametrize(
    ("scores", "code"),
    [({(1, "skill"): 11}, "score_missing"), ({(1, "skill"): -1}, "score_missing"), ({(9, "skill"): 1}, "unknown_sheet"),
     ({(1, "beauty"): 1}, "unknown_sheet"), ({(0, "skill"): 1}, "unknown_sheet")],
)  # fmt: skip
def test_a_score_that_cannot_be(scores: dict[tuple[int, str], int], code: str) -> None:
    with pytest.raises(Refused) as refused:
        replay_round(freeze_round(rule(), SHEETS), "N-2", scores)
    assert {one.code for one in refused.value.problems} == {code}


def test_a_record_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="round-0"):
        replay_round({"engine": "round-0"}, "N-1", {})
