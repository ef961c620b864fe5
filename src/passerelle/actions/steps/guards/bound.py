"""Where cases are bound: the track of the open case, and the vacancy of the place or the only referral."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from passerelle.domain.training.asked import Bound
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Vacancy

WHY = "guards answer for the cases that an action reached"


def bound_for(candidates: Collection[int]) -> dict[int, Bound]:
    """By candidacy, for those with an open case. Five queries whatever their number."""
    cases = Journey.objects.unscoped(WHY).filter(candidate__in=candidates, ended_on__isnull=True)
    rows = list(cases.values_list("candidate_id", "scheme_version_id", "track"))
    versions = {version for _, version, _ in rows}
    facts = dict(SchemeVersion.objects.filter(pk__in=versions).values_list("pk", "facts"))
    vacancies = _vacancies(candidates)
    return {
        candidate: _bound(facts[version] or {}, track, vacancies.get(candidate))
        for candidate, version, track in rows
    }


def routes_of(candidates: Collection[int]) -> dict[int, str | None]:
    """The legal route of each candidacy's place, or of the only referral; ``None``: unknown. Three queries."""
    if not candidates:
        return {}
    vacancies = _vacancies(candidates)
    return {one: vacancies[one].route if one in vacancies else None for one in candidates}


def _vacancies(candidates: Collection[int]) -> dict[int, Vacancy]:
    """The vacancy of a live offer; without one, that of the only open referral."""
    offers = Offer.objects.filter(candidate__in=candidates, released_at__isnull=True).order_by("pk")
    settled = dict(offers.values_list("candidate_id", "place__vacancy_id"))
    referred: dict[int, list[int]] = defaultdict(list)
    open_ = Referral.objects.unscoped(WHY).filter(candidate__in=candidates, ended_at__isnull=True)
    for candidate, vacancy in open_.values_list("candidate_id", "vacancy_id"):
        referred[candidate].append(vacancy)
    only = {candidate: found[0] for candidate, found in referred.items() if len(found) == 1}
    wanted = only | settled
    found = Vacancy.objects.unscoped(WHY).in_bulk(set(wanted.values()))
    return {candidate: found[vacancy] for candidate, vacancy in wanted.items()}


def _bound(facts: Mapping[str, Any], track: str, vacancy: Vacancy | None) -> Bound:
    gates = tuple(facts.get("gate") or ())
    tracks = tuple(one["id"] for one in facts.get("track") or ())
    if vacancy is None:
        return Bound(track, gates=gates, tracks=tracks)
    languages = tuple((one["code"], one.get("level")) for one in vacancy.languages or ())
    return Bound(track, vacancy.country, vacancy.route, languages, gates, tracks)
