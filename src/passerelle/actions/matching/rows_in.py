"""From rows to the frozen inputs of a run: seven queries whatever the number of people."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from passerelle.actions.matching.list_places import not_on_the_list
from passerelle.actions.steps.tables import scheme_of
from passerelle.domain.classifications import seed
from passerelle.domain.classifications.concepts import Kind
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.schemes.scheme import Scheme
from passerelle.records.candidates.models import Candidate
from passerelle.records.classifications.models import Concept
from passerelle.records.selection.models import Run
from passerelle.records.vacancies.models import Vacancy

WHY = "a run reads its whole scheme; who may see what stands in the readings of the run"
PROFILE = ("occupations", "skills", "languages", "eqf", "years", "countries", "available_from", "licences")
# Lists without employers' names come under one stand-in: no rule may take those for one employer.
NOT_NAMED = "employer not named"
GROUP = ("sex", "birth_date", "region", "nationality")
STATED = (
    "number", "posts", "employer__name", "country", "region", "occupation", "isco", "skills", "optional_skills",
    "languages", "eqf_min", "years_min", "licences", "route", "start", "salary", "currency", "salary_period",
)  # fmt: skip


def inputs_of(run: Run) -> MatchInputs:
    """What the run reads: candidates on the list and vacancies not closed, by their public numbers."""
    candidates, groups = _candidates(run.scheme_id)
    vacancies, stated = _vacancies(run.scheme_id)
    settings: Mapping[str, Any] = run.settings
    return MatchInputs(
        scheme=weighed(scheme_of(run.scheme_version), settings.get("weights")),
        candidates=candidates,
        vacancies=vacancies,
        on=date.fromisoformat(settings["on"]) if settings.get("on") else timezone.localdate(run.requested_at),
        groups=groups,
        isco_of=_isco_of(candidates, vacancies, stated),
        seed=int(settings.get("seed", 0)),
        objective=settings.get("objective") or None,
        dropped=frozenset((*settings.get("off_rules", ()), *settings.get("dropped", ()))),
    )


def weighed(scheme: Scheme, weights: Mapping[str, int] | None) -> Scheme:
    """The scheme with other weights, where the run asks for some."""
    return replace(scheme, weights=dict(weights)) if weights else scheme


def _candidates(scheme: int) -> tuple[tuple[CandidateProfile, ...], dict[str, GroupFacts]]:
    rows = Candidate.objects.unscoped(WHY).filter(scheme_id=scheme, withdrawn_on__isnull=True)
    elsewhere = not_on_the_list(scheme)
    names = ("pk", "number", *(f"person__{name}" for name in (*PROFILE, *GROUP)))
    profiles, groups = [], {}
    for pk, number, *facts in rows.values_list(*names).iterator(chunk_size=2_000):
        if pk in elsewhere:
            continue
        profile = dict(zip(PROFILE, facts[: len(PROFILE)], strict=True))
        groups[number] = GroupFacts(**dict(zip(GROUP, facts[len(PROFILE) :], strict=True)))
        profiles.append(CandidateProfile(id=number, **_read(profile)))
    return tuple(profiles), groups


def _vacancies(scheme: int) -> tuple[tuple[VacancyProfile, ...], dict[str, str]]:
    rows = Vacancy.objects.unscoped(WHY).filter(scheme_id=scheme, closed_on__isnull=True)
    profiles, isco_of = [], {}
    for values in rows.values_list(*STATED).iterator(chunk_size=2_000):
        facts = dict(zip(STATED, values, strict=True))
        number, isco, employer = facts.pop("number"), facts.pop("isco"), facts.pop("employer__name")
        if facts["occupation"] and isco:
            isco_of[facts["occupation"]] = isco
        facts["occupation"] = facts["occupation"] or isco or None
        known_employer = None if employer.casefold().endswith(NOT_NAMED) else employer
        source = _source(facts["skills"])
        profiles.append(VacancyProfile(id=number, employer=known_employer, skills_from=source, **_read(facts)))
    return tuple(profiles), isco_of


def _source(skills: Iterable[Any] | None) -> str:
    """Where a vacancy's skills come from; ``stated`` only when the employer stated every one."""
    kinds = {one.get("how", "stated") for one in skills or () if isinstance(one, Mapping)}
    return next((kind for kind in sorted(kinds) if kind != "stated"), "stated")


def _read(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in facts.items()}


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "languages":
        return tuple((one["code"], one.get("level")) for one in value)
    if isinstance(value, list):
        return tuple(one["uri"] if isinstance(one, Mapping) else one for one in value)
    return float(value) if isinstance(value, Decimal) else value


def _isco_of(
    candidates: Iterable[CandidateProfile], vacancies: Iterable[VacancyProfile], stated: Mapping[str, str]
) -> dict[str, str]:
    used = {one for candidate in candidates for one in candidate.occupations or ()}
    used |= {vacancy.occupation for vacancy in vacancies if vacancy.occupation}
    rows = Concept.objects.filter(kind=Kind.OCCUPATION).exclude(isco="").values_list("uri", "isco")
    built_in = {uri: concept.isco for uri, concept in seed.occupations().items() if concept.isco}
    known = {**built_in, **stated, **dict(rows)}
    return {one: known[one] for one in sorted(used) if one in known}
