"""Facts for the rules of law out of single rows: a person, a vacancy, a contract, a permit file."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from passerelle.domain.classifications.cefr import is_valid, rank
from passerelle.records.candidates.models import Person
from passerelle.records.vacancies.models import Vacancy

Facts = dict[str, Any]
# What a contract's free words must hold for a part of the pay to be known; other words stay unknown.
TRAINING = frozenset({"programme and learning goals", "placement and supervision"})
PAY_PARTS = ("bonus", "thirteenth_month", "holiday_pay")


def person_facts(person: Person, on: date) -> Facts:
    """Facts about the person. Years of work without dates stay out: the rules ask for dates."""
    return {
        "person.birth_date": person.birth_date,
        "person.nationality": person.nationality,
        "person.residence": _country_of(person.region),
        "person.qualifications": _qualifications(person),
        "person.experience": _work(person),
        "person.languages": _languages(person.languages, person.certificates),
        "person.licences": None if person.licences is None else tuple(person.licences),
        "person.passport": None if person.passport_until is None else person.passport_until >= on,
        "person.enrolled": person.enrolled,
        "person.stays": None if person.stays is None else tuple(_span(one) for one in person.stays),
        "person.earlier_stay": None if person.stays is None else bool(person.stays),
    }


def job_facts(vacancy: Vacancy) -> Facts:
    """Facts about the job as the vacancy or offer states them."""
    told = vacancy.salary is not None and vacancy.salary_period
    includes = vacancy.pay_includes
    return {
        "job.country": vacancy.country,
        "job.region": vacancy.region,
        "job.isco": vacancy.isco,
        "job.salary.amount": float(vacancy.salary) if vacancy.salary is not None else None,
        "job.salary.currency": vacancy.currency if told else None,
        "job.salary.period": vacancy.salary_period if told else None,
        "job.salary.includes": None if includes is None else tuple(includes),
        "job.weekly_hours": None if vacancy.hours_week is None else float(vacancy.hours_week),
        "job.contract_months": vacancy.contract_months,
        "job.regulated": vacancy.regulated,
        "job.law_of": vacancy.law_of,
        **_agreement(vacancy),
        "person.sickness_cover": vacancy.sickness_cover,
        "events.filed_by": vacancy.filed_by,
        "job.remote": True if vacancy.route == "remote" else None,
        "job.traineeship": True if vacancy.kind == Vacancy.Kind.INTERNSHIP else None,
        "job.business_visit": True if vacancy.route == "schengen_c" else None,
        "events.contract_start": vacancy.start,
    }


def _agreement(vacancy: Vacancy) -> Facts:
    """What the paper will state, and the days of a visit."""
    stated = None if vacancy.states is None else tuple(vacancy.states)
    agreed = {"job.agreement_states": stated, "job.agreement_months": vacancy.contract_months}
    if vacancy.kind == Vacancy.Kind.INTERNSHIP:
        return agreed
    visit = vacancy.route == "schengen_c"
    # A job whose paper states what only a training agreement states comes with one.
    return {
        **(agreed if set(stated or ()) & TRAINING else {}),
        "job.states": stated,
        "events.entry": vacancy.start if visit else None,
        "events.exit": vacancy.ends_on if visit else None,
    }


def contract_facts(
    form: str, terms: Mapping[str, str], hiring: str = "", *, signed_by: Sequence[str] = ()
) -> Facts:
    """What a contract states; it outweighs the vacancy wherever it says something."""
    pay = "salary" if terms.get("salary") else "allowance"
    period = terms.get("salary_period") or ("month" if terms.get("allowance") else None)
    start = terms.get("start")
    facts: Facts = {
        "job.contract_months": _number(terms.get("duration_months")),
        "job.agreement_months": _number(terms.get("duration_months")) if form == "internship" else None,
        "job.weekly_hours": _number(terms.get("hours_week")),
        "job.salary.amount": _number(terms.get(pay)),
        "job.salary.currency": terms.get("currency"),
        "job.salary.period": period if terms.get(pay) else None,
        "job.salary.includes": _parts(terms.get("salary_includes")),
        "job.law_of": _land(terms.get("governing_law")),
        "job.remote": True if form == "remote" else None,
        "job.generic_or_named": hiring or None,
        "events.contract_start": date.fromisoformat(start) if start else None,
        "job.states": _stated(terms) if form == "seasonal" else None,
        "job.agreement_states": _agreed(terms) if form == "internship" else None,
        "job.signed_by": tuple(sorted(signed_by)) if form == "internship" and signed_by else None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _country_of(region: str | None) -> str | None:
    head = (region or "").split("-")[0]
    return head if len(head) == 2 and "-" in (region or "") else None


def _qualifications(person: Person) -> tuple[Facts, ...] | None:
    if person.diplomas is None:
        return None if person.eqf is None else (({"eqf": person.eqf},) if person.eqf else ())
    rows = []
    for one in person.diplomas:
        told = {"eqf": one["eqf"], "date": _day(one["on"]), "training_years": one["years"]}
        rows.append({name: value for name, value in told.items() if value is not None})
    return tuple(rows)


def _work(person: Person) -> tuple[Facts, ...] | None:
    if person.work is not None:
        return tuple({**_span(one), **({"isco": one["isco"]} if one["isco"] else {})} for one in person.work)
    # Nobody with no years of work has periods of it.
    return () if person.years is not None and person.years == 0 else None


def _span(one: Mapping[str, Any]) -> Facts:
    last = _day(one["to"])
    return {"from": _day(one["from"]), **({"to": last} if last else {})}


def _languages(
    rows: Iterable[Mapping[str, Any]] | None, certificates: Iterable[Mapping[str, Any]] | None
) -> tuple[Facts, ...] | None:
    """Levels by language, the certified one where it is higher or nobody stated one."""
    if rows is None and not certificates:
        return None
    told: dict[str, str | None] = {}
    for row in (*(rows or ()), *(certificates or ())):
        level, held = row.get("level"), told.get(row["code"])
        known = level if level and is_valid(level) else None
        better = known is not None and (held is None or rank(known) > rank(held))
        told[row["code"]] = known if better else held
    if rows is None:  # certificates alone do not say which other languages somebody speaks
        return None
    return tuple({"code": code, **({"level": level} if level else {})} for code, level in told.items())


def _parts(words: str | None) -> tuple[str, ...] | None:
    """The parts of the pay that a contract's words name; words that name none of them stay unknown."""
    if not words:
        return None
    named = [one.strip().lower().replace(" ", "_") for one in words.replace(";", ",").split(",")]
    if named == ["none"]:
        return ()
    return tuple(named) if all(one in PAY_PARTS for one in named) else None


def _stated(terms: Mapping[str, str]) -> tuple[str, ...]:
    held = {
        "place and type": ("occupation", "place"), "duration": ("duration_months",),
        "pay": ("salary", "currency", "salary_period"), "hours": ("hours_week",),
        "paid leave": ("paid_leave_days",), "other conditions": ("other",),
    }  # fmt: skip
    return tuple(word for word, names in held.items() if all(terms.get(name) for name in names))


def _agreed(terms: Mapping[str, str]) -> tuple[str, ...]:
    held = {
        "programme and learning goals": ("programme", "learning_goals"), "duration": ("duration_months",),
        "placement and supervision": ("place", "supervision"),
    }  # fmt: skip
    return tuple(word for word, names in held.items() if all(terms.get(name) for name in names))


def _land(text: str | None) -> str | None:
    return text if text and len(text) == 2 and text.isupper() else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str | None) -> float | None:
    return float(Decimal(text)) if text else None
