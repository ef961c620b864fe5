"""Ends of stays for the scheme's staff: what is to be planned, one stay, counts with equal columns."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.returns.planning import Item, record_end, settle_item
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.returns.ends import ENDS
from passerelle.queries.stays.ends import end_counts, end_page, end_row, ends, may_record, schemes_with_ends
from passerelle.web.returns.forms import EndForm, EndsFilter, ItemForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of

PER_PAGE = 50


@require_safe
def end_list(request: ActorRequest) -> HttpResponse:
    """Stays whose end comes near and is not planned yet, the nearest first."""
    form = EndsFilter(request.GET or None)
    form.offer(schemes_with_ends(request.actor))
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    on = today()
    found = ends(request.actor, scheme=chosen.get("scheme", ""), state=chosen.get("state") or "due", on=on)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [end_row(stay, on=on) for stay in page]
    seen = [one.stay.journey.candidate.person.number for one in rows]
    if seen:
        record_read(request.actor, "stay_ends", seen, scheme_code="", purpose=Purpose.REINTEGRATION)
    return render(request, "returns/ends.html", {"page": page, "rows": rows, "filter": form})


@require_safe
def counts(request: ActorRequest) -> HttpResponse:
    """How stays ended, by scheme: one column for every end."""
    rows = [
        {
            "scheme": one["journey__candidate__scheme__code"],
            "name": one["journey__candidate__scheme__name"],
            "ends": [one[end] for end in ENDS],
            "not_known": one["not_known"],
            "going_on": one["going_on"],
        }
        for one in end_counts(request.actor)
    ]
    context = {"rows": rows, "ends": list(ENDS), "trail": [(reverse("ends"), _("Ends of stays"))]}
    return render(request, "returns/counts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def stay_end(request: ActorRequest, number: str) -> HttpResponse:
    """One stay's end: what the person plans, what is settled, what came about."""
    page = end_page(request.actor, number, on=today())
    staff = may_record(request.actor, page.stay)
    which = request.POST.get("do", "")
    item = ItemForm(request.POST if which == "item" else None)
    end = EndForm(request.POST if which == "end" else None)
    if (which == "item" and done(request, item, lambda: _settle(request, number, item), _("Kept."))) or (
        which == "end" and done(request, end, lambda: _record(request, number, end), _("Recorded."))
    ):
        return HttpResponseRedirect(reverse("stay-end", args=[number]))
    candidate = page.stay.journey.candidate
    record_read(
        request.actor,
        "stay_ends",
        [candidate.person.number],
        scheme_code=candidate.scheme.code,
        purpose=Purpose.REINTEGRATION,
    )
    context = {
        "page": page,
        "stay": page.stay,
        "person": candidate.person,
        "item_form": item if staff else None,
        "end_form": end if staff and page.state != "over" else None,
        "trail": [(reverse("ends"), _("Ends of stays"))],
    }
    return render(request, "returns/end.html", context, status=422 if item.errors or end.errors else 200)


def _settle(request: ActorRequest, number: str, form: ItemForm) -> None:
    settle_item(
        request.actor, number, Item(**form.cleaned_data), version=version_of(request), key=key_of(request)
    )


def _record(request: ActorRequest, number: str, form: EndForm) -> None:
    known = form.cleaned_data
    record_end(request.actor, number, known["end"], on=known["on"], today=today(), version=version_of(request))
