"""Legal routes: what each asks for on a day, the values behind them, and a person's routes for a vacancy."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.pathways.confirm import Compared, confirm, withdraw_confirmation
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.note_sentences import conflict_sentence, note_sentence
from passerelle.queries.cases.affected_cases import affected_cases
from passerelle.queries.cases.affected_page import PAGE, affected_page
from passerelle.queries.pathways.law_confirmed import (
    ParameterPage,
    changed_parameters,
    confirmed_digests,
    parameter_page,
)
from passerelle.queries.pathways.person_routes import PersonRoutes, person_routes
from passerelle.web.pathways.forms import (
    AffectedForm,
    ConfirmForm,
    DayForm,
    RoutesForm,
    WithdrawForm,
    page_number,
)
from passerelle.web.pathways.shown import dates, shown_route
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.law_shown import shown_finding, value_words
from passerelle.web.shared.wording import word_for


@require_safe
def pathways(request: ActorRequest) -> HttpResponse:
    """Every route with its conditions as on a day; today unless another is asked for."""
    form = RoutesForm(request.GET or None)
    country, on = form.wanted(today())
    law, confirmed = book(), confirmed_digests(request.actor)
    routes = [one for one in law.routes.values() if country in ("", one.country)]
    shown = [shown_route(one, law, on, confirmed) for one in routes]
    context = {
        "form": form,
        "on": on,
        "routes": shown,
        "is_narrow": bool(country),
        "confirmed": len(confirmed),
        "parameters": len(law.parameters),
        "changed": changed_parameters(request.actor),
    }
    return render(request, "pathways/routes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def parameter(request: ActorRequest, code: str) -> HttpResponse:
    """A value of the law: its history, who confirmed it, the open cases that its last change touches."""
    page = parameter_page(request.actor, code)
    taken_back = page.confirmed is not None
    if request.method != "POST":
        empty: type[forms.Form] = WithdrawForm if taken_back else ConfirmForm
        return _parameter(request, page, empty(initial={"digest": page.parameter.digest}))
    request.actor.must(Permission.PATHWAY_CONFIRM)
    form: forms.Form = WithdrawForm(request.POST) if "why" in request.POST else ConfirmForm(request.POST)
    if not form.is_valid():
        return _parameter(request, page, form, status=422)
    told = form.cleaned_data
    try:
        if isinstance(form, WithdrawForm):
            digest, why = told["digest"], told["why"]
            withdraw_confirmation(request.actor, code, digest=digest, why=why, key=key_of(request))
        else:
            compared = Compared(told["digest"], told["official_text"], told["article"], told["compared_on"])
            confirm(request.actor, code, compared, key=key_of(request))
    except Refused as refusal:
        return _parameter(request, page, form, problems=refusal.problems, status=422)
    return redirect(f"{reverse('pathway-value', args=[code])}#confirmed")


def _parameter(
    request: ActorRequest,
    page: ParameterPage,
    form: forms.Form,
    *,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    known = page.parameter
    context = {
        "page": page,
        "parameter": known,
        "note": note_sentence(known.id),
        "conflict": conflict_sentence(known.id),
        "values": [(dates(one), value_words(one.value, known.unit)) for one in known.values],
        "versions": [
            (one.seen_at, [(dates(value), value_words(value.value, known.unit)) for value in one.values])
            for one in page.versions
        ],
        "routes": book().routes_using(known.id),
        "affected": len(affected_cases(request.actor, known.id, page.latest_change, on=today())),
        "spans": page.latest_change,
        "form": form,
        "problems": problems,
        "trail": [(reverse("pathways"), _("Legal routes"))],
    }
    return render(request, "pathways/parameter.html", context, status=status)


@require_safe
def cases_of_value(request: ActorRequest, code: str) -> HttpResponse:
    """The open cases that the last change of a value touches, a page at a time, before and after."""
    page = parameter_page(request.actor, code)
    form = AffectedForm(request.GET or None)
    found = affected_page(
        request.actor, code, on=today(), find=form.wanted(), page=page_number(request.GET.get("page"))
    )
    form.choose(found.schemes, found.routes)
    context = {
        "parameter": page.parameter,
        "found": found,
        "page": Paginator(range(found.total), PAGE).get_page(found.page),
        "form": form,
        "spans": [(one.first, one.last) for one in page.latest_change],
        "may_read_vacancies": request.actor.may(Permission.VACANCY_READ),
        "trail": [
            (reverse("pathways"), _("Legal routes")),
            (reverse("pathway-value", args=[page.parameter.id]), page.parameter.id),
        ],
    }
    return render(request, "pathways/cases.html", context)


@require_safe
def routes_of_person(request: ActorRequest, candidate: str, vacancy: str) -> HttpResponse:
    """A person's routes for a vacancy, each with every condition; opening it is one read event."""
    names = [(one.id, word_for(one.id, "route_name")) for one in book().routes.values()]
    form = DayForm(request.GET or None, routes=names)
    form.is_valid()
    told = getattr(form, "cleaned_data", {})
    on: date = told.get("on") or today()
    page = person_routes(request.actor, candidate, vacancy, on=on, refused=told.get("refused") or ())
    record_read(
        request.actor,
        "routes",
        [page.candidate.person.number, candidate],
        scheme_code=page.candidate.scheme.code,
    )
    shown = [one.route.id for one in page.findings]
    form.fields["refused"].choices = [(code, word) for code, word in names if code in shown]  # type: ignore[attr-defined]
    return render(request, "pathways/person.html", _person_context(page, form))


def _person_context(page: PersonRoutes, form: DayForm) -> dict[str, object]:
    return {
        "page": page,
        "form": form,
        "person": page.candidate.person,
        "findings": [shown_finding(one, page.on, page.refused) for one in page.findings],
        "still_open": [shown_finding(one, page.on, ()) for one in page.still_open],
        "trail": [
            (reverse("candidates"), _("Candidates")),
            (reverse("candidate", args=[page.candidate.number]), page.candidate.number),
        ],
    }
