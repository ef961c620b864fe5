"""The person's own page on what comes after the stay: her plan, what is due to her, what the permit asks."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.returns.planning import Item, Planned, plan_own_end, settle_item
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.ends import EndPage, own_ends
from passerelle.web.returns.forms import ItemForm, PlanForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_problem


@require_http_methods(["GET", "HEAD", "POST"])
def own_end(request: ActorRequest) -> HttpResponse:
    """The stays, the newest first; the open one with its plan."""
    pages = own_ends(request.actor, on=today())
    form: PlanForm | None = None
    shown: list[dict[str, Any]] = []
    for page in pages:
        mine = request.method == "POST" and request.POST.get("stay") == page.stay.number
        plan = PlanForm(request.POST if mine else None, initial=_known(page)) if page.state != "over" else None
        if mine and plan is not None:
            form = plan
            deed = partial(_plan, request, page.stay.number, plan)
            if done(request, plan, deed, _("Kept. You can change it until then.")):
                return HttpResponseRedirect(reverse("own-end"))
        shown.append({"page": page, "form": plan, "item_form": ItemForm() if plan else None})
    context = {"shown": shown, "form": form, "trail": [(reverse("own-page"), _("My page"))]}
    return render(request, "returns/own.html", context, status=422 if form is not None and form.errors else 200)


@require_POST
def own_item(request: ActorRequest, number: str) -> HttpResponse:
    """How one thing stands, as the person says it."""
    form = ItemForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for field in form.errors.values() for one in field))
        return HttpResponseRedirect(reverse("own-end"))
    try:
        settle_item(
            request.actor, number, Item(**form.cleaned_data), version=version_of(request), key=key_of(request)
        )
        messages.success(request, _("It is noted."))
    except Refused as refused:
        messages.error(request, " ".join(say_problem(one) for one in refused.problems))
    return HttpResponseRedirect(reverse("own-end"))


def _known(page: EndPage) -> dict[str, Any]:
    plan = page.plan
    return {
        "choice": plan.choice,
        "planned_on": plan.planned_on or page.stay.planned_until,
        "travel": plan.travel,
        "meets": plan.meets,
    }


def _plan(request: ActorRequest, number: str, form: PlanForm) -> None:
    planned = Planned(**form.cleaned_data)
    plan_own_end(request.actor, number, planned, version=version_of(request), key=key_of(request))
