"""The person's own contract with each text to keep, and her departure with the word that she understood."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.permits.travelling import acknowledge_briefing
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.permits.departure import STEPS
from passerelle.queries.own.contract import own_contract, own_text
from passerelle.queries.own.departure import own_departures
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_all


@require_safe
def contract(request: ActorRequest, number: str) -> HttpResponse:
    """Every version that was sent to the person."""
    page = own_contract(request.actor, number)
    candidate = page.contract.candidate
    record_read(request.actor, "contract", [number, candidate.number], scheme_code=candidate.scheme.code)
    trail = [(reverse("own-page"), _("My page")), (reverse("own-papers"), _("My papers and costs"))]
    return render(request, "legal/own_contract.html", {"page": page, "trail": trail})


@require_safe
def text(request: ActorRequest, number: str, ordinal: int, language: str) -> HttpResponse:
    """One version in one language, to keep: plain text with its digest as the last line."""
    found = own_text(request.actor, number, ordinal, language)
    numbers = [number, found.candidate]
    record_read(request.actor, "contract", numbers, scheme_code=found.scheme, purpose=Purpose.JOURNEY)
    content = f"{found.title}\n\n{found.text}\n\nSHA-256: {found.digest}\n"
    answer = HttpResponse(content, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{number}-{ordinal}-{language}.txt"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def departure(request: ActorRequest) -> HttpResponse:
    """What is settled before departure; the form says that the briefing was understood."""
    if request.method == "POST":
        try:
            acknowledge_briefing(request.actor, request.POST.get("journey", "")[:24], key=key_of(request))
            messages.success(request, _("Thank you. It is noted."))
        except Refused as refused:
            for line in say_all(refused.problems):
                messages.error(request, line)
        return HttpResponseRedirect(reverse("own-departure"))
    rows = own_departures(request.actor)
    if rows:
        record_read(request.actor, "own", [row.candidate for row in rows], scheme_code=rows[0].scheme)
    trail = [(reverse("own-page"), _("My page"))]
    return render(request, "legal/own_departure.html", {"rows": rows, "steps": dict(STEPS), "trail": trail})
