"""The commitment that a candidate signed, if any; and for who reads the candidate's page."""

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.candidates.models import Candidate
from passerelle.records.promises.models import SignedCommitment


def commitment_of(actor: Actor, candidate_number: str) -> SignedCommitment | None:
    """Raises ``DoesNotExist`` or ``NotPermitted`` out of reach."""
    candidate = Candidate.objects.visible_to(actor).get(number=candidate_number)
    actor.must(Permission.PROMISE_WRITE, scheme=candidate.scheme_id)
    return SignedCommitment.objects.filter(candidate=candidate).first()


def commitment_to_show(actor: Actor, candidate: Candidate) -> SignedCommitment | None:
    """For whoever may read the scheme's promises; ``None`` for others, and where none was signed. One query."""
    if not actor.may(Permission.PROMISE_READ, scheme=candidate.scheme_id):
        return None
    return SignedCommitment.objects.filter(candidate=candidate).first()
