"""Between the values of a list and the fields of a vacancy."""

from collections.abc import Mapping
from typing import Any

from passerelle.domain.intake.columns import Value, is_yes, yes_or_no
from passerelle.records.vacancies.models import Vacancy

TEXTS = ("title", "place", "contract")
SAME = (
    "country",
    "region",
    "eqf_min",
    "years_min",
    "posts",
    "route",
    "start",
    "salary",
    "currency",
    "salary_period",
    "contract_months",
    "hours_week",
    "law_of",
    "ends_on",
    "filed_by",
)
YES_NO = ("regulated", "sickness_cover")
LISTS = ("licences", "pay_includes", "states")
SKILLS = ("skills", "optional_skills")
STATED = "stated"


def values_of(vacancy: Vacancy) -> dict[str, Value]:
    """What a list would say of a vacancy now."""
    values: dict[str, Value] = {"vacancy": vacancy.reference}
    values.update({name: getattr(vacancy, name) or None for name in TEXTS})
    values.update({name: getattr(vacancy, name) for name in SAME})
    values["employer"] = vacancy.employer.name
    values["occupation"] = vacancy.occupation or vacancy.isco
    for name in SKILLS:
        rows = getattr(vacancy, name)
        values[name] = None if rows is None else tuple(row["uri"] for row in rows)
    values["languages"] = _languages(vacancy.languages)
    for name in LISTS:
        listed = getattr(vacancy, name)
        values[name] = None if listed is None else tuple(listed)
    values.update({name: yes_or_no(getattr(vacancy, name)) for name in YES_NO})
    return values


def put_into(
    vacancy: Vacancy, values: Mapping[str, Value], *, isco: Mapping[str, str], how: str = STATED
) -> None:
    """Put the values of an entry into a vacancy's fields; ``isco`` gives the unit group of an ESCO address.

    ``how`` says where skills come from. The employer is left to the caller, who knows the organisations.
    """
    for name, value in values.items():
        if name in TEXTS:
            setattr(vacancy, name, value or "")
        elif name in SAME:
            setattr(vacancy, name, value)
        elif name in SKILLS:
            setattr(vacancy, name, _skills(value, how))
        elif name in LISTS:
            setattr(vacancy, name, _listed(value))
    _put_rest(vacancy, values, isco)


def _put_rest(vacancy: Vacancy, values: Mapping[str, Value], isco: Mapping[str, str]) -> None:
    if "languages" in values:
        vacancy.languages = _language_rows(values["languages"])
    for name in YES_NO:
        if name in values:
            setattr(vacancy, name, is_yes(values[name]))
    if "occupation" in values:
        _put_occupation(vacancy, values["occupation"], isco)


def _put_occupation(vacancy: Vacancy, value: Value, isco: Mapping[str, str]) -> None:
    code = str(value) if value is not None else None
    is_address = code is not None and code.startswith("http")
    vacancy.occupation = code if is_address else None
    vacancy.isco = isco.get(code or "") if is_address else code


def _skills(value: Value, how: str) -> list[dict[str, str]] | None:
    return [{"uri": uri, "how": how} for uri in value] if isinstance(value, tuple) else None


def _listed(value: Value) -> list[str] | None:
    return list(value) if isinstance(value, tuple) else None


def _languages(rows: Any) -> Value:
    return None if rows is None else tuple(f"{row['code']}:{row['level'] or '?'}" for row in rows)


def _language_rows(value: Value) -> list[dict[str, str | None]] | None:
    if not isinstance(value, tuple):
        return None
    pairs = [text.split(":") for text in value]
    return [{"code": code, "level": None if level == "?" else level} for code, level in pairs]
