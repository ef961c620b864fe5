"""A worker's own stays: what was stated of each month, what she said herself, and what somebody looks at."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.work.months import months_owed
from passerelle.queries.stays.work_lines import ComparedMonth, compared
from passerelle.records.stays.models import Stay
from passerelle.records.work.models import PayStatement, WorkerWord, WorkFlag

SHOWN = 12


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """One month of a stay; ``stated``: ``None`` while the employer has stated nothing."""

    month: date
    stated: ComparedMonth | None
    word: WorkerWord | None
    flags: tuple[WorkFlag, ...]


@dataclass(frozen=True, slots=True)
class OwnStay:
    """A stay with its months, the newest first."""

    stay: Stay
    months: tuple[OwnMonth, ...]


def own_work(actor: Actor, *, today: date) -> list[OwnStay]:
    """The signed-in person's stays with work, the newest first. Five queries."""
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    mine = Stay.objects.visible_to(actor).filter(journey__candidate__person__number__in=people)
    stays = list(
        mine.exclude(kind__in=("study", "visit"))
        .select_related("host", "journey__candidate__scheme")
        .order_by("-pk")
    )
    pay = PayStatement.objects.visible_to(actor).filter(stay__in=stays, replaced_at__isnull=True)
    stated = {(one.statement.stay_id, one.statement.month): one for one in compared(pay.select_related("stay"))}
    said = WorkerWord.objects.visible_to(actor).filter(stay__in=stays).order_by("pk")
    words = {(one.stay_id, one.month): one for one in said}
    flags: dict[tuple[int, date], list[WorkFlag]] = defaultdict(list)
    for flag in WorkFlag.objects.visible_to(actor).filter(stay__in=stays):
        flags[flag.stay_id, flag.month].append(flag)
    return [
        OwnStay(
            stay,
            tuple(
                OwnMonth(one, stated.get((stay.pk, one)), words.get((stay.pk, one)), tuple(flags[stay.pk, one]))
                for one in reversed(
                    months_owed(stay.started_on or stay.arrived_on, stay.ended_on, today)[-SHOWN:]
                )
            ),
        )
        for stay in stays
    ]
