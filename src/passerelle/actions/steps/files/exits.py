"""Whether exit from a country is complete: by the papers it is known to ask, or by an authority's statement."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q

from passerelle.actions.steps.files.dossiers import complete_ids_on
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.permits.departure import FORMALITIES, asks_issue_date, last_day
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.permits.models import ExitStatement, Travel

WHY = "guards answer for the cases that an action reached"
AGED = frozenset(one.code for row in FORMALITIES.values() for one in row if one.days_valid is not None)


def last_valid_day(item: DossierItem, issued_on: date | None, expires_on: date | None) -> date | None:
    """The last day on which an exit paper counts: the earlier of its own and of the age its country allows.

    Refused with ``no_issue_date`` where the age counts and nobody says when the paper was issued. Any other
    document keeps the day that it states.
    """
    journey = item.dossier.journey
    if item.dossier.kind != "exit" or journey is None:
        return expires_on
    country = journey.candidate.origin
    if not asks_issue_date(item.code, country):
        return expires_on
    if issued_on is None:
        hint = Text("It counts only for some days from its issue: enter the day that stands on it.")
        raise Refused(
            [Problem("no_issue_date", Text("The day of issue is missing."), hint, column="issued_on")]
        )
    counted = last_day(item.code, country, issued_on)
    return min(day for day in (counted, expires_on) if day is not None)


def exit_is_complete(candidates: Collection[int], *, today: date) -> set[int]:
    """Whose exit is complete on the day they leave (the day booked, else today). Five queries.

    A country that is known here: its papers, valid on that day. One that is not: an authority's statement.
    """
    days = _days_of_departure(candidates, today)
    by_dossier = _dossiers(candidates)
    leaves = {pk: days[candidate] for pk, candidate in by_dossier.items()}
    found = {by_dossier[one] for one in complete_ids_on(leaves)} - _without_issue_date(by_dossier)
    return found | _by_statement(candidates, days)


def _days_of_departure(candidates: Collection[int], today: date) -> Mapping[int, date]:
    rows = Travel.objects.filter(
        journey__candidate__in=candidates, journey__ended_on__isnull=True, replaced_at__isnull=True
    )
    booked = dict(rows.values_list("journey__candidate", "leaves_on"))
    return {one: max(booked.get(one, today), today) for one in candidates}


def _dossiers(candidates: Collection[int]) -> dict[int, int]:
    rows = Dossier.objects.unscoped(WHY).filter(
        kind="exit", journey__candidate__in=candidates, journey__ended_on__isnull=True
    )
    return dict(rows.values_list("pk", "journey__candidate"))


def _without_issue_date(by_dossier: Mapping[int, int]) -> set[int]:
    """Papers accepted before their day of issue was asked for cannot show their age."""
    rows = DossierItem.objects.filter(dossier__in=by_dossier, code__in=AGED, status="accepted")
    return {by_dossier[pk] for pk in rows.filter(issued_on__isnull=True).values_list("dossier", flat=True)}


def _by_statement(candidates: Collection[int], days: Mapping[int, date]) -> set[int]:
    """Those of whose country nothing is known here, with a statement that holds on the day they leave."""
    rows = ExitStatement.objects.filter(
        journey__candidate__in=candidates, journey__ended_on__isnull=True, withdrawn_on__isnull=True
    ).exclude(country__in=FORMALITIES)
    told = rows.filter(Q(until__isnull=True) | Q(until__gte=min(days.values(), default=date.min)))
    return {
        candidate
        for candidate, until in told.values_list("journey__candidate", "until")
        if until is None or until >= days[candidate]
    }
