"""A reason is one of the table's codes, and "another reason" says which."""

import pytest

from passerelle.domain.kernel.problems import Refused
from passerelle.domain.matching.decline_codes import BY_HAND, DECLINE, ENDED, OTHER, RELEASED, must_know


@pytest.mark.parametrize("codes", [DECLINE, BY_HAND, ENDED, RELEASED])
def test_every_code_fits_its_column_and_has_words(codes: dict[str, object]) -> None:
    assert all(0 < len(code) <= 40 and str(words) for code, words in codes.items())


def test_a_known_code_is_enough() -> None:
    must_know(DECLINE, "not_interested")
    must_know(BY_HAND, OTHER, "Met at the fair")


@pytest.mark.parametrize(
    ("code", "note", "refusal"), [("no", "", "unknown_code"), (OTHER, "  ", "note_missing")]
)
def test_an_unknown_code_or_an_empty_note_is_refused(code: str, note: str, refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        must_know(DECLINE, code, note)
    assert refused.value.problems[0].code == refusal
