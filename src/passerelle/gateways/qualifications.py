"""Published tables of national qualifications with their EQF levels, read from a folder."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from passerelle.domain.classifications import countries
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.recognition.levels import NationalQualification, is_level_cell, read_level

EUROPASS = "Europass comparison of qualifications (European Union)"
LARGEST = 20_000_000  # bytes; the published tables have less than a hundredth


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """One table as read: which part it is, its file's name and digest, its rows, and rows without a country."""

    part: str
    file: str
    digest: str
    rows: tuple[NationalQualification, ...]
    passed_over: int


def read_tables(folder: Path) -> list[PublishedTable]:
    """The tables that the folder, or its folder ``reference``, holds.

    Raises ``MissingFile`` where neither is there, ``Refused`` with file, row and column of every fault.
    """
    places = [folder, folder / "reference"]
    found = {
        part: place / PARTS[part][0]
        for place in reversed(places)
        for part in PARTS
        if (place / PARTS[part][0]).is_file()
    }
    if not found:
        names = ", ".join(name for name, _, _ in PARTS.values())
        raise MissingFile(f"{folder}: none of {names} is there")
    problems: list[Problem] = []
    tables = [_table(part, found[part], problems) for part in PARTS if part in found]
    if problems:
        raise Refused(problems)
    return tables


def _table(part: str, path: Path, problems: list[Problem]) -> PublishedTable:
    _, columns, make = PARTS[part]
    content = path.read_bytes()[: LARGEST + 1]
    rows = list(_lines(path.name, content, columns, problems))
    kept: list[NationalQualification] = []
    for line, row in rows:
        level = row[columns[-1]]
        if not is_level_cell(level):
            message = Text("“%(level)s” is no level.", {"level": level[:20]})
            hint = Text("Write 1 to 8, levels with a slash between, or nothing.")
            problems.append(
                Problem("unknown_level", message, hint, file=path.name, row=line, column=columns[-1])
            )
        elif row["country"] and row["qualification"]:
            kept.append(make(row))
    return PublishedTable(part, path.name, sha256(content).hexdigest(), tuple(kept), len(rows) - len(kept))


def _lines(
    file: str, content: bytes, columns: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        text = content.decode("utf-8-sig") if len(content) <= LARGEST else ""
    except UnicodeDecodeError:
        text = ""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        message = Text("The column %(name)s is missing.", {"name": missing[0]})
        hint = Text("The table is CSV in UTF-8 with these columns: %(names)s.", {"names": ", ".join(columns)})
        problems.append(Problem("missing_column", message, hint, file=file))
        return
    for place, row in enumerate(reader, 2):
        yield place, {name: (row[name] or "").strip() for name in columns}


def _partner(row: Mapping[str, str]) -> NationalQualification:
    source = f"{row['basis']}: {row['source']}".rstrip("; ")[:300]
    level = read_level(row["eqf_level_indicative"])
    return NationalQualification(row["country"], row["qualification"], row["national_level"], level, source)


def _european(row: Mapping[str, str]) -> NationalQualification:
    country = countries.read(row["country"]) or row["country"]
    return NationalQualification(country, row["qualification"], "", read_level(row["eqf_level"]), EUROPASS)


Maker = Callable[[Mapping[str, str]], NationalQualification]
# Part -> file, its columns with that of the EQF level last, and how a row is read.
PARTS: Mapping[str, tuple[str, tuple[str, ...], Maker]] = {
    "partners": (
        "partner_country_qualifications_MA_TN.csv",
        ("country", "qualification", "national_level", "basis", "source", "eqf_level_indicative"),
        _partner,
    ),
    "europe": ("eqf_national_qualifications.csv", ("country", "qualification", "eqf_level"), _european),
}
