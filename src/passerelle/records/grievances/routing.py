"""Who may hear a grievance, worked out from roles and ties as they are at that moment."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q

from passerelle.domain.access.roles import Role
from passerelle.domain.grievances.routing import Hearer, Matter, Tie, free_hearers, tied
from passerelle.records.grievances.models import Accused, Grievance
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership, OrganisationTie

WHY = "who may hear a grievance is worked out from the whole installation"
LOOKS_BACK = timedelta(days=365)  # a mandate that ended within a year still counts; a choice of this project


def matter_of(grievance: Grievance) -> Matter:
    """What a kept grievance is about, with its person loaded. Three queries at most."""
    accused = list(Accused.objects.filter(grievance=grievance).values_list("organisation", "user"))
    worker, handled = None, frozenset[int]()
    if grievance.person is not None:
        own = Membership.objects.filter(role=Role.CANDIDATE, person_number=grievance.person.number)
        worker = own.values_list("user", flat=True).first()
        cases = Journey.objects.unscoped(WHY).filter(candidate__person=grievance.person, owner__isnull=False)
        handled = frozenset(owner for owner in cases.values_list("owner", flat=True) if owner is not None)
    return Matter(
        organisations=frozenset(one for one, _user in accused if one is not None),
        accounts=frozenset(user for _one, user in accused if user is not None),
        worker=worker,
        handled_by=handled,
    )


def officers_free(grievance: Grievance, *, today: date) -> tuple[int, ...]:
    """Welfare officers without a tie: those of the scheme, else those of any other; empty: there is none."""
    matter, ties = matter_of(grievance), _ties(today)
    officers = Membership.objects.filter(role=Role.WELFARE_OFFICER, user__is_active=True).filter(_holds(today))
    rows = list(officers.order_by("pk").values_list("user", "scheme"))
    own = list(dict.fromkeys(user for user, scheme in rows if scheme == grievance.scheme_id))
    others = list(dict.fromkeys(user for user, _scheme in rows if user not in own))
    for pool in (own, others):
        free = free_hearers(_hearers(pool, today), matter, ties)
        if free:
            return free
    return ()


def is_free(grievance: Grievance, account: int | None, *, today: date) -> bool:
    """Whether an account has no tie to the matter now. Five queries at most."""
    if account is None:
        return False
    return bool(free_hearers(_hearers([account], today), matter_of(grievance), _ties(today)))


def _hearers(accounts: Sequence[int], today: date) -> list[Hearer]:
    """Each account with every organisation it works for or worked for lately, in whatever role."""
    held: dict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(user__in=accounts, organisation__isnull=False).filter(_recent(today))
    for user, organisation in rows.values_list("user", "organisation"):
        if organisation is not None:
            held[user].add(organisation)
    return [Hearer(one, frozenset(held[one])) for one in accounts]


def _ties(today: date) -> list[Tie]:
    rows = OrganisationTie.objects.filter(since__lte=today).filter(_recent(today))
    return [Tie(one, other) for one, other in rows.values_list("one", "other")]


def _recent(today: date) -> Q:
    return Q(until__isnull=True) | Q(until__gte=today - LOOKS_BACK)


def _holds(today: date) -> Q:
    return Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))


def free_of_host(scheme: int, host: int, *, today: date) -> tuple[int, ...]:
    """The scheme's welfare officers without a tie to a host. Three queries."""
    officers = Membership.objects.filter(role=Role.WELFARE_OFFICER, scheme=scheme, user__is_active=True).filter(
        _holds(today)
    )
    accounts = list(dict.fromkeys(officers.order_by("pk").values_list("user", flat=True)))
    matter = Matter(organisations=frozenset({host}))
    return free_hearers(_hearers(accounts, today), matter, _ties(today))


def tied_hosts(account: int, *, today: date) -> frozenset[int]:
    """Every organisation that an account has a tie to, so that it hears nothing about them. Two queries."""
    held = _hearers([account], today)[0].organisations
    return tied(held, _ties(today))
