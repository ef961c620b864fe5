"""A vacancy's demand: commitment, freshness, labour-market test, plans; and the plans themselves."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.employers.committing import commit_posts, confirm_open
from passerelle.actions.employers.market_tests import Advertised, record_market_test, review_market_test
from passerelle.actions.employers.plans import review_plan, submit_plan, use_plan, write_plan
from passerelle.actions.employers.reopening import Anew, reopen_vacancy
from passerelle.domain.access.permissions import Permission
from passerelle.domain.employers.commitments import LEVELS
from passerelle.gateways import documents
from passerelle.queries.cases.plan_page import plan_page
from passerelle.queries.demand.vacancy_demand import DemandPage, demand_page
from passerelle.web.demand.forms import (
    CommitForm,
    MarketTestForm,
    ReopenForm,
    TestReviewForm,
    VerdictForm,
    plan_form,
    use_plan_form,
)
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, Worded, with_deeds
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.wording import word_for


@require_http_methods(["GET", "HEAD", "POST"])
def vacancy_demand(request: ActorRequest, number: str) -> HttpResponse:
    """How firmly a vacancy is promised, and what it still lacks."""
    page = demand_page(request.actor, number, on=today())
    scheme = page.vacancy.scheme_id
    may_review = request.actor.may(Permission.EMPLOYER_REVIEW, scheme=scheme)

    def show(forms_: Mapping[str, forms.Form], status: int) -> HttpResponse:
        exactly = page.committed.exactly
        context = {
            "page": page,
            "vacancy": page.vacancy,
            "forms": forms_,
            "levels": [(level, exactly[level]) for level in reversed(LEVELS)],
            "state": page.fresh.state(today()),
            "today": today(),
            "may_write": request.actor.may(Permission.EMPLOYER_WRITE, scheme=scheme),
            "may_review": may_review,
            "trail": [(reverse("vacancy", args=[number]), page.vacancy.title or number)],
        }
        return render(request, "demand/vacancy_demand.html", context, status=status)

    deeds = _vacancy_deeds(request, page)
    if page.expired:
        deeds["reopen"] = Worded(
            ReopenForm,
            lambda said: reopen_vacancy(request.actor, number, Anew(**said), key=key_of(request)),
            _("The vacancy is open again. The people put forward and the employer are told."),
        )
    if may_review:
        deeds["test_review"] = Worded(
            TestReviewForm,
            lambda said: review_market_test(
                request.actor,
                said["number"],
                verdict=said["verdict"],
                reason=said["reason"],
                key=key_of(request),
            ),
            _("The review was kept."),
        )
    return with_deeds(request, deeds, show)


def with_upload(said: dict[str, Any]) -> dict[str, Any]:
    """The answers with the file as the gateway takes it."""
    file = said["letter"]
    return {**said, "letter": documents.Upload(file.name, file.chunks()) if file else None}


def _vacancy_deeds(request: ActorRequest, page: DemandPage) -> dict[str, Deed]:
    actor, number = request.actor, page.vacancy.number
    plans = [(one.number, f"{word_for(one.kind, 'plan')}: {one.title}") for one in page.other_plans]
    return {
        "confirm": Worded(
            forms.Form,
            lambda said: confirm_open(actor, number, key=key_of(request)),
            _("Confirmed: the vacancy is open for another 90 days."),
        ),
        "commit": Worded(
            CommitForm,
            lambda said: commit_posts(actor, number, **with_upload(said), key=key_of(request)),
            _("The commitment was kept."),
        ),
        "test": Worded(
            MarketTestForm,
            lambda said: record_market_test(actor, number, Advertised(**said), key=key_of(request)),
            _("The labour-market test was handed in. Somebody else reviews it."),
        ),
        "use": Worded(
            use_plan_form(plans),
            lambda said: use_plan(actor, said["plan"], number),
            _("The vacancy now relies on this plan."),
        ),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: ActorRequest, number: str) -> HttpResponse:
    """A plan with all its versions."""
    page = plan_page(request.actor, number)
    actor, version = request.actor, version_of(request)

    def show(forms_: Mapping[str, forms.Form], status: int) -> HttpResponse:
        context = {
            "page": page,
            "forms": forms_,
            "trail": [(reverse("employer-file", args=[page.file.number]), page.file.organisation.name)],
        }
        return render(request, "demand/plan.html", context, status=status)

    deeds = {
        "write": Worded(
            plan_form(page.plan.kind, page.newest.content),
            lambda said: write_plan(actor, number, content=said, version=version),
            _("The draft was kept."),
        ),
        "submit": Worded(
            forms.Form,
            lambda said: submit_plan(actor, number, version=version),
            _("The plan was handed in. Somebody else reviews it."),
        ),
        "review": Worded(
            VerdictForm,
            lambda said: review_plan(actor, number, **said, version=version),
            _("The review was kept."),
        ),
    }
    return with_deeds(request, deeds, show)
