"""Which organisations hang together, and to which of them an account is tied."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q

from passerelle.domain.grievances.routing import Hearer as Known
from passerelle.domain.grievances.routing import Tie, tied
from passerelle.records.partnerships.models import Membership, OrganisationTie

LOOKS_BACK = timedelta(days=365)  # a mandate that ended within a year still counts; a choice of this project


def tied_hosts(account: int, *, today: date) -> frozenset[int]:
    """Every organisation that an account has a tie to, so that it hears nothing about them. Two queries."""
    held = known_accounts([account], today)[0].organisations
    return tied(held, ties_on(today))


def known_accounts(accounts: Sequence[int], today: date) -> list[Known]:
    """Each account with every organisation it works for or worked for lately, in whatever role. One query."""
    held: dict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(user__in=accounts, organisation__isnull=False).filter(_recent(today))
    for user, organisation in rows.values_list("user", "organisation"):
        if organisation is not None:
            held[user].add(organisation)
    return [Known(one, frozenset(held[one])) for one in accounts]


def ties_on(today: date) -> list[Tie]:
    """The ties that count on a day: those that hold, and those that ended within a year. One query."""
    rows = OrganisationTie.objects.filter(since__lte=today).filter(_recent(today))
    return [Tie(one, other) for one, other in rows.values_list("one", "other")]


def _recent(today: date) -> Q:
    return Q(until__isnull=True) | Q(until__gte=today - LOOKS_BACK)
