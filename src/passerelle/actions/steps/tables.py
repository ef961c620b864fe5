"""The stage tables that cases stand on: a version's facts, built once for all the cases on it."""

from collections.abc import Iterable

from django.db.models import TextField
from django.db.models.functions import Cast

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import REACH, Reach, Role
from passerelle.domain.journey.transitions import Track
from passerelle.domain.schemes.building import build
from passerelle.domain.schemes.kept import known, tracks_from, tracks_of_text
from passerelle.domain.schemes.scheme import Scheme
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion

CHECKED = "checked"  # the action has checked the right to do it; the row's own role does not matter
Tracks = dict[tuple[int, str], Track]  # by scheme version and track


def scheme_of(version: SchemeVersion) -> Scheme:
    """The scheme as this version of its file states it."""
    return build(known(version.facts))


def tracks_of(version: SchemeVersion) -> dict[str, Track]:
    """The tracks of a version by their name; the rest of its file is not built."""
    return tracks_from(version.facts)


def tables_for(journeys: Iterable[Journey]) -> Tracks:
    """Every table that these journeys stand on; one query."""
    numbers = {one.scheme_version_id for one in journeys}
    versions = SchemeVersion.objects.filter(pk__in=numbers).annotate(kept=Cast("facts", TextField()))
    rows = versions.values_list("pk", "kept")
    return {(pk, name): track for pk, kept in rows for name, track in tracks_of_text(kept).items()}


def roles_in(actor: Actor, candidate: Candidate, who: str | None = None) -> frozenset[str]:
    """What the actor is to a case: the roles held in its scheme; a manager may do what a caseworker may.

    ``who`` says it instead, for an action that has checked it itself (a signed link, a person's word);
    ``CHECKED`` stands for whichever role the row asks for.
    """
    if who == CHECKED:
        return frozenset(Role)
    if who is not None:
        return frozenset({who})
    if actor.is_system:
        return frozenset(Role)
    held = {grant.role for grant in actor.grants if grant.scheme == candidate.scheme_id}
    own = {grant.role for grant in actor.grants if grant.person == candidate.person.number}
    roles = {role for role in held if REACH[role] is not Reach.SELF} | own
    return frozenset(roles | ({Role.CASEWORKER} if Role.SCHEME_MANAGER in roles else set()))
