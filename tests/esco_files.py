"""Small ESCO packages and label files, as published ones are built."""

import csv
import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

OCCUPATION = "http://data.europa.eu/esco/occupation/"
SKILL = "http://data.europa.eu/esco/skill/"
GROUP = "http://data.europa.eu/esco/isco/"
Table = tuple[Sequence[str], Sequence[Sequence[str]]]

OCCUPATIONS: Table = (
    ("conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "status", "code"),
    [
        (
            "Occupation",
            OCCUPATION + "a",
            "2512",
            "software developer",
            "coder\nprogrammer",
            "released",
            "2512.4",
        ),
        ("Occupation", OCCUPATION + "b", "5120", "cook", "", "released", "5120.1"),
    ],
)
SKILLS: Table = (
    ("conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels"),
    [
        ("KnowledgeSkillCompetence", SKILL + "s1", "knowledge", "sector-specific", "Java", "Java SE"),
        ("KnowledgeSkillCompetence", SKILL + "s2", "skill/competence", "cross-sector", "season food", ""),
    ],
)
GROUPS: Table = (
    ("conceptType", "conceptUri", "code", "preferredLabel", "altLabels"),
    [
        ("ISCOGroup", GROUP + "C2512", "2512", "Software developers", ""),
        ("SkillGroup", SKILL + "S1", "S1", "communication", ""),
    ],
)
NEEDS: Table = (
    ("occupationUri", "relationType", "skillType", "skillUri"),
    [
        (OCCUPATION + "a", "essential", "knowledge", SKILL + "s1"),
        (OCCUPATION + "b", "optional", "skill/competence", SKILL + "s2"),
        (OCCUPATION + "gone", "optional", "knowledge", SKILL + "s1"),
    ],
)
BROADER: Table = (
    ("conceptType", "conceptUri", "broaderType", "broaderUri"),
    [("Occupation", OCCUPATION + "a", "ISCOGroup", GROUP + "C2512")],
)
SKILL_NEEDS: Table = (
    ("originalSkillUri", "originalSkillType", "relationType", "relatedSkillType", "relatedSkillUri"),
    [(SKILL + "s1", "knowledge", "optional", "knowledge", SKILL + "s2")],
)
COLLECTION: Table = (
    ("conceptUri", "preferredLabel", "broaderConceptUri"),
    [(SKILL + "s1", "Java", SKILL + "S1"), (SKILL + "gone", "x", "")],
)
FRENCH: Table = (
    ("conceptUri", "iscoGroup", "preferredLabel", "altLabels"),
    [
        (OCCUPATION + "a", "2512", "développeur/développeuse", "codeur | codeuse"),
        (OCCUPATION + "old", "2512", "métier retiré", ""),
    ],
)
LINKS: Table = (
    ("escoUri", "escoLabelFr", "romeAppellationCode", "romeAppellationLabel", "mappingRelation"),
    [
        (OCCUPATION + "a", "développeur", "100", "Développeur / Développeuse", "skos:exactMatch"),
        (OCCUPATION + "b", "cuisinier", "101", "Chef / Cheffe", "skos:broadMatch"),
        (OCCUPATION + "gone", "x", "102", "Codeur -web-", "skos:closeMatch"),
    ],
)
APPELLATIONS: Table = (
    ("code", "libelle"),
    [
        ("100", "Développeur / Développeuse"),
        ("101", "Chef / Cheffe"),
        ("102", "Codeur (web) moderne"),
        ("103", "Dompteur / Dompteuse"),
    ],
)
OFFICIAL: Mapping[str, Table] = {
    "occupations_en.csv": OCCUPATIONS,
    "skills_en.csv": SKILLS,
    "ISCOGroups_en.csv": GROUPS,
    "occupationSkillRelations.csv": NEEDS,
    "skillSkillRelations.csv": SKILL_NEEDS,
    "broaderRelationsOccPillar.csv": BROADER,
    "digitalSkillsCollection_en.csv": COLLECTION,
    "conceptSchemes_en.csv": (("conceptSchemeUri", "title"), []),
}


def text_of(table: Table) -> bytes:
    """The table as CSV, with the byte-order mark that downloads carry."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table[0])
    writer.writerows(table[1])
    return out.getvalue().encode("utf-8-sig")


def package(folder: Path, tables: Mapping[str, Table] = OFFICIAL, *, version: str = "v1.1.1") -> Path:
    """A zip package named as the official ones are."""
    path = folder / f"ESCO dataset - {version} - classification - en - csv.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("folder/", b"")
        for name, table in tables.items():
            out.writestr(name, text_of(table))
    return path


def packed(folder: Path, name: str, table: Table) -> Path:
    """One table as gzip."""
    path = folder / name
    path.write_bytes(gzip.compress(text_of(table)))
    return path


def plain(folder: Path, name: str, table: Table) -> Path:
    """One table as plain CSV."""
    path = folder / name
    path.write_bytes(text_of(table))
    return path
