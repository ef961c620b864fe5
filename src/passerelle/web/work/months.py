"""Pay by month: what is owed and stated, and a grid to state a month in."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.work.state_pay import state_pay
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.stays.pay import WorkerRow, pay_months, pay_of_month, with_statements
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of
from passerelle.web.work.grid import AMOUNTS, GridLine, grid_lines, rows_from

PER_PAGE = 50


@require_safe
def pay(request: ActorRequest) -> HttpResponse:
    """Each month: how many workers, how many stated, by when it is due."""
    context = {
        "months": pay_months(request.actor, today=today()),
        "today": today(),
        "may_write": request.actor.may(Permission.WORK_WRITE),
    }
    return render(request, "work/months.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def month(request: ActorRequest, month: str) -> HttpResponse:
    """One month as a grid: a row for each worker; kept whole or not at all."""
    first = _month(month)
    page = Paginator(pay_of_month(request.actor, first), PER_PAGE).get_page(request.GET.get("page"))
    workers = with_statements(request.actor, page.object_list, first)
    may_write = request.actor.may(Permission.WORK_WRITE)
    problems: list[Problem] = []
    if request.method == "POST" and may_write:
        problems = _keep(request, first, workers)
        if not problems:
            return HttpResponseRedirect(request.get_full_path())
    if workers:
        seen = [one.stay.journey.candidate.person.number for one in workers]
        record_read(request.actor, "pay", seen, scheme_code="", purpose=Purpose.PROTECTION)
    lines = grid_lines(workers, request.POST if problems else None, problems)
    context = {
        "month": first,
        "page": page,
        "lines": lines,
        "amounts": AMOUNTS,
        "problems": [] if any(line.problems for line in lines) else problems,
        "said": _above(lines),
        "may_write": may_write,
        "trail": [(reverse("pay"), _("Pay"))],
    }
    return render(request, "work/month.html", context, status=422 if problems else 200)


def _keep(request: ActorRequest, first: date, workers: list[WorkerRow]) -> list[Problem]:
    try:
        rows = rows_from(request.POST, first, workers)
        counts = state_pay(request.actor, rows, source="grid", today=today(), key=key_of(request))
    except Refused as refused:
        return list(refused.problems)
    sentence = _("Kept: %(new)s new, %(changed)s changed, %(unchanged)s as they were.")
    messages.success(request, sentence % counts)
    return []


def _above(lines: list[GridLine]) -> str:
    wrong = sum(1 for line in lines if line.problems)
    if not wrong:
        return ""
    return _("Nothing was kept: %(n)s rows are not right yet. What is wrong stands in the row.") % {"n": wrong}


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Http404 from error
