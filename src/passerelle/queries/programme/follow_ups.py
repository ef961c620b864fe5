"""Follow-ups of roundtables' decisions: open, overdue, closed."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.portfolio.models import FollowUp

STATES = ("open", "overdue", "done", "dropped")


def follow_up_rows(actor: Actor, *, on: date, partnership: str = "", state: str = "") -> QuerySet[Any]:
    """Narrowed to a partnership or a state (``overdue``: open and past its day); the earliest first."""
    actor.must(Permission.PARTNERSHIP_READ)
    rows = FollowUp.objects.visible_to(actor).select_related("partnership", "decision__roundtable")
    if partnership:
        rows = rows.filter(partnership__code=partnership)
    if state == "overdue":
        rows = rows.filter(state=FollowUp.State.OPEN, due__lt=on)
    elif state:
        rows = rows.filter(state=state)
    return rows.order_by("due", "pk")


def follow_up(actor: Actor, number: str) -> FollowUp:
    """One follow-up with its history; raises ``DoesNotExist`` out of reach."""
    rows = FollowUp.objects.visible_to(actor).select_related("partnership", "decision__roundtable")
    found: FollowUp = rows.prefetch_related("changes__by").get(number=number)
    return found


def partnership_codes(actor: Actor) -> list[str]:
    """Codes for a filter."""
    rows = FollowUp.objects.visible_to(actor).order_by("partnership__code")
    return list(rows.values_list("partnership__code", flat=True).distinct())
