"""Stays that an actor may write about, locked, each with its case."""

from collections.abc import Collection

from passerelle.actions.steps.versions import must_be_version
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.stays.models import Stay, StayChange


def stays_to_write(actor: Actor, numbers: Collection[str]) -> list[Stay]:
    """The stays of these numbers; ``NotPermitted`` when one is out of reach. One query.

    The person writes about their own stay, the host about stays with it, the team about all of its scheme.
    """
    wanted = set(numbers)
    rows = Stay.objects.visible_to(actor).filter(number__in=wanted).select_for_update(of=("self",))
    joined = rows.select_related("journey__candidate__person", "journey__candidate__scheme", "host", "vacancy")
    found = list(joined.order_by("pk"))
    if len(found) != len(wanted):
        raise NotPermitted("one of the stays")
    for one in found:
        if not may_write(actor, one):
            raise NotPermitted(one.number)
    return found


def may_write(actor: Actor, stay: Stay) -> bool:
    """Whether the actor may write about a stay that was reached."""
    candidate = stay.journey.candidate
    own = {grant.person for grant in actor.granting(Permission.OWN_ACT)}
    return candidate.person.number in own or actor.may(Permission.STAY_WRITE, scheme=candidate.scheme_id)


def refusal(code: str, message: Text, hint: Text | None = None, *, column: str | None = None) -> Refused:
    """One problem."""
    return Refused([Problem(code, message, hint, column=column)])


def stay_to_write(actor: Actor, number: str) -> Stay:
    """One stay, locked; ``NotPermitted`` out of reach."""
    [found] = stays_to_write(actor, [number])
    return found


def decides(actor: Actor, stay: Stay) -> bool:
    """Whether the actor is of the scheme's team: a host asks and says, the team decides."""
    grants = actor.granting(Permission.STAY_WRITE)
    scheme = stay.journey.candidate.scheme_id
    return any(REACH[one.role] is Reach.SCHEME and one.scheme == scheme for one in grants)


def must_decide(actor: Actor, stay: Stay) -> None:
    """``NotPermitted`` for whoever is not of the team."""
    if not decides(actor, stay):
        raise NotPermitted(stay.number)


def change_to_decide(actor: Actor, number: str, *, version: int | None) -> tuple[StayChange, Stay]:
    """A change that waits for its answer, with its stay, for the team.

    ``NotPermitted`` out of reach and for others; refused with ``already_decided`` and ``stale``.
    """
    rows = StayChange.objects.visible_to(actor).select_related("stay", "vacancy").filter(number=number)
    row = rows.first()
    if row is None:
        raise NotPermitted(number)
    stay = stay_to_write(actor, row.stay.number)
    must_decide(actor, stay)
    if row.answer:
        raise refusal("already_decided", Text("This is decided already."))
    must_be_version(row, version)
    return row, stay


def about(note: Writing, stay: Stay, *more: str) -> None:
    """The event is about the stay, its case and its person."""
    candidate = stay.journey.candidate
    note.scheme_code = candidate.scheme.code
    note.about(stay.number, stay.journey.number, candidate.number, candidate.person.number, *more)
