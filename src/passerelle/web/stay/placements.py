"""The list of placements, the longest overdue first; many are confirmed or called back in one act."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from passerelle.actions.people.record_read import record_read
from passerelle.actions.stays.confirm import Confirmed, confirm_stays
from passerelle.actions.stays.seasons import recall
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.stays.stays import (
    MOST,
    StayFilter,
    is_host_only,
    placements,
    stay_counts,
    stay_lines,
    stay_schemes,
)
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.host_duties import host_duties
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import number
from passerelle.web.stay.forms import ConfirmForm, RecallForm, StayFilterForm

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def stays(request: ActorRequest) -> HttpResponse:
    """The list; one page of names is one read event."""
    actor, on = request.actor, today()
    form = StayFilterForm(request.GET or None, schemes=stay_schemes(actor))
    wanted = form.wanted() if form.is_bound else StayFilter()
    deed, may_write = request.POST.get("deed", ""), actor.may(Permission.STAY_WRITE)
    confirm = ConfirmForm(request.POST if deed == "confirm" else None)
    recalled = RecallForm(request.POST if deed == "recall" else None, initial={"season": on.year + 1})
    if may_write and deed and _written(request, wanted, on, confirm, recalled):
        return HttpResponseRedirect(request.get_full_path())
    page = Paginator(placements(actor, wanted, on=on).values_list("pk", flat=True), PAGE).get_page(
        request.GET.get("page")
    )
    lines = stay_lines(actor, list(page), on=on)
    if lines:
        people = [one.stay.journey.candidate.person.number for one in lines]
        record_read(actor, "stays", people, scheme_code=wanted.scheme, purpose=Purpose.JOURNEY)
    host = is_host_only(actor)
    wrong = next((one for one in (confirm, recalled) if one.errors), None)
    context = {
        "filter": form,
        "page": page,
        "lines": lines,
        "counts": stay_counts(actor, scheme=wanted.scheme, on=on),
        "duties": host_duties(actor, today=on) if host else [],
        "host": host,
        "may_write": may_write,
        "seasons": wanted.state == "season_over",
        "confirm": confirm,
        "recall": recalled,
        "wrong": wrong,
        "chosen": request.POST.getlist("stay"),
        "most": MOST if page.paginator.count > MOST else None,
    }
    return render(request, "stay/stays.html", context, status=422 if wrong else 200)


def _written(
    request: ActorRequest, wanted: StayFilter, on: date, confirm: ConfirmForm, recalled: RecallForm
) -> bool:
    numbers, left = _chosen(request, wanted, on)
    said = ngettext("%(n)s person.", "%(n)s people.", len(numbers)) % {"n": len(numbers)}
    said += f" {_left(left)}" if left else ""
    if request.POST.get("deed") == "recall":
        return done(
            request, recalled, lambda: _recall(request, numbers, recalled), f"{_('Answered for')} {said}"
        )
    return done(request, confirm, lambda: _confirm(request, numbers, confirm), f"{_('Confirmed for')} {said}")


def _chosen(request: ActorRequest, wanted: StayFilter, on: date) -> tuple[list[str], int]:
    """The rows ticked, or everybody whom the filter names; and how many are left for another act."""
    numbers = list(dict.fromkeys(request.POST.getlist("stay")))
    if request.POST.get("all"):
        numbers = list(placements(request.actor, wanted, on=on).values_list("number", flat=True))
    return numbers[:MOST], max(len(numbers) - MOST, 0)


def _left(count: int) -> str:
    words = ngettext(
        "%(n)s of this list is left: choose all once more.",
        "%(n)s of this list are left: choose all once more.",
        count,
    )
    return words % {"n": number(count)}


def _confirm(request: ActorRequest, numbers: list[str], form: forms.Form) -> None:
    known = form.cleaned_data
    rows = [
        Confirmed(one, known["arrived_on"], known["started_on"], known["place"], known["evidence"])
        for one in numbers
    ]
    confirm_stays(request.actor, rows, key=key_of(request))


def _recall(request: ActorRequest, numbers: list[str], form: forms.Form) -> None:
    known = form.cleaned_data
    recall(
        request.actor,
        numbers,
        season=known["season"],
        code=known["code"],
        note_text=known["note"],
        key=key_of(request),
    )
