"""The person's own page on her plan: wish, needs and steps, her yes, her business plan, what was decided."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.reintegration import parts, plans, ventures
from passerelle.domain.reintegration.plans import NEEDS
from passerelle.queries.home.home_plans import PlanPage, own_home_plans
from passerelle.queries.home.ventures import own_venture_pages
from passerelle.web.reintegration import forms
from passerelle.web.reintegration.facts import initial, kept_needs, kept_wish, venture
from passerelle.web.reintegration.venture_form import VentureForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, answer
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of


@require_http_methods(["GET", "HEAD", "POST"])
def own_plan(request: ActorRequest) -> HttpResponse:
    """Her plans, the newest first; the open one can be changed."""
    pages = own_home_plans(request.actor, today=today())
    open_ = _open(request, pages)
    found = answer(request, _deeds(request, open_) if open_ else {})
    if found.is_done:
        return HttpResponseRedirect(request.get_full_path())
    told = own_venture_pages(request.actor, today=today())
    context = {"pages": pages, "told": told, "answered": found, "current": open_}
    return render(request, "reintegration/own.html", context, status=found.status)


@require_http_methods(["GET", "HEAD", "POST"])
def own_venture(request: ActorRequest) -> HttpResponse:
    """Her business plan: she writes it and hands it in."""
    pages = own_home_plans(request.actor, today=today())
    page = _open(request, pages)
    if page is None:  # a business plan is written from a plan for home
        return HttpResponseRedirect(reverse("own-plan"))
    draft = next((one for one in page.ventures if one.state == "draft"), None)
    form = VentureForm(request.POST or None, initial=initial(draft) if draft else {})
    case = page.plan.journey.number
    if request.method == "POST" and done(request, form, lambda: _write(request, case, form), _("It is kept.")):
        return HttpResponseRedirect(reverse("own-plan"))
    trail = [(reverse("own-plan"), _("My plan"))]
    context = {"form": form, "version": draft.version if draft else "", "trail": trail, "own": True}
    return render(request, "reintegration/write.html", context, status=422 if form.errors else 200)


def _open(request: ActorRequest, pages: Sequence[PlanPage]) -> PlanPage | None:
    """The open plan that the address names, else the newest: what is sent never reaches another one."""
    open_ = [one for one in pages if one.plan.closed_on is None]
    named = [one for one in open_ if one.plan.number == request.GET.get("plan")]
    return next(iter(named or open_), None)


def _deeds(request: ActorRequest, page: PlanPage) -> dict[str, Deed]:
    actor, number, version, key = request.actor, page.plan.number, version_of(request), key_of(request)
    kept = _("It is kept.")

    def needs(form: dict[str, Any]) -> object:
        chosen = {code: form[f"{code}_note"] for code in NEEDS if form[code]}
        return parts.set_needs(actor, number, chosen, version=version, key=key)

    deeds = {
        "wish": Deed(
            _("What I want"), forms.WishForm,
            lambda f: plans.state_wish(actor, number, plans.PlanFacts(**f), version=version, key=key), kept,
            kept_wish(page.plan),
        ),
        "needs": Deed(_("What I need"), forms.NeedsForm, needs, kept, kept_needs(page.plan)),
        "step": Deed(
            _("Add a step of mine"), forms.OwnStepForm,
            lambda f: parts.add_step(
                actor, number, parts.StepFacts(f["what"], "person", f["due_on"]), version=version, key=key
            ), kept,
        ),
        "finish": Deed(
            _("Done"), forms.Nothing,
            lambda _f: parts.finish_step(actor, number, request.POST.get("step", ""), on=today()), kept,
        ),
    }  # fmt: skip
    if page.state in ("draft", "changed"):
        deeds["agree"] = Deed(
            _("I agree to this plan"), forms.Nothing,
            lambda _f: plans.agree(actor, number, version=version, key=key),
            _("You agreed to the plan as it stands."),
        )  # fmt: skip
    draft = next((one for one in page.ventures if one.state == "draft"), None)
    if draft is not None:
        deeds["hand_in"] = Deed(
            _("Hand in my business plan"), forms.Nothing,
            lambda _f: ventures.hand_in_plan(actor, draft.number), _("It is handed in."),
        )  # fmt: skip
    return deeds


def _write(request: ActorRequest, case: str, form: VentureForm) -> object:
    version = version_of(request)
    said = venture(form.cleaned_data)
    return ventures.write_business_plan(request.actor, case, said, version=version, key=key_of(request))
