"""Seasons without recall after a complaint, worked out at each reading for one welfare officer."""

from datetime import date

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.visits.recalls import Season, season_year, without_recall
from passerelle.records.grievances.models import ClosedAlert, Grievance, Hearer
from passerelle.records.grievances.routing import tied_hosts
from passerelle.records.stays.models import Recall, Stay
from passerelle.records.work.models import WorkerWord, WorkFlag


def alerts_for(actor: Actor, *, today: date, closed: bool = False) -> list[Season]:
    """The open alerts (or the closed ones) that an officer may hear, the oldest season first.

    A grievance counts only for whoever was named to hear it, and nothing about a host to which the officer
    has a tie. Nine queries, whatever the number of stays.
    """
    actor.must(Permission.WORK_FLAG)
    schemes = actor.schemes(Permission.WORK_FLAG)
    if actor.id is None or not schemes:
        return []
    spoke = _spoke(actor)
    if not spoke:
        return []
    away = tied_hosts(actor.id, today=today)
    stays = Stay.objects.visible_to(actor).filter(kind="season", journey__candidate__scheme_id__in=schemes)
    # Only hosts about whom somebody spoke: with ten thousand seasons these are few.
    stays = stays.filter(host__in=stays.filter(pk__in=spoke).values("host"))
    seasons = [
        Season(pk, person, host, year)
        for pk, person, host, started, arrived, planned in stays.order_by("pk").values_list(
            "pk", "journey__candidate__person", "host", "started_on", "arrived_on", "planned_from"
        )
        if host not in away and (year := season_year(started or arrived, planned)) is not None
    ]
    seasons += _called_back(stays, away)
    done = set(ClosedAlert.objects.visible_to(actor).values_list("stay", flat=True))
    found = without_recall(seasons, spoke)
    return [one for one in found if (one.stay in done) is closed]


def _called_back(stays: QuerySet[Stay], away: frozenset[int]) -> list[Season]:
    """A recall counts as the season it names, though nobody has come yet; no stay stands for it (0)."""
    rows = Recall.objects.filter(stay__in=stays, recalled=True).values_list(
        "stay__journey__candidate__person", "stay__host", "season"
    )
    return [Season(0, person, host, year) for person, host, year in rows if host not in away]


def _spoke(actor: Actor) -> set[int]:
    """Stays in which somebody told something that this officer may know of."""
    flags = set(WorkFlag.objects.visible_to(actor).values_list("stay", flat=True))
    words = set(WorkerWord.objects.visible_to(actor).values_list("stay", flat=True))
    named = Hearer.objects.filter(user=actor.id, until__isnull=True).values("grievance")
    heard = Grievance.objects.visible_to(actor).filter(pk__in=named, stay__isnull=False)
    return flags | words | {one for one in heard.values_list("stay", flat=True) if one is not None}
