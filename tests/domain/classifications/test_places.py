"""Countries and regions: one spelling inside, Eurostat's letters only at the edge."""

import pytest

from passerelle.domain.classifications import countries, regions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ma", "MA"),
        ("MAR", "MA"),
        ("Maroc", "MA"),
        ("marruecos", "MA"),
        ("المغرب", "MA"),
        ("sénégal", "SN"),
        ("EL", "GR"),
        ("gr", "GR"),
        ("UK", "GB"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_countries_are_read_from_codes_and_names(text, code):
    assert countries.read(text) == code


def test_countries_are_complete_and_named():
    assert len(countries.all_countries()) == 249
    assert countries.name("TN", "ar") == "تونس"
    assert countries.name("TN", "nl") == "Tunisia"
    assert countries.is_valid("GR")
    assert not countries.is_valid("EL")
    assert not countries.is_valid("UK")


def test_every_country_reads_back_from_its_own_codes():
    for code, country in countries.all_countries().items():
        assert countries.read(code) == countries.read(country.alpha3) == code


def test_eurostat_letters_go_there_and_back():
    assert [countries.to_eurostat(code) for code in ("GR", "GB", "FR")] == ["EL", "UK", "FR"]
    assert [countries.from_eurostat(code) for code in ("EL", "UK", "FR")] == ["GR", "GB", "FR"]


def test_the_union_has_27_members():
    assert len(countries.EU) == 27
    assert all(countries.is_valid(code) for code in countries.EU)
    assert countries.is_eu("GR")
    assert not countries.is_eu("GB")


def test_regions_know_their_country():
    assert regions.country_of("EL30") == "GR"
    assert regions.country_of("MA-01") == "MA"
    assert regions.country_of("XX9") is None
    assert {region.country for region in regions.all_regions().values()} == countries.EU | {
        *("BD", "EG", "MA", "NG", "PK", "SN", "TN"),
    }


def test_regions_lie_within_their_parents():
    assert regions.within("BE211", "BE2")
    assert regions.within("BE211", "BE211")
    assert regions.within("EL303", "GR")
    assert regions.within("BD-01", "BD-B")
    assert not regions.within("BE211", "BE3")
    assert not regions.within("BE2", "BE21")
    assert not regions.within("XX9", "BE")


def test_every_parent_is_a_region():
    for region in regions.all_regions().values():
        assert region.parent is None or regions.is_valid(region.parent)
    assert regions.region("BE211").level == 3
    assert regions.region("BD-01").level == 2


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("be21", None, "BE21"),
        ("GR30", None, "EL30"),
        ("vlaams gewest", "BE", "BE2"),
        ("vlaams gewest", None, None),
        ("nowhere", "BE", None),
    ],
)
def test_regions_are_read_from_codes_and_names(text, country, code):
    assert regions.read(text, country) == code
