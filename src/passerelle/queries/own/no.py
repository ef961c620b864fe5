"""Whether a public number is one of the person's own that may say no, and of which kind."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.selection.contesting import Terms
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Candidate
from passerelle.records.contests.terms import terms_of
from passerelle.records.interviews.models import Interview
from passerelle.records.interviews.refused import refused_interview
from passerelle.records.reintegration.models import BusinessPlan
from passerelle.records.selection.models import Reason, Referral

# When the person was told, by kind.
TOLD = {"screening": "decided_at", "interview": "decided_at", "match": "run__ready_at", "referral": "ended_at"}
WHY = "narrowed to the person's own"


@dataclass(frozen=True, slots=True)
class OwnNo:
    """A no: number, kind (``screening``, ``interview``, ``match``, ``referral``, ``plan``), terms.

    The no of an application after an interview is the interview's.
    ``until`` is the last day on which it can be contested; ``None`` while nothing was answered.
    """

    number: str
    kind: str
    until: date | None
    terms: Terms


def own_no(actor: Actor, number: str) -> OwnNo:
    """The person's own no; ``NotPermitted`` for anybody else's. Constant queries."""
    numbers = [grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person]
    mine = Candidate.objects.visible_to(actor).filter(person__number__in=numbers)
    own = {
        "A": ("screening", Application.objects.unscoped(WHY).filter(number=number, candidate__in=mine)),
        "N": ("interview", Interview.objects.unscoped(WHY).filter(number=number, candidate__in=mine)),
        "R": ("match", Reason.objects.filter(run__number=number, candidate__in=mine)),
        "F": ("referral", Referral.objects.unscoped(WHY).filter(number=number, candidate__in=mine)),
    }
    kind, rows = own.get(number[:1], ("", Reason.objects.none()))
    found = rows.values_list("candidate__scheme", TOLD.get(kind, "pk")).first()
    if number.startswith("BP-"):
        plans = BusinessPlan.objects.unscoped(WHY).filter(number=number, journey__candidate__in=mine)
        kind, found = "plan", plans.values_list("journey__candidate__scheme", "decided_at").first()
    if kind == "screening":
        heard = _heard(number, mine)
        if heard is not None:
            return own_no(actor, heard)
    if found is None:
        raise NotPermitted(number)
    scheme, told = found
    terms = terms_of([scheme]).get(scheme, Terms())
    return OwnNo(number, kind, terms.last_day(timezone.localdate(told)) if told else None, terms)


def _heard(number: str, mine: QuerySet[Candidate]) -> str | None:
    row = Application.objects.unscoped(WHY).filter(number=number, candidate__in=mine).first()
    heard = refused_interview(row) if row else None
    return heard.number if heard else None
