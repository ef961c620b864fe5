"""Open calls, for everybody; apply with a phone number."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.calls.begin import begin
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.selection.asked import DOCUMENTS, FIELDS
from passerelle.queries.selection.open_calls import PublicCall, open_calls, public_call
from passerelle.web.public.forms import PhoneForm
from passerelle.web.public.phone import send_code, too_many
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.labels import say


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """The open calls; no account is needed to read them."""
    return render(request, "public/calls.html", {"calls": open_calls(get_language() or "en", on=today())})


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: ActorRequest, number: str) -> HttpResponse:
    """One call: what it is about, what it asks, and where one applies."""
    found = public_call(number, get_language() or "en", on=today())
    is_candidate = request.actor.may(Permission.OWN_ACT)
    form = PhoneForm(request.POST or None)
    if request.method != "POST":
        return _page(request, found, PhoneForm(), ())
    if is_candidate:
        return _begin_signed_in(request, found)
    if form.is_valid():
        if send_code(request, form.cleaned_data["phone"], found.number):
            return redirect("phone-code")
        form.add_error(None, too_many())
    return _page(request, found, form, (), 422)


def _begin_signed_in(request: ActorRequest, found: PublicCall) -> HttpResponse:
    try:
        number = begin(request.actor, found.number, on=today(), language=get_language() or "en")
    except Refused as refused:
        return _page(request, found, PhoneForm(), refused.problems, 422)
    return HttpResponseRedirect(reverse("own-application", args=[number]))


def _page(  # what the page shows
    request: ActorRequest,
    found: PublicCall,
    form: PhoneForm,
    problems: tuple[Problem, ...],
    status: int = 200,
) -> HttpResponse:
    context = {
        "call": found,
        "form": form,
        "problems": problems,
        "is_candidate": request.actor.may(Permission.OWN_ACT),
        "asked": [(say(FIELDS[str(one["code"])].word), bool(one.get("needed"))) for one in found.fields],
        "papers": [(say(DOCUMENTS[str(one["code"])]), bool(one.get("needed"))) for one in found.documents],
    }
    return render(request, "public/call.html", context, status=status)
