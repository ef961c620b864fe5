"""What bars an offer, in one list for one referral and for many: the first rule that is broken, in words."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from passerelle.actions.steps.journey.promised_jobs import unpromised
from passerelle.actions.steps.places.employers import suspended_faults
from passerelle.actions.steps.places.first_turn import passing_over
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.records.selection.models import Referral

Held = Iterable[
    tuple[int, bool]
]  # open offers of a person: the referral, and whether it lets them hold no other


def offer_faults(referrals: Sequence[Referral], *, at: datetime) -> dict[int, Problem]:
    """By referral, why no place can be offered; who is not there may be offered one. Constant queries.

    ``referral_ended``, ``not_agreed``, ``vacancy_closed``, ``candidate_withdrawn``, ``employer_suspended``,
    ``owed_first`` (another person won a contest), ``no_job_promised`` (where the table asks for one).
    """
    on = timezone.localdate(at)
    stopped = suspended_faults([one.vacancy for one in referrals], on=on)
    owed, without_job = passing_over(referrals), unpromised(referrals)
    found = {}
    for one in referrals:
        fault = _own_fault(one) or stopped.get((one.vacancy.scheme_id, one.vacancy.employer_id))
        if fault is None and one.pk in owed:
            fault = _OWED
        if fault is None and one.pk in without_job:
            fault = _no_job(one)
        if fault is not None:
            found[one.pk] = fault
    return found


def held_fault(referral: Referral, held: Held) -> Problem | None:
    """What an open offer that the person holds bars: ``already_offered`` or ``has_a_place``."""
    rows = list(held)
    if any(one == referral.pk for one, _ in rows):
        return Problem("already_offered", Text("This person already has an offer for this vacancy."))
    if any(exclusive for _, exclusive in rows):
        hint = Text("A place can be offered once the other offer is released.")
        return Problem("has_a_place", Text("This person already holds a place elsewhere."), hint)
    return None


def is_exclusive(referral: Referral) -> bool:
    """Firms of a pairing scheme meet several hosts; everybody else holds one place."""
    return referral.candidate.scheme.act != "pairing"


_OWED = Problem(
    "owed_first",
    Text("The next equal place is owed to somebody after an upheld contest."),
    Text("Offer it to them first; the list of contests says to whom."),
)


def _own_fault(referral: Referral) -> Problem | None:
    if referral.ended_at is not None:
        return Problem("referral_ended", Text("This referral has ended."), Text("Refer the pair again."))
    if referral.agreed_at is None:
        return Problem("not_agreed", Text("The person has not agreed yet."), Text("Ask the person first."))
    if referral.vacancy.closed_on is not None:
        return Problem("vacancy_closed", Text("This vacancy is closed."))
    if referral.candidate.withdrawn_on is not None:
        return Problem("candidate_withdrawn", Text("The person has withdrawn."))
    return None


def _no_job(referral: Referral) -> Problem:
    message = Text("No job at home is promised for %(vacancy)s.", {"vacancy": referral.vacancy.number})
    hint = Text("Record the promise of an employer in the country of origin, then make the offer.")
    return Problem("no_job_promised", message, hint)
