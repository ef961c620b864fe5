"""Who of the pool somebody may find, and how they stand with one call."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach
from passerelle.records.alumni.models import Alumna, Invitation
from passerelle.records.calls.models import Application, Call
from passerelle.records.stays.models import Stay
from passerelle.records.vacancies.models import Vacancy

WHY = "only whether there is one"


def may_invite_to(actor: Actor, call: Call) -> bool:
    """Only the team of the call: a service that brings people invites its own, by name."""
    whole = actor.schemes(Permission.SELECTION_WRITE, reach=[Reach.SCHEME, Reach.EVERYWHERE])
    return whole is None or call.scheme_id in whole


def in_pool(actor: Actor, host: str = "") -> QuerySet[Alumna]:
    """Those who agreed to be invited to calls; of a host those who worked there and agreed to be asked back."""
    actor.must(Permission.ALUMNI_READ)
    rows = Alumna.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
    if not host:
        return rows.filter(for_calls=True)
    # As far as the actor reads the host's stays: a pseudonym alone is not told where it worked.
    actor.must(Permission.STAY_READ)
    stays = Stay.objects.visible_to(actor).filter(host__number=host, ended_on__isnull=False)
    return rows.filter(for_seasons=True, person__in=stays.values("journey__candidate__person"))


def for_call(rows: QuerySet[Alumna], call: Call, host: str = "") -> QuerySet[Alumna]:
    """Who may be invited to a call, with ``invited_at``, ``declined_at`` and ``has_applied``.

    Who agreed to be asked back by a ``host`` is asked only where it has an open vacancy in the call's scheme.
    Whoever applied without an invitation is left out: their pseudonym is not put beside their name.
    """
    mine = Invitation.objects.unscoped(WHY).filter(alumna=OuterRef("pk"), call=call, ended_at__isnull=True)
    # A draft is the person's own: only what was handed in is known to the team.
    applied = Application.objects.unscoped(WHY).filter(
        person=OuterRef("person"), call=call, handed_in_at__isnull=False
    )
    if host:
        jobs = Vacancy.objects.unscoped(WHY).filter(scheme=call.scheme_id, closed_on__isnull=True)
        rows = rows.filter(Exists(jobs.filter(employer__number=host)))
    known = rows.annotate(
        invited_at=Subquery(mine.values("invited_at")[:1]),
        declined_at=Subquery(mine.values("declined_at")[:1]),
        has_applied=Exists(applied),
    )
    return known.exclude(invited_at__isnull=True, has_applied=True)


def invited_to(call: Call) -> QuerySet[Invitation, Any]:
    """The alumni who have an invitation to a call, by key."""
    rows = Invitation.objects.unscoped(WHY).filter(call=call, ended_at__isnull=True)
    return rows.values("alumna")


def not_applied(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Of some invitations those to whose call nothing was handed in."""
    mine = Application.objects.unscoped(WHY).filter(person=OuterRef("alumna__person"), call=OuterRef("call"))
    return rows.exclude(Exists(mine.filter(handed_in_at__isnull=False)))


def open_invitations(rows: QuerySet[Invitation], people: Sequence[str], *, on: date) -> QuerySet[Invitation]:
    """Of some invitations those that wait for these people: the call is open, nothing answered or begun."""
    waiting = rows.filter(
        Q(call__closes_on__isnull=True) | Q(call__closes_on__gte=on),
        alumna__person__number__in=people, alumna__withdrawn_at__isnull=True, declined_at__isnull=True,
        ended_at__isnull=True, call__state=Call.State.PUBLISHED,
    )  # fmt: skip
    begun = Application.objects.unscoped(WHY).filter(person=OuterRef("alumna__person"), call=OuterRef("call"))
    return waiting.exclude(Exists(begun)).select_related("call__scheme").order_by("-invited_at", "-pk")
