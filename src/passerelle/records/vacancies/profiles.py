"""Rows of vacancies and people as the frozen profiles that the matching engine reads."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from passerelle.domain.matching.profiles import VacancyProfile
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.vacancies.models import Vacancy

# Lists without employers' names come under one stand-in: no rule may take those for one employer.
NOT_NAMED = "employer not named"
STATED = (
    "number", "posts", "employer__name", "country", "region", "occupation", "isco", "skills", "optional_skills",
    "languages", "eqf_min", "years_min", "licences", "route", "start", "salary", "currency", "salary_period",
)  # fmt: skip


def vacancy_profiles(
    rows: ScopedQuerySet[Vacancy],
) -> tuple[tuple[VacancyProfile, ...], dict[str, str]]:
    """A profile of each vacancy, and the ISCO-08 code stated beside each occupation; one query."""
    profiles, isco_of = [], {}
    for values in rows.values_list(*STATED).iterator(chunk_size=2_000):
        facts = dict(zip(STATED, values, strict=True))
        number, isco, employer = facts.pop("number"), facts.pop("isco"), facts.pop("employer__name")
        if facts["occupation"] and isco:
            isco_of[facts["occupation"]] = isco
        facts["occupation"] = facts["occupation"] or isco or None
        known_employer = None if employer.casefold().endswith(NOT_NAMED) else employer
        source = _source(facts["skills"])
        profiles.append(
            VacancyProfile(id=number, employer=known_employer, skills_from=source, **read_facts(facts))
        )
    return tuple(profiles), isco_of


def read_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of a row as a profile takes them: tuples, plain numbers; ``None`` stays unknown."""
    return {name: _value(name, value) for name, value in facts.items()}


def _source(skills: Iterable[Any] | None) -> str:
    """Where a vacancy's skills come from; ``stated`` only when the employer stated every one."""
    kinds = {one.get("how", "stated") for one in skills or () if isinstance(one, Mapping)}
    return next((kind for kind in sorted(kinds) if kind != "stated"), "stated")


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "languages":
        return tuple((one["code"], one.get("level")) for one in value)
    if isinstance(value, list):
        return tuple(one["uri"] if isinstance(one, Mapping) else one for one in value)
    return float(value) if isinstance(value, Decimal) else value
