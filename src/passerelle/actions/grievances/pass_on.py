"""Where a hearer has a tie by now, or nobody was free, those who are free today are named."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from passerelle.actions.grievances.routing import free_for, name_hearers
from passerelle.actions.grievances.tell import tell_hearers
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.records.grievances.models import Grievance, Hearer
from passerelle.records.grievances.routing import no_longer_free

WHY = "every open grievance must have somebody who may hear it"


def pass_on(actor: Actor, *, now: datetime) -> int:
    """Look at every open grievance; how many changed hands.

    Whoever may not hear it any more is let go; where nobody is left, those who are free are named and told.
    Constant queries while nothing changes.
    """
    actor.must(Permission.GRIEVANCE_ACT)
    rows = Grievance.objects.unscoped(WHY).filter(closed_at__isnull=True).select_related("person")
    named = _named(list(rows))
    gone = no_longer_free(named, today=timezone.localdate(now))
    left = [row for row, some in named.items() if row in gone or not some]
    return sum(_changed_hands(actor, row.pk, gone.get(row, {}), now) for row in left)


def _named(rows: list[Grievance]) -> dict[Grievance, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    hearers = Hearer.objects.filter(grievance__in=rows, until__isnull=True).order_by("pk")
    for grievance, user in hearers.values_list("grievance", "user"):
        found[grievance].append(user)
    return {row: found[row.pk] for row in rows}


def _changed_hands(actor: Actor, key: int, gone: Mapping[int, str], now: datetime) -> bool:
    rows = Grievance.objects.unscoped(WHY).filter(pk=key).select_related("person")
    if not gone and not free_for(rows.get()):
        return False  # nobody was free, and nobody is
    with writing(actor, "grievance.pass_on", purpose=Purpose.PROTECTION) as note:
        row = rows.select_for_update(of=("self",)).get()
        named = Hearer.objects.filter(grievance=row, until__isnull=True)
        for account, why in gone.items():
            named.filter(user=account).update(until=now, why_ended=why)
        if not named.exists():
            free = free_for(row)
            name_hearers(row, free, at=now)
            tell_hearers(note, free)
        if row.taken_by_id in gone:
            row.taken_by = None
        save_next(row)
        note.about(row.number)
    return True
