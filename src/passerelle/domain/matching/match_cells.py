"""What the cells of the files of ``match`` mean: a value, or the fault with its cure."""

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from passerelle.domain.classifications import cefr, countries, currencies, eqf, isco, languages, regions
from passerelle.domain.classifications.concepts import is_uri
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.profiles import Language

NONE = "none"  # known to be none; an empty cell is unknown
MOST_YEARS, MOST_POSTS = 70, 1_000_000
_ISO_REGION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_.+-]{0,39}")
_DECIMAL = re.compile(r"\d{1,9}(\.\d{1,4})?", re.ASCII)
_SKILL = "/skill/"


class Fault(Exception):  # noqa: N818  # a cell's fault, gathered into Problems
    """A cell that means nothing here."""

    def __init__(self, code: str, message: Text, hint: Text) -> None:
        super().__init__(str(message))
        self.code, self.message, self.hint = code, message, hint


def _fault(code: str, cell: str, hint: Text) -> Fault:
    return Fault(code, Text("%(cell)s cannot be read here.", {"cell": cell[:80]}), hint)


def _listed(cell: str, test: Callable[[str], bool], code: str, hint: Text) -> tuple[str, ...]:
    if cell.lower() == NONE:
        return ()
    values = [one.strip() for one in cell.split("|")]
    for one in values:
        if not test(one):
            raise _fault(code, one, hint)
        if values.count(one) > 1:
            raise Fault(
                "twice", Text("%(cell)s stands here twice.", {"cell": one[:80]}), Text("Write it once.")
            )
    return tuple(values)


def occupations(cell: str) -> tuple[str, ...]:
    """ESCO addresses or ISCO-08 codes, parted by ``|``."""
    return _listed(cell, _is_occupation, "unknown-occupation", OCCUPATION_HINT)


OCCUPATION_HINT = Text("An ESCO address or an ISCO-08 code such as 2512, parted by |.")


def _is_occupation(text: str) -> bool:
    return isco.is_valid(text) or (is_uri(text) and _SKILL not in text)


def occupation(cell: str) -> str:
    """One ESCO address or ISCO-08 code."""
    if not _is_occupation(cell):
        raise _fault("unknown-occupation", cell, OCCUPATION_HINT)
    return cell


def skills(cell: str) -> tuple[str, ...]:
    """ESCO skill addresses, parted by ``|``."""
    hint = Text("ESCO skill addresses, parted by |; none = known to have none.")
    return _listed(cell, lambda one: is_uri(one) and _SKILL in one, "unknown-skill", hint)


def licences(cell: str) -> tuple[str, ...]:
    """Licence codes, parted by ``|``."""
    hint = Text("Codes such as driving:B, parted by |; none = none.")
    return _listed(cell, lambda one: _LICENCE.fullmatch(one) is not None, "bad-licence", hint)


def wished_countries(cell: str) -> tuple[str, ...]:
    """Country codes, first wish first."""
    hint = Text("Country codes such as BE, first wish first, parted by |.")
    return _listed(cell, countries.is_valid, "unknown-country", hint)


def spoken(cell: str) -> tuple[Language, ...]:
    """Languages with their levels, such as ``fr:B2|en:C1``; ``fr:?`` when the level is not known."""
    if cell.lower() == NONE:
        return ()
    found: dict[str, str | None] = {}
    for one in cell.split("|"):
        code, _, level = (part.strip() for part in one.partition(":"))
        hint = Text("Language and CEFR level such as fr:B2, parted by |; fr:? when the level is not known.")
        if not languages.is_valid(code):
            raise _fault("unknown-language", one, hint)
        if level != "?" and not cefr.is_valid(level):
            raise _fault("unknown-level", one, hint)
        if code in found:
            raise Fault("twice", Text("%(cell)s stands here twice.", {"cell": code}), Text("Write it once."))
        found[code] = None if level == "?" else level
    return tuple(found.items())


def level(cell: str) -> int:
    """An EQF level; ``none`` is 0."""
    if cell.lower() == NONE:
        return 0
    if not cell.isdecimal() or not eqf.is_valid(int(cell[:4])):
        raise _fault("unknown-level", cell, Text("An EQF level, 1 to 8; none = known to have none."))
    return int(cell)


def years(cell: str) -> float:
    """Years of experience, 0 to 70; ``none`` is 0."""
    if cell.lower() == NONE:
        return 0.0
    if not _DECIMAL.fullmatch(cell) or float(cell) > MOST_YEARS:
        raise _fault("bad-years", cell, Text("Years from 0 to 70, such as 3 or 2.5."))
    return float(cell)


def posts(cell: str) -> int:
    """How many people are sought: 1 or more."""
    if not cell.isdecimal() or not 1 <= int(cell[:9]) <= MOST_POSTS:
        message = Text(
            "A vacancy needs one place or more; this cell says %(cell)s.", {"cell": cell[:80] or "nothing"}
        )
        raise Fault("no-places", message, Text("Write how many people are sought: 1 or more."))
    return int(cell)


def day(cell: str) -> date:
    """A day as year-month-day."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise _fault("bad-date", cell, Text("Year-month-day, such as 2026-09-01.")) from None


def country(cell: str) -> str:
    """A country code."""
    if not countries.is_valid(cell):
        raise _fault("unknown-country", cell, Text("A country code such as BE."))
    return cell


def region(cell: str) -> str:
    """A NUTS or ISO 3166-2 code."""
    found = _ISO_REGION.fullmatch(cell)
    if not regions.is_valid(cell) and not (found and countries.is_valid(found[1])):
        raise _fault("unknown-region", cell, Text("A NUTS or ISO 3166-2 code such as BE23 or MA-06."))
    return cell


def sex(cell: str) -> str:
    """f, m or x."""
    if cell not in ("f", "m", "x"):
        raise _fault("unknown-sex", cell, Text("f, m or x; empty when it is not known."))
    return cell


def amount(cell: str) -> float:
    """An amount of money, digits only."""
    if not _DECIMAL.fullmatch(cell) or not math.isfinite(float(cell)):
        raise _fault("bad-amount", cell, Text("Digits only, such as 2400 or 2400.50."))
    return float(cell)


def currency(cell: str) -> str:
    """A currency code."""
    if not currencies.is_valid(cell):
        raise _fault("unknown-currency", cell, Text("A currency code such as EUR."))
    return cell


def period(cell: str) -> str:
    """What a salary is paid for."""
    if cell not in ("hour", "day", "week", "month", "year"):
        raise _fault("unknown-period", cell, Text("hour, day, week, month or year."))
    return cell


def text(cell: str) -> str:
    """Any text."""
    return cell


Reader = Callable[[str], Any]
CANDIDATE: dict[str, Reader] = {
    "occupations": occupations,
    "skills": skills,
    "languages": spoken,
    "eqf": level,
    "years": years,
    "countries": wished_countries,
    "available_from": day,
    "licences": licences,
}
GROUP: dict[str, Reader] = {"sex": sex, "birth_date": day, "region": region, "nationality": country}
VACANCY: dict[str, Reader] = {
    "posts": posts,
    "employer": text,
    "country": country,
    "region": region,
    "occupation": occupation,
    "skills": skills,
    "optional_skills": skills,
    "languages": spoken,
    "eqf_min": level,
    "years_min": years,
    "licences": licences,
    "route": text,
    "track": text,
    "start": day,
    "salary": amount,
    "currency": currency,
    "salary_period": period,
}
