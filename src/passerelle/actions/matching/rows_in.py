"""From rows to the frozen inputs of a run: seven queries whatever the number of people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from passerelle.actions.matching.list_places import not_on_the_list
from passerelle.actions.steps.tables import scheme_of
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.profiles import (
    CandidateProfile,
    GroupFacts,
    VacancyProfile,
    occupations_in,
)
from passerelle.domain.schemes.scheme import Scheme
from passerelle.records.candidates.models import Candidate
from passerelle.records.classifications.isco import isco_of
from passerelle.records.selection.models import Run
from passerelle.records.vacancies.models import Vacancy
from passerelle.records.vacancies.profiles import read_facts, vacancy_profiles

WHY = "a run reads its whole scheme; who may see what stands in the readings of the run"
PROFILE = ("occupations", "skills", "languages", "eqf", "years", "countries", "available_from", "licences")
GROUP = ("sex", "birth_date", "region", "nationality")


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
        isco_of=isco_of(occupations_in(candidates, vacancies), stated),
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
        profiles.append(CandidateProfile(id=number, **read_facts(profile)))
    return tuple(profiles), groups


def _vacancies(scheme: int) -> tuple[tuple[VacancyProfile, ...], dict[str, str]]:
    return vacancy_profiles(Vacancy.objects.unscoped(WHY).filter(scheme_id=scheme, closed_on__isnull=True))
