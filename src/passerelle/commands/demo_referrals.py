"""A few referrals, so that employer and candidate have something to answer: made by the demo manager."""

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from django.utils import timezone

from passerelle.actions.matching.accept import accept_many
from passerelle.commands.demo_accounts import SHOWN_IN, best_proposals, manager
from passerelle.queries.people.actors import actor_of
from passerelle.records.selection.models import Referral

FEW = 3
WHY = "the demonstration looks whether it has referrals"


def ensure_referrals() -> None:
    """Accept the best proposals of one employer in the demo manager's name, once."""
    user = manager()
    if user is None or Referral.objects.unscoped(WHY).filter(candidate__scheme__code=SHOWN_IN).exists():
        return
    best = best_proposals(SHOWN_IN).filter(decision__isnull=True).select_related("run", "vacancy")
    first = best.first()
    if first is None:
        return
    chosen = best.filter(run=first.run, vacancy__employer=first.vacancy.employer)[:FEW]
    actor = actor_of(user, on=timezone.localdate())
    choices = [(one.number, one.version) for one in chosen]
    accept_many(actor, first.run.number, choices, shown_at=None, key=f"demonstration-{first.run.number}")
