"""Who acts in the demonstration: one account for every side, a second one where two people have to look."""

from datetime import date, timedelta

from django.utils.crypto import get_random_string

from passerelle.actions.people.grant import Where, grant
from passerelle.actions.people.invite import invite
from passerelle.commands.simulation.clock import Day
from passerelle.commands.simulation.plans import Plans
from passerelle.commands.simulation.world import KINDS, WHY, World
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.schemes.scheme import Scheme as SchemeFile
from passerelle.domain.simulation.assumptions import assumptions_of
from passerelle.queries.people.actors import actor_of
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Membership, Organisation, Scheme

ACTS, LOOKS = "acts@demo.passerelle.example", "looks@demo.passerelle.example"
NAMES = {ACTS: "Demonstration (acts for every side)", LOOKS: "Demonstration (looks a second time)"}
LONG_AGO = timedelta(days=365)


def world_of(stated: SchemeFile, day: Day, *, with_people: bool = True) -> World:
    """The scheme as it stands in this installation, and who acts in it on a day.

    ``with_people=False`` for acts that are about nobody: ten thousand people take a second to read.
    """
    scheme = Scheme.objects.unscoped(WHY).get(code=stated.code)
    acts, looks = (_actor(address, scheme, day.today) for address in (ACTS, LOOKS))
    seed = stated.demonstration.seed if stated.demonstration else 0
    world = World(stated, scheme, looks, acts, day, Plans(assumptions_of(stated), seed, "departure"))
    if not with_people:
        return world
    rows = Candidate.objects.unscoped(WHY).filter(scheme=scheme, person__is_synthetic=True)
    world.candidates = {one.number: one for one in rows.select_related("person").order_by("number")}
    return world


def _actor(address: str, scheme: Scheme, on: date) -> Actor:
    user = User.objects.filter(email=address).first()
    if user is None:
        # Nobody signs in with it: its password is thrown away at once.
        user = invite(SYSTEM, address, name=NAMES[address], password=get_random_string(40), is_demo=True)
    if not Membership.objects.filter(user=user, scheme=scheme).exists():
        grant(SYSTEM, user, Role.SCHEME_MANAGER, where=Where(scheme=scheme), since=on - LONG_AGO)
        for role, kind in KINDS.items():
            every = Organisation.objects.order_by("pk")
            office = every.filter(kind=kind).first() or every.first()
            if office is not None:
                where = Where(scheme=scheme, organisation=office)
                grant(SYSTEM, user, role, where=where, since=on - LONG_AGO)
    return actor_of(user, on=on)
