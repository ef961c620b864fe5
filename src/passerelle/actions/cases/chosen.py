"""The cases that somebody chose, within reach, as they were seen."""

from collections.abc import Iterable

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.journeys.models import Journey


def chosen(actor: Actor, versions: dict[str, int | None], permission: Permission) -> list[Journey]:
    """The cases of these numbers, each as of the version seen; ``NotPermitted`` when one is out of reach.

    Two queries, however many: ``versions`` holds the number of each case and, where known, its version.
    """
    rows = Journey.objects.visible_to(actor).filter(number__in=versions).order_by("pk")
    found = list(rows.select_related("candidate__person", "candidate__scheme"))
    if len(found) != len(versions):
        raise NotPermitted("one of the cases")
    must_reach(actor, found, permission)
    for one in found:
        seen = versions[one.number]
        one.version = one.version if seen is None else seen
    return found


def must_reach(actor: Actor, journeys: Iterable[Journey], permission: Permission) -> None:
    """The permission in every scheme concerned."""
    for scheme in {one.candidate.scheme_id for one in journeys}:
        actor.must(permission, scheme=scheme)
