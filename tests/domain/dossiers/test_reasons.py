"""Why a document is sent back: a code, or words, never nothing."""

import pytest

from passerelle.domain.dossiers.reasons import SENT_BACK, why_fault


@pytest.mark.parametrize(
    ("verdict", "code", "words", "fault"),
    [
        ("accepted", "", "", None),
        ("sent_back", "unreadable", "", None),
        ("sent_back", "", "The stamp is missing.", None),
        ("sent_back", "other", "See page 2.", None),
        ("sent_back", "other", " ", "reason_missing"),
        ("sent_back", "", "", "reason_missing"),
        ("sent_back", "burnt", "It is burnt.", "unknown_reason"),
        ("waived", "", "Not asked of nurses.", None),
        ("waived", "unreadable", "", "reason_missing"),
    ],
)
def test_a_no_says_why(verdict: str, code: str, words: str, fault: str | None) -> None:
    found = why_fault(verdict, code, words)
    assert (found.code if found else None) == fault


def test_every_reason_has_a_sentence_for_the_person() -> None:
    assert all(text.template.endswith(".") for text in SENT_BACK.values())
