"""Searching what is loaded, or the built-in set before any load."""

import pytest
from esco_files import FRENCH, LINKS, OCCUPATION, SKILL, SKILLS, package, packed, plain

from passerelle.actions.classifications.load import load
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.classifications import seed
from passerelle.domain.classifications.concepts import Kind, Need
from passerelle.queries.classifications.classification_releases import coverage, label_counts, releases
from passerelle.queries.classifications.classification_search import described, prepare, search, skills_of
from passerelle.queries.classifications.search_trial import search_trial

SEARCH_QUERIES = 3  # which release is in use, then the hits with their words
pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.VAR = tmp_path / "var"


@pytest.fixture
def loaded(tmp_path):
    load(SYSTEM, [package(tmp_path), packed(tmp_path, "occupations_fr_v1.0.8.csv.gz", FRENCH)])


@pytest.mark.parametrize(
    ("text", "language", "group"),
    [
        ("software develper", "en", "2512"),
        ("cuisinier", "fr", "5120"),
        ("cocinera", "es", "5120"),
        ("طاه", "ar", "5120"),
    ],
)
def test_the_built_in_set_is_found_before_any_load(text, language, group):
    assert group in [hit.isco for hit in search(text, language=language, limit=5)]


def test_skills_are_found_by_their_english_label_where_there_is_no_other():
    hit = search("javascript", kind=Kind.SKILL, language="ar")[0]
    assert (hit.label, hit.language) == ("JavaScript", "en")


def test_after_a_load_the_loaded_concepts_are_found(loaded):
    (hit,) = search("programmer", limit=1)
    assert (hit.uri, hit.code, hit.isco) == (OCCUPATION + "a", "2512.4", "2512")
    assert (hit.label, hit.matched) == ("software developer", "programmer")
    (hit,) = search("developpeuse", language="fr", limit=1)
    assert (hit.label, hit.language, hit.matched) == ("développeur/développeuse", "fr", "développeuse")


def test_concepts_without_a_label_in_the_language_are_found_in_english(loaded):
    (hit,) = search("cook", language="fr", limit=1)
    assert (hit.uri, hit.language) == (OCCUPATION + "b", "en")


def test_a_load_is_seen_by_the_next_search(tmp_path, loaded):
    assert [hit.uri for hit in search("juggling", kind=Kind.SKILL)] == []
    more = (SKILLS[0], [*SKILLS[1], ("x", SKILL + "s3", "knowledge", "", "juggling", "")])
    load(SYSTEM, [package(tmp_path, {"skills_en.csv": more})])
    assert [hit.uri for hit in search("juggling", kind=Kind.SKILL)] == [SKILL + "s3"]


def test_concepts_that_the_newest_package_dropped_are_not_offered(tmp_path, loaded):
    fewer = {"skills_en.csv": (SKILLS[0], SKILLS[1][:1])}
    load(SYSTEM, [package(tmp_path, fewer, version="v1.2.0")])
    assert search("season food", kind=Kind.SKILL) == []
    assert described([SKILL + "s2"], "en")[SKILL + "s2"].label() == "season food"


def test_a_language_that_nobody_speaks_gets_english():
    assert search("cook", language="xx")[0].language == "en"
    assert search("c") == []


def test_a_search_reads_three_times(loaded, django_assert_num_queries):
    prepare(["en"])
    with django_assert_num_queries(3):
        search("cook")


def test_needs_come_from_the_load_or_from_the_built_in_set(loaded):
    assert skills_of(OCCUPATION + "a") == (SKILL + "s1",)
    assert skills_of(OCCUPATION + "a", Need.OPTIONAL) == ()
    built_in = next(iter(seed.occupations()))
    assert skills_of(built_in) == seed.skills_of(built_in)


def test_loaded_labels_are_counted_by_language_and_version(loaded):
    assert {(r["kind"], r["language"], r["version"], r["concepts"]) for r in label_counts()} == {
        ("occupation", "en", "v1.1.1", 2),
        ("occupation", "fr", "v1.0.8", 1),
        ("skill", "en", "v1.1.1", 2),
    }
    assert {row["part"] for row in releases()} >= {"occupations", "skills", "occupationSkillRelations"}


def test_before_any_load_the_built_in_labels_are_counted():
    counted = {(row["kind"], row["language"]): row["concepts"] for row in label_counts()}
    assert counted["occupation", "en"] == len(seed.occupations())
    assert ("skill", "ar") not in counted
    assert releases() == []


def test_coverage_counts_each_relation_and_what_is_missing(tmp_path, loaded):
    load(SYSTEM, [plain(tmp_path, "rome_v1.0.9.csv", LINKS)])
    found = coverage()
    assert (found["codes"], found["exact"], found["broad"], found["narrow"], found["missing"]) == (
        3,
        2,
        1,
        0,
        0,
    )
    assert found["relations"] == {"broadMatch": 1, "closeMatch": 1, "exactMatch": 1}
    assert (found["unknown_concepts"], found["reviewed"], found["versions"]) == (1, 0, ["v1.0.9"])
    assert coverage("none")["codes"] == 0


def test_the_search_is_good_enough_and_reads_the_labels_once(django_assert_num_queries):
    prepare(["en"], [Kind.OCCUPATION])
    with django_assert_num_queries(SEARCH_QUERIES):
        search("software developer", kind=Kind.OCCUPATION, language="en", limit=5)
    with django_assert_num_queries(SEARCH_QUERIES * 2):
        for text in ("softwre developr", "nurse"):
            search(text, kind=Kind.OCCUPATION, language="en", limit=50)
    with django_assert_num_queries(1):
        assert search("xyz", kind=Kind.OCCUPATION, language="en", limit=5) == []
    measured = {(m.language, m.kind): m for m in search_trial(["en", "ar"], queries=40, seed=2)}
    assert set(measured) == {("en", "occupation"), ("en", "skill"), ("ar", "occupation")}
    for one in measured.values():
        assert one.share_in_five >= 0.9
        assert one.found_first <= one.found_in_five <= one.queries == 40
        assert one.as_dict()["labels"] == one.labels
