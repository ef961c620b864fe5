"""Between the values of a list and the fields of a person."""

from collections.abc import Callable, Mapping
from typing import Any

from passerelle.domain.intake.columns import Value, is_yes, yes_or_no
from passerelle.domain.intake.history_cells import FIELDS, as_row, written
from passerelle.domain.intake.signs import fold
from passerelle.records.candidates.models import Person

TEXTS = ("family_name", "given_name", "name_original", "email", "phone")
SAME = ("sex", "birth_date", "region", "nationality", "eqf", "years", "available_from", "passport_until")
YES_NO = ("enrolled",)
LISTS = ("occupations", "countries", "licences")
STATED = "stated"


def values_of(person: Person, reference: str) -> dict[str, Value]:
    """What a list would say of a person now."""
    values: dict[str, Value] = {"candidate": reference}
    values.update({name: getattr(person, name) or None for name in TEXTS})
    values.update({name: getattr(person, name) for name in SAME})
    values.update({name: _tuple(getattr(person, name)) for name in LISTS})
    values["skills"] = _tuple(person.skills, key="uri")
    values["languages"] = _languages(person.languages)
    values.update({name: yes_or_no(getattr(person, name)) for name in YES_NO})
    values.update({name: _history(name, getattr(person, name)) for name in FIELDS})
    return values


def put_into(person: Person, values: Mapping[str, Value]) -> None:
    """Put the values of an entry into a person's fields; columns that the list lacks stay as they are."""
    for name, value in values.items():
        if name in _STORED:
            setattr(person, name, _STORED[name](name, value))
    if "skills" in values:
        person.skills = _skills(values["skills"], person.skills)
    if "languages" in values:
        person.languages = language_rows(values["languages"], person.languages)
    person.search_name = fold(f"{person.family_name} {person.given_name} {person.name_original}")[:500]


def _history(name: str, rows: Any) -> Value:
    return None if rows is None else tuple(written(name, row) for row in rows)


def history_rows(name: str, value: Value) -> list[dict[str, Any]] | None:
    """Dated facts as rows; ``None`` is unknown."""
    return [as_row(name, text) for text in value] if isinstance(value, tuple) else None


def _tuple(rows: Any, *, key: str | None = None) -> Value:
    if rows is None:
        return None
    return tuple(row[key] if key else row for row in rows)


def _languages(rows: Any) -> Value:
    return None if rows is None else tuple(f"{row['code']}:{row['level'] or '?'}" for row in rows)


def _listed(value: Value) -> list[str] | None:
    return list(value) if isinstance(value, tuple) else None


def _skills(value: Value, before: Any) -> list[dict[str, str]] | None:
    how = {row["uri"]: row.get("how", STATED) for row in before or []}
    return [{"uri": uri, "how": how.get(uri, STATED)} for uri in value] if isinstance(value, tuple) else None


def language_rows(value: Value, before: Any) -> list[dict[str, Any]] | None:
    """``fr:B2`` as a row; how a level is known stays while the level does."""
    if not isinstance(value, tuple):
        return None
    how = {(row["code"], row["level"]): row.get("how", STATED) for row in before or []}
    pairs = [text.split(":") for text in value]
    levels = [(code, None if level == "?" else level) for code, level in pairs]
    return [{"code": code, "level": level, "how": how.get((code, level), STATED)} for code, level in levels]


# How each plain column is stored.
_STORED: Mapping[str, Callable[[str, Value], Any]] = {
    **dict.fromkeys(TEXTS, lambda name, value: value or ""),
    **dict.fromkeys(SAME, lambda name, value: value),
    **dict.fromkeys(LISTS, lambda name, value: _listed(value)),
    **dict.fromkeys(YES_NO, lambda name, value: is_yes(value)),
    **dict.fromkeys(FIELDS, history_rows),
}
