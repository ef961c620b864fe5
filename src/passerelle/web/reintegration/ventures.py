"""Business plans: the list, one with its decision, money, visits, coach, register and survival."""

from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.reintegration import awards, businesses, payments, ventures
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.home.home_plans import home_plan_page
from passerelle.queries.home.ventures import VenturePage, business_plans, venture_page
from passerelle.web.reintegration import forms
from passerelle.web.reintegration.facts import initial, registered, venture
from passerelle.web.reintegration.venture_form import VentureForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, answer
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of

PER_PAGE = 50


@require_safe
def business_plans_page(request: ActorRequest) -> HttpResponse:
    """Business plans of the scheme by state."""
    state = request.GET.get("state", "")
    page = Paginator(business_plans(request.actor, state=state), PER_PAGE).get_page(request.GET.get("page"))
    _read(request, [one.journey.candidate.person.number for one in page])
    return render(request, "reintegration/ventures.html", {"page": page, "state": state})


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ActorRequest, number: str) -> HttpResponse:
    """Write or change the draft of the case of this plan for home."""
    page = home_plan_page(request.actor, number, today=today())
    draft = next((one for one in page.ventures if one.state == "draft"), None)
    form = VentureForm(request.POST or None, initial=initial(draft) if draft else {})
    case = page.plan.journey.number
    if request.method == "POST" and done(request, form, lambda: _write(request, case, form), _("It is kept.")):
        return HttpResponseRedirect(reverse("home-plan", args=[number]))
    trail = [(reverse("home-plans"), _("Plans for home")), (reverse("home-plan", args=[number]), number)]
    context = {"form": form, "version": draft.version if draft else "", "trail": trail}
    return render(request, "reintegration/write.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def business_plan(request: ActorRequest, number: str) -> HttpResponse:
    """One business plan and everything that followed."""
    page = venture_page(request.actor, number, today=today())
    found = answer(request, _deeds(request, page))
    if found.is_done:
        return HttpResponseRedirect(reverse("business-plan", args=[number]))
    _read(request, [number, page.plan.journey.candidate.person.number])
    context = {"page": page, "plan": page.plan, "answered": found, "trail": _trail()}
    return render(request, "reintegration/venture.html", context, status=found.status)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: ActorRequest, number: str) -> HttpResponse:
    """A named person says yes with an amount, or no with a reason, once the committee is closed."""
    page = venture_page(request.actor, number, today=today())
    committee = page.plan.committee.number if page.plan.committee else ""

    def yes(facts: dict[str, Any]) -> object:
        verdict = awards.Verdict(facts["amount"], message=facts["message"])
        return awards.decide(request.actor, committee, {number: verdict}, key=key_of(request))

    def no(facts: dict[str, Any]) -> object:
        verdict = awards.Verdict(reason=facts["reason"], message=facts["message"])
        return awards.decide(request.actor, committee, {number: verdict}, key=key_of(request))

    said = _("It is decided. The person is told.")
    deeds = {
        "yes": Deed(_("Accept it"), forms.YesForm, yes, said),
        "no": Deed(_("Do not accept it"), forms.NoForm, no, said),
    }
    found = answer(request, deeds)
    if found.is_done:
        return HttpResponseRedirect(reverse("committee-kept", args=[committee]))
    context = {"page": page, "plan": page.plan, "answered": found, "trail": _trail()}
    return render(request, "reintegration/decide.html", context, status=found.status)


