"""Guards answered by partnerships: a job promised at origin; a commitment that was signed.

No check here reads a pledge to return: neither whether there is one, nor what became of it.
"""

from collections.abc import Collection, Mapping

from passerelle.actions.steps.guards.check import GuardCheck
from passerelle.records.promises.models import Promise, SignedCommitment
from passerelle.records.selection.models import Referral

WHY = "the guard looks at cases that the action reached"
STANDS = ("open", "kept")  # broken, withdrawn and released promises stand for nothing


def promise_at_origin(candidates: Collection[int]) -> set[int]:
    """Those with a standing job at origin: promised for them, or for a vacancy to which they are referred."""
    jobs = Promise.objects.unscoped(WHY).filter(kind="job_at_origin", state__in=STANDS)
    named = set(jobs.filter(candidate_id__in=candidates).values_list("candidate_id", flat=True))
    referred = Referral.objects.unscoped(WHY).filter(candidate_id__in=candidates, ended_at__isnull=True)
    vacancies = jobs.filter(vacancy__isnull=False, candidate__isnull=True).values("vacancy_id")
    return named | set(referred.filter(vacancy_id__in=vacancies).values_list("candidate_id", flat=True))


def commitment_signed(candidates: Collection[int]) -> set[int]:
    """Those who signed the paper that their scheme asks for before departure."""
    return set(
        SignedCommitment.objects.filter(candidate_id__in=candidates).values_list("candidate_id", flat=True)
    )


GUARD_CHECKS: Mapping[str, GuardCheck] = {
    "promise_at_origin": promise_at_origin,
    "commitment_signed": commitment_signed,
}
