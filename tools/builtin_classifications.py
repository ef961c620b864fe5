"""Rewrite the built-in classification tables from the published packages and code lists.

    python tools/builtin_classifications.py [REFERENCE_FOLDER]

The tables under ``src/passerelle/domain/classifications/data`` are made by this file alone; run it again
when a newer package is published and review the difference.
"""

import csv
import gzip
import io
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/passerelle/domain/classifications/data"
PART_BYTES = 550_000  # a file that reviewers can still open
ESCO = "http://data.europa.eu/esco/"
ESCO_SOURCE = (
    "ESCO classification of the European Commission, {version}; (c) European Union, "
    "reuse authorised under Commission Decision 2011/833/EU"
)
# Unit groups in which the nine pilots recruit, train or start firms, and their close neighbours.
PILOT_CODES = (
    "1120 1420 2131 2133 2143 2151 2152 2411 2512 2513 2514 2521 2522 2523 3113 3322 3323 3512 3513 5120 "
    "5131 5221 7112 7115 7127 7223 7411 7412 7512 8322 9211"
)
PILOT_GROUPS = frozenset(PILOT_CODES.split())
LANGUAGES = ("en", "fr", "es", "ar")
EU = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"  # Eurostat's letters
PARTNERS = "BD EG MA NG PK SN TN"
OCCUPATION_LABELS = {"fr": "v1.1.1", "es": "v1.0.8", "ar": "v1.0.x"}
SKILL_LABELS = {"fr": "v1.0.x", "es": "v1.0.x"}

Row = dict[str, str]


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a CSV file, packed or plain."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def write(name: str, source: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """One table: a comment line with its source, the header, the rows; a long one goes on in ``name_2``."""
    parts: list[list[str]] = [[]]
    for row in rows:
        line = _line(row)
        if sum(len(other.encode()) for other in parts[-1]) + len(line.encode()) > PART_BYTES:
            parts.append([])
        parts[-1].append(line)
    for place, lines in enumerate(parts, 1):
        path = TARGET / (f"{name}.csv" if place == 1 else f"{name}_{place}.csv")
        path.write_text(f"# {source}\n{_line(header)}{''.join(lines)}", encoding="utf-8")
        print(f"{path.name}: {path.stat().st_size:,} bytes")


def _line(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def alternatives(row: Row) -> str:
    """Alternative labels without the preferred one, separated by `` | ``."""
    given = [label.strip() for label in row.get("altLabels", "").split(" | ")]
    return " | ".join(sorted({label for label in given if label and label != row["preferredLabel"].strip()}))


def isco_groups(data: Path) -> None:
    """All 619 groups of ISCO-08 with the languages of the source that Passerelle speaks."""
    titles: dict[str, Row] = defaultdict(dict)
    for row in rows_of(data / "esco/isco08_groups_multilingual_v1.0.8.csv.gz"):
        titles[row["code"]][row["lang"]] = row["label"].strip()
    source = "ISCO-08 (ILO) as published in " + ESCO_SOURCE.format(version="v1.0.8")
    table = [[code, *(titles[code][lang] for lang in ("en", "fr", "es"))] for code in sorted(titles)]
    write("isco08", source, ["code", "en", "fr", "es"], table)


def esco_seed(data: Path) -> None:
    """The pilots' occupations, their skills, the relations between them, and the labels."""
    esco = data / "esco"
    occupations = [
        row for row in rows_of(esco / "occupations_en_v1.1.1.csv.gz") if row["iscoGroup"] in PILOT_GROUPS
    ]
    occupations.sort(key=lambda row: row["code"])
    occupation_key = {row["conceptUri"]: f"o{place}" for place, row in enumerate(occupations, 1)}
    needs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows_of(esco / "occupationSkillRelations_v1.1.1.csv.gz"):
        if row["occupationUri"] in occupation_key:
            needs[row["occupationUri"], row["relationType"]].append(row["skillUri"])
    used = {uri for uris in needs.values() for uri in uris}
    skills = [row for row in rows_of(esco / "skills_en_v1.1.1.csv.gz") if row["conceptUri"] in used]
    skills.sort(key=lambda row: row["conceptUri"])
    skill_key = {row["conceptUri"]: f"s{place}" for place, row in enumerate(skills, 1)}
    newest = ESCO_SOURCE.format(version="v1.1.1")
    write(
        "esco_occupations",
        newest,
        ["key", "id", "code", "isco"],
        (
            [occupation_key[uri], uri.removeprefix(ESCO), row["code"], row["iscoGroup"]]
            for row in occupations
            for uri in [row["conceptUri"]]
        ),
    )
    write(
        "esco_skills",
        newest,
        ["key", "id", "type", "reuse"],
        (
            [skill_key[uri], uri.removeprefix(ESCO), row["skillType"], row["reuseLevel"]]
            for row in skills
            for uri in [row["conceptUri"]]
        ),
    )
    relations = [
        [occupation_key[uri], kind, " ".join(sorted((skill_key[s] for s in found), key=lambda k: int(k[1:])))]
        for (uri, kind), found in needs.items()
    ]
    relations.sort(key=lambda row: (int(row[0][1:]), row[1]))
    write("esco_relations", newest, ["occupation", "kind", "skills"], relations)
    labels("esco_occupations", occupations, occupation_key, "en", "v1.1.1")
    labels("esco_skills", skills, skill_key, "en", "v1.1.1")
    for language, version in OCCUPATION_LABELS.items():
        given = rows_of(esco / f"occupations_{language}_{version}.csv.gz")
        labels("esco_occupations", given, occupation_key, language, version)
    for language, version in SKILL_LABELS.items():
        given = rows_of(esco / f"skills_{language}_{version}.csv.gz")
        labels("esco_skills", given, skill_key, language, version)


