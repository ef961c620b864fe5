"""Between a person's profile and the answers of an application."""

from collections.abc import Mapping
from typing import Any

from passerelle.domain.classifications.folding import fold
from passerelle.domain.selection.answers import TONGUES, facts_from
from passerelle.records.candidates.models import Person

STATED = "stated"


def answers_of(person: Person) -> dict[str, str]:
    """What the profile already answers, as a form shows it; unknown facts are left out."""
    levels = {one["code"]: one.get("level") for one in person.languages or []}
    known: dict[str, Any] = {
        "family_name": person.family_name,
        "given_name": person.given_name,
        "name_original": person.name_original,
        "birth_date": person.birth_date.isoformat() if person.birth_date else None,
        "occupation": next((one for one in person.occupations or [] if len(one) == 4), None),
        "eqf": person.eqf or None,
        "years": None if person.years is None else f"{person.years.normalize():f}",
        "available_from": person.available_from.isoformat() if person.available_from else None,
        **{field: levels.get(code) for field, code in TONGUES.items()},
    }
    return {code: str(value) for code, value in known.items() if value not in (None, "")}


def put_answers(person: Person, answers: Mapping[str, str]) -> None:
    """Put what was answered into the profile; how a fact is known is kept while the fact stays the same."""
    facts = facts_from(answers)
    tongues = facts.pop("languages", {})
    occupations = facts.pop("occupations", [])
    for name, value in facts.items():
        setattr(person, name, value)
    if isinstance(occupations, list) and occupations:
        person.occupations = list(dict.fromkeys([*(person.occupations or []), *occupations]))
    if isinstance(tongues, dict) and tongues:
        person.languages = _languages(person.languages, tongues)
    person.search_name = fold(f"{person.family_name} {person.given_name} {person.name_original}")[:500]


def _languages(before: Any, told: Mapping[str, str | None]) -> list[dict[str, Any]]:
    kept = [one for one in before or [] if one["code"] not in told or one.get("level") == told[one["code"]]]
    there = {one["code"] for one in kept}
    added = [(code, level) for code, level in told.items() if level is not None and code not in there]
    return [*kept, *({"code": code, "level": level, "how": STATED} for code, level in added)]
