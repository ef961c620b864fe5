"""What the French phrases of a France Travail offer say; a phrase that is not known stays unknown."""

import re
from dataclasses import dataclass
from decimal import Decimal

from passerelle.domain.classifications import countries, languages, regions
from passerelle.domain.classifications.folding import fold
from passerelle.domain.intake.code_cells import LEVEL_UNKNOWN

# Number of a département -> NUTS 2024, level 3 (INSEE numbers; Eurostat's names).
_DEPARTEMENTS = """
01:FRK21 02:FRE21 03:FRK11 04:FRL01 05:FRL02 06:FRL03 07:FRK22 08:FRF21 09:FRJ21 10:FRF22 11:FRJ11 12:FRJ22
13:FRL04 14:FRD11 15:FRK12 16:FRI31 17:FRI32 18:FRB01 19:FRI21 21:FRC11 22:FRH01 23:FRI22 24:FRI11 25:FRC21
26:FRK23 27:FRD21 28:FRB02 29:FRH02 2A:FRM01 2B:FRM02 30:FRJ12 31:FRJ23 32:FRJ24 33:FRI12 34:FRJ13 35:FRH03
36:FRB03 37:FRB04 38:FRK24 39:FRC22 40:FRI13 41:FRB05 42:FRK25 43:FRK13 44:FRG01 45:FRB06 46:FRJ25 47:FRI14
48:FRJ14 49:FRG02 50:FRD12 51:FRF23 52:FRF24 53:FRG03 54:FRF31 55:FRF32 56:FRH04 57:FRF33 58:FRC12 59:FRE11
60:FRE22 61:FRD13 62:FRE12 63:FRK14 64:FRI15 65:FRJ26 66:FRJ15 67:FRF11 68:FRF12 69:FRK26 70:FRC23 71:FRC13
72:FRG04 73:FRK27 74:FRK28 75:FR101 76:FRD22 77:FR102 78:FR103 79:FRI33 80:FRE23 81:FRJ27 82:FRJ28 83:FRL05
84:FRL06 85:FRG05 86:FRI34 87:FRI23 88:FRF34 89:FRC14 90:FRC24 91:FR104 92:FR105 93:FR106 94:FR107 95:FR108
971:FRY10 972:FRY20 973:FRY30 974:FRY40 976:FRY50
"""
DEPARTEMENTS = dict(pair.split(":") for pair in _DEPARTEMENTS.split())
_DEPARTEMENT = re.compile(r"^(\d{2,3}|2[AB])(?:\s*-\s*(.+))?$")
_YEARS = re.compile(r"(\d+)\s*An", re.IGNORECASE)
_MONTHS = re.compile(r"(\d+)\s*Mois", re.IGNORECASE)
_SALARY = re.compile(
    r"^(Annuel|Mensuel|Horaire|Autre) de (\d+(?:[.,]\d+)?) Euros(?: à (\d+(?:[.,]\d+)?) Euros)?"
)
_PERIODS = {"Annuel": "year", "Mensuel": "month", "Horaire": "hour"}
# France's framework of 2019 (niveaux 3 to 8) follows the EQF level by level.
_LEVELS = (
    ("aucune formation", 0),
    ("cap bep", 3),
    ("bac 5", 7),
    ("bac 3", 6),
    ("bac 2", 5),
    ("bac ou", 4),
)
REQUIRED = "E"  # exigé; S, souhaité, is a wish
NOT_EMPLOYMENT = ("profession liberale", "franchise", "reprise d entreprise", "profession commerciale")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work is, as far as it is said."""

    country: str | None = None
    region: str | None = None
    town: str | None = None


@dataclass(frozen=True, slots=True)
class Salary:
    """The lowest amount offered, in euro, and its period."""

    amount: Decimal
    period: str


def read_place(text: str) -> Place:
    """``38 - ECHIROLLES`` gives the NUTS code of the département and the town; ``France`` the country."""
    match = _DEPARTEMENT.match(text.strip())
    if match:
        region = DEPARTEMENTS.get(match[1])
        return Place("FR" if region else None, region, _town(match[2], region))
    if fold(text) == "france":
        return Place("FR")
    region = regions.read(text, "FR")
    if region:
        return Place("FR", region)
    return Place(countries.read(re.sub(r"\(.*\)|^Principauté de ", "", text).strip()))


def _town(text: str | None, region: str | None) -> str | None:
    if not text or "(Dept.)" in text:
        return None
    if region and fold(text) == fold(regions.region(region).name) and region != "FR101":
        return None
    return text.strip().title() if text.isupper() else text.strip()


def read_experience(text: str) -> Decimal | None:
    """Years required: a beginner or a wish is 0, ``exigée`` without a figure is unknown.

    A bare figure (``2 An(s)``) counts as required: the source softens wishes with *souhaitée*.
    """
    folded = fold(text)
    if folded.startswith("debutant accepte") or "souhaitee" in folded:
        return Decimal(0)
    if match := _YEARS.search(text):
        return Decimal(match[1])
    if match := _MONTHS.search(text):
        return round(Decimal(match[1]) / 12, 1).normalize() + 0
    return None


def read_languages(text: str) -> tuple[str, ...] | None:
    """``Anglais:E`` is asked at a level nobody stated (``en:?``); a wish asks nothing; no text is unknown."""
    stated = [item.strip().rpartition(":") for item in text.split("|") if item.strip()]
    if not stated:
        return None
    codes = [languages.read(name) for name, _, force in stated if force == REQUIRED]
    return tuple(f"{code}:{LEVEL_UNKNOWN}" for code in dict.fromkeys(codes) if code)


def read_education(text: str) -> int | None:
    """The lowest EQF level that is required; 0 when levels are only wished; ``None`` when nothing is said."""
    stated = [item.strip().rpartition(":") for item in text.split("|") if item.strip()]
    if not stated:
        return None
    required = [_level(name) for name, _, force in stated if force == REQUIRED]
    known = [level for level in required if level is not None]
    if len(known) < len(required):
        return None
    return min(known, default=0)


def _level(name: str) -> int | None:
    folded = fold(name)
    return next((level for start, level in _LEVELS if folded.startswith(start)), None)


def read_salary(text: str) -> Salary | None:
    """Lowest amount and period; ``None`` when the period or the amount is not said."""
    match = _SALARY.match(text)
    if not match or match[1] not in _PERIODS:
        return None
    amount = Decimal(match[2].replace(",", "."))
    return Salary(amount.quantize(Decimal("0.01")), _PERIODS[match[1]]) if amount > 0 else None


def is_employment(contract: str) -> bool:
    """Whether the contract employs somebody; freelance work and franchises do not."""
    return not fold(contract).startswith(NOT_EMPLOYMENT)
