"""A partner service's own people: who stands where in a call, and what each still lacks."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.intake.signs import fold
from passerelle.domain.selection.answers import Missing
from passerelle.queries.selection.lacking import lacking
from passerelle.records.calls.models import Application, Call
from passerelle.records.candidates.models import Candidate


@dataclass(frozen=True, slots=True)
class ServicePerson:
    """One person; ``state`` is empty for whoever has no application to the call."""

    candidate: str
    person: str
    family_name: str
    given_name: str
    name_original: str
    phone: str
    state: str
    application: str
    missing: tuple[Missing, ...]
    can_be_proposed: bool
    can_be_sent: bool  # a link to their own draft


def service_rows(actor: Actor, call: Call, *, text: str = "") -> QuerySet[Candidate]:
    """The candidates of the call's scheme that the actor's organisation brought. One query."""
    actor.must(Permission.SELECTION_WRITE, scheme=call.scheme_id)
    own = [grant.organisation for grant in actor.granting(Permission.SELECTION_WRITE) if grant.organisation]
    rows = Candidate.objects.visible_to(actor).filter(scheme=call.scheme_id, withdrawn_on__isnull=True)
    rows = rows.filter(brought_by__in=own) if own else rows
    for word in fold(text).split():
        rows = rows.filter(person__search_name__contains=word)
    return rows.select_related("person").order_by("person__search_name", "number")


def with_applications(actor: Actor, call: Call, rows: list[Candidate]) -> list[ServicePerson]:
    """The rows with their applications to the call and what each still lacks. Two queries."""
    people = [row.person_id for row in rows]
    known = {
        one.person_id: one
        for one in Application.objects.visible_to(actor)
        .filter(call=call, person__in=people)
        .select_related("call", "dossier")
        .prefetch_related("dossier__items")
        .order_by("pk")
    }
    return [_line(row, known.get(row.person_id), call) for row in rows]


def open_calls_of(actor: Actor) -> list[Call]:
    """The published calls to which the actor may propose people. One query."""
    rows = Call.objects.visible_to(actor).filter(state=Call.State.PUBLISHED).select_related("scheme")
    return [
        row
        for row in rows.order_by("closes_on", "pk")
        if actor.may(Permission.SELECTION_WRITE, scheme=row.scheme_id)
    ]


def _line(row: Candidate, application: Application | None, call: Call) -> ServicePerson:
    return ServicePerson(
        candidate=row.number,
        person=row.person.number,
        family_name=row.person.family_name,
        given_name=row.person.given_name,
        name_original=row.person.name_original,
        phone=row.person.phone,
        state=application.state if application else "",
        application=application.number if application else "",
        missing=lacking(application, on=timezone.localdate()) if application else (),
        can_be_proposed=application is None or application.ended_at is not None,
        can_be_sent=application is None or application.state in ("prospect", "draft"),
    )
