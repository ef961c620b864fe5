"""A person's own cards: to show, to print, to keep as a file, to revoke."""

import json

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.cards.issue import revoke_card
from passerelle.actions.cards.keys import holder_part
from passerelle.domain.cards.card import ALPHABET, HOLDER
from passerelle.domain.cards.qr import as_path, modules
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.legal.cards import check_card, own_card, own_cards
from passerelle.records.cards.models import Card
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import version_of
from passerelle.web.shared.labels import say_problem

QUIET = 4  # white modules around the code


@require_safe
def own(request: ActorRequest) -> HttpResponse:
    """All her cards."""
    found = [(one, check_card(one.code, on=today())) for one in own_cards(request.actor)]
    return render(request, "card/own.html", {"cards": found, "trail": [(reverse("own-page"), _("My page"))]})


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: ActorRequest, number: str) -> HttpResponse:
    """One card as it is printed; ``full`` also lets whoever scans it read the name."""
    card = own_card(request.actor, number)
    if request.method == "POST":
        return _revoke(request, card)
    holder = holder_part(card.code, ALPHABET, HOLDER)
    shown = card.code + holder if "full" in request.GET else card.code
    address = f"{settings.ADDRESS}{reverse('card-check', args=[shown])}"
    drawn = modules(address)
    context = {
        "card": card,
        "check": check_card(card.code, on=today()),
        "code": _grouped(card.code),
        "holder": _grouped(holder),
        "address": address,
        "full": "full" in request.GET,
        "path": as_path(drawn),
        "low": -QUIET,
        "size": len(drawn) + 2 * QUIET,
        "trail": [(reverse("own-page"), _("My page")), (reverse("own-cards"), _("My cards"))],
    }
    return render(request, "card/card.html", context)


@require_safe
def file(request: ActorRequest, number: str) -> HttpResponse:
    """The signed card as a file, to be checked without a network."""
    card = own_card(request.actor, number)
    text = json.dumps({"payload": card.payload, "signature": card.signature}, ensure_ascii=False, indent=1)
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{card.number}.json"'
    return answer


def _revoke(request: ActorRequest, card: Card) -> HttpResponse:
    try:
        revoke_card(request.actor, card.number, "asked_by_holder", version=version_of(request) or 0)
        messages.success(request, _("The card is revoked. Whoever checks it reads so."))
    except Refused as refused:
        messages.error(request, " ".join(say_problem(one) for one in refused.problems))
    return HttpResponseRedirect(reverse("own-cards"))


def _grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
