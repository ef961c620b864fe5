"""What came of it: parts that are due, businesses with their survival, partnerships between firms."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.reintegration import agreements, payments
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.home.firm_partnerships import firm_partnerships
from passerelle.queries.home.ventures import awards_closed, awards_due, businesses, closed_row, survivals
from passerelle.web.reintegration import forms
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, answer
from passerelle.web.shared.keys import key_of, version_of

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def awards(request: ActorRequest) -> HttpResponse:
    """Parts that wait to be paid; several chosen ones are paid together, all or none."""
    chosen = request.POST.getlist("award")
    part = int(request.POST.get("part", "1")) if request.POST.get("part", "1").isdecimal() else 1
    pay = Deed(
        _("Record that the chosen parts were paid"), forms.PayForm,
        lambda f: payments.pay(
            request.actor, chosen, part, on=f["on"], reference=f["reference"], key=key_of(request)
        ), _("The payments are kept."),
    )  # fmt: skip
    found = answer(request, {"pay": pay})
    if found.is_done:
        return HttpResponseRedirect(reverse("awards"))
    rows = awards_due(request.actor)
    _read(request, [award.plan.journey.candidate.person.number for award, _part in rows])
    page = Paginator(awards_closed(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    _read(request, [award.plan.journey.candidate.person.number for award in page])
    context = {
        "rows": rows,
        "answered": found,
        "me": request.actor.id,
        "page": page,
        "closed": [closed_row(one) for one in page],
    }
    return render(request, "reintegration/awards.html", context, status=found.status)


@require_safe
def businesses_page(request: ActorRequest) -> HttpResponse:
    """Businesses in a register, and how many live on after 12 and 24 months."""
    rows = businesses(request.actor)
    _read(request, [one.business.journey.candidate.person.number for one in rows])
    context = {"rows": rows, "survivals": survivals(rows, today=today()).items(), "today": today()}
    return render(request, "reintegration/businesses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def firms(request: ActorRequest) -> HttpResponse:
    """Partnerships between firms, counted beside what was published; signed or ended here."""
    actor, number, version = request.actor, request.POST.get("number", ""), version_of(request)
    kept = _("It is kept.")
    deeds: dict[str, Deed] = {}
    if actor.may(Permission.REINTEGRATION_WRITE):
        deeds = {
            "sign": Deed(
                _("Record that it was signed"), forms.SignForm,
                lambda f: agreements.sign_partnership(actor, number, **f, version=version), kept,
            ),
            "end": Deed(
                _("Record that it ended"), forms.EndForm,
                lambda f: agreements.end_partnership(actor, number, **f, version=version), kept,
            ),
        }  # fmt: skip
    found = answer(request, deeds)
    if found.is_done:
        return HttpResponseRedirect(reverse("firm-partnerships"))
    page = firm_partnerships(actor)
    _read(request, [one.journey.candidate.person.number for one in page.rows])
    context = {"page": page, "answered": found, "sent": number}
    return render(request, "reintegration/firms.html", context, status=found.status)


def _read(request: ActorRequest, numbers: list[str]) -> None:
    if numbers:
        record_read(request.actor, "businesses", numbers, scheme_code="", purpose=Purpose.REINTEGRATION)
