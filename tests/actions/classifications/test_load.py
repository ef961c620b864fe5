"""Loading classifications: in any order, all or nothing, and the same files twice change nothing."""

import pytest
from django.db import IntegrityError
from esco_files import (
    APPELLATIONS,
    BROADER,
    FRENCH,
    GROUP,
    LINKS,
    NEEDS,
    OCCUPATION,
    OCCUPATIONS,
    OFFICIAL,
    SKILL,
    SKILLS,
    package,
    packed,
    plain,
)

from passerelle.actions.classifications.load import load
from passerelle.domain.access.actor import SYSTEM, Actor, NotPermitted
from passerelle.domain.kernel.problems import MissingFile, Refused
from passerelle.records.audit.models import Event
from passerelle.records.classifications.models import (
    Broader,
    Concept,
    CrosswalkLink,
    Label,
    Membership,
    Relation,
    Release,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def everything():
    """All rows, by what they mean."""
    return {
        "concepts": sorted(Concept.objects.values_list("uri", "kind", "code", "isco", "version")),
        "labels": sorted(
            (*row[:4], tuple(row[4]))
            for row in Label.objects.values_list(
                "concept__uri", "language", "preferred", "version", "alternatives"
            )
        ),
        "needs": sorted(Relation.objects.values_list("concept__uri", "skill__uri", "kind")),
        "broader": sorted(Broader.objects.values_list("concept__uri", "broader__uri")),
        "members": sorted(Membership.objects.values_list("collection", "concept__uri")),
        "links": sorted(CrosswalkLink.objects.values_list("code", "uri", "relation", "label", "reviewer")),
    }


def refused(paths, **options):
    before = everything()
    with pytest.raises(Refused) as refusal:
        load(SYSTEM, paths, **options)
    assert everything() == before
    return [problem.code for problem in refusal.value.problems]


def test_a_package_is_loaded_whole(tmp_path):
    loading = load(SYSTEM, [package(tmp_path)])
    assert loading.touched
    assert loading.left_out == ("conceptSchemes_en.csv",)
    rows = everything()
    assert (OCCUPATION + "a", "occupation", "2512.4", "2512", "v1.1.1") in rows["concepts"]
    assert (OCCUPATION + "a", "en", "software developer", "v1.1.1", ("coder", "programmer")) in rows["labels"]
    assert (OCCUPATION + "a", SKILL + "s1", "essential") in rows["needs"]
    assert (SKILL + "s1", SKILL + "s2", "optional") in rows["needs"]
    assert rows["broader"] == [(OCCUPATION + "a", GROUP + "C2512")]
    assert rows["members"] == [("digital", SKILL + "s1")]


def test_rows_about_unknown_concepts_are_counted(tmp_path):
    tallies = {tally.part: tally for tally in load(SYSTEM, [package(tmp_path)]).tallies}
    assert (tallies["occupationSkillRelations"].created, tallies["occupationSkillRelations"].passed_over) == (
        2,
        1,
    )


def test_the_same_files_twice_change_nothing_and_say_so(tmp_path):
    files = [
        package(tmp_path),
        packed(tmp_path, "occupations_fr_v1.0.8.csv.gz", FRENCH),
        plain(tmp_path, "rome_v1.csv", LINKS),
        plain(tmp_path, "appellations.csv", APPELLATIONS),
    ]
    load(SYSTEM, files)
    before, events = everything(), Event.objects.count()
    again = load(SYSTEM, files)
    assert not again.touched
    assert all(tally.known for tally in again.tallies)
    assert everything() == before
    assert Event.objects.count() == events


def test_the_same_rows_in_another_file_change_nothing(tmp_path):
    load(SYSTEM, [package(tmp_path)])
    again = load(SYSTEM, [plain(tmp_path, "needs_v1.1.1.csv", NEEDS)])
    assert not again.touched
    assert not again.tallies[0].known
    assert again.tallies[0].unchanged == 2


def test_a_load_is_one_event(tmp_path):
    load(SYSTEM, [package(tmp_path)])
    (event,) = Event.objects.all()
    assert event.action == "classifications.load"
    assert event.details["tables"][0]["created"]


def test_labels_of_an_older_version_keep_their_version_and_add_no_concept(tmp_path):
    load(SYSTEM, [package(tmp_path)])
    (tally,) = load(SYSTEM, [packed(tmp_path, "occupations_fr_v1.0.8.csv.gz", FRENCH)]).tallies
    assert (tally.created, tally.passed_over) == (1, 1)
    label = Label.objects.get(language="fr")
    assert (label.version, label.alternatives) == ("v1.0.8", ["codeur", "codeuse"])
    assert not Concept.objects.filter(uri=OCCUPATION + "old").exists()


def test_files_given_in_any_order_end_alike(tmp_path):
    french, english = packed(tmp_path, "occupations_fr_v1.0.8.csv.gz", FRENCH), package(tmp_path)
    load(SYSTEM, [french, english])
    together = everything()
    Concept.objects.all().delete()
    Release.objects.all().delete()
    load(SYSTEM, [english])
    load(SYSTEM, [french])
    assert everything() == together


def test_older_labels_never_replace_newer_ones(tmp_path):
    newer = (FRENCH[0], [(OCCUPATION + "a", "2512", "développeuse", "")])
    load(SYSTEM, [package(tmp_path), packed(tmp_path, "occupations_fr_v1.1.1.csv.gz", newer)])
    (tally,) = load(SYSTEM, [packed(tmp_path, "occupations_fr_v1.0.8.csv.gz", FRENCH)]).tallies
    assert tally.kept_newer == 1
    assert Label.objects.get(language="fr").preferred == "développeuse"


def test_a_newer_package_changes_adds_and_removes(tmp_path):
    load(SYSTEM, [package(tmp_path)])
    rows = [(*OCCUPATIONS[1][0][:2], "2514", "app developer", "", "released", "2514.9")]
    later = {
        "occupations_en.csv": (OCCUPATIONS[0], rows),
        "occupationSkillRelations.csv": (NEEDS[0], [(OCCUPATION + "a", "optional", "", SKILL + "s1")]),
    }
    load(SYSTEM, [package(tmp_path, later, version="v1.2.0")])
    concept = Concept.objects.get(uri=OCCUPATION + "a")
    assert (concept.isco, concept.code, concept.version) == ("2514", "2514.9", "v1.2.0")
    assert Concept.objects.get(uri=OCCUPATION + "b").version == "v1.1.1"  # kept: somebody may name it
    assert Label.objects.get(concept=concept, language="en").preferred == "app developer"
    kinds = Relation.objects.filter(concept__kind="occupation").values_list("concept__uri", "kind")
    assert list(kinds) == [(OCCUPATION + "a", "optional")]


def test_links_of_an_older_package_are_left_alone(tmp_path):
    load(SYSTEM, [package(tmp_path)])
    older = {"occupationSkillRelations.csv": (NEEDS[0], NEEDS[1][:1])}
    (tally,) = load(SYSTEM, [package(tmp_path, older, version="v1.0.0")]).tallies
    assert tally.kept_newer == 1
    assert Relation.objects.filter(concept__kind="occupation").count() == 2


def test_links_loaded_before_their_concepts_are_completed_later(tmp_path):
    load(
        SYSTEM,
        [package(tmp_path, {"occupations_en.csv": OCCUPATIONS, "skills_en.csv": (SKILLS[0], SKILLS[1][:1])})],
    )
    needs = plain(tmp_path, "needs_v1.1.1.csv", NEEDS)
    load(SYSTEM, [needs])
    assert Relation.objects.count() == 1
    load(SYSTEM, [package(tmp_path, {"skills_en.csv": SKILLS})])
    load(SYSTEM, [needs])
    assert Relation.objects.count() == 2


def test_a_folder_is_loaded_and_other_files_are_left_out(tmp_path):
    package(tmp_path)
    plain(tmp_path, "other.csv", (("a", "b"), []))
    (tmp_path / "notes.txt").write_text("x")
    loading = load(SYSTEM, [tmp_path])
    assert set(loading.left_out) == {"conceptSchemes_en.csv", "other.csv"}
    (tmp_path / "empty").mkdir()
    with pytest.raises(MissingFile):
        load(SYSTEM, [tmp_path / "empty"])


def test_one_bad_row_and_nothing_is_loaded(tmp_path):
    bad = (NEEDS[0], [*NEEDS[1], (OCCUPATION + "a", "vital", "", SKILL + "s1")])
    assert refused([package(tmp_path, {**OFFICIAL, "occupationSkillRelations.csv": bad})]) == ["bad_relation"]
    assert Release.objects.count() == 0
    assert Event.objects.count() == 0


def test_files_that_cannot_be_loaded_say_why(tmp_path):
    assert refused([plain(tmp_path, "x.csv", (("a", "b"), []))]) == ["unknown_table"]
    assert refused([plain(tmp_path, "needs_v1.1.1.csv", NEEDS)]) == ["no_concepts"]
    assert refused([plain(tmp_path, "skills_en_v1.1.1.csv", (SKILLS[0], []))]) == ["empty"]
    assert refused([plain(tmp_path, "occupations.csv", FRENCH)]) == ["no_version"]
    assert refused([plain(tmp_path, "appellations.csv", APPELLATIONS)]) == ["no_links"]
    assert refused([plain(tmp_path, "l.csv", LINKS), tmp_path / "x.csv", tmp_path / "occupations.csv"]) == [
        "unknown_table",
        "no_version",
    ]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingFile):
        load(SYSTEM, [tmp_path / "none.zip"])


