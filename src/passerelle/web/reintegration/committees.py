"""Committees: opened, seated, called up and closed by staff; marked by their members on a page of their own."""

from typing import Any

from django import forms as django_forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.reintegration import committees, scoring
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.home.committees import committee_page, own_sheet, own_sheets
from passerelle.queries.home.committees import committees as kept_committees
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.reintegration import forms
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.deeds import Deed, answer
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.wording import word_for


@require_http_methods(["GET", "HEAD", "POST"])
def committees_page(request: ActorRequest) -> HttpResponse:
    """Committees of the scheme, and the form of a new one."""
    codes = scheme_codes(request.actor, Permission.REINTEGRATION_WRITE)
    form = forms.CommitteeForm(request.POST or None, schemes=codes)
    said = _("It is open. Give seats and call up plans.")
    if request.method == "POST" and done(request, form, lambda: _open(request, form), said):
        return HttpResponseRedirect(reverse("committees-kept"))
    context = {"rows": kept_committees(request.actor), "form": form, "may_write": bool(codes)}
    return render(request, "reintegration/committees.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def committee_kept(request: ActorRequest, number: str) -> HttpResponse:
    """One committee for staff: who sits, how far they are, which plans, and its end."""
    page = committee_page(request.actor, number)
    actor, version = request.actor, version_of(request)
    deeds: dict[str, Deed] = {}
    may_write = actor.may(Permission.REINTEGRATION_WRITE, scheme=page.committee.scheme_id)
    if page.committee.closed_at is None and may_write:
        accounts = [int(one) for one in request.POST.getlist("account") if one.isdecimal()]
        plans = request.POST.getlist("plan")
        deeds = {
            "seat": Deed(
                _("Give seats"), forms.Nothing,
                lambda _f: committees.seat_members(actor, number, accounts), _("They have a seat."),
            ),
            "call_up": Deed(
                _("Call up"), forms.Nothing,
                lambda _f: committees.call_up(actor, number, plans), _("They are before the committee."),
            ),
            "close": Deed(
                _("Close it"), forms.MinutesForm,
                lambda f: committees.close_committee(actor, number, f["minutes"], version=version),
                _("It is closed. The ranking stands."),
            ),
        }  # fmt: skip
    found = answer(request, deeds)
    if found.is_done:
        return HttpResponseRedirect(reverse("committee-kept", args=[number]))
    _read(request, [one.journey.candidate.person.number for one in page.plans])
    trail = [(reverse("committees-kept"), _("Committees"))]
    context = {"page": page, "row": page.committee, "answered": found, "trail": trail}
    return render(request, "reintegration/committee.html", context, status=found.status)


@require_safe
def sheets(request: ActorRequest) -> HttpResponse:
    """A member's own list: plans to mark."""
    rows = own_sheets(request.actor)
    _read(request, [one.plan.journey.candidate.person.number for one in rows])
    return render(request, "reintegration/sheets.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: ActorRequest, number: str) -> HttpResponse:
    """One plan: what it says, the member's own marks, or an interest that is declared."""
    page = own_sheet(request.actor, number)
    weights: dict[str, int] = page.committee.weights

    def mark(facts: dict[str, Any]) -> object:
        marks = {code: int(facts[code]) for code in weights}
        return scoring.score(request.actor, number, marks, comment=facts["comment"])

    given = page.score.marks if page.score else {}
    found = answer(
        request,
        {
            "mark": Deed(_("Keep my marks"), _marks_form(weights, given), mark, _("Your marks are kept.")),
            "conflict": Deed(
                _("Declare an interest and stand aside"), forms.ConflictForm,
                lambda f: scoring.declare_conflict(request.actor, number, f["why"]), _("You stand aside."),
            ),
        },
    )  # fmt: skip
    if found.is_done:
        return HttpResponseRedirect(reverse("committee"))
    _read(request, [number, page.plan.journey.candidate.person.number])
    trail = [(reverse("committee"), _("My committee"))]
    context = {"page": page, "plan": page.plan, "answered": found, "trail": trail}
    return render(request, "reintegration/sheet.html", context, status=found.status)


def _marks_form(weights: dict[str, int], given: dict[str, int]) -> type[django_forms.Form]:
    """A form with a mark for each criterion of this committee."""
    fields: dict[str, django_forms.Field] = {
        code: django_forms.ChoiceField(
            label=f"{word_for(code, 'criterion')} ({weight} %)",
            choices=[("", ""), *((str(mark), str(mark)) for mark in range(6))],
            initial=str(given[code]) if code in given else "",
        )
        for code, weight in weights.items()
    }
    fields["comment"] = forms.long(_("Comment"), required=False)
    return type("MarksForm", (django_forms.Form,), fields)


def _open(request: ActorRequest, form: forms.CommitteeForm) -> object:
    known = form.cleaned_data
    facts = committees.CommitteeFacts(
        name=known["name"], kind=known["kind"], currency=known["currency"].upper(), budget=known["budget"],
        most=known["most"], first_share=known["first_share"], weights=form.weights(),
    )  # fmt: skip
    return committees.open_committee(request.actor, known["scheme"], facts, key=key_of(request))


def _read(request: ActorRequest, numbers: list[str]) -> None:
    if numbers:
        record_read(request.actor, "business_plans", numbers, scheme_code="", purpose=Purpose.REINTEGRATION)
