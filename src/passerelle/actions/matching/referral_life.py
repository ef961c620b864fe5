"""A referral's life: the person agrees to be seen, or somebody ends it."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils import timezone

from passerelle.actions.matching.reach import is_the_candidate, on_behalf, referral_for, refusal
from passerelle.actions.steps.journey.journeys import follow
from passerelle.actions.steps.journey.pool import next_in_reserve, not_retained, offer_over
from passerelle.actions.steps.places.quotas import release
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.decline_codes import ENDED, must_know
from passerelle.records.selection.models import Offer, Referral

CANDIDATE_MAY = frozenset({"candidate_declined", "candidate_withdrew"})
EMPLOYER_MAY = frozenset({"employer_declined", "vacancy_closed"})
# Ends of one referral after which the person is still on the list.
# Each with the reason that the case keeps.
BACK: Mapping[str, str] = {
    "candidate_declined": "candidate_declined",
    "employer_declined": "profile_not_retained",
    "vacancy_closed": "vacancy_closed",
    "entered_in_error": "entered_in_error",
}


def agree(actor: Actor, number: str, *, version: int | None = None, key: str | None = None) -> None:
    """Record that the person agrees to be seen by name; by the person, or by staff on the person's word.

    Agreeing twice changes nothing. Raises ``NotPermitted`` for anybody else, ``Refused`` with code
    ``referral_ended`` or ``stale``.
    """
    with writing(actor, "referral.agree", purpose=Purpose.RECRUITMENT, key=key, content=number) as note:
        if note.replayed:
            return
        referral = referral_for(actor, number)
        own = is_the_candidate(actor, referral)
        if not own and not on_behalf(actor, referral, Permission.MATCH_DECIDE):
            raise NotPermitted(number)
        must_be_open(referral)
        if referral.agreed_at is None:
            must_be_version(referral, version)
            referral.agreed_at = timezone.now()
            save_next(referral)
            follow(note, referral.candidate, "agreed", by=actor, at=referral.agreed_at, who="candidate")
            if referral.wanted_at is not None:  # the employer had answered the nameless profile before
                follow(note, referral.candidate, "shortlisted", by=actor, at=referral.agreed_at, who="employer")
        note_about(note, referral)
        note.details = {"by_the_person": own}


def end_referral(
    actor: Actor, number: str, *, code: str, version: int | None = None, key: str | None = None
) -> None:
    """End a referral with a code; an open offer is released with it.

    The person may say no, the employer may say no, staff may use every code (``unknown_code`` otherwise).
    """
    content = [number, code]
    with writing(actor, "referral.end", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        referral = referral_for(actor, number)
        must_know({one: ENDED[one] for one in ENDED if one in _codes_for(actor, referral)}, code)
        must_be_open(referral)
        must_be_version(referral, version)
        referral.ended_at, referral.end_code = timezone.now(), code
        save_next(referral)
        held = _release_open(referral)
        release(note, [referral.candidate_id], by=actor.id, at=referral.ended_at, why=code,
                vacancies=[referral.vacancy_id])  # fmt: skip
        places = Q(round__vacancy=referral.vacancy_id)
        next_in_reserve(note, [referral.candidate], places, by=actor, at=referral.ended_at)
        note_about(note, referral)
        note.details = {"code": code}
        tell_person(note, referral, "referral_ended", {"code": code})
        _send_back(note, referral, actor, code, held=held)


def must_be_open(referral: Referral) -> None:
    """Nothing more can happen to a referral that has ended."""
    if referral.ended_at is not None:
        raise refusal("referral_ended", Text("This referral has ended."), Text("Refer the pair again."))


def note_about(note: Writing, referral: Referral, *numbers: str) -> None:
    """The event names the referral, both sides and the person."""
    note.scheme_code = referral.candidate.scheme.code
    note.about(referral.number, referral.vacancy.number, *numbers)
    note.about(referral.candidate.number, referral.candidate.person.number)


def tell_person(note: Writing, referral: Referral, template: str, facts: dict[str, object]) -> None:
    """A message to the person about the referral, in the person's language."""
    person, vacancy = referral.candidate.person, referral.vacancy
    known: dict[str, object] = {
        "scheme": referral.candidate.scheme.name,
        "referral": referral.number,
        "vacancy": vacancy.number,
        "title": vacancy.title,
    }
    note.tell(person.number, template, {**known, **facts}, language=person.language)


def _codes_for(actor: Actor, referral: Referral) -> frozenset[str]:
    if on_behalf(actor, referral, Permission.MATCH_DECIDE):
        return frozenset(ENDED)
    if on_behalf(actor, referral, Permission.OFFER_MAKE):
        return EMPLOYER_MAY
    if is_the_candidate(actor, referral):
        return CANDIDATE_MAY
    raise NotPermitted(referral.number)


def _release_open(referral: Referral) -> bool:
    """Give back the place that the referral still holds; whether there was one."""
    held = list(Offer.objects.select_for_update().filter(referral=referral, released_at__isnull=True))
    for offer in held:
        offer.released_at, offer.release_code = referral.ended_at, "referral_ended"
        save_next(offer)
    return bool(held)


def _send_back(note: Writing, referral: Referral, actor: Actor, code: str, *, held: bool) -> None:
    """One employer's end is not the end of the case: the person is on the list again."""
    if code not in BACK:
        return
    at, reason = referral.ended_at or timezone.now(), BACK[code]
    if held:
        event = "offer_declined" if code == "candidate_declined" else "offer_withdrawn"
        offer_over(note, referral.candidate, event, by=actor, at=at, reason=reason)
    else:
        not_retained(note, [referral.candidate], by=actor, at=at, reason=reason)