def test_a_stranger_loads_nothing(tmp_path):
    with pytest.raises(NotPermitted):
        load(Actor(id=1, name="mallory"), [package(tmp_path)])


def test_missing_links_of_a_crosswalk_are_rows(tmp_path):
    links, names = plain(tmp_path, "rome_v1.0.9.csv", LINKS), plain(tmp_path, "names.csv", APPELLATIONS)
    load(SYSTEM, [links, names])
    assert [row[:3] for row in everything()["links"]] == [
        ("100", OCCUPATION + "a", "exactMatch"),
        ("101", OCCUPATION + "b", "broadMatch"),
        ("102", OCCUPATION + "gone", "closeMatch"),
        ("103", "", "missing"),
    ]


def test_a_new_crosswalk_changes_and_removes_but_keeps_what_was_reviewed(tmp_path):
    names = plain(tmp_path, "names.csv", APPELLATIONS)
    load(SYSTEM, [plain(tmp_path, "rome_v1.csv", LINKS), names])
    CrosswalkLink.objects.filter(code="100").update(reviewer="ANAPEC")
    changed = [
        (OCCUPATION + "b", "", "100", "x", "skos:closeMatch"),
        (OCCUPATION + "b", "", "103", "y", "skos:closeMatch"),
    ]
    fewer = plain(tmp_path, "fewer.csv", (APPELLATIONS[0], [("103", "Dompteur")]))
    (tally,) = load(SYSTEM, [plain(tmp_path, "rome_v2.csv", (LINKS[0], changed)), fewer]).tallies
    assert (tally.changed, tally.removed, tally.unchanged) == (1, 2, 1)
    assert everything()["links"] == [
        ("100", OCCUPATION + "a", "exactMatch", "Développeur / Développeuse", "ANAPEC"),
        ("103", OCCUPATION + "b", "closeMatch", "Dompteur", ""),
    ]


