"""The departure board: who leaves, what is settled and who said so, what is missing; many recorded at once."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.people.record_read import record_read
from passerelle.actions.permits.exit_word import record_exit_statement, withdraw_exit_statement
from passerelle.actions.permits.prepare import settle
from passerelle.actions.permits.travelling import book_travel, hold_briefing
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.permits.departure import STEPS
from passerelle.queries.legal.departures import departing, departure_rows
from passerelle.web.legal.departure_forms import (
    BoardFilter,
    BoardForm,
    BriefingForm,
    CasesForm,
    ExitForm,
    SettleForm,
    TravelForm,
    WithdrawForm,
)
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of

PER_PAGE = 50
FORMS: dict[str, type[BoardForm]] = {
    "settle": SettleForm,
    "travel": TravelForm,
    "briefing": BriefingForm,
    "exit": ExitForm,
    "withdraw": WithdrawForm,
}


@require_http_methods(["GET", "HEAD", "POST"])
def departures(request: ActorRequest) -> HttpResponse:
    """Who leaves, what is settled, what is missing and what to do about it."""
    deed = request.POST.get("deed", "settle") if request.method == "POST" else ""
    forms = {name: kind(request.POST if name == deed else None, prefix=name) for name, kind in FORMS.items()}
    cases = CasesForm(request.POST or None)
    if deed in forms and done(request, forms[deed], lambda: _do(request, deed, forms[deed]), _("Recorded.")):
        return HttpResponseRedirect(request.get_full_path())
    wanted = {name: request.GET.get(name, "")[:40] for name in ("scheme", "group")}
    page = Paginator(departing(request.actor, **wanted), PER_PAGE).get_page(request.GET.get("page"))
    rows = departure_rows(list(page))
    if rows:
        seen = [row.candidate for row in rows]
        record_read(request.actor, "departures", seen, scheme_code="", purpose=Purpose.JOURNEY)
    wrong = next((one for one in forms.values() if one.errors), None)
    context = {
        "page": page,
        "rows": rows,
        "steps": STEPS.items(),
        "forms": forms,
        "cases": cases,
        "chosen": request.POST.getlist("case"),
        "wrong": wrong,
        "filter": BoardFilter(initial=wanted),
        "may_write": request.actor.may(Permission.PERMIT_WRITE),
    }
    return render(request, "legal/departures.html", context, status=422 if wrong else 200)


def _do(request: ActorRequest, deed: str, form: BoardForm) -> None:
    typed = request.POST.get("journeys", "").upper().split()
    numbers = list(dict.fromkeys([*request.POST.getlist("case"), *typed]))
    if not numbers:
        raise Refused([Problem("nothing_chosen", Text("Choose at least one case."))])
    try:
        DEEDS[deed](request, numbers, form)
    except NotPermitted:
        raise Refused(
            [Problem("unknown_case", Text("One of these cases is not open, or not within your reach."))]
        ) from None


def _settle(request: ActorRequest, numbers: list[str], form: BoardForm) -> None:
    settle(request.actor, numbers, key=key_of(request), **form.cleaned_data)


def _travel(request: ActorRequest, numbers: list[str], form: BoardForm) -> None:
    assert isinstance(form, TravelForm)
    book_travel(request.actor, numbers, form.booked(), key=key_of(request))


def _briefing(request: ActorRequest, numbers: list[str], form: BoardForm) -> None:
    assert isinstance(form, BriefingForm)
    hold_briefing(request.actor, numbers, form.held(), key=key_of(request))


def _exit(request: ActorRequest, numbers: list[str], form: BoardForm) -> None:
    assert isinstance(form, ExitForm)
    record_exit_statement(request.actor, numbers, form.word(), key=key_of(request))


def _withdraw(request: ActorRequest, numbers: list[str], form: BoardForm) -> None:
    withdraw_exit_statement(request.actor, numbers, key=key_of(request), **form.cleaned_data)


DEEDS: dict[str, Callable[[ActorRequest, list[str], BoardForm], None]] = {
    "settle": _settle,
    "travel": _travel,
    "briefing": _briefing,
    "exit": _exit,
    "withdraw": _withdraw,
}
