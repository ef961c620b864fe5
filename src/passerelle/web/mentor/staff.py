"""The circle of one stay, kept by the scheme's staff."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.mentoring.circle import Named, end_helper, name_helper
from passerelle.actions.mentoring.learning import Session, add_transfer
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.stays.circle import circle
from passerelle.web.mentor.forms import EndHelperForm, HelperForm, TransferForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of


@require_http_methods(["GET", "HEAD", "POST"])
def stay_helpers(request: ActorRequest, number: str) -> HttpResponse:
    """Helpers with their meetings, and knowledge passed on."""
    shown = circle(request.actor, number)
    which = request.POST.get("do", "")
    helper = HelperForm(request.POST if which == "name" else None, initial={"since": today()})
    end = EndHelperForm(request.POST if which == "end" else None, initial={"on": today()})
    passed = TransferForm(request.POST if which == "transfer" else None)
    deeds = {
        "name": (helper, lambda: _name(request, number, helper)),
        "end": (end, lambda: _end(request, end)),
        "transfer": (passed, lambda: _pass_on(request, number, passed)),
    }
    if which in deeds and done(request, *deeds[which], _("Kept.")):
        return HttpResponseRedirect(reverse("stay-helpers", args=[number]))
    candidate = shown.stay.journey.candidate
    record_read(
        request.actor,
        "helpers",
        [candidate.person.number],
        scheme_code=candidate.scheme.code,
        purpose=Purpose.JOURNEY,
    )
    context = {
        "shown": shown,
        "person": candidate.person,
        "helper_form": helper,
        "end_form": end,
        "transfer_form": passed,
        "trail": [(reverse("experience"), _("Certificates of experience"))],
    }
    failed = any(form.errors for form, _deed in deeds.values())
    return render(request, "mentor/circle.html", context, status=422 if failed else 200)


def _name(request: ActorRequest, number: str, form: HelperForm) -> None:
    known = dict(form.cleaned_data)
    spoken = tuple(known.pop("languages").lower().split())
    name_helper(request.actor, number, Named(languages=spoken, **known), key=key_of(request))


def _end(request: ActorRequest, form: EndHelperForm) -> None:
    end_helper(request.actor, request.POST.get("helper", ""), **form.cleaned_data, version=version_of(request))


def _pass_on(request: ActorRequest, number: str, form: TransferForm) -> None:
    add_transfer(request.actor, number, Session(**form.cleaned_data), today=today(), key=key_of(request))
