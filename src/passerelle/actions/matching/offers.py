"""Offers: the only thing that reserves a place, and the database refuses to reserve one twice."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from passerelle.actions.matching.offer_rules import held_fault, is_exclusive, offer_faults
from passerelle.actions.matching.reach import (
    is_the_candidate,
    must_be_a_person,
    on_behalf,
    referral_for,
    refusal,
)
from passerelle.actions.matching.referral_life import note_about, tell_person
from passerelle.actions.matching.referring import Pair, lock
from passerelle.actions.steps.journey.journeys import follow
from passerelle.actions.steps.journey.pool import next_in_reserve, offer_over
from passerelle.actions.steps.places.first_turn import note_given
from passerelle.actions.steps.places.free import free_places, held_by_person
from passerelle.actions.steps.places.quotas import Placed, release, reserve
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.decline_codes import RELEASED, must_know
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Place, Vacancy

WHY = "the referral was reached"
# The event that a released offer is in the person's case; an error is no event.
MOVES_THE_CASE: dict[str, str] = {
    "candidate_declined": "offer_declined",
    "employer_withdrew": "offer_withdrawn",
    "term_passed": "offer_withdrawn",
}


@dataclass(frozen=True, slots=True)
class Reserved:
    """An offer's number and the ordinal of the place it reserves."""

    offer: str
    place: int


def make_offer(actor: Actor, referral_number: str, *, key: str | None, version: int | None = None) -> Reserved:
    """Reserve the lowest free place for a person who has agreed.

    Refused with ``not_agreed``, ``referral_ended``, ``vacancy_closed``, ``candidate_withdrawn``,
    ``already_offered``, ``has_a_place`` (held elsewhere), ``employer_suspended``, ``quota_full``,
    ``no_job_promised`` (where the scheme asks for a job at origin) or
    ``no_place_left`` (the hint names what is next).
    """
    must_be_a_person(actor)
    content = referral_number
    with writing(actor, "offer.make", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return _answered(note.answer)
        referral = referral_for(actor, referral_number)
        if not on_behalf(actor, referral, Permission.OFFER_MAKE):
            raise NotPermitted(referral_number)
        must_be_version(referral, version)
        if fault := offer_faults([referral], at=timezone.now()).get(referral.pk):
            raise Refused([fault])
        offer = _reserve(actor, referral)
        note_given(referral, offer, at=offer.made_at)
        note_about(note, referral, offer.number)
        note.details = {"place": offer.place.ordinal}
        tell_person(note, referral, "offered", {"offer": offer.number})
        reserve(note, [Placed(referral.candidate, referral.vacancy)], by=actor.id, at=offer.made_at)
        follow(note, referral.candidate, "offered", by=actor, at=offer.made_at)
        note.answer = [offer.number, offer.place.ordinal]
        return Reserved(offer.number, offer.place.ordinal)


def release_offer(
    actor: Actor, number: str, *, code: str, version: int | None = None, key: str | None = None
) -> None:
    """Give the place back, with a code: the person turns it down, or the others release it.

    The referral ends with it and the person is back on the list, unless the offer was an error.
    """
    with writing(actor, "offer.release", purpose=Purpose.RECRUITMENT, key=key, content=[number, code]) as note:
        if note.replayed:
            return
        offer, referral = offer_within_reach(actor, number)
        must_know(RELEASED, code)
        if offer.released_at is not None:
            raise refusal("already_released", Text("This offer was already released."))
        must_be_version(offer, version)
        offer.released_at, offer.release_code = timezone.now(), code
        save_next(offer)
        release(note, [referral.candidate_id], by=actor.id, at=offer.released_at, why=code,
                vacancies=[referral.vacancy_id])  # fmt: skip
        places = Q(round__vacancy=referral.vacancy_id)
        next_in_reserve(note, [referral.candidate], places, by=actor, at=offer.released_at)
        note_about(note, referral, number)
        note.details = {"code": code}
        tell_person(note, referral, "offer_released", {"offer": number, "code": code})
        if code in MOVES_THE_CASE:
            _end(referral, code, at=offer.released_at)
            event = MOVES_THE_CASE[code]
            offer_over(note, referral.candidate, event, by=actor, at=offer.released_at, reason=code)


def _end(referral: Referral, code: str, *, at: datetime) -> None:
    """With its offer a referral is over; only an offer entered in error leaves it open."""
    if referral.ended_at is None:
        referral.ended_at, referral.end_code = at, code
        save_next(referral)


def _answered(answer: object) -> Reserved:
    number, place = answer if isinstance(answer, list) else ("", 0)
    return Reserved(str(number), int(place))


def offer_within_reach(actor: Actor, number: str) -> tuple[Offer, Referral]:
    """The offer, locked, and its referral; ``NotPermitted`` for whoever is neither side nor staff."""
    visible = Referral.objects.visible_to(actor)
    found = Offer.objects.filter(number=number, referral__in=visible).values_list("referral__number", flat=True)
    referral_number = found.first()
    if referral_number is None:
        raise NotPermitted(number)
    referral = referral_for(actor, referral_number)
    if not is_the_candidate(actor, referral) and not on_behalf(actor, referral, Permission.OFFER_MAKE):
        raise NotPermitted(number)
    return Offer.objects.select_for_update().get(number=number), referral


def _reserve(actor: Actor, referral: Referral) -> Offer:
    # One after the other on each vacancy and each person; the unique constraints stand behind it.
    lock([Pair(referral.candidate, referral.vacancy)])
    vacancies = Vacancy.objects.unscoped(WHY).filter(pk=referral.vacancy_id)
    list(vacancies.select_for_update(no_key=True).values_list("pk", flat=True))
    _must_hold_nothing(referral)
    free = free_places([referral.vacancy_id])[referral.vacancy_id]
    if not free:
        raise _nothing_left(actor, referral)
    try:
        with transaction.atomic():
            return _saved(actor, referral, free[0])
    except IntegrityError:
        _must_hold_nothing(referral)
        raise _nothing_left(actor, referral) from None


def _saved(actor: Actor, referral: Referral, place: Place) -> Offer:
    return Offer.objects.create(
        referral=referral,
        candidate=referral.candidate,
        place=place,
        made_by_id=must_be_a_person(actor),
        made_at=timezone.now(),
        exclusive=is_exclusive(referral),
    )


def _must_hold_nothing(referral: Referral) -> None:
    held = held_by_person({referral.candidate_id})[referral.candidate_id]
    if fault := held_fault(referral, held):
        raise Refused([fault])


def _nothing_left(actor: Actor, referral: Referral) -> Refused:
    names = {"places": referral.vacancy.posts, "vacancy": referral.vacancy.number}
    message = Text("All %(places)s places of %(vacancy)s are reserved.", names)
    mine = Referral.objects.visible_to(actor).filter(candidate=referral.candidate, ended_at__isnull=True)
    others = mine.exclude(pk=referral.pk).order_by("pk").values_list("vacancy_id", "vacancy__number")
    free = free_places([vacancy for vacancy, _number in others])
    for vacancy, number in others:
        if free[vacancy]:
            hint = Text("%(vacancy)s, where the person is referred too, has a free place.", {"vacancy": number})
            return refusal("no_place_left", message, hint)
    hint = Text("Ask the employer for one more place, or wait until an offer is released.")
    return refusal("no_place_left", message, hint)
