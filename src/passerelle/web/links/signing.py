"""Read a paper, sign it or refuse it: from a link, or signed in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.people.record_read import record_read
from passerelle.actions.signing.open import note_opened
from passerelle.actions.signing.sign import (
    Typed,
    by_link,
    refuse_by_link,
    refuse_own,
    sign_by_link,
    sign_own,
)
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.legal.paper_page import PaperPage, paper_by_link, paper_for
from passerelle.records.signing.models import SignedLink
from passerelle.web.links.forms import RefuseForm, SignForm
from passerelle.web.links.opening import speak
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_problem

FIELDS = ("typed", "confirmed", "reason")


def sign_page(request: HttpRequest, token: str, link: SignedLink | None) -> HttpResponse:
    """The paper of a link; ``link`` is none when it was just used and the same form came again."""
    tongue = speak(request, link.language if link else "")
    if request.method == "POST":
        return _answered_by_link(request, token, link, tongue)
    assert link is not None  # a used link is refused before, unless a form came with it
    page = paper_by_link(link, tongue)
    if page.mine is not None:
        note_opened(by_link(link), page.mine)
    return _shown(request, page, SignForm(), RefuseForm())


def _answered_by_link(request: HttpRequest, token: str, link: SignedLink | None, tongue: str) -> HttpResponse:
    sign, refuse = SignForm(request.POST or None), RefuseForm(request.POST or None)
    refusing = "refuse" in request.POST
    form: SignForm | RefuseForm = refuse if refusing else sign
    try:
        if form.is_valid():
            if refusing:
                refuse_by_link(token, reason=form.cleaned_data["reason"], key=key_of(request))
            else:
                sign_by_link(token, _typed(form, tongue), key=key_of(request))
            return render(request, "links/done.html", {"refused": refusing})
    except Refused as refused:
        if link is None or refused.problems[0].code.startswith("link_"):
            raise
        _mark(form, refused.problems)
    assert link is not None  # an invalid form with a used link has been refused by the action
    return _shown(request, paper_by_link(link, tongue), sign, refuse, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: ActorRequest, number: str) -> HttpResponse:
    """A paper for somebody signed in: to read, and to sign where their name stands on it."""
    tongue = get_language() or "en"
    page = paper_for(request.actor, number, tongue)
    refusing = "refuse" in request.POST
    sign, refuse = SignForm(request.POST or None), RefuseForm(request.POST if refusing else None)
    if request.method == "POST":
        form: SignForm | RefuseForm = refuse if refusing else sign
        try:
            if form.is_valid():
                _answer_own(request, number, form, tongue)
                return HttpResponseRedirect(reverse("paper", args=[number]))
        except Refused as refused:
            _mark(form, refused.problems)
        return _shown(request, page, sign, refuse, status=422)
    if page.mine is not None:
        note_opened(request.actor, page.mine)
    record_read(
        request.actor, "paper", [page.number, page.about], scheme_code=page.scheme, purpose=Purpose.JOURNEY
    )
    return _shown(request, page, SignForm(), RefuseForm())


def _answer_own(request: ActorRequest, number: str, form: SignForm | RefuseForm, tongue: str) -> None:
    if isinstance(form, RefuseForm):
        refuse_own(request.actor, number, reason=form.cleaned_data["reason"], key=key_of(request))
        messages.success(request, _("Your refusal is recorded. The scheme's team is told why."))
    else:
        sign_own(request.actor, number, _typed(form, tongue), key=key_of(request))
        messages.success(request, _("Your signature is recorded."))


def _typed(form: SignForm | RefuseForm, tongue: str) -> Typed:
    return Typed(form.cleaned_data["typed"], form.cleaned_data["confirmed"], tongue)


def _mark(form: SignForm | RefuseForm, problems: tuple[Problem, ...]) -> None:
    """Each problem stands beside its field, or above the form."""
    for problem in problems:
        field = problem.column if problem.column in form.fields else None
        form.add_error(field, say_problem(problem))


def _shown(
    request: HttpRequest, page: PaperPage, sign: SignForm, refuse: RefuseForm, *, status: int = 200
) -> HttpResponse:
    by_a_link = request.resolver_match is not None and request.resolver_match.url_name == "link"
    context = {
        "page": page,
        "sign": sign,
        "refuse": refuse,
        "wrong": next((form for form in (sign, refuse) if form.is_bound and form.errors), None),
        "asked": page.mine is not None and page.obstacle is None,
        "obstacle": say_problem(page.obstacle) if page.obstacle else "",
        "frame": "links/frame.html" if by_a_link else "shared/base.html",
    }
    return render(request, "links/paper.html", context, status=status)
