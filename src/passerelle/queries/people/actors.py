"""Who an account is: its roles in force on a day."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q

from passerelle.domain.access.actor import Actor, Grant
from passerelle.domain.access.roles import Role
from passerelle.queries.people.blind_panels import scored_blindly, sits_on_a_blind_panel
from passerelle.records.accounts.models import User
from passerelle.records.partnerships.models import Membership

NOBODY = Actor(id=None, name="")


def actor_of(user: AbstractBaseUser | AnonymousUser, *, on: date) -> Actor:
    """The actor behind a signed-in account; ``NOBODY`` for a visitor or a closed account.

    One query; one more for whoever sits on the panel of an open blind round.
    """
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    in_force = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=on), user=user, since__lte=on)
    columns = ("role", "scheme_id", "organisation_id", "person_number", "is_blind")
    rows = list(in_force.annotate(is_blind=sits_on_a_blind_panel("user")).values_list(*columns))
    return Actor(
        id=user.pk,
        name=user.name,
        grants=tuple(
            Grant(Role(role), scheme, organisation, person or None)
            for role, scheme, organisation, person, _is_blind in rows
        ),
        unseen=scored_blindly(user.pk) if any(is_blind for *_grant, is_blind in rows) else {},
    )
