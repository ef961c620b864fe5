"""Institutions: the list of files, and one file with its plan beside its real performance."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from passerelle.domain.access.permissions import Permission
from passerelle.queries.programme.institution_performance import Performance, institution_performance
from passerelle.queries.programme.institutions import institution_page, institution_rows
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.partnerships.portfolio_forms import NarrowForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.labels import number, percent
from passerelle.web.shared.lists import NOBODY, ListColumn, as_file, cells, rows_as_file
from passerelle.web.shared.wording import word_for

PAGE = 50

COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        gettext_lazy("Institution"),
        lambda row, words: row.organisation.name,
        link=lambda row: reverse("institution", args=[row.number]),
    ),
    ListColumn(gettext_lazy("Number"), lambda row, words: row.number, code=True),
    ListColumn(gettext_lazy("Country"), lambda row, words: row.organisation.country or None),
    ListColumn(gettext_lazy("Scheme"), lambda row, words: row.scheme.code.upper()),
    ListColumn(gettext_lazy("Partnership"), lambda row, words: row.partnership.title() or "–"),
    ListColumn(gettext_lazy("Opened on"), lambda row, words: row.opened_on),
    ListColumn(gettext_lazy("Activities held"), lambda row, words: row.held, number=True),
    ListColumn(gettext_lazy("Activities planned"), lambda row, words: row.planned, number=True),
    ListColumn(gettext_lazy("Women who took part"), lambda row, words: row.women, number=True),
    ListColumn(gettext_lazy("Men who took part"), lambda row, words: row.men, number=True),
)


class InstitutionFilter(NarrowForm):
    """Narrows by scheme and by name."""

    name = forms.CharField(label=gettext_lazy("Institution"), required=False, max_length=100)


@require_safe
def show_institutions(request: ActorRequest) -> HttpResponse:
    """The files in scope."""
    codes = [(code, code.upper()) for code in scheme_codes(request.actor, Permission.CAPACITY_READ)]
    form = InstitutionFilter(request.GET, narrow={"scheme": (_("Scheme"), [("", gettext_lazy("all")), *codes])})
    rows = institution_rows(request.actor, **form.wanted())
    kind = request.GET.get("format")
    if kind:
        return as_file(kind, "institutions", COLUMNS, rows, {}, whose=NOBODY)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "columns": COLUMNS,
        "rows": cells(COLUMNS, page, {}),
        "can_write": request.actor.may(Permission.CAPACITY_WRITE),
        "can_export": True,
    }
    return render(request, "partnerships/institutions.html", context)


@require_safe
def show_institution(request: ActorRequest, number: str) -> HttpResponse:
    """One file: plan and progress, activities, and what the cases say."""
    page = institution_page(request.actor, number, on=today())
    found = institution_performance(request.actor, number)
    kind = request.GET.get("format")
    if kind:
        headings = [_("Measure"), _("Baseline"), _("Newest"), _("Target"), _("Unit"), _("Due")]
        lines = [
            [
                word_for(one.measure, "capacity_measure"),
                one.baseline.value if one.baseline else None,
                one.latest.value if one.latest else None,
                one.target.target if one.target else None,
                one.unit,
                one.target.due if one.target else None,
            ]
            for one in page.progress
        ]
        told = [[name, None, value, None, "", None] for name, value in performance_pairs(found)]
        return rows_as_file(kind, f"institution-{number}", headings, [*lines, *told], whose=NOBODY)
    context = {
        "page": page,
        "file": page.file,
        "found": found,
        "pairs": performance_pairs(found),
        "trail": [(reverse("institutions"), _("Institutions"))],
        "can_export": True,
    }
    return render(request, "partnerships/institution.html", context)


def performance_pairs(found: Performance) -> list[tuple[str, str | None]]:
    """The figures computed from cases, in words; ``None`` is unknown, or too few to tell."""
    return [
        (
            word_for("turnaround_days", "capacity_measure"),
            number(found.overall.median, 1) if found.overall else None,
        ),
        (_("People brought"), number(found.people) if found.people is not None else None),
        (
            word_for("known_facts", "capacity_measure"),
            percent(found.known) if found.known is not None else None,
        ),
        (
            word_for("suspects", "capacity_measure"),
            percent(found.doubles, 1) if found.doubles is not None else None,
        ),
        (_("Lists brought"), number(found.lists) if found.lists is not None else None),
        (
            word_for("import_changes", "capacity_measure"),
            number(found.changes_per_list, 1) if found.changes_per_list is not None else None,
        ),
    ]
