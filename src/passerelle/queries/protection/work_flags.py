"""What differs from contracts, for the welfare officers of a scheme."""

from dataclasses import dataclass

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.queries.stays.work_lines import ComparedMonth, compared
from passerelle.records.partnerships.models import Scheme
from passerelle.records.work.models import PayStatement, WorkerWord, WorkFlag

WHY = "the flag about this month is this officer's to look at"


@dataclass(frozen=True, slots=True)
class FlagPage:
    """A flag with everything that was stated and said of its month, the newest first."""

    flag: WorkFlag
    stated: tuple[ComparedMonth, ...]
    words: tuple[WorkerWord, ...]
    others: tuple[WorkFlag, ...]  # of the same stay


def work_flags(actor: Actor, *, scheme: str = "", state: str = "open") -> QuerySet[WorkFlag]:
    """Flags that are this officer's to look at, the oldest open one first."""
    rows = WorkFlag.objects.for_officer(actor)
    if scheme:
        rows = rows.filter(stay__journey__candidate__scheme__code=scheme)
    if state == "open":
        rows = rows.filter(closed_at__isnull=True)
    elif state == "closed":
        rows = rows.filter(closed_at__isnull=False)
    return rows.select_related(
        "stay__host", "stay__journey__candidate__person", "stay__journey__candidate__scheme"
    ).order_by("closed_at", "raised_at", "pk")


def flagged_schemes(actor: Actor) -> list[str]:
    """Codes of the schemes whose flags the actor looks at."""
    reached = actor.schemes(Permission.WORK_FLAG)
    rows = Scheme.objects.visible_to(actor)
    rows = rows if reached is None else rows.filter(pk__in=reached)
    return list(rows.order_by("code").values_list("code", flat=True))


def flag_page(actor: Actor, number: str) -> FlagPage:
    """One flag; ``NotPermitted`` out of reach, and for whoever has a tie to the host."""
    flag = work_flags(actor, state="all").filter(number=number).first()
    if flag is None:
        raise NotPermitted(number)
    stated = PayStatement.objects.unscoped(WHY).filter(stay=flag.stay_id, month=flag.month)
    words = WorkerWord.objects.visible_to(actor).filter(stay=flag.stay_id, month=flag.month)
    others = work_flags(actor, state="all").filter(stay=flag.stay_id).exclude(pk=flag.pk)
    return FlagPage(
        flag,
        tuple(compared(stated.select_related("stay").order_by("-pk"))),
        tuple(words.order_by("-pk")),
        tuple(others),
    )
