"""Dated facts of synthetic people and terms of synthetic vacancies, drawn beside everything else about them.

Each has its own stream of numbers, so that nothing drawn before changes. They agree with the profile:
periods of work add up to its years, the diploma has its level, a certificate certifies a level it states.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.domain.classifications import regions, seed
from passerelle.domain.population.profiles import Profile
from passerelle.domain.population.setting import Setting

# How often nobody filled a column in.
UNKNOWN = {
    "work": 0.10,
    "diplomas": 0.12,
    "certificates": 0.15,
    "stays": 0.20,
    "passport_until": 0.25,
    "enrolled": 0.05,
}
UNKNOWN_TERMS = {
    "salary": 0.08,
    "contract_months": 0.08,
    "hours_week": 0.06,
    "pay_includes": 0.15,
    "regulated": 0.12,
    "filed_by": 0.15,
    "states": 0.12,
    "sickness_cover": 0.15,
}
# Invented monthly gross pay in euros by major group of the occupation: least and most.
PAY = {"1": (4200, 7400), "2": (2900, 6200), "3": (2500, 4400), "9": (1500, 2200)}
PAY_ELSEWHERE = (1800, 3000)
REGULATED = (
    "221",
    "222",
    "226",
    "322",
    "325",
    "234",
    "2330",
)  # what invented employers say of health and teaching
AT_HOME = {"MA": "MAD", "TN": "TND", "EG": "EGP", "NG": "NGN", "SN": "XOF", "BD": "BDT", "PK": "PKR"}
LEVELS_CERTIFIED = ("A1", "A2", "B1", "B2", "C1")

CONTRACT = ("place and type", "duration", "pay", "hours", "paid leave", "other conditions")
PLACEMENT = ("programme and learning goals", "duration", "placement and supervision")

Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Dated facts of an invented person, as rows; ``None`` is unknown."""

    work: list[Row] | None
    diplomas: list[Row] | None
    certificates: list[Row] | None
    stays: list[Row] | None
    passport_until: date | None
    enrolled: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an invented vacancy says about place, pay and contract; ``None`` is unknown."""

    region: str | None
    salary: int | None
    currency: str | None
    salary_period: str | None
    contract_months: int | None
    hours_week: float | None
    pay_includes: list[str] | None
    regulated: bool | None
    filed_by: str | None
    states: list[str] | None
    sickness_cover: bool | None
    law_facts: dict[str, object]  # what is unknown is not in it


def history_of(setting: Setting, index: int, country: str, profile: Profile) -> History:
    """The dated facts of one person of the list."""
    draw = random.Random(f"{setting.roll}|history|{index}")
    facts: dict[str, object] = {
        "work": _work(draw, setting, profile),
        "diplomas": _diplomas(draw, setting, country, profile),
        "certificates": _certificates(draw, setting, profile),
        "stays": _stays(draw, setting),
        "passport_until": setting.opens + timedelta(days=draw.randrange(200, 4000)),
        "enrolled": setting.scheme.unit in {"student", "intern"} or draw.random() < 0.05,
    }
    for name, share in UNKNOWN.items():
        if draw.random() < share:
            facts[name] = None
    return History(**facts)  # type: ignore[arg-type]  # the names above are the fields


def _work(draw: random.Random, setting: Setting, profile: Profile) -> list[Row] | None:
    if profile.years is None:
        return None
    codes = [
        seed.occupations()[one].isco if one.startswith("http") else one for one in profile.occupations or ()
    ]
    end = setting.opens - timedelta(days=draw.randrange(0, 200))
    rows: list[Row] = []
    left = profile.years * 365
    while left > 0:
        length = left if left < 500 else draw.randrange(300, left + 1)
        begun = end - timedelta(days=length)
        rows.append({"isco": draw.choice(codes) if codes else None, "from": _iso(begun), "to": _iso(end)})
        left -= length
        end = begun - timedelta(days=draw.randrange(1, 120))
    return rows[::-1]


def _diplomas(draw: random.Random, setting: Setting, country: str, profile: Profile) -> list[Row] | None:
    if profile.eqf is None:
        return None
    if profile.eqf < 3:
        return []
    back = (profile.years or 0) * 365 + draw.randrange(60, 1500)
    years = {3: 2, 4: 2, 5: 2, 6: 3}.get(profile.eqf, 5)
    on = setting.opens - timedelta(days=back)
    return [{"eqf": profile.eqf, "on": _iso(on), "country": country, "years": years}]


def _certificates(draw: random.Random, setting: Setting, profile: Profile) -> list[Row]:
    told = [(code, level) for code, level in profile.languages or () if level in LEVELS_CERTIFIED]
    return [
        {"code": code, "level": level, "on": _iso(setting.opens - timedelta(days=draw.randrange(20, 700)))}
        for code, level in told
        if draw.random() < 0.5
    ]


def _stays(draw: random.Random, setting: Setting) -> list[Row]:
    if draw.random() < 0.85:
        return []
    first = setting.opens - timedelta(days=draw.randrange(40, 700))
    return [{"from": _iso(first), "to": _iso(first + timedelta(days=draw.randrange(4, 60)))}]


def terms_of(setting: Setting, index: int, country: str, isco: str, kind: str) -> Terms:
    """The terms of one vacancy; a seat or a host pays nothing."""
    draw = random.Random(f"{setting.roll}|terms|{setting.scheme.code}|{index}")
    inside = [one.code for one in regions.in_country(country) if one.level == 2]
    facts: dict[str, object] = {
        "region": draw.choice(inside) if inside else None,
        **dict.fromkeys(("salary", "currency", "salary_period", "hours_week", "pay_includes")),
        "contract_months": draw.choice((6, 9, 12, 12, 24, 36)),
        "regulated": isco.startswith(REGULATED),
        "filed_by": draw.choice(("employer", "employer", "employer", "worker")),
        "states": list(PLACEMENT if kind == "internship" else CONTRACT),
        "sickness_cover": draw.random() < 0.9,
    }
    if kind in {"job", "internship"}:
        facts.update(_pay(draw, country, isco, kind))
    for name, share in UNKNOWN_TERMS.items():
        if draw.random() < share:
            facts[name] = None
    facts["law_facts"] = _told_of_job(setting, index, isco, kind)
    if facts["salary"] is None:
        facts["currency"] = facts["salary_period"] = facts["pay_includes"] = None
    return Terms(**facts)  # type: ignore[arg-type]  # the names above are the fields


def told_of_person(setting: Setting, index: int) -> dict[str, object]:
    """What an invented person tells for single routes, of a candidacy; one in eight tells nothing of each."""
    draw = random.Random(f"{setting.roll}|told|{index}")
    student = setting.scheme.unit in {"student", "intern"}
    return _some(draw, {
        "person.funds": draw.random() < 0.7,
        "person.status": "student" if student else "employee",
        "person.search_year": False,
        "person.prior_service_months": 0,
        "person.admitted_in_last_five_years": draw.random() < 0.1,
    })  # fmt: skip


def _told_of_job(setting: Setting, index: int, isco: str, kind: str) -> dict[str, object]:
    """What an invented employer tells of a job. Whether an official list holds it is nobody's invention."""
    draw = random.Random(f"{setting.roll}|told|{setting.scheme.code}|{index}")
    if kind == "seat":  # of a school or university
        return {}
    return _some(draw, {
        "job.level": {"1": 7, "2": 6, "3": 5}.get(isco[0], draw.choice((2, 3, 4))),
        "job.role": "trainee" if kind == "internship" else "other",
        "job.post_share": draw.choice((1, 1, 1, 0.8, 0.5)),
        "job.vacancy_weeks": draw.randrange(0, 20),
        "job.published_on": draw.choice((["EURES"], [], ["VDAB", "EURES"])),
        "job.remote": False,
        "job.business_visit": False,
        "job.adequate_lodging": draw.random() < 0.8,
        "job.employer.age_years": draw.randrange(1, 60),
        "job.employer.staff": draw.randrange(1, 400),
        "job.employer.tested_language": draw.random() < 0.5,
    })  # fmt: skip


def _some(draw: random.Random, facts: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if draw.random() >= 1 / 8}


def _pay(draw: random.Random, country: str, isco: str, kind: str) -> Mapping[str, object]:
    least, most = PAY.get(isco[0], PAY_ELSEWHERE)
    amount = draw.randrange(least, most, 50)
    return {
        "salary": amount // 3 if kind == "internship" else amount,
        "currency": AT_HOME.get(country, "EUR"),
        "salary_period": "month",
        "hours_week": draw.choice((35.0, 38.0, 39.0, 40.0)),
        "pay_includes": draw.choice(([], [], [], ["holiday_pay"], ["thirteenth_month"], ["bonus"])),
    }


def _iso(day: date) -> str:
    return day.isoformat()
