"""Stays that an actor may write about, locked, each with its case."""

from collections.abc import Collection

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.stays.models import Stay


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
