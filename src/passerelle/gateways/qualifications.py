"""Published tables of national qualifications with their EQF levels, from the folder of reference data."""

import csv
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from passerelle.domain.classifications import countries
from passerelle.domain.recognition.levels import NationalQualification, read_level

PARTNERS = "partner_country_qualifications_MA_TN.csv"
EUROPE = "eqf_national_qualifications.csv"
EUROPASS = "Europass comparison of qualifications (European Union)"


def qualifications() -> tuple[NationalQualification, ...]:
    """Every row of both tables; none when the folder is not there."""
    return _read(Path(settings.REFERENCE_DATA) / "reference")


@lru_cache(maxsize=4)
def _read(folder: Path) -> tuple[NationalQualification, ...]:
    partners = (
        NationalQualification(
            row["country"],
            row["qualification"],
            row["national_level"],
            read_level(row["eqf_level_indicative"]),
            f"{row['basis']}: {row['source']}".rstrip("; ")[:300],
        )
        for row in _rows(folder / PARTNERS)
    )
    europe = (
        NationalQualification(
            countries.read(row["country"]) or row["country"],
            row["qualification"],
            "",
            read_level(row["eqf_level"]),
            EUROPASS,
        )
        for row in _rows(folder / EUROPE)
    )
    return (*partners, *europe)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
