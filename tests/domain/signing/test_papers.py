"""Papers: digest, whose turn, state; in any order of events."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.signing.papers import (
    PaperState,
    Party,
    name_is_typed,
    paper_digest,
    refusal_to_accept,
    state_of,
    whose_turn,
)

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
ORDINALS = st.lists(st.integers(1, 3), min_size=1, max_size=6)


@given(ordinals=ORDINALS, in_turn=st.booleans(), draw=st.randoms(use_true_random=False))
def test_signing_in_turn_always_ends_with_everybody_signed_and_never_jumps_ahead(
    ordinals: list[int], in_turn: bool, draw: object
) -> None:
    parties = [Party(ordinal, f"r{place}") for place, ordinal in enumerate(ordinals)]
    signed: list[int] = []
    while state_of(parties) is PaperState.OPEN:
        turn = whose_turn(parties, in_turn=in_turn)
        assert turn, "an open paper always waits for somebody"
        chosen = draw.choice(turn)  # type: ignore[attr-defined]
        assert refusal_to_accept(chosen, parties, in_turn=in_turn) is None
        place = parties.index(chosen)
        parties[place] = Party(chosen.ordinal, chosen.role, chosen.name, NOW)
        signed.append(chosen.ordinal)
    assert state_of(parties) is PaperState.SIGNED
    assert whose_turn(parties, in_turn=in_turn) == ()
    if in_turn:
        assert signed == sorted(signed)


@given(text=st.text(), other=st.text(), language=st.sampled_from(["fr", "ar"]))
def test_a_changed_sign_in_any_language_is_another_paper(text: str, other: str, language: str) -> None:
    texts = {"en": "Contract", "fr": "Contrat", "ar": "عقد", language: text}
    changed = {**texts, language: other}
    one, two = (paper_digest("contract", "K-1", "T", language="en", texts=each) for each in (texts, changed))
    assert (one == two) is (text == other)


def test_what_stands_in_the_way_is_said() -> None:
    first, second = Party(1, "worker"), Party(2, "employer")
    parties = [first, second]
    found = refusal_to_accept(second, parties, in_turn=True)
    assert found is not None
    assert found.code == "not_your_turn"
    assert refusal_to_accept(second, parties, in_turn=False) is None
    withdrawn = refusal_to_accept(first, parties, in_turn=False, withdrawn=True)
    assert withdrawn is not None
    assert withdrawn.code == "paper_withdrawn"
    refused = Party(2, "employer", refused_at=NOW)
    found = refusal_to_accept(first, [first, refused], in_turn=False)
    assert found is not None
    assert found.code == "paper_refused"
    signed = Party(1, "worker", signed_at=NOW)
    found = refusal_to_accept(signed, [signed, second], in_turn=False)
    assert found is not None
    assert found.code == "already_signed"
    assert state_of([]) is PaperState.OPEN


@pytest.mark.parametrize(
    ("typed", "known", "fits"),
    [
        ("Amina El Fassi", ["EL FASSI Amina"], True),
        ("amina el fassi", ["El Fassi, Amina"], True),
        ("Amina Élfassi", ["El Fassi Amina"], False),
        ("أمينة الفاسي", ["El Fassi Amina", "أمينة الفاسي"], True),
        ("Somebody", ["El Fassi Amina"], False),
        ("", ["El Fassi Amina"], False),
        ("J. Peeters", ["", ""], True),
        ("x", [""], False),
    ],
)
def test_the_typed_name_is_the_name_on_the_paper(typed: str, known: list[str], fits: bool) -> None:
    assert name_is_typed(typed, known) is fits
