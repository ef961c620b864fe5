"""Folding: one plain spelling, and folding twice changes nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.domain.classifications.folding import fold


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Développeur/Développeuse", "developpeur developpeuse"),
        ("  Œuvre, Straße ", "oeuvre strasse"),
        ("C++ and C#", "c++ and c#"),
        ("chef d’équipe", "chef d equipe"),
        ("أَحْمَد", "احمد"),
        ("إدارة", "اداره"),
        ("آلة", "اله"),
        ("مستشـــفى", "مستشفي"),
        ("١٢", "12"),
        ("مطور\u200f برمجيات", "مطور برمجيات"),
        ("Łódź", "lodz"),
        ("İzmir", "izmir"),
        ("", ""),
    ],
)
def test_spellings_are_made_alike(text, plain):
    assert fold(text) == plain


@settings(max_examples=400)
@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"])))
def test_case_does_not_matter(text):
    assert fold(text.casefold()) == fold(text)