def _deeds(request: ActorRequest, page: VenturePage) -> dict[str, Deed]:
    actor, plan, version = request.actor, page.plan, version_of(request)
    scheme = plan.journey.candidate.scheme_id
    if not actor.may(Permission.REINTEGRATION_WRITE, scheme=scheme):
        return {}
    kept = _("It is kept.")
    deeds: dict[str, Deed] = {}
    if plan.state == "draft":
        deeds["hand_in"] = Deed(
            _("Hand it in"), forms.Nothing,
            lambda _f: ventures.hand_in_plan(actor, plan.number, version=version), kept,
        )  # fmt: skip
    if plan.state == "handed_in" and plan.committee_id is None:
        deeds["take_back"] = Deed(
            _("Take it back to change it"), forms.Nothing,
            lambda _f: ventures.take_back_plan(actor, plan.number, version=version), kept,
        )  # fmt: skip
    if plan.state == "accepted" and page.award:
        deeds |= _after_yes(request, page, page.award.number)
    if page.business:
        number = page.business.number
        deeds["check"] = Deed(
            _("Say whether it is open"), forms.CheckForm,
            lambda f: businesses.check_survival(
                actor, number, int(f["months"]), f["found"], on=f["on"], why=f["why"]
            ), kept,
        )  # fmt: skip
    return deeds


def _after_yes(request: ActorRequest, page: VenturePage, award: str) -> dict[str, Deed]:
    actor, plan, kept = request.actor, page.plan, _("It is kept.")
    deeds = {
        "visit": Deed(
            _("Record a visit"), forms.VisitForm,
            lambda f: payments.record_visit(
                actor, award, f["found"], on=f["on"], note_text=f["note"], key=key_of(request)
            ), kept,
        )
    }  # fmt: skip
    if plan.coached_since is None:
        deeds["coach"] = Deed(
            _("Record who coaches"), forms.CoachForm,
            lambda f: ventures.start_coaching(actor, plan.number, f["coach"], on=f["on"]), kept,
        )  # fmt: skip
    if page.business is None:
        case = plan.journey.number
        deeds["register"] = Deed(
            _("Record a business in a register"), forms.RegisterForm,
            lambda f: businesses.register_business(actor, case, registered(f), key=key_of(request)), kept,
        )  # fmt: skip
    may_pay = actor.may(Permission.GRANT_PAY, scheme=plan.journey.candidate.scheme_id)
    return deeds | (_of_payers(request, page, award) if may_pay else {})


def _of_payers(request: ActorRequest, page: VenturePage, award: str) -> dict[str, Deed]:
    actor, kept = request.actor, _("It is kept.")
    deeds: dict[str, Deed] = {}
    following = next((row.part.ordinal for row in page.parts if row.part.paid_on is None), None)
    if following is not None and page.award and page.award.closed_on is None:
        deeds["pay"] = Deed(
            _("Record that the next part was paid"), forms.PayForm,
            lambda f: payments.pay(
                actor, [award], following, on=f["on"], reference=f["reference"], key=key_of(request)
            ), kept,
        )  # fmt: skip
    if page.award and page.award.closed_on is None:
        deeds["close_award"] = Deed(
            _("Close the award without the rest"), forms.CloseAwardForm,
            lambda f: payments.close_award(actor, award, f["code"], on=f["on"]), kept,
        )  # fmt: skip
    if page.award and page.award.kind == "micro_credit" and page.award.closed_on is None:
        if page.balance is None:
            deeds["instalments"] = Deed(
                _("Set the instalments"), forms.InstalmentsForm,
                lambda f: payments.plan_repayment(actor, award, **f), kept,
            )  # fmt: skip
        deeds["repay"] = Deed(
            _("Record what was paid back"), forms.RepayForm,
            lambda f: payments.repay(actor, award, Decimal(f["amount"]), on=f["on"], reference=f["reference"]),
            kept,
        )  # fmt: skip
    return deeds


def _write(request: ActorRequest, case: str, form: VentureForm) -> object:
    said = venture(form.cleaned_data)
    version = version_of(request)
    return ventures.write_business_plan(request.actor, case, said, version=version, key=key_of(request))


def _trail() -> list[tuple[str, str]]:
    return [(reverse("business-plans"), _("Business plans"))]


def _read(request: ActorRequest, numbers: list[str]) -> None:
    if numbers:
        record_read(request.actor, "business_plans", numbers, scheme_code="", purpose=Purpose.REINTEGRATION)
