"""With which codes somebody may end a referral or release an offer, and the version they would act on."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.matching.decline_codes import ENDED, RELEASED
from passerelle.records.selection.models import Offer, Referral

BY_PERSON = {"ended": ("candidate_declined", "candidate_withdrew"), "released": ("candidate_declined",)}
BY_EMPLOYER = {
    "ended": ("employer_declined", "vacancy_closed"),
    "released": ("employer_withdrew", "term_passed", "entered_in_error"),
}
# Set by the house itself when a referral ends.
NOT_CHOSEN = ("referral_ended",)
BY_AN_OFFER = ("employer_withdrew", "term_passed")  # a referral ends so when its offer is released


def referral_choices(actor: Actor, number: str) -> tuple[int, tuple[str, ...]]:
    """Version and codes for a referral; ``NotPermitted`` out of reach."""
    rows = Referral.objects.visible_to(actor).select_related("candidate__person", "vacancy")
    row = rows.filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    return row.version, _codes(actor, row, "ended", tuple(one for one in ENDED if one not in BY_AN_OFFER))


def offer_choices(actor: Actor, number: str) -> tuple[int, tuple[str, ...]]:
    """Version and codes for an offer; ``NotPermitted`` out of reach."""
    visible = Referral.objects.visible_to(actor).values("pk")
    joined = Offer.objects.filter(number=number, referral__in=visible)
    row = joined.select_related("referral__candidate__person", "referral__vacancy").first()
    if row is None:
        raise NotPermitted(number)
    every = tuple(code for code in RELEASED if code not in NOT_CHOSEN)
    return row.version, _codes(actor, row.referral, "released", every)


def _codes(actor: Actor, referral: Referral, what: str, every: tuple[str, ...]) -> tuple[str, ...]:
    grants = [one for one in actor.grants if one.scheme == referral.candidate.scheme_id]
    staff = [one for one in actor.granting(Permission.MATCH_DECIDE) if one in grants]
    if any(REACH[one.role] is Reach.SCHEME for one in staff):
        return every
    employer = referral.vacancy.employer_id
    if any(one.organisation == employer for one in actor.granting(Permission.OFFER_MAKE) if one in grants):
        return BY_EMPLOYER[what]
    own = [one.person for one in actor.granting(Permission.REFERRAL_ANSWER)]
    if referral.candidate.person.number in own:
        return BY_PERSON[what]
    raise NotPermitted(referral.number)
