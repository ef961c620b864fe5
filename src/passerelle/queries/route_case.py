"""A case for the rules of law out of what is known about a person, a vacancy and its employer."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from passerelle.domain.classifications.cefr import is_valid
from passerelle.domain.pathways.case import Case
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.employers.models import Check, Recognition
from passerelle.records.journeys.models import StageChange
from passerelle.records.vacancies.models import Vacancy

FILED, DECIDED = "permit_filed", ("permit_granted", "permit_refused")


def case_for(candidate: Candidate, vacancy: Vacancy, on: date) -> Case:
    """What is known; what is not stays unknown. Three queries; both rows were reached through a scope."""
    facts = {
        **person_facts(candidate.person),
        **job_facts(vacancy),
        **_employer_facts(vacancy, on),
        **_event_facts(candidate, vacancy),
    }
    return Case({name: value for name, value in facts.items() if value is not None})


def person_facts(person: Person) -> dict[str, Any]:
    """Facts about the person; years of work without dates stay out, the rules ask for dates."""
    return {
        "person.birth_date": person.birth_date,
        "person.nationality": person.nationality,
        "person.residence": _country_of(person.region),
        "person.qualifications": None if person.eqf is None else _qualification(person.eqf),
        "person.languages": None if person.languages is None else tuple(_languages(person.languages)),
        "person.licences": None if person.licences is None else tuple(person.licences),
    }


def job_facts(vacancy: Vacancy) -> dict[str, Any]:
    """Facts about the job; whether holiday pay or a bonus is in the pay is not recorded, so unknown."""
    told = vacancy.salary is not None and vacancy.salary_period
    return {
        "job.country": vacancy.country,
        "job.region": vacancy.region,
        "job.isco": vacancy.isco,
        "job.salary.amount": float(vacancy.salary) if vacancy.salary is not None else None,
        "job.salary.currency": vacancy.currency if told else None,
        "job.salary.period": vacancy.salary_period if told else None,
        "job.remote": True if vacancy.route == "remote" else None,
        "job.traineeship": True if vacancy.kind == Vacancy.Kind.INTERNSHIP else None,
        "job.business_visit": True if vacancy.route == "schengen_c" else None,
        "events.contract_start": vacancy.start,
    }


def _country_of(region: str | None) -> str | None:
    head = (region or "").split("-")[0]
    return head if len(head) == 2 and "-" in (region or "") else None


def _qualification(level: int) -> tuple[dict[str, Any], ...]:
    return ({"eqf": level},) if level else ()


def _languages(rows: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    for row in rows:
        level = row.get("level")
        yield {"code": row["code"], **({"level": level} if level and is_valid(level) else {})}


def _employer_facts(vacancy: Vacancy, on: date) -> dict[str, Any]:
    mine = {"file__scheme_id": vacancy.scheme_id, "file__organisation_id": vacancy.employer_id}
    checks = Check.objects.filter(**mine, status="accepted").values_list("code", "value")
    told = {code: _whole(value) for code, value in checks}
    return {
        "job.employer.recognised_sponsor": _recognised(mine, vacancy.country, on),
        "job.employer.age_years": told.get("age_of_firm"),
        "job.employer.staff": told.get("staff"),
    }


def _recognised(mine: Mapping[str, Any], country: str | None, on: date) -> bool | None:
    """Recognised on the day; a recognition that is over says no; none recorded says nothing."""
    spans = Recognition.objects.filter(**mine, country=country or "").values_list("valid_from", "valid_to")
    found = [first <= on and (last is None or on <= last) for first, last in spans]
    return any(found) if found else None


def _whole(value: str) -> int | None:
    return int(value) if value.strip().isdecimal() and len(value) < 7 else None


def _event_facts(candidate: Candidate, vacancy: Vacancy) -> dict[str, Any]:
    if candidate.scheme_id != vacancy.scheme_id:
        return {}
    changes = StageChange.objects.filter(
        journey__candidate=candidate, journey__ended_on__isnull=True, event__in=[FILED, *DECIDED]
    ).values_list("event", "at")
    days = {event: at.date() for event, at in changes}
    decided = next((days[event] for event in DECIDED if event in days), None)
    return {"events.filed": days.get(FILED), "events.decided": decided}
