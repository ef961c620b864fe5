"""A letter's link to the recipient's own result of an allotment; reading it changes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from passerelle.queries.demand.allotments import result_by_link
from passerelle.records.signing.models import SignedLink
from passerelle.web.links.opening import speak


def result_page(request: HttpRequest, token: str, link: SignedLink | None) -> HttpResponse:
    """The own line, the rule, and what would have been enough: nobody else's facts."""
    assert link is not None  # only a signature's link is answered once it was used
    speak(request, link.language)
    return render(request, "links/result.html", {"results": result_by_link(link)})
