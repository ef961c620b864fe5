"""A pilot from its own file, and its manager."""

from pathlib import Path

from people import TODAY, make_user

from passerelle.actions.schemes.load import load_scheme
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.roles import Role
from passerelle.queries.people.actors import actor_of
from passerelle.records.accounts.models import User
from passerelle.records.partnerships.models import Membership, Scheme

FILES = Path(__file__).resolve().parents[3] / "schemes"


def loaded(code: str) -> tuple[Scheme, User, Actor]:
    """The scheme as shipped, its manager's account, and the manager as an actor."""
    load_scheme(SYSTEM, (FILES / f"{code}.toml").read_text(), file=f"{code}.toml")
    scheme = Scheme.objects.unscoped("test").get(code=code)
    user = make_user(f"manager-{code}")
    Membership.objects.create(user=user, role=Role.SCHEME_MANAGER, scheme=scheme, since="2019-01-01")
    return scheme, user, actor_of(user, on=TODAY)
