"""Plans for home: the list, one plan with its parts, and jobs at home for its person."""

from functools import partial
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
from passerelle.actions.reintegration.ventures import start_coaching
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.plans import NEEDS
from passerelle.queries.classifications.concept_words import concept_words
from passerelle.queries.home.home_jobs import home_jobs
from passerelle.queries.home.home_plans import (
    PlanPage,
    home_plan_page,
    home_plans,
    may_coach,
    plan_rows,
    trainees_without_plan,
)
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
    found = answer(request, _beginning(request))
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
    open_ = page.plan.closed_on is None
    may_write = request.actor.may(Permission.REINTEGRATION_WRITE, scheme=scheme) and open_
    coaches = not may_write and open_ and may_coach(request.actor, page.plan)
    deeds = _deeds(request, page.plan) if may_write else _coaching(request, page) if coaches else {}
    found = answer(request, deeds)
    if found.is_done:
        return HttpResponseRedirect(reverse("home-plan", args=[number]))
    _read(request, [number, page.plan.journey.candidate.person.number])
    context = {
        "page": page,
        "plan": page.plan,
        "answered": found,
        "may_write": may_write,
        "coaches": coaches,
        "staff": request.actor.may(Permission.REINTEGRATION_READ, scheme=scheme),
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


def _beginning(request: ActorRequest) -> dict[str, Deed]:
    """Staff begin a plan for a case; a training provider for several of its trainees at once."""
    actor, said = request.actor, _("It is begun.")

    def begin(cases: list[str], facts: dict[str, Any]) -> object:
        return plans.begin_plans(actor, cases, on=facts["on"], key=key_of(request))

    deeds = {}
    if actor.may(Permission.REINTEGRATION_WRITE):
        deeds["begin"] = Deed(
            _("Begin a plan"), forms.BeginForm, lambda f: begin([f["case"].strip()], f), said
        )  # fmt: skip
    if trained := trainees_without_plan(actor):
        form = partial(forms.TraineesForm, trained=trained)
        deeds["begin_trained"] = Deed(
            _("Begin plans of your trainees"), form, lambda f: begin(f["cases"], f), said
        )  # fmt: skip
    return deeds


def _deeds(request: ActorRequest, plan: ReintegrationPlan) -> dict[str, Deed]:
    """What staff do with an open plan: whatever a coach does, and what only they do."""
    actor, number, kept = request.actor, plan.number, _("It is kept.")
    version, key = version_of(request), key_of(request)
    return _of_coaches(request, plan) | {
        "line": Deed(
            _("Add a budget line"), forms.LineForm,
            lambda f: parts.add_line(actor, number, parts.LineFacts(**f), version=version, key=key), kept,
        ),
        "drop_line": Deed(
            _("Take out"), forms.Nothing,
            lambda _f: parts.drop_line(
                actor, number, _whole(request.POST.get("line", "")), version=version, key=key
            ), kept,
        ),
        "agree": Deed(
            _("Write down that the person agrees"), forms.Nothing,
            lambda _f: plans.agree(actor, number, version=version, key=key), _("It is agreed as it stands."),
        ),
        "close": Deed(
            _("Close the plan"), forms.ClosePlanForm,
            lambda f: plans.close_plan(actor, number, f["code"], on=f["on"], version=version, key=key), kept,
        ),
    } | _of_case(request, plan.journey.number)  # fmt: skip


def _of_coaches(request: ActorRequest, plan: ReintegrationPlan) -> dict[str, Deed]:
    """Wish, needs and steps: what whoever coaches the person writes with her."""
    actor, number, kept = request.actor, plan.number, _("It is kept.")
    version, key, step = version_of(request), key_of(request), request.POST.get("step", "")

    def needs(form: dict[str, Any]) -> object:
        chosen = {code: form[f"{code}_note"] for code in NEEDS if form[code]}
        return parts.set_needs(actor, number, chosen, version=version, key=key)

    return {
        "wish": Deed(
            _("What the person wants"), forms.WishForm,
            lambda f: plans.state_wish(actor, number, plans.PlanFacts(**f), version=version, key=key), kept,
            kept_wish(plan),
        ),
        "needs": Deed(_("What is needed"), forms.NeedsForm, needs, kept, kept_needs(plan)),
        "step": Deed(
            _("Add a step"), forms.StepForm,
            lambda f: parts.add_step(actor, number, parts.StepFacts(**f), version=version, key=key), kept,
        ),
        "finish": Deed(
            _("Done"), forms.Nothing, lambda _f: parts.finish_step(actor, number, step, on=today()), kept
        ),
        "drop_step": Deed(
            _("Take out"), forms.Nothing,
            lambda _f: parts.drop_step(actor, number, step, version=version, key=key), kept,
        ),
    }  # fmt: skip


def _coaching(request: ActorRequest, page: PlanPage) -> dict[str, Deed]:
    """The coach's part of an open plan; also that coaching of an accepted business plan begins."""
    deeds = _of_coaches(request, page.plan)
    waiting = next((one for one in page.ventures if one.state == "accepted" and not one.coached_since), None)
    if waiting is None:
        return deeds
    coach = Deed(
        _("Record who coaches"), forms.CoachForm,
        lambda f: start_coaching(request.actor, waiting.number, f["coach"], on=f["on"]),
        _("It is kept."),
    )  # fmt: skip
    return deeds | {"coach": coach}


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
