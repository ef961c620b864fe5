"""Published shortage lists on disk as rows; what a source does not date stays without a date."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from passerelle.domain.classifications.isco import is_valid
from passerelle.domain.employers.shortages import SHORTAGE, Listing
from passerelle.domain.kernel.problems import MissingFile

EURES = "eures_shortage_occupations_2022_2024.csv"
NATIONAL = "national_lists_excerpt_BE_FR.csv"
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


def read_shortages(folder: Path) -> list[Listing]:
    """Every row of the known files and the candidates of the Annex; ``MissingFile`` without the folder."""
    if not folder.is_dir():
        raise MissingFile(f"{folder}: there is no such folder")
    found = [_listing("EU 2026/1047 candidates", isco, "EU", ANNEX, None) for isco in _annex()]
    if (folder / EURES).is_file():
        found += _eures(folder / EURES)
    if (folder / NATIONAL).is_file():
        found += _national(folder / NATIONAL)
    return found


def _annex() -> list[str]:
    return [*REPORTED.split(), *UNCERTAIN.split()]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream)


def _eures(path: Path) -> list[Listing]:
    return [
        _listing(f"EURES {row['report_year']}", row["isco08"], "EU", row["source"], _year(row["report_year"]))
        for row in _rows(path)
        if is_valid(row["isco08"]) and "surplus" not in row["status"]
    ]


def _national(path: Path) -> list[Listing]:
    found = []
    for row in _rows(path):
        country, _, part = row["area"].partition("-")
        if is_valid(row["isco08_ours"]):
            region = {"VLG": "BE2"}.get(part, "")
            name = f"{row['area']} {row['year']}"
            one = _listing(name, row["isco08_ours"], country, row["source"], _year(row["year"]), region)
            found.append(one)
    return found


def _listing(  # a row has these facts
    version: str, isco: str, country: str, source: str, since: date | None, region: str = ""
) -> Listing:
    return Listing(SHORTAGE, version, isco, country, region, valid_from=since, source=source[:300])


def _year(text: str) -> date:
    return date(int(text), 1, 1)
