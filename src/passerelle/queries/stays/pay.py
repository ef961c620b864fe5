"""Pay by month, for whoever states it and whoever watches over it; nothing here knows of flags."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.work.months import due_on, months_owed, next_month
from passerelle.records.stays.models import Stay
from passerelle.records.stays.pauses import pauses_of
from passerelle.records.work.models import PayStatement

SHOWN = 24  # months looked back at


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month: how many workers, how many months stated, by when it is due."""

    month: date
    workers: int
    stated: int
    due_on: date

    @property
    def missing(self) -> int:
        """Workers whose month nobody has stated."""
        return self.workers - self.stated


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One worker in a month, with the statement that stands."""

    stay: Stay
    statement: PayStatement | None


def pay_months(actor: Actor, *, today: date) -> list[MonthRow]:
    """The months that the actor's stays owe, the newest first. Three queries, whatever their number."""
    stays = _stays(actor)
    pauses = pauses_of(stays.values("pk"))
    owed = {
        (pk, month)
        for pk, started, arrived, ended in stays.values_list("pk", "started_on", "arrived_on", "ended_on")
        for month in months_owed(started or arrived, ended, today, pauses[pk])[-SHOWN:]
    }
    workers = Counter(month for _stay, month in owed)
    stated = Counter(one[1] for one in _standing(actor).values_list("stay", "month") if one in owed)
    newest = sorted(workers, reverse=True)[:SHOWN]
    return [MonthRow(one, workers[one], stated[one], due_on(one)) for one in newest]


def pay_of_month(actor: Actor, month: date) -> QuerySet[Stay]:
    """Stays that were under way in a month, by the person's name."""
    begun = Q(started_on__lt=next_month(month)) | Q(started_on__isnull=True, arrived_on__lt=next_month(month))
    rows = _stays(actor).filter(begun).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=month))
    return rows.select_related("journey__candidate__person", "journey__candidate__scheme", "host").order_by(
        "journey__candidate__person__family_name", "pk"
    )


def with_statements(actor: Actor, stays: Iterable[Stay], month: date) -> list[WorkerRow]:
    """These stays with what was stated for a month. One query."""
    listed = list(stays)
    rows = _standing(actor).filter(stay__in=listed, month=month)
    by_stay = {row.stay_id: row for row in rows}
    return [WorkerRow(stay, by_stay.get(stay.pk)) for stay in listed]


def _stays(actor: Actor) -> QuerySet[Stay]:
    actor.must(Permission.WORK_READ)
    return Stay.objects.visible_to(actor).exclude(kind__in=("study", "visit"))


def _standing(actor: Actor) -> QuerySet[PayStatement]:
    return PayStatement.objects.visible_to(actor).filter(replaced_at__isnull=True)
