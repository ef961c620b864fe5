"""ESCO tables are recognised by their columns; rows at fault are named with their line."""

import pytest
from esco_files import (
    BROADER,
    COLLECTION,
    FRENCH,
    GROUP,
    GROUPS,
    NEEDS,
    OCCUPATION,
    OCCUPATIONS,
    SKILL,
    SKILL_NEEDS,
    SKILLS,
    package,
    plain,
)

from passerelle.domain.kernel.problems import Refused
from passerelle.gateways.esco import Content, MemberRow, recognise
from passerelle.gateways.reference import tables


def part_of(path, **given):
    return recognise(tables(path)[0], **given)


@pytest.mark.parametrize(
    ("table", "content"),
    [
        *((OCCUPATIONS, Content.OCCUPATIONS), (SKILLS, Content.SKILLS), (GROUPS, Content.GROUPS)),
        *((NEEDS, Content.NEEDS), (SKILL_NEEDS, Content.SKILL_NEEDS), (BROADER, Content.BROADER)),
        *((COLLECTION, Content.COLLECTIONS), (FRENCH, Content.OCCUPATIONS)),
        ((("code", "lang", "label"), []), Content.ISCO_LABELS),
    ],
)
def test_tables_are_told_apart_by_their_columns(tmp_path, table, content):
    assert part_of(plain(tmp_path, "x_en_v1.1.1.csv", table)).content is content


def test_names_say_language_and_version(tmp_path):
    found = part_of(plain(tmp_path, "occupations_fr_v1.0.x.csv", FRENCH))
    assert (found.name, found.language, found.version) == ("occupations", "fr", "v1.0.x")
    (inside,) = (recognise(t) for t in tables(package(tmp_path, {"occupations_en.csv": OCCUPATIONS})))
    assert (inside.name, inside.language, inside.version) == ("occupations", "en", "v1.1.1")


def test_options_stand_in_for_silent_names(tmp_path):
    path = plain(tmp_path, "download.csv", FRENCH)
    found = part_of(path, language="fr", version="1.0.8")
    assert (found.language, found.version) == ("fr", "v1.0.8")
    for given, code in (({"language": "fr"}, "no_version"), ({"version": "v1"}, "no_language")):
        with pytest.raises(Refused) as refusal:
            part_of(path, **given)
        assert refusal.value.problems[0].code == code


def test_other_tables_are_not_recognised(tmp_path):
    assert part_of(plain(tmp_path, "x_en_v1.1.1.csv", (("a", "b"), []))) is None


def test_labels_are_parted_by_line_or_bar_and_kept_once(tmp_path):
    rows = list(part_of(plain(tmp_path, "o_en_v1.1.1.csv", OCCUPATIONS)).rows())
    assert rows[0].alternatives == ("coder", "programmer")
    rows = list(part_of(plain(tmp_path, "o_fr_v1.1.1.csv", FRENCH)).rows())
    assert rows[0].alternatives == ("codeur", "codeuse")
    twice = (FRENCH[0], [(OCCUPATION + "a", "2512", " a  b ", "a b | c | c")])
    (row,) = part_of(plain(tmp_path, "t_fr_v1.1.1.csv", twice)).rows()
    assert (row.preferred, row.alternatives) == ("a b", ("c",))


def test_isco_labels_carry_their_own_language(tmp_path):
    table = (("code", "lang", "label"), [("2512", "de", "Softwareentwickler"), ("25", "nl", "")])
    (row,) = part_of(plain(tmp_path, "isco_v1.0.8.csv", table)).rows()
    assert (row.uri, row.language, row.preferred) == (GROUP + "C2512", "de", "Softwareentwickler")


def test_concepts_without_a_label_are_passed_by(tmp_path):
    for table in (
        (FRENCH[0], [(OCCUPATION + "a", "2512", " ", "")]),
        (SKILLS[0], [("x", SKILL + "s", "knowledge", "", "", "")]),
        (GROUPS[0], [("x", SKILL + "S1", "S1", "", "")]),
    ):
        assert list(part_of(plain(tmp_path, "x_fr_v1.1.1.csv", table)).rows()) == []


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ((FRENCH[0], [("http://example.org/1", "2512", "x", "")]), "bad_address"),
        ((FRENCH[0], [(OCCUPATION + "a", "9999", "x", "")]), "bad_group"),
        ((GROUPS[0], [("ISCOGroup", GROUP + "C99", "99", "x", "")]), "bad_group"),
        ((("code", "lang", "label"), [("99", "de", "x")]), "bad_group"),
        ((NEEDS[0], [(OCCUPATION + "a", "vital", "", SKILL + "s")]), "bad_relation"),
    ],
)
def test_rows_at_fault_are_named(tmp_path, table, code):
    found = part_of(plain(tmp_path, "x_en_v1.1.1.csv", table))
    with pytest.raises(Refused) as refusal:
        list(found.rows())
    (problem,) = refusal.value.problems
    assert (problem.code, problem.row) == (code, 2)


def test_twenty_rows_at_fault_are_enough(tmp_path):
    table = (NEEDS[0], [("x", "vital", "", "y")] * 50)
    with pytest.raises(Refused) as refusal:
        list(part_of(plain(tmp_path, "x_v1.1.1.csv", table)).rows())
    assert len(refusal.value.problems) == 20


def test_a_collection_is_named_by_its_column_or_its_file(tmp_path):
    table = (("collection", "conceptUri"), [("Digital", SKILL + "s")])
    assert list(part_of(plain(tmp_path, "c_v1.1.1.csv", table)).rows()) == [MemberRow("digital", SKILL + "s")]
    path = plain(tmp_path, "greenSkillsCollection_en_v1.1.1.csv", (COLLECTION[0], [COLLECTION[1][0]]))
    assert list(part_of(path).rows()) == [MemberRow("green", SKILL + "s1")]
