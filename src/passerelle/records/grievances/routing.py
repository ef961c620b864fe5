"""Who may hear a grievance, worked out from roles and ties as they are at that moment."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.grievances.routing import Matter, free_hearers
from passerelle.records.grievances.models import Accused, Grievance, Hearer
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership
from passerelle.records.partnerships.officers import working_officers
from passerelle.records.partnerships.ties import known_accounts, ties_on

WHY = "who may hear a grievance is worked out from the whole installation"


def matters_of(grievances: Collection[Grievance]) -> dict[int, Matter]:
    """By grievance (its key), what it is about; their persons were loaded. Three queries, however many."""
    organisations: dict[int, set[int]] = defaultdict(set)
    accounts: dict[int, set[int]] = defaultdict(set)
    accused = Accused.objects.filter(grievance__in=grievances)
    for about, organisation, user in accused.values_list("grievance", "organisation", "user"):
        if organisation is not None:
            organisations[about].add(organisation)
        if user is not None:
            accounts[about].add(user)
    numbers = {one.person_id: one.person.number for one in grievances if one.person is not None}
    own = Membership.objects.filter(role=Role.CANDIDATE, person_number__in=set(numbers.values()))
    workers = dict(own.order_by("-pk").values_list("person_number", "user"))
    handled: dict[int | None, set[int]] = defaultdict(set)
    cases = Journey.objects.unscoped(WHY).filter(candidate__person__in=numbers, owner__isnull=False)
    for person, owner in cases.values_list("candidate__person", "owner"):
        if owner is not None:
            handled[person].add(owner)
    return {
        one.pk: Matter(
            organisations=frozenset(organisations[one.pk]),
            accounts=frozenset(accounts[one.pk]),
            worker=workers.get(numbers.get(one.person_id, "")),
            handled_by=frozenset(handled[one.person_id]),
        )
        for one in grievances
    }


def officers_free(grievance: Grievance, *, today: date) -> tuple[int, ...]:
    """Welfare officers without a tie: those of the scheme, else those of any other; empty: there is none."""
    matter, ties = matters_of([grievance])[grievance.pk], ties_on(today)
    rows = list(working_officers(today).order_by("pk").values_list("user", "scheme"))
    own = list(dict.fromkeys(user for user, scheme in rows if scheme == grievance.scheme_id))
    others = list(dict.fromkeys(user for user, _scheme in rows if user not in own))
    for pool in (own, others):
        free = free_hearers(known_accounts(pool, today), matter, ties)
        if free:
            return free
    return ()


def is_free(grievance: Grievance, account: int | None, *, today: date) -> bool:
    """Whether an account has no tie to the matter now. Five queries at most."""
    return bool(free_to_hear([grievance], account, today=today))


def free_to_hear(grievances: Collection[Grievance], account: int | None, *, today: date) -> list[Grievance]:
    """Those to which an account has no tie now, in their order. Five queries, however many."""
    if account is None:
        return []
    matters, ties, hearers = matters_of(grievances), ties_on(today), known_accounts([account], today)
    return [one for one in grievances if free_hearers(hearers, matters[one.pk], ties)]


def heard_by(actor: Actor, *, today: date) -> list[Grievance]:
    """What an actor was named to hear and has no tie to now, with person, host and scheme. Six queries."""
    named = Hearer.objects.filter(user=actor.id, until__isnull=True).values("grievance")
    rows = Grievance.objects.visible_to(actor).filter(pk__in=named)
    return free_to_hear(list(rows.select_related("person", "stay__host", "scheme")), actor.id, today=today)


def no_longer_free(
    named: Mapping[Grievance, Collection[int]], *, today: date
) -> dict[Grievance, dict[int, str]]:
    """Of the accounts named to hear each, those that may not any more: by ``tie``, or who ``left`` the role.

    Five queries, however many; a grievance whose hearers are all free is left out.
    """
    accounts = sorted({one for some in named.values() for one in some})
    matters, ties = matters_of(list(named)), ties_on(today)
    known = {one.account: one for one in known_accounts(accounts, today)}
    officers = set(working_officers(today).values_list("user", flat=True))
    gone = {}
    for row, some in named.items():
        free = set(free_hearers([known[one] for one in some], matters[row.pk], ties))
        why = {one: "left" if one not in officers else "tie" for one in some if one not in officers & free}
        if why:
            gone[row] = why
    return gone
