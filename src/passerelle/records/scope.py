"""Rows are reached only through a scope: a forgotten filter is an error, not a leak."""

from collections.abc import Iterator
from typing import Any, Self, TypeVar

from django.db import models

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach

Row = TypeVar("Row", bound=models.Model, covariant=True)


class UnscopedError(RuntimeError):
    """Somebody read rows without saying for whom."""


def within(actor: Actor, permission: Permission, scheme: str, *, organisation: str = "") -> models.Q | None:
    """Rows of the schemes that the actor reads, and of the actor's own organisation; ``None``: every row.

    ``scheme`` and ``organisation`` are paths to the ids. A role that reaches an organisation sees nothing where
    no path to it is given; a grant that names none matches no row that has none.
    """
    whole = actor.schemes(permission, reach=[Reach.SCHEME, Reach.EVERYWHERE])
    if whole is None:
        return None
    reached = models.Q(**{f"{scheme}__in": whole})
    for grant in actor.granting(permission) if organisation else ():
        if grant.organisation is not None and grant.scheme not in whole:
            reached |= models.Q(**{scheme: grant.scheme, organisation: grant.organisation})
    return reached


def about(actor: Actor, permission: Permission, candidate: str, *, organisation: str = "") -> models.Q | None:
    """``within`` for rows about a candidacy (the path to it, empty for itself), and the person's own."""
    path = f"{candidate}__" if candidate else ""
    reached = within(actor, permission, f"{path}scheme_id", organisation=organisation)
    own = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    if reached is None or not own:
        return reached
    return reached | models.Q(**{f"{path}person__number__in": own})


class ScopedQuerySet(models.QuerySet[Row]):
    """Refuses to run until ``visible_to(actor)`` or ``unscoped(reason)`` was called."""

    is_scoped = False

    def visible_to(self, actor: Actor) -> Self:
        """The rows this actor may know of; each model says how in ``_reach``."""
        return self._reach(actor)._marked()

    def unscoped(self, reason: str) -> Self:
        """All rows, for steps inside an action that has already checked; the reason is for the reader."""
        if not reason:
            raise UnscopedError("An unscoped reading states its reason.")
        return self.all()._marked()

    def _reach(self, actor: Actor) -> Self:
        raise NotImplementedError(f"{type(self).__name__} does not say what an actor may see")

    def _where(self, found: models.Q | None) -> Self:
        """The rows of ``within`` or ``about``."""
        return self.all() if found is None else self.filter(found)

    def _marked(self) -> Self:
        self.is_scoped = True
        return self

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # Django's own hook, not in the stubs
        clone.is_scoped = self.is_scoped
        return clone

    def _must_be_scoped(self) -> None:
        if not self.is_scoped:
            raise UnscopedError(f"{self.model.__name__} rows were read without visible_to(actor)")

    def _fetch_all(self) -> None:
        self._must_be_scoped()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        self._must_be_scoped()
        return super().iterator(chunk_size)

    def count(self) -> int:
        self._must_be_scoped()
        return super().count()

    def exists(self) -> bool:
        self._must_be_scoped()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._must_be_scoped()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._must_be_scoped()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._must_be_scoped()
        return super().delete()
