"""Calls and their applications as those who select read them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.intake.signs import fold
from passerelle.domain.selection.odds import Odds, odds
from passerelle.queries.own.applications import bases
from passerelle.records.calls.models import Application, Call

ORDERS = {
    "name": ("person__search_name", "number"),
    "-name": ("-person__search_name", "number"),
    "handed_in": ("handed_in_at", "number"),
    "-handed_in": ("-handed_in_at", "number"),
}


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application as a line of the list."""

    number: str
    version: int
    person: str
    candidate: str
    family_name: str
    given_name: str
    name_original: str
    state: str
    handed_in_at: datetime | None
    brought_by: str | None
    suspects: tuple[str, ...]
    reason_code: str
    can_be_screened: bool
    dossier: str  # the number of its documents; empty where the call asks for none


def call_counts(actor: Actor, scheme: str = "") -> QuerySet[Call]:
    """The calls in reach, newest first, each with its counts of what the actor may see. One query."""
    actor.must(Permission.SELECTION_READ)
    seen = Q(applications__in=Application.objects.visible_to(actor))
    rows = Call.objects.visible_to(actor).select_related("scheme").order_by("-opens_on", "-pk")
    rows = rows.annotate(
        drafts=Count("applications", filter=seen & Q(applications__state__in=["draft", "prospect"])),
        to_screen=Count("applications", filter=seen & Q(applications__state="handed_in")),
        eligible=Count("applications", filter=seen & Q(applications__state="eligible")),
        answered=Count(
            "applications",
            filter=seen & Q(applications__state__in=["not_eligible", "selected", "reserve", "not_selected"]),
        ),
    )
    return rows.filter(scheme__code=scheme) if scheme else rows


def call_of(actor: Actor, number: str) -> tuple[Call, Odds | None]:
    """One call with the odds that its applicants read; ``Call.DoesNotExist`` out of reach."""
    actor.must(Permission.SELECTION_READ)
    call = Call.objects.visible_to(actor).select_related("scheme").get(number=number)
    return call, odds(bases([call])[call.pk])


def application_rows(
    actor: Actor, call: Call, *, state: str = "", text: str = "", sort: str = ""
) -> QuerySet[Application]:
    """The applications to a call within reach, in order; page or stream it. One query."""
    rows = Application.objects.visible_to(actor).filter(call=call)
    rows = rows.select_related("person", "candidate", "brought_by", "dossier")
    if state:
        rows = rows.filter(state=state)
    for word in fold(text).split():
        rows = rows.filter(person__search_name__contains=word)
    return rows.order_by(*ORDERS.get(sort, ORDERS["-handed_in"]))


def as_row(row: Application) -> ApplicationRow:
    """A record as a line."""
    return ApplicationRow(
        number=row.number,
        version=row.version,
        person=row.person.number,
        candidate=row.candidate.number if row.candidate else "",
        family_name=row.person.family_name,
        given_name=row.person.given_name,
        name_original=row.person.name_original,
        state=row.state,
        handed_in_at=row.handed_in_at,
        brought_by=row.brought_by.name if row.brought_by else None,
        suspects=tuple(one["code"] for one in row.suspects),
        reason_code=row.reason_code,
        can_be_screened=row.state == Application.State.HANDED_IN,
        dossier=row.dossier.number if row.dossier else "",
    )
