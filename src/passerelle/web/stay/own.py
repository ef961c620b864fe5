"""A person's own stays: when she arrived and started, what to register, whom to call, what she may ask for."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.stays.ask_change import ask_change
from passerelle.actions.stays.confirm import Confirmed, confirm_stays
from passerelle.actions.stays.settle import settle_item
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.stays.checklist import FAMILY
from passerelle.queries.own.stays import own_stays
from passerelle.queries.stays.stay_page import StayPage
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_problem
from passerelle.web.stay.changes import shown_changes
from passerelle.web.stay.forms import AskForm, OwnConfirmForm


@require_http_methods(["GET", "HEAD", "POST"])
def own_stay(request: ActorRequest) -> HttpResponse:
    """All stays, the newest first, each with its forms."""
    pages = own_stays(request.actor, on=today())
    number, deed = request.POST.get("stay", ""), request.POST.get("deed", "")
    shown = [(one, *_forms(request, one), shown_changes(one, today())) for one in pages]
    if request.method == "POST":
        mine = next((one for one in shown if one[0].stay.number == number), None)
        if mine is None:
            raise Http404
        if _written(request, deed, *mine[:3]):
            return HttpResponseRedirect(reverse("own-stay"))
    wrong = next((form for _page, *both, _changes in shown for form in both if form.errors), None)
    context = {"shown": shown, "wrong": wrong, "trail": [(reverse("own-page"), _("My page"))]}
    return render(request, "stay/own.html", context, status=422 if wrong else 200)


def _forms(request: ActorRequest, page: StayPage) -> tuple[OwnConfirmForm, AskForm]:
    deed = request.POST.get("deed", "") if request.POST.get("stay") == page.stay.number else ""
    confirm = OwnConfirmForm(request.POST if deed == "confirm" else None, travels=page.travels)
    return confirm, AskForm(request.POST if deed == "ask" else None)


def _written(request: ActorRequest, deed: str, page: StayPage, confirm: OwnConfirmForm, ask: AskForm) -> bool:
    number = page.stay.number
    if deed == "confirm":
        act = lambda: _confirm(request, number, confirm)  # noqa: E731  # the form is read after it is valid
        return done(request, confirm, act, _("Thank you. Your team sees it."))
    if deed == "ask":
        return done(request, ask, lambda: _ask(request, number, ask), _("Asked. You get a message."))
    if deed == "family":
        return _done_plainly(
            request, lambda: _family(request, number), _("Noted. Your caseworker answers you.")
        )
    raise Http404


def _done_plainly(request: ActorRequest, act: Callable[[], object], word: str) -> bool:
    try:
        act()
        messages.success(request, word)
    except Refused as refused:
        messages.error(request, " ".join(say_problem(one) for one in refused.problems))
    return True


def _confirm(request: ActorRequest, number: str, form: forms.Form) -> None:
    confirm_stays(request.actor, [Confirmed(number, **form.cleaned_data)], key=key_of(request))


def _ask(request: ActorRequest, number: str, form: AskForm) -> None:
    ask_change(request.actor, number, form.wish(), why=form.cleaned_data["why"], key=key_of(request))


def _family(request: ActorRequest, number: str) -> None:
    settle_item(request.actor, number, FAMILY, on=today(), key=key_of(request))
