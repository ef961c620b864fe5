"""What happens to a referral: the person agrees, it ends, a place is offered, an offer is released."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.matching.accept_offer import accept_offer
from passerelle.actions.matching.offers import make_offer, release_offer
from passerelle.actions.matching.referral_life import agree, end_referral
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.matching.referral_choices import offer_choices, referral_choices
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_all
from passerelle.web.shared.wording import word_for


@require_POST
def agree_to(request: ActorRequest, number: str) -> HttpResponse:
    """The person agrees to be seen by name."""
    return _done(
        request,
        lambda: agree(request.actor, number, version=version_of(request), key=key_of(request)),
        _("Agreement recorded. The employer now sees the name."),
    )


@require_POST
def offer(request: ActorRequest, number: str) -> HttpResponse:
    """Reserve a place for the person."""
    return _done(
        request,
        lambda: make_offer(request.actor, number, key=key_of(request), version=version_of(request)),
        _("Offer made. One place is reserved."),
    )


@require_POST
def accept(request: ActorRequest, number: str) -> HttpResponse:
    """The person takes the place; staff record it on the person's word."""
    return _done(
        request,
        lambda: accept_offer(request.actor, number, key=key_of(request), version=version_of(request)),
        _("Offer accepted. The place is taken."),
    )


def _done(request: ActorRequest, deed: Callable[[], object], word: str) -> HttpResponse:
    """Do it and go back to where the person was; a refusal says why there."""
    try:
        deed()
        messages.success(request, word)
    except Refused as refusal:
        for line in say_all(refusal.problems):
            messages.error(request, line)
    return HttpResponseRedirect(back(request))


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ActorRequest, number: str) -> HttpResponse:
    """End a referral, with a code."""
    version, codes = referral_choices(request.actor, number)
    return _coded(
        request,
        Question(
            _("End the referral"), _("The place, if one is reserved, is given back."), "ended", codes, version
        ),
        lambda code: end_referral(
            request.actor, number, code=code, version=version_of(request), key=key_of(request)
        ),
        _("The referral has ended."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: ActorRequest, number: str) -> HttpResponse:
    """Give a reserved place back, with a code."""
    version, codes = offer_choices(request.actor, number)
    return _coded(
        request,
        Question(_("Release the offer"), _("The place becomes free again."), "released", codes, version),
        lambda code: release_offer(
            request.actor, number, code=code, version=version_of(request), key=key_of(request)
        ),
        _("The offer was released. The place is free again."),
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A question answered with a code."""

    title: str
    lead: str
    vocabulary: str
    codes: tuple[str, ...]
    version: int


def _coded(request: ActorRequest, question: Question, deed: Callable[[str], object], word: str) -> HttpResponse:
    """Ask for the code, then do it; the choice stays when it is refused."""
    problems: tuple[Problem, ...] = ()
    chosen = request.POST.get("code", "")
    if request.method == "POST":
        try:
            deed(chosen)
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, word)
            return HttpResponseRedirect(back(request))
    context = {
        "question": question,
        "choices": [(code, word_for(code, question.vocabulary)) for code in question.codes],
        "chosen": chosen,
        "problems": problems,
        "back": back(request),
    }
    return render(request, "matching/coded.html", context, status=422 if problems else 200)


def back(request: ActorRequest) -> str:
    """Where the person came from, when that is a page of ours; else the page that is theirs."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    if request.actor.may(Permission.MATCH_READ):
        return reverse("runs")
    return reverse("referrals" if request.actor.may(Permission.REFERRAL_READ) else "own-page")
