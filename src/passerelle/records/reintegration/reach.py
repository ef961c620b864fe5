"""Who reaches what hangs on a case after the stay: staff by reach, the person, a provider for its trainees."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.scope import about
from passerelle.records.training.models import Enrolment

# Who holds or held a seat to the end; not who waited, left or did not complete.
TRAINED = ("enrolled", "completed")


def reached(actor: Actor, candidate: str) -> Q | None:
    """A filter by the path to the candidacy (``journey__candidate`` for instance); ``None``: everything."""
    return about(actor, Permission.REINTEGRATION_READ, candidate, organisation=f"{candidate}__brought_by_id")


def coached(actor: Actor, candidate: str) -> Q:
    """A filter of the same kind: trainees of the actor's own training provider in the scheme, nobody else."""
    return Q(**{f"{candidate}__in": _trained(actor).values("candidate")})


def trainees(actor: Actor, candidates: Collection[int]) -> set[int]:
    """Which of these candidacies are trainees of the actor's own training provider. One query at most."""
    if not actor.granting(Permission.PLAN_COACH):
        return set()
    return set(_trained(actor).filter(candidate__in=candidates).values_list("candidate", flat=True))


def _trained(actor: Actor) -> QuerySet[Enrolment]:
    own = Q(pk__in=())
    for grant in actor.granting(Permission.PLAN_COACH):
        if grant.organisation is not None:
            own |= Q(group__course__provider=grant.organisation, group__course__scheme=grant.scheme)
    return Enrolment.objects.unscoped("narrowed to the provider's own groups").filter(own, state__in=TRAINED)