def labels(name: str, given: Iterable[Row], keys: dict[str, str], language: str, version: str) -> None:
    """The labels of one kind in one language."""
    table = [
        [keys[row["conceptUri"]], row["preferredLabel"].strip(), alternatives(row)]
        for row in given
        if row["conceptUri"] in keys and row["preferredLabel"].strip()
    ]
    table.sort(key=lambda row: int(row[0][1:]))
    source = ESCO_SOURCE.format(version=version)
    write(f"{name}_{language}", source, ["key", "preferred", "alternatives"], table)


def names(data: Path, wanted: str) -> dict[str, Row]:
    """Translated names of one ISO list: code -> language -> name."""
    found: dict[str, Row] = defaultdict(dict)
    for row in rows_of(data / "reference/country_language_names_multilingual.csv.gz"):
        if row["list"] == wanted:
            found[row["code"]][row["lang"]] = row["name"].strip()
    return found


def code_lists(data: Path) -> None:
    """Countries, languages, currencies and regions."""
    reference = data / "reference"
    iso = "{} and names from iso-codes (Debian) by way of pycountry 26.2.16, LGPL-2.1-or-later"
    translated = names(data, "iso3166-1")
    write(
        "countries",
        iso.format("ISO 3166-1 codes"),
        ["alpha2", "alpha3", *LANGUAGES],
        (
            [
                row["alpha_2"],
                row["alpha_3"],
                row["common_name"] or row["name"],
                *(translated[row["alpha_2"]].get(lang, "") for lang in LANGUAGES[1:]),
            ]
            for row in sorted(rows_of(reference / "iso3166_1.csv"), key=lambda row: row["alpha_2"])
        ),
    )
    translated = names(data, "iso639-3")
    write(
        "languages",
        iso.format("ISO 639-1 codes"),
        ["alpha2", "alpha3", "bibliographic", *LANGUAGES],
        (
            [
                row["alpha_2"],
                row["alpha_3"],
                row["bibliographic"],
                row["common_name"] or row["name"],
                *(translated[row["alpha_2"]].get(lang, "") for lang in LANGUAGES[1:]),
            ]
            for row in sorted(rows_of(reference / "iso639_with_alpha2.csv"), key=lambda row: row["alpha_2"])
        ),
    )
    write(
        "currencies",
        iso.format("ISO 4217 codes"),
        ["code", "en"],
        ([row["alpha_3"], row["name"]] for row in rows_of(reference / "iso4217.csv")),
    )
    write(
        "regions_nuts",
        "NUTS 2024, Eurostat, CC BY 4.0; countries of the European Union; names in the national language",
        ["code", "name"],
        (
            [row["code"], row["label"]]
            for row in rows_of(reference / "nuts2024.csv")
            if row["country"] in EU.split()
        ),
    )
    write(
        "regions_iso",
        iso.format("ISO 3166-2 codes of the partner countries"),
        ["code", "name", "type", "parent"],
        (
            [row["code"], row["name"], row["type"], row["parent"]]
            for row in rows_of(reference / "iso3166_2_selected.csv")
            if row["code"][:2] in PARTNERS.split()
        ),
    )


def main() -> None:
    """Write every table."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("PASSERELLE_DATA")
    data = Path(given) if given else ROOT.parent / "shared/data"
    isco_groups(data)
    esco_seed(data)
    code_lists(data)


if __name__ == "__main__":
    main()
