"""Stays within an actor's reach, by number: the scheme's staff, the host, or the person herself."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach
from passerelle.records.stays.models import Stay


def stay_for(actor: Actor, number: str, *, host: bool = False) -> Stay:
    """A stay that the actor may write, locked; ``host``: by the host, too. ``NotPermitted`` out of reach."""
    row = _rows(actor, number)
    if actor.is_system or staffs(actor, row.journey.candidate.scheme_id):
        return row
    mine = [
        one for one in actor.granting(Permission.STAY_WRITE) if one.scheme == row.journey.candidate.scheme_id
    ]
    if host and any(one.organisation is not None and one.organisation == row.host_id for one in mine):
        return row
    raise NotPermitted(number)


def own_stay(actor: Actor, number: str) -> Stay:
    """The signed-in person's own stay, locked."""
    row = _rows(actor, number)
    if not is_own(actor, row):
        raise NotPermitted(number)
    return row


def is_own(actor: Actor, stay: Stay) -> bool:
    """Whether the account is this person's own."""
    person = stay.journey.candidate.person.number
    return any(grant.person == person for grant in actor.granting(Permission.OWN_ACT))


def staffs(actor: Actor, scheme: int) -> bool:
    """Whether the actor writes stays as staff of a whole scheme."""
    reached = actor.schemes(Permission.STAY_WRITE, reach=[Reach.SCHEME, Reach.EVERYWHERE])
    return reached is None or scheme in reached


def _rows(actor: Actor, number: str) -> Stay:
    rows = Stay.objects.visible_to(actor).filter(number=number).select_for_update(of=("self",))
    joined = rows.select_related("host", "vacancy", "journey__candidate__person", "journey__candidate__scheme")
    row = joined.first()
    if row is None:
        raise NotPermitted(number)
    return row
