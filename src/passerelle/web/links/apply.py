"""One application, opened from a link without an account: what is known is filled in, saved, handed in."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from passerelle.actions.calls.apply import keep_draft
from passerelle.actions.calls.by_link import hand_in_by_link, person_by_link
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.actor import Actor
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.own.applications import OwnApplication, own_application
from passerelle.records.signing.models import SignedLink
from passerelle.web.links.opening import speak
from passerelle.web.shared.access import today
from passerelle.web.shared.application_form import ApplicationForm, keep_papers
from passerelle.web.shared.keys import key_of, version_of

OVER = Problem("link_used", Text("This application was handed in or is over."))


def apply_page(request: HttpRequest, token: str, link: SignedLink | None) -> HttpResponse:
    """The application of a link; ``link`` is none when the form that used it came once more."""
    if link is None:
        return _handed_in(request, token, {name: str(value) for name, value in request.POST.items()})
    speak(request, link.language)
    actor = person_by_link(link)
    mine = own_application(actor, link.subject, get_language() or "en")
    if mine.state != "draft" or mine.is_over:
        raise Refused([OVER])
    record_read(actor, "application_link", [mine.number], scheme_code=link.scheme.code)
    if request.method != "POST":
        form = ApplicationForm(mine.fields, initial=mine.answers, papers=mine.papers)
        return _shown(request, mine, form, saved="saved" in request.GET)
    return _written(request, token, actor, mine)


def _written(request: HttpRequest, token: str, actor: Actor, mine: OwnApplication) -> HttpResponse:
    """Save first, then hand in: what was written is kept even where something is still missing."""
    form = ApplicationForm(mine.fields, request.POST, papers=mine.papers)
    form.full_clean()
    try:
        keep_draft(actor, mine.number, form.answers(), version=version_of(request), key=key_of(request))
        if problems := keep_papers(actor, request.FILES, mine.papers):
            raise Refused(problems)
        if "hand_in" not in request.POST:
            language = get_language() or "en"
            return HttpResponseRedirect(f"{request.path}?language={language}&saved=1")
        return _handed_in(request, token, form.answers())
    except Refused as refused:
        kept = own_application(actor, mine.number, get_language() or "en")
        form = ApplicationForm(kept.fields, request.POST, papers=kept.papers)
        form.full_clean()
        form.mark(refused.problems)
        return _shown(request, kept, form, status=422)


def _handed_in(request: HttpRequest, token: str, answers: dict[str, str]) -> HttpResponse:
    key = key_of(request)
    hand_in_by_link(token, answers, on=today(), key=f"{key}h" if key else None)
    return render(request, "links/applied.html")


def _shown(
    request: HttpRequest, mine: OwnApplication, form: ApplicationForm, *, saved: bool = False, status: int = 200
) -> HttpResponse:
    return render(request, "links/apply.html", {"mine": mine, "form": form, "saved": saved}, status=status)
