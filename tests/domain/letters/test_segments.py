"""A text's short messages are counted as the network counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.letters.segments import Segments, segments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Segments(False, 0, 1)),
        ("a" * 160, Segments(False, 160, 1)),
        ("a" * 161, Segments(False, 161, 2)),
        ("a" * 306, Segments(False, 306, 2)),
        ("a" * 307, Segments(False, 307, 3)),
        ("€" * 80, Segments(False, 160, 1)),
        ("a" * 152 + "€" + "a" * 152, Segments(False, 306, 3)),  # the euro sign is not cut in two
        ("م" * 70, Segments(True, 70, 1)),
        ("م" * 71, Segments(True, 71, 2)),
        ("ç" * 71, Segments(True, 71, 2)),  # only the capital Ç stands in the short alphabet
        ("😀" * 35, Segments(True, 70, 1)),
        ("م" * 66 + "😀" + "م" * 66, Segments(True, 134, 3)),
    ],
)
def test_worked_cases(text: str, expected: Segments) -> None:
    assert segments(text) == expected


@given(st.text(max_size=700), st.text(max_size=50))
def test_more_text_never_takes_fewer_messages(text: str, more: str) -> None:
    assert segments(text + more).count >= segments(text).count
    found = segments(text)
    assert found.count * (70 if found.wide else 160) >= found.units
