"""The mentor's door: the people who agreed, and of each what she lets be seen."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.mentoring.learning import add_meeting
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.circle import mentee, mentees
from passerelle.web.mentor.forms import MeetingForm
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
    """One of them, and the log of meetings."""
    shown = mentee(request.actor, number)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and done(
        request, form, lambda: _meet(request, number, form), _("Written down.")
    ):
        return HttpResponseRedirect(reverse("mentee", args=[number]))
    person = shown.helper.stay.journey.candidate.person
    record_read(request.actor, "mentees", [person.number], scheme_code="", purpose=Purpose.JOURNEY)
    context = {
        "shown": shown,
        "helper": shown.helper,
        "person": person,
        "form": form,
        "trail": [(reverse("mentees"), _("People I mentor"))],
    }
    return render(request, "mentor/mentee.html", context, status=422 if form.errors else 200)


def _meet(request: ActorRequest, number: str, form: MeetingForm) -> None:
    add_meeting(request.actor, number, today=today(), key=key_of(request), **form.cleaned_data)
