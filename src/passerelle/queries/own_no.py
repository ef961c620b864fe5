"""Whether a public number is one of the person's own that may say no, and of which kind."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Candidate
from passerelle.records.interviews.models import Interview
from passerelle.records.selection.models import Reason, Referral

WHY = "narrowed to the person's own"


def own_no(actor: Actor, number: str) -> str:
    """The kind (``screening``, ``interview``, ``match``, ``referral``); ``NotPermitted`` for anybody else's."""
    numbers = [grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person]
    mine = Candidate.objects.visible_to(actor).filter(person__number__in=numbers)
    own = {
        "A": ("screening", Application.objects.unscoped(WHY).filter(number=number, candidate__in=mine)),
        "N": ("interview", Interview.objects.unscoped(WHY).filter(number=number, candidate__in=mine)),
        "R": ("match", Reason.objects.filter(run__number=number, candidate__in=mine)),
        "F": ("referral", Referral.objects.unscoped(WHY).filter(number=number, candidate__in=mine)),
    }
    kind, rows = own.get(number[:1], ("", Reason.objects.none()))
    if not rows.exists():
        raise NotPermitted(number)
    return kind
