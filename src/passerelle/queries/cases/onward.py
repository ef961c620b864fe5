"""Where the person of a case may go on: schemes whose candidates the reader writes, without them so far."""

from dataclasses import dataclass

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Scheme

WHY = "codes of schemes only; each is one in which the reader writes candidates"


@dataclass(frozen=True, slots=True)
class Onward:
    """A case, and the schemes (code, name) in which its person may begin anew."""

    journey: Journey
    schemes: list[tuple[str, str]]


def onward(actor: Actor, number: str) -> Onward:
    """Raises ``NotPermitted`` where the reader does not write candidates of the case's own scheme."""
    rows = Journey.objects.visible_to(actor).select_related("candidate__person", "candidate__scheme")
    journey = rows.get(number=number)
    actor.must(Permission.CANDIDATE_WRITE, scheme=journey.candidate.scheme_id)
    return Onward(journey, onward_schemes(actor, journey))


def onward_schemes(actor: Actor, journey: Journey) -> list[tuple[str, str]]:
    """The choices, by name; two queries at most."""
    if not actor.may(Permission.CANDIDATE_WRITE, scheme=journey.candidate.scheme_id):
        return []
    schemes = Scheme.objects.unscoped(WHY)
    reached = actor.schemes(Permission.CANDIDATE_WRITE)
    if reached is not None:
        schemes = schemes.filter(pk__in=reached)
    theirs = Candidate.objects.unscoped(WHY).filter(person=journey.candidate.person_id).values("scheme")
    return list(schemes.exclude(pk__in=theirs).order_by("name").values_list("code", "name"))
