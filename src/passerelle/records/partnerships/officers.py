"""Welfare officers and the hosts they may hear about: those of the scheme, else those of another one.

The rule for everything that a welfare officer alone reads about a host: an officer of the scheme without a tie
to it; where the scheme has none, every officer of another scheme without a tie; nobody else, ever.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Role
from passerelle.domain.grievances.routing import tied
from passerelle.records.partnerships.models import Membership, Scheme
from passerelle.records.partnerships.ties import known_accounts, ties_on

WHY = "who may hear about a host is worked out from the whole installation"


@dataclass(frozen=True, slots=True)
class Officers:
    """The officers of each scheme, and of each officer the hosts that he or she hears nothing about."""

    by_scheme: Mapping[int, tuple[int, ...]]
    away: Mapping[int, frozenset[int]]

    def of_the_scheme(self, scheme: int, host: int) -> tuple[int, ...]:
        """The scheme's own officers without a tie to a host."""
        return tuple(one for one in self.by_scheme.get(scheme, ()) if host not in self.away[one])

    def free(self, scheme: int, host: int) -> tuple[int, ...]:
        """Who hears about a host in a scheme; empty: nobody may."""
        others = (one for one in self.away if host not in self.away[one])
        return self.of_the_scheme(scheme, host) or tuple(others)

    def tied_to_all(self, scheme: int) -> frozenset[int] | None:
        """Hosts to which every officer of a scheme is tied; ``None``: it has no officer, so all hosts."""
        held = [self.away[one] for one in self.by_scheme.get(scheme, ())]
        return frozenset.intersection(*held) if held else None


def working_officers(today: date) -> QuerySet[Membership]:
    """The welfare officers' memberships that hold on a day."""
    holds = Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))
    return Membership.objects.filter(holds, role=Role.WELFARE_OFFICER, user__is_active=True)


def officers_on(today: date) -> Officers:
    """All officers on a day. Three queries."""
    by_scheme: dict[int, list[int]] = defaultdict(list)
    for user, scheme in working_officers(today).order_by("pk").values_list("user", "scheme"):
        if scheme is not None and user not in by_scheme[scheme]:
            by_scheme[scheme].append(user)
    accounts = list(dict.fromkeys(one for some in by_scheme.values() for one in some))
    ties = ties_on(today)
    away = {one.account: tied(one.organisations, ties) for one in known_accounts(accounts, today)}
    return Officers({scheme: tuple(some) for scheme, some in by_scheme.items()}, away)


def heard_by_officer(actor: Actor, *, scheme: str, host: str, today: date) -> Q:
    """Rows about hosts that an officer may hear; ``scheme`` and ``host`` are paths to the ids. Four queries.

    Nothing for whoever is no officer.
    """
    mine = actor.schemes(Permission.WORK_FLAG) or frozenset()
    if actor.id is None or not mine:
        return Q(pk__in=[])
    officers = officers_on(today)
    reached = Q(**{f"{scheme}__in": mine})
    for other in Scheme.objects.unscoped(WHY).exclude(pk__in=mine).values_list("pk", flat=True):
        hosts = officers.tied_to_all(other)
        if hosts is None:
            reached |= Q(**{scheme: other})
        elif hosts:
            reached |= Q(**{scheme: other, f"{host}__in": hosts})
    return reached & ~Q(**{f"{host}__in": officers.away.get(actor.id, frozenset())})
