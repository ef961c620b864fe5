"""What was attested of a person, and what was revoked, by whom and why."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.dossiers.models import Attestation


def own_attestations(actor: Actor) -> list[Attestation]:
    """What was attested of the person whose account this is, newest first. One query."""
    own = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    rows = Attestation.objects.visible_to(actor).filter(candidate__person__number__in=own)
    return list(rows.select_related("revoked_by"))


def attestations_of(actor: Actor, candidate: int) -> list[Attestation]:
    """What was attested of one candidacy within reach, newest first. One query."""
    return list(
        Attestation.objects.visible_to(actor).filter(candidate_id=candidate).select_related("revoked_by")
    )


def attestation_to_revoke(actor: Actor, number: str) -> Attestation:
    """One attestation that the actor may revoke; ``NotPermitted`` otherwise."""
    rows = Attestation.objects.visible_to(actor).filter(number=number)
    found = rows.select_related("candidate__person").first()
    if found is None or not actor.may(Permission.TRAINING_WRITE, scheme=found.candidate.scheme_id):
        raise NotPermitted(number)
    return found
