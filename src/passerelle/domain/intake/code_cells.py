"""Cells that hold codes: countries, occupations, skills, languages with levels, licences."""

import re
from collections.abc import Callable, Container, Iterable, Mapping

from passerelle.domain.classifications import countries, currencies, isco, languages, regions
from passerelle.domain.intake.faults import NOTES, CellReading, Fault
from passerelle.domain.intake.grid import Raw
from passerelle.domain.intake.signs import fold
from passerelle.domain.intake.text_cells import noted, read_text, wrong_kind
from passerelle.domain.kernel.text import Text

LEVELS = frozenset({"A1", "A2", "B1", "B2", "C1", "C2"})
LEVEL_UNKNOWN = "?"
MOST_VALUES = 500
_ESCO = "http://data.europa.eu/esco/"
_ESCO_CONCEPT = re.compile(r"^https?://data\.europa\.eu/esco/(occupation|skill)/[0-9a-fA-F-]{36}$")
_ISCO = re.compile(r"^(?:C|ISCO[- ]?(?:08)?[: ]?)?(\d{4})$", re.IGNORECASE)
_CODE = re.compile(r"^[^\s|]{1,60}$")

Piece = Callable[[str], str | Fault]


def read_one(raw: Raw, piece: Piece, *, wanted: Text) -> CellReading:
    """One code."""
    if not isinstance(raw, str):
        return CellReading(faults=(wrong_kind(wanted),))
    text, notes = noted(raw)
    value = piece(text)
    if isinstance(value, Fault):
        return CellReading(faults=(value,))
    return CellReading(value, notes=notes)


def read_many(raw: Raw, piece: Piece, *, wanted: Text) -> CellReading:
    """Codes parted by ``|`` or line breaks, in their order, each once."""
    if not isinstance(raw, str):
        return CellReading(faults=(wrong_kind(wanted),))
    text, notes = noted(raw, keep_lines=True)
    pieces = [part.strip() for part in re.split(r"[|\n]", text)]
    values = [piece(part) for part in pieces if part]
    faults = tuple(value for value in values if isinstance(value, Fault))
    if len(values) > MOST_VALUES:
        faults = (_too_many(len(values)),)
    if faults:
        return CellReading(faults=faults)
    return CellReading(tuple(dict.fromkeys(value for value in values if isinstance(value, str))), notes=notes)


def _too_many(have: int) -> Fault:
    return Fault(
        "too_many",
        Text("%(have)s values in one cell; at most %(most)s.", {"have": have, "most": MOST_VALUES}),
        Text("Keep the ones that matter for the work."),
    )


def country_piece(text: str) -> str | Fault:
    """Reads a country's code, Eurostat's EL and UK, or a name in English, French, Spanish or Arabic."""
    return countries.read(text) or Fault(
        "country_unknown",
        Text("%(value)s is no country code.", {"value": text[:40]}),
        Text("Write the two-letter code of ISO 3166, for example MA."),
    )


def spelling_note(raw: Raw, codes: Iterable[str]) -> tuple[Fault, ...]:
    """A note when a cell named a country otherwise than by its code."""
    given = {part.strip().upper() for part in re.split(r"[|\n]", str(raw))}
    return () if given <= set(codes) else (NOTES["country_spelling"],)


def occupation_piece(occupations: Container[str] | None) -> Piece:
    """Reads an ESCO occupation address or a four-digit ISCO-08 code, known where a list is loaded."""

    def read(text: str) -> str | Fault:
        match = _ISCO.match(text)
        if match:
            return match[1] if isco.is_valid(match[1], level=isco.UNIT) else _not_in_list(text)
        code = _address(text, "occupation")
        if code is None:
            return _occupation_form(text)
        return code if occupations is None or code in occupations else _not_in_list(text)

    return read


def skill_piece(skills: Container[str] | None) -> Piece:
    """Reads an ESCO skill address, known where a list is loaded."""

    def read(text: str) -> str | Fault:
        code = _address(text, "skill")
        if code is None:
            return Fault(
                "skill_form",
                Text("%(value)s is no ESCO skill address.", {"value": text[:60]}),
                Text("Look the skill up and copy its address (http://data.europa.eu/esco/skill/...)."),
            )
        return code if skills is None or code in skills else _not_in_list(text)

    return read


