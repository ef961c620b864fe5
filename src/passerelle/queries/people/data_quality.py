"""What is dubious in a scheme's lists: suspects counted by code, and facts that nobody knows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.queries.people.candidate_list import ASSESSED
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Scheme
from passerelle.records.vacancies.models import Vacancy

VACANCY_FACTS = ("occupation", "skills", "languages", "eqf_min", "years_min", "region", "start", "salary")


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts for one scheme; ``None`` where the actor may not read that list."""

    scheme: str
    vacancies: int | None
    links: dict[str, int]  # how each vacancy reached an occupation
    suspects: dict[str, int]
    vacancy_unknown: dict[str, int]
    candidates: int | None
    candidate_unknown: dict[str, int]


def data_quality(actor: Actor) -> list[Quality]:
    """One entry for each scheme the actor may read, in five queries."""
    schemes = Scheme.objects.visible_to(actor).order_by("code")
    vacancies = _vacancies(actor) if actor.may(Permission.VACANCY_READ) else {}
    links, suspects = _links(actor), _suspects(actor)
    candidates = _candidates(actor) if actor.may(Permission.CANDIDATE_READ) else {}
    return [
        Quality(
            scheme=scheme.code,
            vacancies=vacancies.get(scheme.pk, {}).get("all_rows"),
            links=links.get(scheme.pk, {}),
            suspects=dict(suspects.get(scheme.pk, Counter()).most_common()),
            vacancy_unknown=_only(vacancies.get(scheme.pk, {}), VACANCY_FACTS),
            candidates=candidates.get(scheme.pk, {}).get("all_rows"),
            candidate_unknown=_only(candidates.get(scheme.pk, {}), ASSESSED),
        )
        for scheme in schemes
    ]


def _unknown(prefix: str, facts: tuple[str, ...]) -> dict[str, Count]:
    return {f"no_{fact}": Count("pk", filter=Q(**{f"{prefix}{fact}__isnull": True})) for fact in facts}


def _only(row: dict[str, int], facts: tuple[str, ...]) -> dict[str, int]:
    return {fact: row[f"no_{fact}"] for fact in facts if row.get(f"no_{fact}")}


def _vacancies(actor: Actor) -> dict[int, dict[str, int]]:
    rows = Vacancy.objects.visible_to(actor).filter(closed_on__isnull=True).order_by().values("scheme_id")
    counted: Iterable[Any] = rows.annotate(all_rows=Count("pk"), **_unknown("", VACANCY_FACTS))
    return {row["scheme_id"]: row for row in counted}


def _links(actor: Actor) -> dict[int, dict[str, int]]:
    rows = Vacancy.objects.visible_to(actor).filter(closed_on__isnull=True).order_by()
    found: dict[int, dict[str, int]] = {}
    for scheme, link, count in rows.values_list("scheme_id", "occupation_link").annotate(Count("pk")):
        found.setdefault(scheme, {})[link] = count
    return found


def _suspects(actor: Actor) -> dict[int, Counter[str]]:
    rows = Vacancy.objects.visible_to(actor).filter(closed_on__isnull=True).exclude(suspects=[])
    found: dict[int, Counter[str]] = {}
    for scheme, suspects in rows.values_list("scheme_id", "suspects"):
        found.setdefault(scheme, Counter()).update({suspect["code"] for suspect in suspects})
    return found


def _candidates(actor: Actor) -> dict[int, dict[str, int]]:
    rows = Candidate.objects.visible_to(actor).filter(withdrawn_on__isnull=True).order_by().values("scheme_id")
    counted: Iterable[Any] = rows.annotate(all_rows=Count("pk"), **_unknown("person__", ASSESSED))
    return {row["scheme_id"]: row for row in counted}
