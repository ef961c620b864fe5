"""Writing in an institution's file: open it, measure, plan, record activities."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.capacity.activities import ActivityFacts, save_activity
from passerelle.actions.capacity.evidence import add_evidence
from passerelle.actions.capacity.files import add_goal, add_measure, file_for, open_file
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.gateways.documents import Upload
from passerelle.queries.programme.institutions import activity
from passerelle.queries.programme.partnership_list import partnership_rows
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.partnerships import capacity_forms as forms
from passerelle.web.partnerships.asking import Asking, ask, posted
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of, version_of

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def file_new(request: ActorRequest) -> HttpResponse:
    """Open a file."""
    codes = scheme_codes(request.actor, Permission.CAPACITY_WRITE)
    partnerships = [row.code for row in partnership_rows(request.actor, on=today())]
    asking = Asking(_("Open a file for an institution"), reverse("institutions"), _("Kept."))

    def deed(said: dict[str, Any]) -> object:
        return open_file(request.actor, said.pop("scheme"), key=key_of(request), **said)

    options: Any = {"schemes": codes, "partnerships": partnerships, "initial": {"opened_on": today()}}
    return ask(request, forms.FileForm(posted(request), **options), asking, deed)


def _back(request: ActorRequest, number: str) -> str:
    """The file's page, for somebody who may write in it."""
    return reverse("institution", args=[file_for(request.actor, number).number])


@require_http_methods(METHODS)
def measure_new(request: ActorRequest, number: str) -> HttpResponse:
    """Add a measured value."""
    lead = _("The first value of a measure is its baseline.")
    asking = Asking(_("Add a measured value"), _back(request, number), _("Kept."), lead)

    def deed(said: dict[str, Any]) -> None:
        add_measure(request.actor, number, key=key_of(request), **said)

    return ask(request, forms.MeasureForm(posted(request), initial={"on": today()}), asking, deed)


@require_http_methods(METHODS)
def goal_new(request: ActorRequest, number: str) -> HttpResponse:
    """Add a line of the plan."""
    lead = _("A new target replaces the one before, which stays in the file.")
    asking = Asking(_("Add a goal"), _back(request, number), _("Kept."), lead)

    def deed(said: dict[str, Any]) -> None:
        add_goal(request.actor, number, key=key_of(request), **said)

    return ask(request, forms.GoalForm(posted(request)), asking, deed)


@require_http_methods(METHODS)
def activity_new(request: ActorRequest, number: str) -> HttpResponse:
    """Plan or record an activity."""
    asking = Asking(_("Add an activity"), _back(request, number), _("Kept."))
    form = forms.ActivityForm(posted(request))

    def deed(said: dict[str, Any]) -> object:
        people: Any = said.pop("participants")
        facts = ActivityFacts(**said)
        return save_activity(request.actor, number, facts, participants=people, key=key_of(request))

    return ask(request, form, asking, deed)


@require_http_methods(METHODS)
def activity_edit(request: ActorRequest, number: str) -> HttpResponse:
    """Change an activity; reading the names of officials is noted."""
    row, people = activity(request.actor, number)
    code = row.file.scheme.code
    if people:
        record_read(request.actor, "participants", [number], scheme_code=code, purpose=Purpose.GRANT_EVIDENCE)
    back = reverse("institution", args=[row.file.number])
    asking = Asking(_("Change the activity"), back, _("Kept."), version=row.version)

    def deed(said: dict[str, Any]) -> object:
        names: Any = said.pop("participants")
        once: Any = {"version": version_of(request), "key": key_of(request)}
        facts = ActivityFacts(**said)
        return save_activity(request.actor, row.file.number, facts, activity=number, participants=names, **once)

    now = {name: getattr(row, name) for name in ActivityFacts.__slots__}
    listed = "\n".join(f"{one.name}; {one.function}" for one in people)
    form = forms.ActivityForm(posted(request), initial={**now, "participants": listed})
    return ask(request, form, asking, deed)


@require_http_methods(METHODS)
def activity_evidence(request: ActorRequest, number: str) -> HttpResponse:
    """Hand in a file that shows an activity; somebody else reviews it."""
    row, _people = activity(request.actor, number)
    asking = Asking(
        _("Hand in evidence"), reverse("institution", args=[row.file.number]), _("Kept."), row.title
    )
    form = forms.EvidenceForm(posted(request), request.FILES or None)

    def deed(said: dict[str, Any]) -> object:
        file = said["file"]
        return add_evidence(request.actor, number, Upload(file.name, file.chunks()), key=key_of(request))

    return ask(request, form, asking, deed)
