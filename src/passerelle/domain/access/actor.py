"""The person who asks: which roles they hold, and where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import PERMISSIONS, REACH, Reach, Role


class NotPermitted(Exception):  # noqa: N818  # a refusal is an answer, not a failure
    """The actor holds no role that permits this here; doors answer as if the thing did not exist."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held by the actor; ``scheme`` is ``None`` for roles that reach everywhere."""

    role: Role
    scheme: int | None = None
    organisation: int | None = None
    person: str | None = None  # the public number of the person whose account this is


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``id`` is the account's number, ``None`` for the system itself (set-up, jobs)."""

    id: int | None
    name: str
    grants: tuple[Grant, ...] = ()
    is_system: bool = False
    # Whom this account hears in a blind round that is not ranked: keys and public numbers. Their names are not
    # read for it.
    unseen: Mapping[int, str] = field(default_factory=dict, compare=False)

    def granting(self, permission: Permission) -> tuple[Grant, ...]:
        """The grants whose role carries a permission."""
        return tuple(grant for grant in self.grants if permission in PERMISSIONS[grant.role])

    def may(self, permission: Permission, *, scheme: int | None = None) -> bool:
        """Whether some role permits this in a scheme (or anywhere, when none is named)."""
        if self.is_system:
            return True
        reached = self.schemes(permission)
        if scheme is None or reached is None:
            return bool(self.granting(permission))
        return scheme in reached

    def speaks_for(self, permission: Permission, *, scheme: int, organisation: int) -> bool:
        """Whether the actor answers for an organisation in a scheme: by a role of that organisation."""
        return any(
            one.scheme == scheme and one.organisation == organisation and REACH[one.role] is Reach.ORGANISATION
            for one in self.granting(permission)
        )

    def must(self, permission: Permission, *, scheme: int | None = None) -> None:
        """Raise ``NotPermitted`` unless permitted."""
        if not self.may(permission, scheme=scheme):
            raise NotPermitted(permission)

    def schemes(
        self, permission: Permission, *, reach: Iterable[Reach] = tuple(Reach)
    ) -> frozenset[int] | None:
        """Scheme numbers where this is permitted with such a reach; ``None`` means all of them."""
        wanted = frozenset(reach)
        grants = [grant for grant in self.granting(permission) if REACH[grant.role] in wanted]
        if self.is_system or any(
            grant.scheme is None and REACH[grant.role] is Reach.EVERYWHERE for grant in grants
        ):
            return None
        return frozenset(grant.scheme for grant in grants if grant.scheme is not None)


SYSTEM = Actor(id=None, name="system", is_system=True)