def test_links_alone_remove_nothing(tmp_path):
    links = plain(tmp_path, "rome_v1.csv", LINKS)
    load(SYSTEM, [links, plain(tmp_path, "names.csv", APPELLATIONS)])
    (tally,) = load(SYSTEM, [plain(tmp_path, "rome_v2.csv", (LINKS[0], LINKS[1][:1]))]).tallies
    assert tally.removed == 0
    assert CrosswalkLink.objects.count() == 4


def test_a_hierarchy_of_one_pillar_leaves_the_other_alone(tmp_path):
    load(SYSTEM, [package(tmp_path)])
    skills = (BROADER[0], [("x", SKILL + "s1", "SkillGroup", SKILL + "S1")])
    load(SYSTEM, [plain(tmp_path, "broaderRelationsSkillPillar_v1.1.1.csv", skills)])
    assert len(everything()["broader"]) == 2


def test_a_racing_load_is_told_to_wait(tmp_path, monkeypatch):
    def race(*_):
        raise IntegrityError("duplicate key")

    monkeypatch.setattr("passerelle.actions.classifications.load.keep_part", race)
    assert refused([package(tmp_path)]) == ["busy"]


@pytest.mark.full
def test_the_official_package_and_four_languages_load_within_a_minute(reference_data):
    esco = reference_data / "esco"
    names = ("occupations_fr_v1.1.1", "skills_fr_v1.0.x", "occupations_es_v1.0.8", "skills_es_v1.0.x")
    names += ("occupations_ar_v1.0.x", "occupations_de_v1.0.8")
    files = [*(esco / "official-v1.1.1").glob("*.zip"), *(esco / f"{name}.csv.gz" for name in names)]
    load(SYSTEM, files)
    assert Concept.objects.filter(kind="occupation").count() == 3_007
    assert Concept.objects.filter(kind="skill").count() == 13_896
    assert (
        Relation.objects.filter(concept__kind="occupation").count() == 123_788
    )  # 67 name concepts not published
    assert not load(SYSTEM, files).touched


def test_the_same_links_in_other_words_change_nothing(tmp_path):
    names = plain(tmp_path, "names.csv", APPELLATIONS)
    load(SYSTEM, [plain(tmp_path, "rome_v1.csv", LINKS), names])
    wider = ((*LINKS[0], "remark"), [(*row, "checked") for row in LINKS[1]])
    again = load(SYSTEM, [plain(tmp_path, "rome_v1.csv", wider), names])
    assert not again.touched
    assert again.tallies[0].unchanged == 4
