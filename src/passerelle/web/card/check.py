"""Anyone checks a card: no account, no name unless its holder shows the whole code."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from passerelle.actions.cards.publish import revocation_list
from passerelle.actions.signing.guesses import may_open, note_wrong_link
from passerelle.queries.legal.cards import check_card, published_keys
from passerelle.web.shared.access import today


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """A box for the code of a card."""
    code = request.GET.get("code", "").strip().replace("/", "")
    if code:
        return HttpResponseRedirect(reverse("card-check", args=[code[:40]]))
    return _private(render(request, "card/ask.html"))


@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """How the card of this code stands; whoever tries many wrong codes waits."""
    sender, now = request.META.get("REMOTE_ADDR", ""), timezone.now()
    if not may_open(sender, now=now):
        return _private(render(request, "card/checked.html", {"waits": True}, status=429))
    found = check_card(code, on=today())
    if found is None:
        note_wrong_link(sender, now=now)
        return _private(render(request, "card/checked.html", {"card": None}, status=404))
    return _private(render(request, "card/checked.html", {"card": found}))


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys."""
    return JsonResponse(published_keys())


@require_safe
def revocations(request: HttpRequest) -> HttpResponse:
    """Numbers of revoked cards, signed."""
    return JsonResponse(revocation_list(at=timezone.now()))


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "no-store"
    return answer
