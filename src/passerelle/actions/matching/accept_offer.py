"""Accept an offer: the place is the person's, and the case goes on."""

from django.utils import timezone

from passerelle.actions.matching.offers import offer_within_reach
from passerelle.actions.matching.reach import is_the_candidate, on_behalf, refusal
from passerelle.actions.matching.referral_life import note_about
from passerelle.actions.steps.journey.journeys import follow
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text


def accept_offer(actor: Actor, number: str, *, version: int | None = None, key: str | None = None) -> None:
    """Record that the person takes the place; by the person, or by staff on the person's word.

    Accepting twice changes nothing. The employer cannot accept its own offer: ``NotPermitted``. Refused
    with ``already_released`` or ``stale``.
    """
    with writing(actor, "offer.accept", purpose=Purpose.RECRUITMENT, key=key, content=number) as note:
        if note.replayed:
            return
        offer, referral = offer_within_reach(actor, number)
        own = is_the_candidate(actor, referral)
        if not own and not on_behalf(actor, referral, Permission.MATCH_DECIDE):
            raise NotPermitted(number)
        if offer.released_at is not None:
            hint = Text("Ask whether another place is free.")
            raise refusal("already_released", Text("This offer was already released."), hint)
        if offer.accepted_at is None:
            must_be_version(offer, version)
            offer.accepted_at = timezone.now()
            save_next(offer)
            follow(note, referral.candidate, "placed", by=actor, at=offer.accepted_at, who="candidate")
        note_about(note, referral, number)
        note.details = {"by_the_person": own}
