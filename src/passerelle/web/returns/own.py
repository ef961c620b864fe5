"""The person's own page on what comes after the stay: her plan, what is due to her, what the permit asks."""

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.returns.planning import Item, Planned, plan_own_end, settle_item
from passerelle.queries.stays.ends import EndPage, own_ends
from passerelle.web.returns.forms import ItemForm, PlanForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of


@require_http_methods(["GET", "HEAD", "POST"])
def own_end(request: ActorRequest) -> HttpResponse:
    """The stays, the newest first; the open one with its plan."""
    pages = own_ends(request.actor, on=today())
    sent = request.POST.get("stay", "") if request.method == "POST" else ""
    page = next((one for one in pages if one.stay.number == sent and one.state != "over"), None)
    if page is None:
        return _page(request, pages)
    form = PlanForm(request.POST, initial=_known(page))
    if done(request, form, partial(_plan, request, sent, form), _("Kept. You can change it until then.")):
        return HttpResponseRedirect(reverse("own-end"))
    return _page(request, pages, sent, plan=form)


@require_POST
def own_item(request: ActorRequest, number: str) -> HttpResponse:
    """How one thing stands, as the person says it."""
    form = ItemForm(request.POST)
    if done(request, form, partial(_settle, request, number, form), _("It is noted.")):
        return HttpResponseRedirect(reverse("own-end"))
    return _page(request, own_ends(request.actor, on=today()), number, item=form)


def _page(
    request: ActorRequest,
    pages: list[EndPage],
    sent: str = "",
    *,
    plan: PlanForm | None = None,
    item: ItemForm | None = None,
) -> HttpResponse:
    """The page; a form that was refused stands with what was typed at the stay for which it was sent."""
    shown = []
    for page in pages:
        mine, open_ = page.stay.number == sent, page.state != "over"
        shown.append(
            {
                "page": page,
                "form": (plan if mine and plan else PlanForm(initial=_known(page))) if open_ else None,
                "item_form": (item if mine and item else ItemForm()) if open_ else None,
            }
        )
    wrong = plan or item
    context = {"shown": shown, "form": wrong, "trail": [(reverse("own-page"), _("My page"))]}
    return render(request, "returns/own.html", context, status=422 if wrong is not None else 200)


def _settle(request: ActorRequest, number: str, form: ItemForm) -> None:
    item = Item(**form.cleaned_data)
    settle_item(request.actor, number, item, version=version_of(request), key=key_of(request))


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
