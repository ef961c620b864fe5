"""Portfolio and scheme pages."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.domain.access.permissions import Permission
from passerelle.queries.programme.portfolio import portfolio
from passerelle.queries.programme.scheme_page import days_left, scheme_page
from passerelle.queries.programme.stage_figures import reached, stage_figures
from passerelle.web.programme.lines import axis, pairs, portfolio_lines, weights, with_sources
from passerelle.web.programme.track_pictures import track_pictures
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.layout import begins_at


@require_safe
def show_portfolio(request: ActorRequest) -> HttpResponse:
    """All schemes on one page; whoever reads none begins where their own work is."""
    may_read = request.actor.may(Permission.SCHEME_READ)
    if not may_read and (begin := begins_at(request.actor)):
        return redirect(begin)
    rows = portfolio(request.actor) if may_read else []
    start, end = axis(rows, today())
    context = {"lines": portfolio_lines(rows), "axis_start": start, "axis_end": end, "today": today()}
    return render(request, "programme/portfolio.html", context)


@require_safe
def show_scheme(request: ActorRequest, code: str) -> HttpResponse:
    """One scheme: facts, targets, rules, tracks, runs."""
    page = scheme_page(request.actor, code)
    figures = stage_figures(request.actor, page.row.code, on=today())
    left = days_left(page.row.end, on=today())
    context = {
        "page": page,
        "row": page.row,
        "facts": with_sources(page.facts),
        "pairs": pairs(page.row, page.facts, left),
        "weights": weights(page.facts),
        "pictures": track_pictures(page.row.code, page.facts, figures),
        "reached": reached(request.actor, page.row.code),
        "trail": [(reverse("portfolio"), _("Portfolio"))],
        "can_run": page.may_run,
        "can_move": page.may_move,
        "can_read_people": page.may_read_people,
        "can_read_vacancies": page.may_read_vacancies,
    }
    return render(request, "programme/scheme.html", context)
