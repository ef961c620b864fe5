"""A person's own page: where each candidacy stands, what is held, and who looked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.queries.cases.standing import Standing, standing
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.partnerships.models import Membership

NEWEST = 100  # readings looked at


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One candidacy and where it stands."""

    candidate: Candidate
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody looked: when, at what, in which role and for what kind of organisation; never a name."""

    at: datetime
    what: str
    role: str
    organisation: str


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Everything that a person reads about themselves."""

    person: Person
    candidacies: tuple[Candidacy, ...]


def has_candidacy(actor: Actor) -> bool:
    """Whether the account's person is a candidate anywhere yet; whoever only began to apply is not."""
    numbers = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    return Candidate.objects.visible_to(actor).filter(person__number__in=numbers).exists()


def own_page(actor: Actor) -> OwnPage:
    """The signed-in person's page; ``NotPermitted`` for accounts that are nobody's own."""
    numbers = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    mine = Candidate.objects.visible_to(actor).filter(person__number__in=numbers)
    rows = list(mine.select_related("person", "scheme").order_by("-pk"))
    if not rows:
        raise NotPermitted("own.read")
    return OwnPage(
        person=rows[0].person,
        candidacies=tuple(Candidacy(row, standing(actor, row)) for row in rows),
    )


def own_readings(actor: Actor) -> tuple[Reading, ...]:
    """Who opened the person's file, newest first: the same role on one day is told once. Four queries."""
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    mine = Candidate.objects.visible_to(actor).filter(person__number__in=people)
    return _readings(actor, [*people, *mine.values_list("number", flat=True)])


def _readings(actor: Actor, numbers: Iterable[str]) -> tuple[Reading, ...]:
    rows = Event.objects.filter(subject_rows__number__in=list(numbers), action__startswith="read.")
    events = list(rows.exclude(actor_id=actor.id).distinct().order_by("-pk")[:NEWEST])
    roles = _roles({event.actor_id for event in events if event.actor_id})
    newest: dict[tuple[str, ...], Reading] = {}
    for event in events:
        role, kind = _role_of(roles, event.actor_id, event.scheme_code)
        day = event.at.date().isoformat()  # the same role looking again on one day is told once
        newest.setdefault((day, event.action, role, kind), Reading(event.at, event.action, role, kind))
    return tuple(newest.values())


def _roles(accounts: set[int]) -> Mapping[int, list[Membership]]:
    rows = Membership.objects.filter(user__in=accounts).select_related("scheme", "organisation")
    found: dict[int, list[Membership]] = {}
    for row in rows.filter(~Q(role="candidate")).order_by("pk"):
        found.setdefault(row.user_id, []).append(row)
    return found


def _role_of(roles: Mapping[int, list[Membership]], account: int | None, scheme: str) -> tuple[str, str]:
    """The role in the scheme of the event, else the first one; empty for the system."""
    held = roles.get(account or 0, [])
    there = [one for one in held if one.scheme and one.scheme.code == scheme] or held
    if not there:
        return "", ""
    organisation = there[0].organisation
    kind = organisation.kind if organisation else ""
    return there[0].role, "" if kind == there[0].role else kind
