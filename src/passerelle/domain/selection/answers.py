"""What an application answers: what is still missing, in plain words, and the facts that it states."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.asked import DOCUMENTS, FIELDS

TONGUES = MappingProxyType({"french": "fr", "english": "en", "spanish": "es", "german": "de", "dutch": "nl"})
LONGEST = MappingProxyType({"long": 4_000, "text": 120})


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing still missing, or given in a way that cannot be read, and how to supply it."""

    code: str
    word: Text
    how: Text
    is_unreadable: bool = False


def missing_from(asked: Iterable[Mapping[str, object]], answers: Mapping[str, str]) -> tuple[Missing, ...]:
    """What an application still needs: asked and empty, or given and not readable."""
    found = []
    for one in asked:
        code = str(one["code"])
        field, answer = FIELDS[code], answers.get(code, "").strip()
        unreadable = bool(answer) and not is_readable(code, answer)
        if unreadable or (not answer and one.get("needed")):
            found.append(Missing(code, field.word, field.how, unreadable))
    return tuple(found)


def missing_papers(asked: Iterable[Mapping[str, object]], there: Collection[str]) -> tuple[Missing, ...]:
    """The documents that an application still needs, given the codes of those that were handed in."""
    how = Text("Take a picture with your phone, or choose a file.")
    codes = [str(one["code"]) for one in asked if one.get("needed")]
    return tuple(Missing(code, DOCUMENTS[code], how) for code in codes if code not in there)


def is_readable(code: str, answer: str) -> bool:
    """Whether an answer can be read as what its field holds."""
    field = FIELDS[code]
    if field.choices:
        return answer in field.choices
    if field.kind == "date":
        return _day(answer) is not None
    if field.kind == "number":
        return _years(answer) is not None
    if field.kind == "occupation":
        return answer.isdecimal() and answer.isascii() and len(answer) == 4
    return len(answer) <= LONGEST[field.kind]


def facts_from(answers: Mapping[str, str]) -> dict[str, object]:
    """The profile facts that readable answers state; what was not answered is not in it.

    ``languages`` maps a language to its level, or to ``None`` where the person speaks none of it.
    """
    found: dict[str, object] = {}
    tongues: dict[str, str | None] = {}
    for code, answer in answers.items():
        text = answer.strip()
        if code not in FIELDS or not text or not is_readable(code, text):
            continue
        if code in TONGUES:
            tongues[TONGUES[code]] = None if text == "none" else text
        elif code != "motivation":
            found |= _fact(code, text)
    return {**found, "languages": tongues} if tongues else found


def _fact(code: str, text: str) -> dict[str, object]:
    if code == "occupation":
        return {"occupations": [text]}
    if code == "eqf":
        return {"eqf": int(text)}
    kind = FIELDS[code].kind
    return {code: _day(text) if kind == "date" else _years(text) if kind == "number" else text}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _years(text: str) -> Decimal | None:
    try:
        years = Decimal(text.replace(",", ".").replace("٫", "."))
    except InvalidOperation:
        return None
    return round(years, 1) if years.is_finite() and 0 <= years <= 70 else None
