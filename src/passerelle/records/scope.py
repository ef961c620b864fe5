"""Rows are reached only through a scope: a forgotten filter is an error, not a leak."""

from collections.abc import Iterator
from typing import Any, Self, TypeVar

from django.db import models

from passerelle.domain.access.actor import Actor

Row = TypeVar("Row", bound=models.Model, covariant=True)


class UnscopedError(RuntimeError):
    """Somebody read rows without saying for whom."""


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
