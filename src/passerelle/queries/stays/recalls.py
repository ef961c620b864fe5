"""Who was called back for the next season and who was not, by host and season."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.queries.stays.stays import season_over
from passerelle.records.stays.models import Recall, Stay


@dataclass(frozen=True, slots=True)
class RecallRow:
    """One host and season: how many were called back, how many not."""

    host: str
    season: int
    recalled: int
    not_recalled: int


def recalls_by_host(actor: Actor, *, scheme: str = "") -> list[RecallRow]:
    """Counts within reach, the newest season first. One query."""
    rows = _within(actor, scheme).order_by().values("stay__host__name", "season")
    counted = rows.annotate(yes=Count("pk", filter=Q(recalled=True)), no=Count("pk", filter=Q(recalled=False)))
    found = counted.values_list("stay__host__name", "season", "yes", "no")
    return [RecallRow(*one) for one in found.order_by("-season", "stay__host__name")]


def recalls_of(actor: Actor, *, host: int | None = None, season: int | None = None) -> list[Recall]:
    """Each answer with its stay, person and reason, to be compared with something else. One query."""
    rows = _within(actor, "")
    if host is not None:
        rows = rows.filter(stay__host=host)
    if season is not None:
        rows = rows.filter(season=season)
    return list(rows.select_related("stay__host", "stay__journey__candidate__person").order_by("pk"))


def without_an_answer(actor: Actor, *, host: int | None = None) -> QuerySet[Stay]:
    """Seasons that ended, after which nobody said yet whether the person is called back."""
    actor.must(Permission.STAY_READ)
    rows = Stay.objects.visible_to(actor).filter(season_over())
    rows = rows if host is None else rows.filter(host=host)
    return rows.select_related("host", "journey__candidate__person").order_by("ended_on", "pk")


def recalled_people(actor: Actor, stays: Sequence[Stay]) -> dict[int, bool]:
    """By stay, whether the person was called back; a stay without an answer is left out. One query."""
    return dict(_within(actor, "").filter(stay__in=stays).values_list("stay", "recalled"))


def _within(actor: Actor, scheme: str) -> QuerySet[Recall]:
    actor.must(Permission.STAY_READ)
    rows = Recall.objects.filter(stay__in=Stay.objects.visible_to(actor))
    return rows.filter(stay__journey__candidate__scheme__code=scheme) if scheme else rows
