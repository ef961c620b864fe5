"""The fee ledger: proof per scheme, costs, gaps and refunds; and the worker's own private word."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.contracts.fees import move_refund, record_fee
from passerelle.actions.people.record_read import record_read
from passerelle.actions.steps.files.costs import Cost
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.contracts.fees import CATEGORIES, DUTIES
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.legal.fee_ledger import as_fee_row, fee_rows, proofs, with_duties
from passerelle.web.legal.forms import FeeForm, RefundForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def fees(request: ActorRequest) -> HttpResponse:
    """The ledger, with the form that adds a cost."""
    form = FeeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if done(request, form, lambda: _record(request, form), _("Cost recorded.")):
            return HttpResponseRedirect(reverse("fees"))
        status = 422
    found = fee_rows(request.actor, scheme=request.GET.get("scheme", "")[:60], gaps="gaps" in request.GET)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = with_duties(request.actor, list(page))
    if rows:
        seen = [row.fee.candidate.number for row in rows]
        record_read(request.actor, "fees", seen, scheme_code="", purpose=Purpose.JOURNEY)
    context = {
        "page": page,
        "rows": rows,
        "proofs": proofs(request.actor),
        "form": form,
        "duties": DUTIES,
        "categories": CATEGORIES.values(),
        "may_write": request.actor.may(Permission.CONTRACT_WRITE),
    }
    return render(request, "legal/fees.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def fee(request: ActorRequest, number: str) -> HttpResponse:
    """One cost and its refund."""
    row = fee_rows(request.actor).filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    form = RefundForm(request.POST or None)
    if request.method == "POST" and done(
        request, form, lambda: _move(request, number, form), _("Refund moved on.")
    ):
        return HttpResponseRedirect(reverse("fee", args=[number]))
    record_read(request.actor, "fees", [row.candidate.number], scheme_code=row.candidate.scheme.code)
    context = {"row": as_fee_row(row), "form": form, "trail": [(reverse("fees"), _("Fee ledger"))]}
    return render(request, "legal/fee.html", context, status=422 if form.errors else 200)


def _record(request: ActorRequest, form: FeeForm) -> None:
    known = form.cleaned_data
    cost = Cost(
        known["category"],
        known["payer"],
        known["amount"],
        known["currency"].upper(),
        known["paid_on"],
        known["evidence"],
    )
    try:
        record_fee(request.actor, known["candidate"].strip().upper(), cost, key=key_of(request))
    except NotPermitted:
        message = Text("Nobody with this number is within your reach.")
        raise Refused([Problem("unknown_candidate", message, column="candidate")]) from None


def _move(request: ActorRequest, number: str, form: RefundForm) -> None:
    known = form.cleaned_data
    move_refund(
        request.actor,
        number,
        step=known["step"],
        on=known["on"],
        evidence=known["evidence"],
        version=version_of(request),
    )
