"""Published shortage lists on disk as rows; what a source does not date stays without a date."""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from passerelle.domain.classifications.isco import is_valid
from passerelle.domain.employers.shortages import SHORTAGE, Listing
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text

EURES = "eures_shortage_occupations_2022_2024.csv"
NATIONAL = "national_lists_excerpt_BE_FR.csv"
# The columns of each published file that are read; others are passed over.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    EURES: ("report_year", "isco08", "status", "source"),
    NATIONAL: ("area", "year", "isco08_ours", "source"),
}
YEARS = {EURES: "report_year", NATIONAL: "year"}
# EU Talent Pool Regulation (EU) 2026/1047, Annex: 42 occupations that nobody here has compared with the
# official text. The first 23 are reported as EU-wide shortage and mapped by the project, the rest uncertain.
REPORTED = (
    "2211 2212 2221 2512 2514 5120 5131 7112 7114 7115 7121 7122 7126 7127 7212 7213 7223 7231 7411 7412 8331 "
    "8332 9313"
)
UNCERTAIN = (
    "2142 2144 2151 2161 2264 2511 2513 2519 2522 3112 3113 3115 3123 3221 5321 5322 7111 7119 7123 7124 7125 "
    "7131 7214 7233 7421 7511 7512 8342 8343 9112 9412"
)
ANNEX = "Regulation (EU) 2026/1047, Annex: candidates, codes not compared with the official text"
Row = Mapping[str, str]


def read_shortages(folder: Path) -> list[Listing]:
    """Every row of the known files and the candidates of the Annex.

    ``MissingFile`` without the folder; ``Refused`` with file, row and column of every fault: nothing is read
    unless everything can be.
    """
    if not folder.is_dir():
        raise MissingFile(f"{folder}: there is no such folder")
    problems: list[Problem] = []
    found = [_listing("EU 2026/1047 candidates", isco, "EU", ANNEX, None) for isco in _annex()]
    for name, read in READERS.items():
        if (folder / name).is_file():
            rows = list(_rows(folder / name, problems))
            found += [one for row in rows if (one := read(row)) is not None]
    if problems:
        raise Refused(problems)
    return found


def _annex() -> list[str]:
    return [*REPORTED.split(), *UNCERTAIN.split()]


def _rows(path: Path, problems: list[Problem]) -> Iterator[Row]:
    """The rows that can be read; what is wrong with the others is added to ``problems``."""
    name = path.name
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            absent = [one for one in COLUMNS[name] if one not in (reader.fieldnames or ())]
            if absent:
                problems.append(_columns_missing(name, absent))
                return
            for row in reader:
                faults = list(_faults(name, row, reader.line_num))
                problems += faults
                if not faults:
                    yield row
    except (UnicodeDecodeError, csv.Error):
        message = Text("This file is no CSV in UTF-8.")
        problems.append(Problem("not_csv", message, Text("Save it again as CSV in UTF-8."), file=name))


def _columns_missing(name: str, absent: list[str]) -> Problem:
    message = Text("These columns are missing: %(columns)s.", {"columns": ", ".join(absent)})
    hint = Text("Columns: %(columns)s.", {"columns": ", ".join(COLUMNS[name])})
    return Problem("column_missing", message, hint, file=name, row=1)


def _faults(name: str, row: Mapping[str, str | None], line: int) -> Iterator[Problem]:
    hint = Text("Put the row right and load the file again.")
    for column in COLUMNS[name]:
        if row[column] is None:  # a row with fewer cells than there are headings
            yield Problem("bad_row", Text("This is missing."), hint, file=name, row=line, column=column)
    year = row[YEARS[name]]
    if year is not None and not (year.isascii() and year.isdecimal() and len(year) == 4 and year > "1900"):
        message = Text("“%(value)s” is no year.", {"value": year[:20]})
        yield Problem("bad_row", message, hint, file=name, row=line, column=YEARS[name])


def _eures(row: Row) -> Listing | None:
    if not is_valid(row["isco08"]) or "surplus" in row["status"]:
        return None
    year = row["report_year"]
    return _listing(f"EURES {year}", row["isco08"], "EU", row["source"], _year(year))


def _national(row: Row) -> Listing | None:
    country, _, part = row["area"].partition("-")
    if not is_valid(row["isco08_ours"]):
        return None
    region, name = {"VLG": "BE2"}.get(part, ""), f"{row['area']} {row['year']}"
    return _listing(name, row["isco08_ours"], country, row["source"], _year(row["year"]), region)


READERS: Mapping[str, Callable[[Row], Listing | None]] = {EURES: _eures, NATIONAL: _national}


def _listing(  # a row has these facts
    version: str, isco: str, country: str, source: str, since: date | None, region: str = ""
) -> Listing:
    return Listing(SHORTAGE, version, isco, country, region, valid_from=since, source=source[:300])


def _year(text: str) -> date:
    return date(int(text), 1, 1)
