"""Plans for home: the list, one plan with its parts, and jobs at home for its person."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.reintegration import parts, plans
from passerelle.actions.reintegration.agreements import open_talks
from passerelle.actions.reintegration.businesses import register_business
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.plans import NEEDS
from passerelle.queries.concept_words import concept_words
from passerelle.queries.home_jobs import home_jobs
from passerelle.queries.home_plans import home_plan_page, home_plans, plan_rows
from passerelle.records.partnerships.models import Organisation
from passerelle.records.reintegration.models import ReintegrationPlan
from passerelle.web.reintegration import forms
from passerelle.web.reintegration.facts import kept_needs, kept_wish, registered
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, answer
from passerelle.web.shared.keys import key_of, version_of

PER_PAGE = 50
SHOW = ("open", "to_agree", "closed", "all")


@require_http_methods(["GET", "HEAD", "POST"])
def home_plans_page(request: ActorRequest) -> HttpResponse:
    """The list, and the form that begins one."""
    may_write = request.actor.may(Permission.REINTEGRATION_WRITE)
    begin = Deed(_("Begin a plan"), forms.BeginForm, lambda facts: _begin(request, facts), _("It is begun."))
    found = answer(request, {"begin": begin} if may_write else {})
    if found.is_done:
        return HttpResponseRedirect(reverse("home-plans"))
    show = request.GET.get("show", "open")
    rows = home_plans(request.actor, today=today(), show=show if show in SHOW else "open")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    _read(request, [one.journey.candidate.person.number for one in page])
    context = {"page": page, "rows": plan_rows(list(page.object_list)), "answered": found, "show": show}
    return render(request, "reintegration/plans.html", context, status=found.status)


@require_http_methods(["GET", "HEAD", "POST"])
def home_plan(request: ActorRequest, number: str) -> HttpResponse:
    """One plan with its needs, steps, budget, editions, and what hangs on its case."""
    page = home_plan_page(request.actor, number, today=today())
    scheme = page.plan.journey.candidate.scheme_id
    may_write = request.actor.may(Permission.REINTEGRATION_WRITE, scheme=scheme) and page.plan.closed_on is None
    found = answer(request, _deeds(request, page.plan) if may_write else {})
    if found.is_done:
        return HttpResponseRedirect(reverse("home-plan", args=[number]))
    _read(request, [number, page.plan.journey.candidate.person.number])
    context = {
        "page": page,
        "plan": page.plan,
        "answered": found,
        "may_write": may_write,
        "trail": [(reverse("home-plans"), _("Plans for home"))],
    }
    return render(request, "reintegration/plan.html", context, status=found.status)


@require_safe
def jobs(request: ActorRequest, number: str) -> HttpResponse:
    """Vacancies at home for the person of this plan, ranked by the engine, with the reasons."""
    page = home_jobs(request.actor, number, on=today())
    _read(request, [number, page.plan.journey.candidate.person.number])
    named = {one for job in page.jobs for one in (*job.why.score.shared, *job.why.score.missing)}
    context = {
        "page": page,
        "words": concept_words(named, get_language() or "en"),
        "may_record": request.actor.may(Permission.JOURNEY_MOVE, scheme=page.plan.journey.candidate.scheme_id),
        "trail": [
            (reverse("home-plans"), _("Plans for home")),
            (reverse("home-plan", args=[number]), number),
        ],
    }
    return render(request, "reintegration/jobs.html", context)


def _begin(request: ActorRequest, facts: dict[str, Any]) -> object:
    return plans.begin_plans(request.actor, [facts["case"].strip()], on=facts["on"], key=key_of(request))


def _deeds(request: ActorRequest, plan: ReintegrationPlan) -> dict[str, Deed]:
    actor, version = request.actor, version_of(request)
    number, case = plan.number, plan.journey.number

    def needs(form: dict[str, Any]) -> object:
        chosen = {code: form[f"{code}_note"] for code in NEEDS if form[code]}
        return parts.set_needs(actor, number, chosen, version=version)

    kept = _("It is kept.")
    return {
        "wish": Deed(
            _("What the person wants"), forms.WishForm,
            lambda f: plans.state_wish(actor, number, plans.PlanFacts(**f), version=version), kept,
            kept_wish(plan),
        ),
        "needs": Deed(_("What is needed"), forms.NeedsForm, needs, kept, kept_needs(plan)),
        "step": Deed(
            _("Add a step"), forms.StepForm,
            lambda f: parts.add_step(actor, number, parts.StepFacts(**f), version=version), kept,
        ),
        "line": Deed(
            _("Add a budget line"), forms.LineForm,
            lambda f: parts.add_line(actor, number, **f, version=version), kept,
        ),
        "agree": Deed(
            _("Write down that the person agrees"), forms.Nothing,
            lambda _f: plans.agree(actor, number, version=version), _("It is agreed as it stands."),
        ),
        "close": Deed(
            _("Close the plan"), forms.ClosePlanForm,
            lambda f: plans.close_plan(actor, number, f["code"], on=f["on"], version=version), kept,
        ),
    } | _of_parts(request, number) | _of_case(request, case)  # fmt: skip


def _of_parts(request: ActorRequest, number: str) -> dict[str, Deed]:
    """What a button beside one step or one line does."""
    actor, version, kept = request.actor, version_of(request), _("It is kept.")

    def pick(deed: str) -> str:
        return request.POST.get(deed, "")

    return {
        "finish": Deed(
            _("Done"), forms.Nothing,
            lambda _f: parts.finish_step(actor, number, pick("step"), on=today()), kept,
        ),
        "drop_step": Deed(
            _("Take out"), forms.Nothing,
            lambda _f: parts.drop_step(actor, number, pick("step"), version=version), kept,
        ),
        "drop_line": Deed(
            _("Take out"), forms.Nothing,
            lambda _f: parts.drop_line(actor, number, _whole(pick("line")), version=version), kept,
        ),
    }  # fmt: skip


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _of_case(request: ActorRequest, case: str) -> dict[str, Deed]:
    """What hangs on the case of the plan."""
    actor, kept = request.actor, _("It is kept.")
    return {
        "register": Deed(
            _("Record a business in a register"), forms.RegisterForm,
            lambda f: register_business(actor, case, registered(f), key=key_of(request)), kept,
        ),
        "talks": Deed(
            _("Record two firms that negotiate"), forms.TalksForm, lambda f: _talks(request, case, f), kept
        ),
    }  # fmt: skip


def _talks(request: ActorRequest, case: str, facts: dict[str, Any]) -> object:
    host = Organisation.objects.filter(number=facts.pop("host").strip()).first()
    if host is None:
        message = Text("No organisation has this number.")
        raise Refused([Problem("unknown_number", message, column="host")])
    return open_talks(request.actor, case, host=host, **facts, key=key_of(request))


def _read(request: ActorRequest, numbers: list[str]) -> None:
    if numbers:
        record_read(request.actor, "home_plans", numbers, scheme_code="", purpose=Purpose.REINTEGRATION)
