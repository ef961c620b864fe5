"""Concepts: addresses, masculine and feminine forms, versions; and the built-in part of ESCO."""

import pytest

from passerelle.domain.classifications import isco, seed
from passerelle.domain.classifications.concepts import (
    Concept,
    Kind,
    Need,
    Words,
    forms,
    is_uri,
    newer,
    newest,
)

PILOTS = (
    "2512 2513 2514 2522 2521 2523 7411 7412 7112 7115 7127 5120 5131 7223 2143 2151 3113 9211 5221 7512 8322"
)


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("cook", ("cook",)),
        ("directeur technique/directrice technique", ("directeur technique", "directrice technique")),
        ("مطور برمجيات / مطورة برمجيات", ("مطور برمجيات", "مطورة برمجيات")),
        ("chef/cheffe de projet", ("chef de projet", "cheffe de projet")),
        ("import/export/customs", ("import/export/customs",)),
        ("a long list of many words/list", ("a long list of many words/list",)),
        ("TCP/", ("TCP/",)),
    ],
)
def test_both_forms_are_told_apart(label, found):
    assert forms(label) == found


def test_addresses_are_told_from_other_text():
    assert is_uri("http://data.europa.eu/esco/occupation/f2b15a0e-e65a-438a-affb-29b9d50b77d1")
    assert not is_uri("https://data.europa.eu/esco/occupation/1")
    assert not is_uri("http://data.europa.eu/esco/occupation/<script>")


def test_versions_are_ordered_by_number():
    assert newer("v1.1.10", "v1.1.9")
    assert newer("v1.0.8", "v1.0.x")
    assert not newer("v1.1.1", "v1.1.1")
    assert newest(["v1.0.8", "v1.1.1", "v1.0.x"]) == "v1.1.1"
    assert newest([]) is None


def test_a_concept_speaks_english_where_it_must():
    words = {"en": Words("cook", (), "v1.1.1"), "fr": Words("cuisinier", (), "v1.1.1")}
    concept = Concept("u", Kind.OCCUPATION, words=words)
    assert concept.label("fr") == "cuisinier"
    assert concept.label("ar") == concept.label() == "cook"


def test_the_built_in_set_covers_the_pilots():
    assert all(seed.in_group(code) for code in PILOTS.split())
    assert all(isco.is_valid(c.isco, level=4) for c in seed.occupations().values())
    assert {skill.skill_type for skill in seed.skills().values()} <= {"knowledge", "skill/competence", ""}


def test_every_built_in_occupation_asks_for_built_in_skills():
    for uri in seed.occupations():
        needed = seed.skills_of(uri) + seed.skills_of(uri, Need.OPTIONAL)
        assert needed
        assert set(needed) <= set(seed.skills())
    assert seed.skills_of("nobody") == ()


def test_built_in_labels_keep_the_version_of_their_language():
    versions = {
        language: {c.words[language].version for c in seed.occupations().values() if language in c.words}
        for language in ("en", "fr", "es", "ar")
    }
    assert versions == {"en": {"v1.1.1"}, "fr": {"v1.1.1"}, "es": {"v1.0.8"}, "ar": {"v1.0.x"}}


def test_other_kinds_are_not_built_in():
    assert seed.concepts(Kind.SKILL_GROUP) == {}
    assert seed.tables_of(Kind.SKILL_GROUP) == ()
    assert seed.tables_of(Kind.SKILL)[0] == "esco_skills"
