"""Partnerships: the list, the comparison, one of them, their actions as a list."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.domain.access.permissions import Permission
from passerelle.domain.classifications import countries
from passerelle.domain.journey.own_results import DEFINITIONS
from passerelle.domain.portfolio.areas import KEY_AREAS, LEVELS
from passerelle.queries.programme.partnership_list import PartnershipRow, partnership_rows
from passerelle.queries.programme.partnership_page import action_rows, partnership_page
from passerelle.queries.programme.partnership_schemes import SchemeFigures, scheme_figures
from passerelle.web.partnerships.portfolio_forms import NarrowForm, choices
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.lists import NOBODY, ListColumn, as_file, cells
from passerelle.web.shared.wording import word_for

PAGE = 50

ACTION_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(gettext_lazy("Action"), lambda row, words: row.title),
    ListColumn(
        gettext_lazy("Partnership"),
        lambda row, words: country_name(row.partnership.country),
        link=lambda row: reverse("partnership", args=[row.partnership.code]),
    ),
    ListColumn(gettext_lazy("Key area"), lambda row, words: word_for(row.area, "key_area")),
    ListColumn(
        gettext_lazy("Policy fields"),
        lambda row, words: ", ".join(word_for(field, "policy_field") for field in row.fields) or None,
    ),
    ListColumn(gettext_lazy("Level"), lambda row, words: word_for(row.level, "level")),
    ListColumn(gettext_lazy("Responsible"), lambda row, words: row.responsible or None),
    ListColumn(
        gettext_lazy("State"), lambda row, words: word_for(row.status, "action_state") if row.status else None
    ),
    ListColumn(gettext_lazy("Start"), lambda row, words: row.start or None),
    ListColumn(gettext_lazy("End"), lambda row, words: row.end or None),
    ListColumn(gettext_lazy("Source"), lambda row, words: row.source or None),
)


def country_name(code: str) -> str:
    """The country in the person's language."""
    return countries.name(code, (get_language() or "en")[:2])


@require_safe
def show_partnerships(request: ActorRequest) -> HttpResponse:
    """Every partnership, one line each."""
    rows = [(row, country_name(row.country)) for row in partnership_rows(request.actor, on=today())]
    return render(request, "partnerships/list.html", {"rows": rows})


@require_safe
def compare_partnerships(request: ActorRequest) -> HttpResponse:
    """All partnerships on one page, side by side."""
    rows = partnership_rows(request.actor, on=today())
    figures = scheme_figures(request.actor, {code for row in rows for code in row.schemes})
    context = {
        "rows": [(row, country_name(row.country)) for row in rows],
        "areas": [(area, [(row.code, row.actions[area]) for row in rows]) for area in KEY_AREAS],
        "schemes": [_figures(row, figures) for row in rows],
        "definitions": DEFINITIONS.items(),
        "trail": [(reverse("partnerships"), _("Partnerships"))],
    }
    return render(request, "partnerships/compare.html", context)


def _figures(row: PartnershipRow, figures: dict[str, SchemeFigures]) -> list[SchemeFigures]:
    return [figures[code] for code in row.schemes if code in figures]


@require_safe
def show_partnership(request: ActorRequest, code: str) -> HttpResponse:
    """One partnership: five key areas, parties, roundtables with follow-up, schemes."""
    page = partnership_page(request.actor, code)
    facts = page.partnership.facts
    budget = facts.get("budget") or {}
    amount = budget.get("amount")
    name = country_name(page.partnership.country)
    context = {
        "page": page,
        "facts": facts,
        "name": name,
        "pairs": [
            (_("State"), word_for(page.partnership.status, "partnership_status")),
            (_("Launched on"), page.partnership.since or None),
            (_("Member States"), ", ".join(country_name(one) for one in facts.get("member_states") or ())),
            (_("Sectors"), ", ".join(facts.get("sectors") or ())),
            (_("Source"), page.sources.get(facts.get("source"))),
        ],
        "budget": budget,
        "amount": amount,
        "budget_source": page.sources.get(budget.get("source", "")),
        "published": [(fact, page.sources.get(fact.get("source"))) for fact in facts.get("fact") or ()],
        "today": today(),
        "trail": [(reverse("partnerships"), _("Partnerships"))],
    }
    return render(request, "partnerships/partnership.html", context)


@require_safe
def show_actions(request: ActorRequest) -> HttpResponse:
    """Actions of all partnerships, narrowed by partnership, key area, level; as a page or a file."""
    partnerships = [
        (row.code, country_name(row.country)) for row in partnership_rows(request.actor, on=today())
    ]
    every = gettext_lazy("all")
    form = NarrowForm(
        request.GET,
        narrow={
            "partnership": (_("Partnership"), [("", every), *partnerships]),
            "area": (_("Key area"), choices(KEY_AREAS, "key_area", empty=every)),
            "level": (_("Level"), choices(LEVELS, "level", empty=every)),
        },
    )
    rows = action_rows(request.actor, **form.wanted())
    kind = request.GET.get("format")
    if kind:
        return as_file(kind, "partnership-actions", ACTION_COLUMNS, rows, {}, whose=NOBODY)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "columns": ACTION_COLUMNS,
        "rows": cells(ACTION_COLUMNS, page, {}),
        "trail": [(reverse("partnerships"), _("Partnerships"))],
        "can_export": request.actor.may(Permission.PARTNERSHIP_READ),
    }
    return render(request, "partnerships/actions.html", context)