def _address(text: str, kind: str) -> str | None:
    match = _ESCO_CONCEPT.match(text)
    if match is None or match[1] != kind:
        return None
    return f"{_ESCO}{kind}/{text.rsplit('/', 1)[1].lower()}"


def _occupation_form(text: str) -> Fault:
    return Fault(
        "occupation_form",
        Text(
            "%(value)s is neither an ESCO occupation address nor a four-digit ISCO-08 code.",
            {"value": text[:60]},
        ),
        Text("Look the occupation up and copy its address or code; a code keeps its leading zero (0110)."),
    )


def _not_in_list(text: str) -> Fault:
    return Fault(
        "code_unknown",
        Text("%(value)s is not in the classification that is loaded.", {"value": text[:120]}),
        Text("Check the code, or load the classification it comes from."),
    )


def region_piece(text: str) -> str | Fault:
    """Reads a NUTS 2024 or ISO 3166-2 code."""
    return regions.read(text) or Fault(
        "region_unknown",
        Text("%(value)s is no region code.", {"value": text[:40]}),
        Text("Write a NUTS 2024 code such as BE23, or an ISO 3166-2 code such as MA-06."),
    )


def currency_piece(text: str) -> str | Fault:
    """Reads a currency's code, or the euro sign."""
    return currencies.read(text) or Fault(
        "currency_unknown",
        Text("%(value)s is no currency code.", {"value": text[:40]}),
        Text("Write the three-letter code of ISO 4217, for example EUR."),
    )


def listed_piece(codes: Mapping[str, str], *, code: str, cure: Text) -> Piece:
    """Reads one of a list of spellings."""

    def read(text: str) -> str | Fault:
        return codes.get(fold(text)) or Fault(
            code, Text("%(value)s is not known here.", {"value": text[:40]}), cure
        )

    return read


def plain_piece(text: str) -> str | Fault:
    """Reads a code without spaces."""
    if _CODE.match(text):
        return text
    return Fault("code_form", Text("A code has no spaces and at most 60 signs."), Text("Write the code alone."))


# The level stands after a colon, or is the last word when it looks like one.
_LEVEL_AFTER = re.compile(r"(.*?)(?:\s*:\s*(.*)|\s+([ABCabc][12]|\?))?", re.DOTALL)


def language_piece(text: str) -> str | Fault:
    """Reads ``fr:B2`` or ``fr B2``, or ``fr:?`` and ``fr`` for a language whose level is not known."""
    found = _LEVEL_AFTER.fullmatch(text.strip())
    name, after_colon, last_word = found.groups(default="") if found else (text, "", "")
    level = (after_colon or last_word).strip()
    code = languages.read(name)
    if code is None:
        return Fault(
            "language_unknown",
            Text("%(value)s is no language code.", {"value": name[:40]}),
            Text("Write the two-letter code of ISO 639 and the level, for example fr:B2."),
        )
    level = level.upper() or LEVEL_UNKNOWN
    if level not in LEVELS and level != LEVEL_UNKNOWN:
        return Fault(
            "level_of_language",
            Text("%(value)s is no CEFR level.", {"value": level[:40]}),
            Text("Write A1, A2, B1, B2, C1 or C2, or ? when the level is not known."),
        )
    return f"{code}:{level}"


def read_languages(raw: Raw) -> CellReading:
    """Languages with their levels, parted by ``|``, ``;`` or ``,``; one language with two levels is a fault."""
    parted = re.sub(r"[;,،؛]", "|", raw) if isinstance(raw, str) else raw
    read = read_many(parted, language_piece, wanted=Text("Write languages here, for example fr:B2|en:C1."))
    if not isinstance(read.value, tuple):
        return read
    codes = [value.partition(":")[0] for value in read.value]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        fault = Fault(
            "language_twice",
            Text("%(language)s stands here with two levels.", {"language": twice[0]}),
            Text("Keep one level for each language."),
        )
        return CellReading(faults=(fault,))
    unknown = any(value.endswith(LEVEL_UNKNOWN) for value in read.value)
    return CellReading(read.value, notes=(*read.notes, *([NOTES["level_not_stated"]] if unknown else [])))


def read_code(raw: Raw) -> CellReading:
    """One free code, for example a legal route."""
    read = read_text(raw, longest=60)
    if isinstance(read.value, str):
        value = plain_piece(read.value)
        return (
            CellReading(faults=(value,)) if isinstance(value, Fault) else CellReading(value, notes=read.notes)
        )
    return read
