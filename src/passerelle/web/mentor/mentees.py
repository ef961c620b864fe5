"""The mentor's door: the people who agreed, and of each what she lets be seen."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.mentoring.learning import add_meeting
from passerelle.actions.people.record_read import record_read
from passerelle.actions.visits.incidents import Report, report_as_mentor
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.protection.incidents import mentor_reports
from passerelle.queries.stays.circle import mentee, mentees
from passerelle.web.mentor.forms import IncidentForm, MeetingForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of


@require_safe
def mentee_list(request: ActorRequest) -> HttpResponse:
    """The mentor's own people."""
    rows = list(mentees(request.actor))
    seen = [one.stay.journey.candidate.person.number for one in rows]
    if seen:
        record_read(request.actor, "mentees", seen, scheme_code="", purpose=Purpose.JOURNEY)
    return render(request, "mentor/mentees.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def mentee_page(request: ActorRequest, number: str) -> HttpResponse:
    """One of them, the log of meetings, and a door to report that something happened to her."""
    shown = mentee(request.actor, number)
    which = request.POST.get("do", "meeting")
    meeting = MeetingForm(request.POST or None if which == "meeting" else None, auto_id="meeting-%s")
    incident = IncidentForm(request.POST if which == "incident" else None, auto_id="incident-%s")
    deeds = {
        "meeting": (meeting, lambda: _meet(request, number, meeting), _("Written down.")),
        "incident": (incident, lambda: _report(request, number, incident), _("A welfare officer is told.")),
    }
    if which in deeds and done(request, *deeds[which]):
        return HttpResponseRedirect(reverse("mentee", args=[number]))
    person = shown.helper.stay.journey.candidate.person
    record_read(request.actor, "mentees", [person.number], scheme_code="", purpose=Purpose.JOURNEY)
    context = {
        "shown": shown,
        "helper": shown.helper,
        "person": person,
        "form": meeting,
        "incident_form": incident,
        "reports": mentor_reports(request.actor, shown.helper.stay_id),
        "trail": [(reverse("mentees"), _("People I mentor"))],
    }
    failed = meeting.errors or incident.errors
    return render(request, "mentor/mentee.html", context, status=422 if failed else 200)


def _meet(request: ActorRequest, number: str, form: MeetingForm) -> None:
    add_meeting(request.actor, number, today=today(), key=key_of(request), **form.cleaned_data)


def _report(request: ActorRequest, number: str, form: IncidentForm) -> None:
    report_as_mentor(request.actor, number, Report(**form.cleaned_data), today=today(), key=key_of(request))
