"""The cases that somebody chose, within reach, as they were seen."""

from collections.abc import Iterable

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.candidates.models import Person
from passerelle.records.journeys.models import Journey
from passerelle.records.masks import seeing_all
from passerelle.records.partnerships.models import Scheme

WHY = "schemes of cases that were reached"
# What a preview reads of a case: where it stands, whose it is, and how the person is reached.
LOOKED_AT = (
    "number", "version", "scheme_version_id", "track", "stage", "since", "due_on", "ended_on",
    "candidate__number", "candidate__scheme_id", "candidate__brought_by_id", "candidate__person__number",
    *(
        f"candidate__person__{name}"
        for name in ("family_name", "given_name", "email", "phone", "channel", "language")
    ),
)  # fmt: skip


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


def looked_at(actor: Actor, versions: dict[str, int | None], permission: Permission) -> list[Journey]:
    """As ``chosen``, for a look at thousands of cases: with the columns of ``LOOKED_AT`` alone, and one
    scheme for all its cases. Two queries; nothing that was not read may be asked of these rows.
    """
    rows = Journey.objects.visible_to(actor).filter(number__in=versions).order_by("pk")
    found = list(rows.select_related("candidate__person").only(*LOOKED_AT))
    if len(found) != len(versions):
        raise NotPermitted("one of the cases")
    must_reach(actor, found, permission)
    if actor.unseen:
        _as_reached(actor, found)
    schemes = Scheme.objects.unscoped(WHY).in_bulk({one.candidate.scheme_id for one in found})
    for one in found:
        one.candidate.scheme = schemes[one.candidate.scheme_id]
        seen = versions[one.number]
        one.version = one.version if seen is None else seen
    return found


def _as_reached(actor: Actor, journeys: Iterable[Journey]) -> None:
    """Addresses of people whose names are not read: a look must find the same people as the deed after it."""
    with seeing_all():
        rows = Person.objects.unscoped(WHY).filter(pk__in=actor.unseen).values_list("pk", "email", "phone")
        known = {key: (email, phone) for key, email, phone in rows}
    for one in journeys:
        person = one.candidate.person
        person.email, person.phone = known.get(person.pk, (person.email, person.phone))


def must_reach(actor: Actor, journeys: Iterable[Journey], permission: Permission) -> None:
    """The permission in every scheme concerned."""
    for scheme in {one.candidate.scheme_id for one in journeys}:
        actor.must(permission, scheme=scheme)
