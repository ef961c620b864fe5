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
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.records.candidates.models import Candidate
from passerelle.records.vacancies.models import Vacancy
from passerelle.web.pathways.fact_forms import HistoryForm, TermsForm
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
    return render(request, "pathways/facts.html", {**page, "form": form, "problems": problems}, status=status)
