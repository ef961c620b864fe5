"""Somebody of the alumni was invited to a call: she reads it, begins her application, or says no."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from passerelle.actions.calls.pool import decline, follow_by_link, person_by_invitation
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.home.alumni import invited_call
from passerelle.records.signing.models import SignedLink
from passerelle.web.links.opening import speak
from passerelle.web.shared.access import today
from passerelle.web.shared.labels import say_all

OVER = Problem("link_revoked", Text("This invitation is over."))


def invitation_page(request: HttpRequest, token: str, link: SignedLink | None) -> HttpResponse:
    """The call of an invitation with two buttons; nothing of her goes anywhere before she presses one."""
    assert link is not None  # a link that was used opens no page of this kind
    speak(request, link.language)
    language = get_language() or "en"
    call = invited_call(link, language, on=today())
    if call is None:
        raise Refused([OVER])
    problems: list[str] = []
    if request.method == "POST":
        if "no" in request.POST:
            decline(person_by_invitation(link), link.subject)
            return render(request, "links/invitation_no.html")
        try:
            going = follow_by_link(token, on=today(), language=language)
            return HttpResponseRedirect(reverse("link", args=[going]))
        except Refused as refused:
            problems = say_all(refused.problems)
    context = {"call": call, "problems": problems}
    return render(request, "links/invitation.html", context, status=422 if problems else 200)
