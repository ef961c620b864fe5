"""Checks of this room before a step: the employer is cleared, a committed post stands behind the person."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from passerelle.actions.steps.guards.check import GuardCheck
from passerelle.records.employers.verdicts import clearances, promises
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Vacancy

WHY = "a step of these cases is being checked"


def employer_cleared(candidate_ids: Collection[int]) -> set[int]:
    """People whose employer (of the offer, else of an open referral) has a file that clears it."""
    sought = _vacancies_of(candidate_ids)
    rows = Vacancy.objects.unscoped(WHY).filter(pk__in={pk for found in sought.values() for pk in found})
    firms = {pk: (scheme, firm) for pk, scheme, firm in rows.values_list("pk", "scheme_id", "employer_id")}
    verdicts = clearances(firms.values(), on=timezone.localdate())
    return {one for one, found in sought.items() if any(verdicts[firms[pk]].is_cleared for pk in found)}


def committed_post(candidate_ids: Collection[int]) -> set[int]:
    """People whose place is among the posts that their vacancy promises by conditional offer or contract.

    Places are numbered: with 12 posts promised, the holders of places 1 to 12 are covered. Somebody who is
    only referred is covered while a promised post is still free.
    """
    sought = _vacancies_of(candidate_ids)
    numbers = {pk for found in sought.values() for pk in found}
    posts = dict(Vacancy.objects.unscoped(WHY).filter(pk__in=numbers).values_list("pk", "posts"))
    firm = {
        pk: one.at_least["conditional_offer"] for pk, one in promises(posts, on=timezone.localdate()).items()
    }
    places = _places(numbers)
    held: dict[int, int] = {}
    for _, vacancy in places:
        held[vacancy] = held.get(vacancy, 0) + 1
    return {
        one
        for one, found in sought.items()
        if any(places.get((one, pk), held.get(pk, 0) + 1) <= firm[pk] for pk in found)
    }


def _places(vacancies: Collection[int]) -> Mapping[tuple[int, int], int]:
    rows = Offer.objects.filter(place__vacancy__in=vacancies, released_at__isnull=True)
    return {
        (candidate, vacancy): ordinal
        for candidate, vacancy, ordinal in rows.values_list(
            "candidate_id", "place__vacancy_id", "place__ordinal"
        )
    }


def _vacancies_of(candidate_ids: Collection[int]) -> dict[int, set[int]]:
    """The vacancies of each person's open offers; without one, of the open referrals."""
    offers = Offer.objects.filter(candidate__in=candidate_ids, released_at__isnull=True)
    found: dict[int, set[int]] = {}
    for candidate, vacancy in offers.values_list("candidate_id", "place__vacancy_id"):
        found.setdefault(candidate, set()).add(vacancy)
    rows = Referral.objects.unscoped(WHY).filter(candidate__in=candidate_ids, ended_at__isnull=True)
    offered = set(found)
    for candidate, vacancy in rows.values_list("candidate_id", "vacancy_id"):
        if candidate not in offered:
            found.setdefault(candidate, set()).add(vacancy)
    return found


GUARD_CHECKS: Mapping[str, GuardCheck] = {
    "employer_cleared": employer_cleared,
    "committed_post": committed_post,
}
