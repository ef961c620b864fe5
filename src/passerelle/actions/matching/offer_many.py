"""Agree, offer and accept for many people at once: the single acts' rules, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from passerelle.actions.matching.offer_rules import held_fault, is_exclusive, offer_faults
from passerelle.actions.matching.reach import is_the_candidate, must_be_a_person, on_behalf, refusal
from passerelle.actions.matching.referral_life import must_be_open, note_about, tell_person
from passerelle.actions.matching.referring import Pair, lock
from passerelle.actions.steps.journey.journeys import follow_all
from passerelle.actions.steps.places.first_turn import note_all_given
from passerelle.actions.steps.places.free import free_places, held_by_person
from passerelle.actions.steps.places.quotas import Placed, reserve
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Place, Vacancy

WHY = "the action reached these referrals"


@dataclass(slots=True)
class Made:
    """Offers by their referral's number, and the code why for each referral that was left."""

    offers: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)


def agree_many(actor: Actor, numbers: Collection[str], *, key: str | None = None) -> None:
    """Record for each referral that the person agrees to be seen by name; all or nothing.

    Raises ``NotPermitted`` out of reach, ``Refused`` with ``referral_ended``. Who had agreed stays as it is.
    """
    content = sorted(numbers)
    with writing(actor, "referral.agree", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        referrals, at = _reached(actor, numbers, Permission.MATCH_DECIDE), timezone.now()
        for one in referrals:
            must_be_open(one)
            note_about(note, one)
        fresh = [one for one in referrals if one.agreed_at is None]
        Referral.objects.unscoped(WHY).filter(pk__in=[one.pk for one in fresh]).update(
            agreed_at=at, version=F("version") + 1, changed_at=at
        )
        people = [one.candidate for one in fresh]
        follow_all(note, people, "agreed", by=actor, at=at, who="candidate")
        wanted = [one.candidate for one in fresh if one.wanted_at is not None]
        if wanted:  # the employer had answered the nameless profile before
            follow_all(note, wanted, "shortlisted", by=actor, at=at, who="employer")
        note.details = {"referrals": len(fresh)}


def make_offers(actor: Actor, numbers: Sequence[str], *, key: str | None = None) -> Made:
    """Reserve a place for each referral in this order; whoever cannot be offered one is left, with the code.

    The codes are those of ``make_offer``. Raises ``NotPermitted`` when one is out of reach.
    """
    must_be_a_person(actor)
    with writing(actor, "offer.make", purpose=Purpose.RECRUITMENT, key=key, content=list(numbers)) as note:
        if note.replayed:
            return Made(*note.answer) if isinstance(note.answer, list) else Made()
        at, made = timezone.now(), Made()
        by_number = {one.number: one for one in _reached(actor, numbers, Permission.OFFER_MAKE, own=False)}
        referrals = [by_number[number] for number in numbers]
        possible = _possible(referrals, made, at=at)
        placed = _with_a_place(possible, made)
        kept = _within_quotas(note, placed, made, by=actor.id, at=at)
        _offered(note, actor, kept, made, at=at)
        note.details = {"offers": len(made.offers), "left": len(made.left)}
        note.answer = [made.offers, made.left]
        return made


def accept_offers(actor: Actor, numbers: Collection[str], *, key: str | None = None) -> None:
    """Record for each offer that the person takes the place; all or nothing.

    Refused with ``already_released``; ``NotPermitted`` out of reach. Who had accepted stays as it is.
    """
    content = sorted(numbers)
    with writing(actor, "offer.accept", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        at = timezone.now()
        rows = Offer.objects.filter(number__in=content).select_for_update(of=("self",)).order_by("pk")
        offers = list(rows.select_related("referral"))
        about = {one.referral.number for one in offers}
        reached = {one.pk: one for one in _reached(actor, about, Permission.MATCH_DECIDE)}
        if len(offers) != len(set(content)):
            raise NotPermitted("one of the offers")
        if any(one.released_at is not None for one in offers):
            hint = Text("Ask whether another place is free.")
            raise refusal("already_released", Text("This offer was already released."), hint)
        fresh = [one for one in offers if one.accepted_at is None]
        Offer.objects.filter(pk__in=[one.pk for one in fresh]).update(
            accepted_at=at, version=F("version") + 1, changed_at=at
        )
        people = [reached[one.referral_id].candidate for one in fresh]
        follow_all(note, people, "placed", by=actor, at=at, who="candidate")
        for one in offers:
            note_about(note, reached[one.referral_id], one.number)
        note.details = {"offers": len(fresh)}


def _reached(
    actor: Actor, numbers: Iterable[str], permission: Permission, *, own: bool = True
) -> list[Referral]:
    """The referrals, locked, with both sides; ``NotPermitted`` when one is out of reach."""
    wanted = set(numbers)
    rows = Referral.objects.visible_to(actor).filter(number__in=wanted).order_by("pk")
    joined = rows.select_related("candidate__person", "candidate__scheme", "vacancy__employer")
    found = list(joined.select_for_update(of=("self",)))
    if len(found) != len(wanted):
        raise NotPermitted("one of the referrals")
    for one in found:
        if not on_behalf(actor, one, permission) and not (own and is_the_candidate(actor, one)):
            raise NotPermitted(one.number)
    return found


def _possible(referrals: Sequence[Referral], made: Made, *, at: datetime) -> list[Referral]:
    faults = offer_faults(referrals, at=at)
    made.left |= {one.number: faults[one.pk].code for one in referrals if one.pk in faults}
    return [one for one in referrals if one.pk not in faults]


def _with_a_place(referrals: Sequence[Referral], made: Made) -> list[tuple[Referral, Place]]:
    """Each with the place that is the lowest free one when its turn comes; one after the other by the locks."""
    lock([Pair(one.candidate, one.vacancy) for one in referrals])
    vacancies = Vacancy.objects.unscoped(WHY).filter(pk__in={one.vacancy_id for one in referrals})
    list(vacancies.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    free = free_places({one.vacancy_id for one in referrals})
    held = held_by_person({one.candidate_id for one in referrals})
    found = []
    for one in referrals:
        mine = held[one.candidate_id]
        if (fault := held_fault(one, mine)) is not None:
            made.left[one.number] = fault.code
        elif not free[one.vacancy_id]:
            made.left[one.number] = "no_place_left"
        else:
            found.append((one, free[one.vacancy_id].pop(0)))
            mine.append((one.pk, is_exclusive(one)))
    return found


def _within_quotas(
    note: Writing, placed: Sequence[tuple[Referral, Place]], made: Made, *, by: int | None, at: datetime
) -> list[tuple[Referral, Place]]:
    """All at once where there is room for all; else one after the other, in order, until the room is used."""
    wanted = [Placed(one.candidate, one.vacancy) for one, _ in placed]
    try:
        with transaction.atomic():
            reserve(note, wanted, by=by, at=at)
            return list(placed)
    except Refused:
        kept = []
    for (referral, place), one in zip(placed, wanted, strict=True):
        try:
            with transaction.atomic():
                reserve(note, [one], by=by, at=at)
        except Refused as refused:
            made.left[referral.number] = refused.problems[0].code
        else:
            kept.append((referral, place))
    return kept


def _offered(
    note: Writing, actor: Actor, kept: Sequence[tuple[Referral, Place]], made: Made, *, at: datetime
) -> None:
    offers = Offer.objects.bulk_create(
        Offer(
            referral=one, candidate=one.candidate, place=place, made_by_id=must_be_a_person(actor),
            made_at=at, exclusive=is_exclusive(one),
        )
        for one, place in kept
    )  # fmt: skip
    note_all_given([(offer.referral, offer) for offer in offers], at=at)
    by_scheme: dict[int, list[Referral]] = defaultdict(list)
    for offer in offers:
        made.offers[offer.referral.number] = offer.number
        note_about(note, offer.referral, offer.number)
        tell_person(note, offer.referral, "offered", {"offer": offer.number})
        by_scheme[offer.referral.candidate.scheme_id].append(offer.referral)
    for some in by_scheme.values():
        follow_all(note, [one.candidate for one in some], "offered", by=actor, at=at)
