"""A history tells why in words: the reason of an event by its own vocabulary, a sentence as it was written."""

from datetime import UTC, datetime

import pytest

from passerelle.queries.people.person_history import HistoryLine
from passerelle.web.casework.history import CODES_OF, shown_history
from passerelle.web.shared.deed_words.deed import DEED
from passerelle.web.shared.wording import VOCABULARIES


def told(event: str, details: dict[str, object]) -> str:
    line = HistoryLine(datetime(2026, 3, 1, tzinfo=UTC), "event", event, None, details)
    return shown_history([line], other="vacancy")[0].more


@pytest.mark.parametrize(
    ("event", "details", "words"),
    [
        ("case.record", {"reason": "no_answer"}, "The person could not be reached"),
        ("document.review", {"code": "passport", "reason": "unreadable"}, "passport"),
        ("case.hand_over", {"reason": "Away until May"}, "Away until May"),
        ("contest.lapse", {"code": "person_declined"}, ""),
        ("case.remind", {}, ""),
    ],
)
def test_the_reason_is_told_in_words(event: str, details: dict[str, object], words: str) -> None:
    assert told(event, details).casefold() == words.casefold()


def test_each_reason_has_its_vocabulary() -> None:
    assert CODES_OF.keys() <= DEED.keys()
    assert set(CODES_OF.values()) <= VOCABULARIES.keys()
