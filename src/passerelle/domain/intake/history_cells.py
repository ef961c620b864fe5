"""Cells that hold a person's dated history: work, diplomas, language certificates, days in the Schengen area.

One spelling each, parted by ``|``: work ``2512:2019-03-01/2022-08-31`` (no last day while it goes on), a
diploma ``6:2021-07-15:MA:3`` (EQF level, day, country, years of training), a certificate
``de:B1:2026-02-10``, days in the area ``2025-03-01/2025-03-20``. ``?`` stands for what is not known.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from passerelle.domain.classifications import countries, isco, languages
from passerelle.domain.intake.code_cells import LEVELS
from passerelle.domain.intake.faults import Fault
from passerelle.domain.kernel.text import Text

Row = dict[str, Any]
UNKNOWN = "?"
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})?")
_YEARS = re.compile(r"\d(\.5)?")
_HINTS: Mapping[str, Text] = {
    "work": Text("Write occupation, first and last day: 2512:2019-03-01/2022-08-31."),
    "diplomas": Text("Write EQF level, day, country and years of training: 6:2021-07-15:MA:3; ? for unknown."),
    "certificates": Text("Write language, level and day: de:B1:2026-02-10; ? for an unknown day."),
    "stays": Text("Write first and last day: 2025-03-01/2025-03-20."),
}
FIELDS = tuple(_HINTS)


def read_piece(field: str, text: str) -> str | Fault:
    """One entry in its one spelling, or what is wrong with it."""
    row = _READERS[field](text.replace(" ", ""))
    if row is None:
        return Fault("history_form", Text("%(value)s cannot be read.", {"value": text[:40]}), _HINTS[field])
    first, last = row.get("from"), row.get("to")
    if first and last and last < first:
        return Fault(
            "ends_before", Text("%(value)s ends before it begins.", {"value": text[:40]}), _HINTS[field]
        )
    return written(field, row)


def as_row(field: str, text: str) -> Row:
    """The entry of a spelling that ``read_piece`` gave."""
    row = _READERS[field](text)
    if row is None:
        raise ValueError(text)
    return row


def written(field: str, row: Mapping[str, Any]) -> str:
    """An entry as a list writes it."""
    if field == "work":
        return f"{row['isco'] or UNKNOWN}:{row['from']}/{row['to'] or ''}"
    if field == "stays":
        return f"{row['from']}/{row['to']}"
    if field == "certificates":
        return f"{row['code']}:{row['level']}:{row['on'] or UNKNOWN}"
    told = [row["eqf"], row["on"], row["country"], row["years"]]
    return ":".join(UNKNOWN if one is None else str(one) for one in told)


def _work(text: str) -> Row | None:
    code, _, span = text.partition(":")
    known = code == UNKNOWN or isco.is_valid(code, level=isco.UNIT)
    days = _days(span)
    return {"isco": None if code == UNKNOWN else code, **days} if known and days else None


def _stay(text: str) -> Row | None:
    days = _days(text)
    return days if days and days["to"] else None


def _days(text: str) -> Row | None:
    match = _SPAN.fullmatch(text)
    if match is None or not _is_day(match[1]) or (match[2] and not _is_day(match[2])):
        return None
    return {"from": match[1], "to": match[2]}


def _certificate(text: str) -> Row | None:
    parts = text.split(":")
    if len(parts) != 3 or parts[1].upper() not in LEVELS or not _day_or_unknown(parts[2]):
        return None
    code = languages.read(parts[0])
    return {"code": code, "level": parts[1].upper(), "on": _known(parts[2])} if code else None


def _diploma(text: str) -> Row | None:
    parts = text.split(":")
    if len(parts) > 4:
        return None
    level, day, country, years = (*parts, *[UNKNOWN] * (4 - len(parts)))
    land = None if country == UNKNOWN else countries.read(country)
    fits = (
        re.fullmatch(r"[1-8?]", level)
        and _day_or_unknown(day)
        and (country == UNKNOWN or land)
        and (years == UNKNOWN or _YEARS.fullmatch(years))
    )
    if not fits:
        return None
    number = None if years == UNKNOWN else float(years)
    return {
        "eqf": None if level == UNKNOWN else int(level),
        "on": _known(day),
        "country": land,
        "years": int(number) if number is not None and number.is_integer() else number,
    }


def _known(text: str) -> str | None:
    return None if text == UNKNOWN else text


def _day_or_unknown(text: str) -> bool:
    return text == UNKNOWN or _is_day(text)


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).year >= 1940
    except ValueError:
        return False


_READERS = {"work": _work, "diplomas": _diploma, "certificates": _certificate, "stays": _stay}
