"""The register, one supporter with the plans that fit, introductions, and the person's own answer."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.diaspora import introduce
from passerelle.actions.diaspora.register import SupporterFacts, enter_supporter, withdraw_supporter
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.home.diaspora import supporter_page, supporters
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.diaspora.forms import OutcomeForm, SupporterForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_problem


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: ActorRequest) -> HttpResponse:
    """Everybody in the register, and the form that enters somebody."""
    codes = scheme_codes(request.actor, Permission.DIASPORA_WRITE)
    form = SupporterForm(request.POST or None, schemes=codes)
    if request.method == "POST" and done(request, form, lambda: _enter(request, form), _("It is kept.")):
        return HttpResponseRedirect(reverse("diaspora"))
    context = {"rows": supporters(request.actor), "form": form, "may_write": bool(codes)}
    return render(request, "diaspora/register.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD"])
def supporter(request: ActorRequest, number: str) -> HttpResponse:
    """One supporter: what is offered, plans that fit with why, introductions so far."""
    page = supporter_page(request.actor, number)
    plans = [one.plan for one in page.plans] + [one.plan for one in page.introductions]
    seen = [one.journey.candidate.person.number for one in plans]
    if seen:
        record_read(request.actor, "home_plans", seen, scheme_code="", purpose=Purpose.REINTEGRATION)
    trail = [(reverse("diaspora"), _("Diaspora"))]
    context = {"page": page, "one": page.supporter, "outcome": OutcomeForm(), "trail": trail}
    return render(request, "diaspora/supporter.html", context)


@require_POST
def act(request: ActorRequest, number: str) -> HttpResponse:
    """Propose, write down an answer or an outcome, take the consent back."""
    deed, actor = request.POST.get("deed", ""), request.actor
    about, version = request.POST.get("about", ""), version_of(request)
    try:
        if deed == "withdraw":
            withdraw_supporter(actor, number, on=today(), version=version)
        elif deed == "propose":
            introduce.propose(actor, number, about)
        elif deed in ("yes", "no"):
            introduce.answer_for_supporter(actor, about, deed == "yes", version=version)
        elif deed == "received":
            introduce.record_received(actor, about, on=today(), version=version)
        elif deed == "outcome":
            _outcome(request, about, version)
        else:
            raise Http404
        messages.success(request, _("It is kept."))
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, say_problem(problem))
    return HttpResponseRedirect(reverse("supporter", args=[number]))


@require_POST
def own_answer(request: ActorRequest, number: str) -> HttpResponse:
    """The person says whether she wants to be introduced."""
    try:
        yes = request.POST.get("answer") == "yes"
        introduce.answer_own(request.actor, number, yes, version=version_of(request))
        messages.success(request, _("Your answer is kept."))
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, say_problem(problem))
    return HttpResponseRedirect(reverse("own-plan"))


def _enter(request: ActorRequest, form: SupporterForm) -> object:
    known = dict(form.cleaned_data)
    scheme = known.pop("scheme")
    for name in ("regions", "languages"):
        known[name] = [one.strip() for one in known[name].split(",") if one.strip()]
    return enter_supporter(request.actor, scheme, SupporterFacts(**known), key=key_of(request))


def _outcome(request: ActorRequest, about: str, version: int | None) -> None:
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what came of it and on which day."))
        return
    known = form.cleaned_data
    currency = known["currency"].upper()
    introduce.record_outcome(
        request.actor, about, known["outcome"], on=known["on"], promised=known["promised"],
        currency=currency, version=version,
    )  # fmt: skip
