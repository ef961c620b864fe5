"""What the numbers and codes of a matching are called: gates, vacancies, people."""

from collections.abc import Iterable, Mapping
from typing import Any

from passerelle.domain.access.actor import Actor
from passerelle.queries.matching.workbench_rows import Name, name_of
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.vacancies.models import Vacancy

WHY = "titles of vacancies named in something that the actor has reached"


def gate_labels(code: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What the newest version of a scheme's file calls its gates, by id, and its sources; one query."""
    rows = SchemeVersion.objects.filter(scheme__code=code).order_by("-number")
    facts: Mapping[str, Any] = rows.values_list("facts", flat=True).first() or {}
    return {gate["id"]: gate["label"] for gate in facts.get("gate") or ()}, facts.get("sources") or {}


def vacancy_titles(numbers: Iterable[str]) -> Mapping[str, str]:
    """Titles by number; one query."""
    rows = Vacancy.objects.unscoped(WHY).filter(number__in={one for one in numbers if one})
    return dict(rows.values_list("number", "title"))


def people_names(actor: Actor, numbers: Iterable[str]) -> Mapping[str, Name]:
    """Names of candidacies in reach, by number; one query."""
    wanted = {one for one in numbers if one}
    rows = Candidate.objects.visible_to(actor).filter(number__in=wanted)
    return {row.number: name_of(row.person) for row in rows.select_related("person")}
