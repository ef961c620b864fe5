"""The lists of candidates and vacancies, on the page and as a file: the same columns, the same order."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.classifications.concept_words import concept_words
from passerelle.queries.demand import vacancy_list
from passerelle.queries.people import candidate_list
from passerelle.queries.people.data_quality import data_quality
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.casework.columns import CANDIDATE_COLUMNS, VACANCY_COLUMNS
from passerelle.web.casework.filters import CandidateFilterForm, VacancyFilterForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.lists import NOBODY, Whose, as_file, cells

PAGE = 50


@require_safe
def candidates(request: ActorRequest) -> HttpResponse:
    """Candidates in scope; a page of names is one read event, and so is a file of them."""
    actor = request.actor
    form = CandidateFilterForm(request.GET, schemes=scheme_codes(actor, Permission.CANDIDATE_READ))
    wanted = form.wanted(request.GET.get("sort", "name"))
    rows = candidate_list.candidate_rows(actor, wanted)
    kind = request.GET.get("format")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = [candidate_list.as_row(row) for row in (rows.iterator(2_000) if kind else page)]
    people = [line.person for line in lines]
    words = concept_words([name for line in lines for name in line.occupations or ()], get_language() or "en")
    if kind:
        whose = Whose(actor, "candidates", people, wanted.scheme, purpose=Purpose.RECRUITMENT)
        return as_file(kind, "candidates", CANDIDATE_COLUMNS, lines, words, whose=whose)
    record_read(actor, "candidates", people, scheme_code=wanted.scheme)
    context = {
        "form": form,
        "page": page,
        "columns": CANDIDATE_COLUMNS,
        "rows": cells(CANDIDATE_COLUMNS, lines, words),
        "can_write": actor.may(Permission.CANDIDATE_WRITE),
        "can_export": actor.may(Permission.LIST_EXPORT),
    }
    return render(request, "casework/candidates.html", context)


@require_safe
def vacancies(request: ActorRequest) -> HttpResponse:
    """Vacancies in scope."""
    actor = request.actor
    form = VacancyFilterForm(request.GET, schemes=scheme_codes(actor, Permission.VACANCY_READ))
    columns = VACANCY_COLUMNS
    if not actor.may(Permission.VACANCY_WRITE):  # what is dubious is for those who can mend it
        columns = VACANCY_COLUMNS[:-1]
        del form.fields["suspects"]
    rows = vacancy_list.vacancy_rows(actor, form.wanted(request.GET.get("sort", "title")))
    kind = request.GET.get("format")
    if kind:
        actor.must(Permission.LIST_EXPORT)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = [vacancy_list.as_row(row) for row in (rows.iterator(2_000) if kind else page)]
    words = concept_words([line.occupation or line.isco for line in lines], get_language() or "en")
    if kind:
        return as_file(kind, "vacancies", columns, lines, words, whose=NOBODY)
    context = {
        "form": form,
        "page": page,
        "columns": columns,
        "rows": cells(columns, lines, words),
        "can_write": actor.may(Permission.VACANCY_WRITE),
        "can_export": actor.may(Permission.LIST_EXPORT),
    }
    return render(request, "casework/vacancies.html", context)


@require_safe
def quality(request: ActorRequest) -> HttpResponse:
    """What is dubious, scheme by scheme; each count leads to its list."""
    return render(request, "casework/quality.html", {"qualities": data_quality(request.actor)})
