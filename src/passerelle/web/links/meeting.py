"""A person chooses the time of an interview from a link, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from passerelle.actions.interviews.slots import person_by_link, pick_slot
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.selection.interview_times import free_times, interview_by_link
from passerelle.records.signing.models import SignedLink
from passerelle.web.links.opening import speak
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_all

GONE = Text("This interview is no longer planned.")


def interview_page(request: HttpRequest, token: str, link: SignedLink | None) -> HttpResponse:
    """The times that are free, and the one chosen; nothing about anybody else."""
    assert link is not None  # only a signature's link is answered once it was used
    speak(request, link.language)
    problems: list[str] = []
    said = False
    try:
        if request.method == "POST":
            chosen = request.POST.get("slot", "")
            slot = int(chosen) if chosen.isdecimal() and len(chosen) < 12 else 0
            pick_slot(person_by_link(link), link.subject, slot, key=key_of(request))
            said = True
    except Refused as refused:
        problems = say_all(refused.problems)
    try:
        interview = interview_by_link(link)
    except NotPermitted:
        raise Refused([Problem("link_revoked", GONE)]) from None
    times = free_times([interview.round_id], now=timezone.now())[interview.round_id]
    context = {"interview": interview, "times": times, "problems": problems, "said": said}
    return render(request, "links/interview.html", context, status=422 if problems else 200)
