"""No text becomes a formula on its way out, and every text comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.intake.formulas import is_dangerous, neutralise, restore

SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫−"
PAYLOADS = [
    before + sign + after
    for before in ("", " ", "\t", "\r", "\n", "\u00a0", "\u200b", "\ufeff", "  \t ", "x;", "x\t ", "x\n")
    for sign in SIGNS
    for after in ("1+1", 'cmd|" /C calc"!A0', 'HYPERLINK("http://example.org")')
]
texts = st.text(alphabet=st.sampled_from(list(" '=+-@\t\r\n;,\"|aé\u00a0\u200b＝−")), max_size=12)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_neutral_and_comes_back(payload: str) -> None:
    assert is_dangerous(payload)
    assert not is_dangerous(neutralise(payload))
    assert restore(neutralise(payload)) == payload


@given(texts | st.text())
def test_every_text_comes_back(text: str) -> None:
    out = neutralise(text)
    assert restore(out) == text
    assert not is_dangerous(out)


def test_plain_text_is_left_alone() -> None:
    for text in ("", "Salma", "A-1", "1 + 1", "l'=", "a@example.org"):
        assert neutralise(text) == text
