"""Frozen profiles of both sides. In every fact ``None`` is unknown and empty is known to be none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

Language = tuple[str, str | None]  # ISO 639-1 code and CEFR level; a level of ``None`` is unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateProfile:
    """What the score and the gates read of a candidate; nothing about groups stands here."""

    id: str
    occupations: tuple[str, ...] | None = None  # ESCO addresses or ISCO-08 codes
    skills: tuple[str, ...] | None = None
    languages: tuple[Language, ...] | None = None
    eqf: int | None = None  # 1 to 8; 0 is known to have none
    years: float | None = None
    countries: tuple[str, ...] | None = None  # first wish first
    available_from: date | None = None
    licences: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """Facts for lawful gates, rules and the fairness sheet; kept apart so that no score can see them."""

    sex: str | None = None
    birth_date: date | None = None
    region: str | None = None
    nationality: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)  # further columns that a rule may name


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyProfile:
    """A vacancy, course or host with its places; ``posts`` is at least 1."""

    id: str
    posts: int = 1
    employer: str | None = None
    country: str | None = None
    region: str | None = None
    occupation: str | None = None  # ESCO address or ISCO-08 code
    skills: tuple[str, ...] | None = None
    optional_skills: tuple[str, ...] | None = None
    languages: tuple[Language, ...] | None = None
    eqf_min: int | None = None
    years_min: float | None = None
    licences: tuple[str, ...] | None = None
    route: str | None = None
    track: str | None = None
    start: date | None = None
    salary: float | None = None
    currency: str | None = None
    salary_period: str | None = None
    skills_from: str = "stated"  # where the skills come from, shown beside them
    columns: Mapping[str, str] = field(default_factory=dict)


NOBODYS_FACTS = GroupFacts()


def occupations_in(people: Iterable[CandidateProfile], vacancies: Iterable[VacancyProfile] = ()) -> set[str]:
    """The occupations that these profiles name, as they name them."""
    held = {one for person in people for one in person.occupations or ()}
    return held | {vacancy.occupation for vacancy in vacancies if vacancy.occupation}


def tenths(years: float | None) -> int | None:
    """Years in tenths, the whole numbers that every comparison uses."""
    return None if years is None else round(years * 10)


def age_on(born: date, on: date) -> int:
    """Full years of age on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_band(born: date | None, on: date) -> str | None:
    """The band of an age: under-25, 25-34, 35-44, 45-54, 55-plus; ``None`` when the date is unknown."""
    if born is None:
        return None
    age = age_on(born, on)
    if age < 25:
        return "under-25"
    return "55-plus" if age >= 55 else f"{(age - 25) // 10 * 10 + 25}-{(age - 25) // 10 * 10 + 34}"
