"""The pages of those who hear: a list by term, one grievance, and what came on paper or by telephone."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.grievances import hear
from passerelle.actions.grievances.tell import Told, tell_for
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.protection.grievances import heard, heard_page
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.voice.forms import CloseForm, SayForm, SeverityForm, WriteDownForm


@require_safe
def grievances(request: ActorRequest) -> HttpResponse:
    """What the signed-in account was named to hear, what is due first on top."""
    state = request.GET.get("state", "open")
    rows = heard(request.actor, today=today(), state=state if state in ("open", "closed", "all") else "open")
    _read(request, [one.grievance.number for one in rows])
    context = {"rows": rows, "now": timezone.now(), "state": state}
    return render(request, "voice/grievances.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def grievance(request: ActorRequest, number: str) -> HttpResponse:
    """One grievance with everything said and done, and what a hearer may do."""
    page = heard_page(request.actor, number, today=today())
    deed = request.POST.get("deed", "")
    shown = {name: form() for name, form in FORMS.items()}
    if request.method == "POST" and deed in FORMS:
        form = FORMS[deed](request.POST)
        shown[deed] = form
        if done(request, form, lambda: _do(request, number, deed, form), _("It is noted.")):
            handed_over = deed == "hand_over"
            return HttpResponseRedirect(
                reverse("grievances") if handed_over else reverse("grievance", args=[number])
            )
    _read(request, [number])
    context = {
        "page": page,
        "one": page.grievance,
        "forms": shown,
        "wrong": next((form for form in shown.values() if form.is_bound and form.errors), None),
        "now": timezone.now(),
        "trail": [(reverse("grievances"), _("Told in confidence"))],
    }
    return render(request, "voice/grievance.html", context, status=422 if context["wrong"] else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def write_down(request: ActorRequest) -> HttpResponse:
    """What came on paper or by telephone; whoever writes it down may not be one of those who hear it."""
    form = WriteDownForm(request.POST or None)
    word = _("It is kept. Those who may hear it were told.")
    if request.method == "POST" and done(request, form, lambda: _write_down(request, form), word):
        return HttpResponseRedirect(reverse("grievances"))
    context = {"form": form, "trail": [(reverse("grievances"), _("Told in confidence"))]}
    return render(request, "voice/new.html", context, status=422 if form.errors else 200)


FORMS: dict[str, Callable[..., forms.Form]] = {
    "answer": SayForm,
    "step": SayForm,
    "note": SayForm,
    "severity": SeverityForm,
    "hand_over": SayForm,
    "close": CloseForm,
}


def _do(request: ActorRequest, number: str, deed: str, form: forms.Form) -> None:
    known, version = form.cleaned_data, version_of(request) or 0
    if deed == "severity":
        hear.change_severity(request.actor, number, known["severity"], known["text"], version=version)
    elif deed == "close":
        hear.close(request.actor, number, known["outcome"], known["text"], version=version)
    else:
        plain = {
            "answer": hear.answer,
            "step": hear.take_step,
            "note": hear.write_note,
            "hand_over": hear.hand_over,
        }
        plain[deed](request.actor, number, known["text"], version=version)


def _write_down(request: ActorRequest, form: WriteDownForm) -> None:
    known = form.cleaned_data
    told = Told(known["subject"], known["text"], known["about"], known["contact"], (get_language() or "en")[:2])
    tell_for(request.actor, known["person"], told, channel=known["channel"], key=key_of(request))


def _read(request: ActorRequest, numbers: list[str]) -> None:
    """The reading is noted under the grievance's own number, which no page but these shows."""
    if numbers:
        record_read(request.actor, "grievances", numbers, scheme_code="", purpose=Purpose.PROTECTION)
