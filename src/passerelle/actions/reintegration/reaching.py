"""Which rows an actor may change: staff by reach and permission, the person her own part."""

from collections.abc import Collection, Iterable

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.reintegration.reach import coached, reached, trainees

WITH = ("candidate__person", "candidate__scheme")


def is_own(actor: Actor, candidate: Candidate) -> bool:
    """Whether this is the actor's own candidacy."""
    return any(grant.person == candidate.person.number for grant in actor.granting(Permission.OWN_ACT))


def must_write(actor: Actor, candidate: Candidate, *, own: bool = False, coach: bool = False) -> bool:
    """Whether the person herself writes (allowed only with ``own``); else staff, or ``NotPermitted``.

    With ``coach`` also the training provider in whose group she is or was.
    """
    if actor.may(Permission.REINTEGRATION_WRITE, scheme=candidate.scheme_id):
        return False
    if own and is_own(actor, candidate):
        return True
    if coach and trainees(actor, [candidate.pk]):
        return False
    raise NotPermitted(candidate.number)


def cases(actor: Actor, numbers: Collection[str], *, own: bool = False, coach: bool = False) -> list[Journey]:
    """The cases with these numbers, each within reach, in order of their number; constant queries."""
    within = reached(actor, "candidate")
    if within is not None and coach:
        within |= coached(actor, "candidate")
    rows = Journey.objects.unscoped("the reach of plans for home").filter(number__in=numbers)
    found = list((rows if within is None else rows.filter(within)).select_related(*WITH).order_by("number"))
    if len(found) != len(set(numbers)):
        raise NotPermitted(next(iter(set(numbers) - {one.number for one in found})))
    trained = trainees(actor, [one.candidate_id for one in found]) if coach else set()
    for one in found:
        if one.candidate_id not in trained:
            must_write(actor, one.candidate, own=own)
    return found


def must_be_open(journeys: Iterable[Journey]) -> None:
    """Refused with ``already_ended`` where a case has ended without a result that goes on at home."""
    for one in journeys:
        if one.ended_on is not None and one.stage in ("withdrawn", "not_selected", "not_eligible"):
            raise refusal("already_ended", Text("This case has ended."))


def somebody(actor: Actor) -> int:
    """The account of a named person; the system decides and pays nothing."""
    if actor.id is None:
        raise NotPermitted("somebody")
    return actor.id


def refusal(code: str, message: Text, hint: Text | None = None, column: str | None = None) -> Refused:
    """One problem, ready to raise."""
    return Refused([Problem(code, message, hint, column=column)])
