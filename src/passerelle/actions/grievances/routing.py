"""Who is accused, who is named to hear it, and the check that nobody with a tie goes on."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.grievances.models import Grievance, Hearer
from passerelle.records.grievances.routing import is_free, officers_free
from passerelle.records.partnerships.models import Membership, Scheme
from passerelle.records.stays.models import Stay

TEAM = (Role.SCHEME_MANAGER, Role.CASEWORKER, Role.EMPLOYMENT_SERVICE)


def accused_by(about: str, stay: Stay | None, scheme: Scheme | None) -> tuple[set[int], set[int]]:
    """Organisations and accounts that a grievance is about, as the worker chose: employer, team, both, other.

    The host never hears what its own worker tells, whatever it is about. One query at most.
    """
    organisations = {stay.host_id} if stay is not None else set()
    if about not in ("team", "both") or scheme is None:
        return organisations, set()
    team = Membership.objects.filter(scheme=scheme, role__in=TEAM, until__isnull=True)
    rows = list(team.values_list("user", "organisation"))
    return organisations | {one for _user, one in rows if one is not None}, {user for user, _one in rows}


def free_for(grievance: Grievance) -> tuple[int, ...]:
    """Officers without a tie today; empty when there is none."""
    return officers_free(grievance, today=timezone.localdate())


def must_be_free(grievance: Grievance, account: int | None) -> None:
    """Refuse when a tie has come up since the naming; whoever hears is looked at before every step."""
    if not is_free(grievance, account, today=timezone.localdate()):
        message = Text("You have a tie to whoever this is about, so it goes to somebody else.")
        raise Refused([Problem("tie", message, Text("It is passed on to somebody without a tie."))])


def name_hearers(grievance: Grievance, accounts: Sequence[int], *, at: datetime) -> None:
    """Name those who may hear it and are not named already."""
    rows = Hearer.objects.filter(grievance=grievance, until__isnull=True)
    named = set(rows.values_list("user", flat=True))
    Hearer.objects.bulk_create(
        Hearer(grievance=grievance, user_id=one, since=at) for one in accounts if one not in named
    )
