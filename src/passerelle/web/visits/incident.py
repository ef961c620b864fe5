"""Incidents: a list by term, one with its clocks, and how they are reported by host, team and worker."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.visits.incidents import Report, add_step, close_incident, may_close, open_to_all, report
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import REACH, Reach
from passerelle.queries.protection.incidents import (
    incident_page,
    incident_rows,
    incidents,
    incidents_by_term,
    stays_to_report,
)
from passerelle.records.stays.models import Stay
from passerelle.records.visits.models import Incident
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, answer
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.visits.forms import CloseIncidentForm, NoForm, ReportForm, StaffReportForm, StepForm

STATES = ("open", "closed", "all")
PER_PAGE = 50
MOST = 200  # stays to choose from in a list; of more, the number is typed


@require_safe
def incident_list(request: ActorRequest) -> HttpResponse:
    """Incidents within reach, the nearest term first."""
    asked = request.GET.get("state", "open")
    state = asked if asked in STATES else "open"
    keys = incidents_by_term(request.actor, state=state)
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    rows = incident_rows(request.actor, list(page))
    _read(request, [one.incident for one in rows])
    context = {"rows": rows, "page": page, "state": state, "now": timezone.now()}
    return render(request, "visits/incidents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Host or staff report an incident."""
    staff = any(REACH[one.role] is Reach.SCHEME for one in request.actor.granting(Permission.INCIDENT_WRITE))
    form = (StaffReportForm if staff else ReportForm)(request.POST or None)
    stays = stays_to_report(request.actor, most=MOST)
    if stays is None:
        form.ask_number()
    else:
        form.offer((one.number, _named(one)) for one in stays)
    if request.method == "POST" and done(request, form, lambda: _report(request, form), _("It is reported.")):
        return HttpResponseRedirect(reverse("incidents"))
    context = {
        "form": form,
        "title": _("Report an incident"),
        "lead": _("The worker, the host and the scheme's team read it."),
        "trail": [(reverse("incidents"), _("Incidents"))],
    }
    return render(request, "visits/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: ActorRequest) -> HttpResponse:
    """The worker's own incidents, and a form to report one openly."""
    stays = [(one.number, one.host.name) for one in stays_to_report(request.actor, most=MOST) or ()]
    form = ReportForm(request.POST or None) if stays else None
    if form is not None:
        form.offer(stays)
        if request.method == "POST" and done(
            request, form, lambda: _report(request, form), _("It is reported.")
        ):
            return HttpResponseRedirect(reverse("own-incidents"))
    context = {"rows": incidents(request.actor, state="all"), "form": form, "now": timezone.now()}
    status = 422 if form is not None and form.errors else 200
    return render(request, "visits/own_incidents.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: ActorRequest, number: str) -> HttpResponse:
    """One incident: whom to tell by when, what was done."""
    page = incident_page(request.actor, number)
    offered = answer(request, dict(_deeds(request, page.row.incident)))
    if offered.is_done:
        return HttpResponseRedirect(reverse("incident", args=[number]))
    _read(request, [page.row.incident])
    context = {
        "page": page,
        "one": page.row.incident,
        "offered": offered,
        "now": timezone.now(),
        "trail": [(reverse("incidents"), _("Incidents"))],
    }
    return render(request, "visits/incident.html", context, status=offered.status)


def _deeds(request: ActorRequest, row: Incident) -> list[tuple[str, Deed]]:
    if row.closed_at is not None or not request.actor.may(Permission.INCIDENT_WRITE):
        return []
    actor, number, version = request.actor, row.number, version_of(request) or 0
    step = (
        "step",
        Deed(
            _("Write down a step"),
            StepForm,
            lambda facts: add_step(actor, number, facts["text"], whom=facts["whom"], version=version),
            _("It is noted."),
        ),
    )
    close = (
        "close",
        Deed(
            _("Close it"),
            CloseIncidentForm,
            lambda facts: close_incident(actor, number, facts["outcome"], facts["text"], version=version),
            _("It is closed."),
        ),
    )
    opened = (
        "open",
        Deed(
            _("Open it to host and team"),
            NoForm,
            lambda _form: open_to_all(actor, number, version=version),
            _("Host and team read it now."),
        ),
    )
    possible = ((True, step), (may_close(actor, row), close), (row.held_back, opened))
    return [deed for may, deed in possible if may]


def _report(request: ActorRequest, form: ReportForm) -> None:
    known = form.cleaned_data
    said = Report(known["kind"], known["text"], known["happened_on"], reporter=known.get("reporter", ""))
    report(request.actor, known["stay"], said, today=today(), key=key_of(request))


def _named(stay: Stay) -> str:
    person = stay.journey.candidate.person
    return f"{person.family_name.upper()} {person.given_name} – {stay.host.name}"


def _read(request: ActorRequest, rows: list[Incident]) -> None:
    seen = [one.stay.journey.candidate.person.number for one in rows]
    if seen:
        record_read(request.actor, "incidents", seen, scheme_code="", purpose=Purpose.PROTECTION)
