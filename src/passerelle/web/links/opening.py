"""The frame of pages that open from a link: language, headers, and kind answers to links that open nothing."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from passerelle.actions.signing.guesses import may_open, note_wrong_link
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.web.shared.labels import say

Page = Callable[[HttpRequest, str], HttpResponse]
# One answer for every link that opens nothing: nobody learns from it whether there ever was such a link.
CLOSED = Problem(
    "link_closed",
    Text("This link does not open anything now."),
    Text(
        "It may have been used, replaced or run out, or not copied whole. What you sent before is not lost. "
        "Ask the person who sent it for a new one."
    ),
)
TOO_MANY = Problem(
    "too_many_links",
    Text("Too many wrong links came from here."),
    Text("Wait 15 minutes, then open the link from your message once more."),
)


def link_page(page: Page) -> Page:
    """Guard a page on a link.

    The token in the address is the key to the page: no other site can know it, so the form needs no second
    token, and the page tells no other site where it stands.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @sensitive_variables("token")
    @wraps(page)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        sender, now = request.META.get("REMOTE_ADDR", ""), timezone.now()
        if not may_open(sender, now=now):
            return private(shut(request, TOO_MANY, 429))
        try:
            return private(page(request, token))
        except Refused as refused:
            problem = refused.problems[0]
            if problem.code == "link_unknown":
                note_wrong_link(sender, now=now)
            return private(shut(request, CLOSED, 404))

    return guarded


def private(answer: HttpResponse) -> HttpResponse:
    """Nobody else learns the address: no referrer, no index."""
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def shut(request: HttpRequest, problem: Problem, status: int) -> HttpResponse:
    """A link that opens nothing says so kindly, and nothing about what it was for."""
    speak(request, "")
    context = {"title": say(problem.message), "hint": say(problem.hint)}
    return render(request, "links/shut.html", context, status=status)


def speak(request: HttpRequest, language: str) -> str:
    """The language asked for in the address, else the link's own; it holds for this answer."""
    asked = request.GET.get("language", "") or language
    if asked and check_for_language(asked):
        translation.activate(asked)
        request.LANGUAGE_CODE = translation.get_language() or "en"
    return translation.get_language() or "en"
