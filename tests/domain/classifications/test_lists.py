"""Languages, currencies and sectors."""

import pytest

from passerelle.domain.classifications import currencies, languages, sectors, tables


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("FR", "fr"), ("fra", "fr"), ("fre", "fr"), ("French", "fr"), ("français", "fr")),
        *(("árabe", "ar"), ("العربية", "ar"), ("Klingon", None)),
    ],
)
def test_languages_are_read(text, code):
    assert languages.read(text) == code


def test_languages_are_named_where_known():
    assert languages.name("nl", "fr").lower().startswith("néerlandais")
    assert languages.name("ab", "xx") == "Abkhazian"
    assert len(languages.names()) == 184
    assert languages.is_valid("nl")
    assert not languages.is_valid("NL")


@pytest.mark.parametrize(("text", "code"), [(" eur ", "EUR"), ("€", "EUR"), ("mad", "MAD"), ("$", None)])
def test_currencies_are_read(text, code):
    assert currencies.read(text) == code


def test_currencies_are_known():
    assert currencies.is_valid("XOF")
    assert not currencies.is_valid("eur")


@pytest.mark.parametrize(
    ("text", "letter"),
    [("f", "F"), ("F - Construction", "F"), ("V", "V"), ("W", None), ("Construction", None), ("", None)],
)
def test_sectors_are_read(text, letter):
    assert sectors.read(text) == letter


def test_sectors_run_from_a_to_v():
    assert "".join(sectors.titles()) == "ABCDEFGHIJKLMNOPQRSTUV"
    assert sectors.title("F") == "Construction"
    assert sectors.is_valid("K")


def test_every_table_names_its_source():
    for name in ("isco08", "esco_skills_en", "countries", "regions_nuts", "nace_sections", "currencies"):
        assert len(tables.source(name)) > 20
        assert len(tables.fingerprint(name)) == 64


def test_an_unknown_table_is_missing():
    with pytest.raises(FileNotFoundError):
        tables.rows("planets")
