"""Pages where the facts that legal routes ask for are entered."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.pathways.record_facts import HISTORY, TERMS, record_history, record_terms
from passerelle.actions.pathways.record_law_facts import (
    facts_to_tell,
    may_tell_of_job,
    record_candidacy_facts,
    record_job_facts,
)
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.told import JOB, Told
from passerelle.records.candidates.models import Candidate
from passerelle.records.vacancies.models import Vacancy
from passerelle.web.pathways.fact_forms import HistoryForm, TermsForm
from passerelle.web.pathways.told_form import ToldForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of

Save = Callable[[dict[str, Any], int], None]


@require_http_methods(["GET", "HEAD", "POST"])
def history(request: ActorRequest, candidate: str) -> HttpResponse:
    """A person's dated history: work, diplomas, certificates, stays. Opening it is one read event."""
    actor = request.actor
    row = (
        Candidate.objects.visible_to(actor).select_related("person", "scheme").filter(number=candidate).first()
    )
    if row is None:
        raise NotPermitted(candidate)
    actor.must(Permission.CANDIDATE_WRITE, scheme=row.scheme_id)
    back = reverse("candidate", args=[candidate])
    page = {
        "title": _("Dated history"),
        "lead": f"{row.person.given_name} {row.person.family_name}".strip(),
        "trail": [(reverse("candidates"), _("Candidates")), (back, candidate)],
    }
    if request.method != "POST":
        record_read(actor, "history", [row.person.number, candidate], scheme_code=row.scheme.code)
        return _page(request, page, HistoryForm.of(row.person))

    def save(told: dict[str, Any], version: int) -> None:
        record_history(actor, candidate, told, version=version, key=key_of(request))

    return _posted(request, page, HistoryForm(request.POST), HISTORY, save, back)


@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: ActorRequest, vacancy: str) -> HttpResponse:
    """What the contract of a vacancy will say, as far as it is known."""
    actor = request.actor
    row = Vacancy.objects.visible_to(actor).select_related("employer").filter(number=vacancy).first()
    if row is None:
        raise NotPermitted(vacancy)
    actor.must(Permission.VACANCY_WRITE, scheme=row.scheme_id)
    back = reverse("vacancy", args=[vacancy])
    page = {
        "title": _("Terms of the contract"),
        "lead": f"{row.title or vacancy}, {row.employer.name}",
        "trail": [(reverse("vacancies"), _("Vacancies")), (back, vacancy)],
    }
    if request.method != "POST":
        return _page(request, page, TermsForm.of(row))

    def save(told: dict[str, Any], version: int) -> None:
        record_terms(actor, vacancy, told, version=version, key=key_of(request))

    return _posted(request, page, TermsForm(request.POST), TERMS, save, back)


@require_http_methods(["GET", "HEAD", "POST"])
def job_facts(request: ActorRequest, vacancy: str) -> HttpResponse:
    """What single routes ask of a job: by staff, or by the employer of the vacancy."""
    actor = request.actor
    row = Vacancy.objects.visible_to(actor).select_related("employer").filter(number=vacancy).first()
    if row is None or not may_tell_of_job(actor, row):
        raise NotPermitted(vacancy)
    own = not actor.may(Permission.VACANCY_WRITE, scheme=row.scheme_id)
    back = reverse("vacancy-demand" if own else "vacancy", args=[vacancy])
    page: dict[str, object] = {
        "title": _("What single routes ask of the job"),
        "lead": f"{row.title or vacancy}, {row.employer.name}",
        "trail": [(back, vacancy)],
    }

    def save(form: ToldForm) -> None:
        version = form.cleaned_data["version"]
        record_job_facts(actor, vacancy, form.told(), version=version, key=key_of(request))

    served = book().serving(row.route) if row.route else book().routes.values()
    here = [one for one in served if row.country is None or one.country in ("", None, row.country)]
    asked = book().facts_asked(here)
    first = {name: one for name, one in JOB.items() if name in asked}
    page["first"] = len(first) or len(JOB)
    return _told(request, page, {**first, **JOB}, row, save, back)


@require_http_methods(["GET", "HEAD", "POST"])
def candidacy_facts(request: ActorRequest, candidate: str) -> HttpResponse:
    """What single routes ask of a candidacy: means, status, who signed. Opening it is one read event."""
    actor = request.actor
    row = (
        Candidate.objects.visible_to(actor).select_related("person", "scheme").filter(number=candidate).first()
    )
    if row is None:
        raise NotPermitted(candidate)
    table = facts_to_tell(actor, row)
    own = any(one.person == row.person.number for one in actor.granting(Permission.OWN_ACT))
    back = reverse("own-page") if own else reverse("candidate", args=[candidate])
    page = {
        "title": _("What single routes ask of you") if own else _("What single routes ask of the person"),
        "lead": row.scheme.name,
        "trail": [(back, _("My page") if own else candidate)],
    }
    if request.method != "POST":
        what, purpose = ("own", Purpose.ACCOUNT) if own else ("law_facts", Purpose.RECRUITMENT)
        numbers = [row.person.number, candidate]
        record_read(actor, what, numbers, scheme_code=row.scheme.code, purpose=purpose)

    def save(form: ToldForm) -> None:
        version = form.cleaned_data["version"]
        record_candidacy_facts(actor, candidate, form.told(), version=version, key=key_of(request))

    return _told(request, page, table, row, save, back)


def _told(  # what both pages share
    request: ActorRequest,
    page: Mapping[str, object],
    table: Mapping[str, Told],
    row: Vacancy | Candidate,
    save: Callable[[ToldForm], None],
    back: str,
) -> HttpResponse:
    if request.method != "POST":
        return _page(request, page, ToldForm.of(table, row.law_facts, row.version))
    form = ToldForm(table, request.POST)
    if not form.is_valid():
        return _page(request, page, form, status=422)
    try:
        save(form)
    except Refused as refusal:
        return _page(request, page, form, problems=refusal.problems, status=422)
    return redirect(back)


def _posted(  # what both pages share
    request: ActorRequest,
    page: Mapping[str, object],
    form: forms.Form,
    names: tuple[str, ...],
    save: Save,
    back: str,
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, page, form, status=422)
    told = {name: form.cleaned_data[name] for name in names}
    try:
        save(told, form.cleaned_data["version"])
    except Refused as refusal:
        return _page(request, page, form, problems=refusal.problems, status=422)
    return redirect(back)


def _page(
    request: ActorRequest,
    page: Mapping[str, object],
    form: forms.Form,
    *,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    context = {**page, "form": form, "problems": problems}
    return render(request, "pathways/facts.html", context, status=status)
