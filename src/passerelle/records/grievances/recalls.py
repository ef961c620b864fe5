"""Seasons without recall after a complaint, worked out at each reading for one welfare officer."""

from datetime import date

from django.db.models import Q, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.visits.recalls import Season, season_year, without_recall
from passerelle.domain.work.words import HOUSING_WELL, PAY_WELL
from passerelle.records.grievances.models import ClosedAlert
from passerelle.records.grievances.routing import heard_by
from passerelle.records.partnerships.ties import tied_hosts
from passerelle.records.stays.models import Recall, Stay
from passerelle.records.work.models import WorkerWord, WorkFlag


def alerts_for(actor: Actor, *, today: date, closed: bool = False) -> list[Season]:
    """The open alerts (or the closed ones) that an officer may hear, the oldest season first.

    A grievance counts only for whoever was named to hear it and has no tie to it, and nothing about a host to
    which the officer has a tie. Fourteen queries, whatever the number of stays.
    """
    actor.must(Permission.WORK_FLAG)
    schemes = actor.schemes(Permission.WORK_FLAG)
    if actor.id is None or not schemes:
        return []
    spoke = _spoke(actor, today)
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


def _spoke(actor: Actor, today: date) -> set[int]:
    """Stays in which somebody told that something is wrong, as far as this officer may know of it.

    A flag counts where it comes from the worker's own word, or where she said that the inspectorate may be
    told: what an employer's own statement showed by itself, nobody told.
    """
    hers = Q(source="worker") | Q(choice="tell")
    flags = set(WorkFlag.objects.visible_to(actor).filter(hers).values_list("stay", flat=True))
    well = Q(received__in=PAY_WELL, housing__in=HOUSING_WELL, text="")
    words = set(WorkerWord.objects.visible_to(actor).exclude(well).values_list("stay", flat=True))
    heard = heard_by(actor, today=today)
    return flags | words | {one.stay_id for one in heard if one.stay_id is not None}
