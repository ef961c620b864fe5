"""The employer answers its shortlist in one form, without a name: interview, or no with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.interviews.answer_shortlist import INTERVIEW, answer_shortlist
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.selection.reasons import EMPLOYER
from passerelle.queries.matching.referrals import employer_referrals
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.known_facts import listed, spoken
from passerelle.web.shared.naming import names_for
from passerelle.web.shared.wording import word_for


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ActorRequest) -> HttpResponse:
    """Every open referral without an offer, each with its answer."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        given = {name[7:]: code for name, code in request.POST.items() if name.startswith("answer-") and code}
        try:
            done = answer_shortlist(request.actor, {k: str(v) for k, v in given.items()}, key=key_of(request))
        except Refused as refused:
            problems = refused.problems
        else:
            word = _("Interviews: %(interviews)s. Declined: %(declined)s. Everybody is told.")
            messages.success(request, word % {"interviews": done.interviews, "declined": done.declined})
            return redirect("referrals")
    return _page(request, problems)


def _page(request: ActorRequest, problems: tuple[Problem, ...]) -> HttpResponse:
    request.actor.must(Permission.OFFER_MAKE)
    may_read = request.actor.may(Permission.REFERRAL_READ)
    found = employer_referrals(request.actor) if may_read else []
    lines = [one for one in found if one.ended_at is None and not _has_offer(one.offers)]
    codes = [code for one in lines for code in (*(one.profile.occupations or ()), *(one.profile.skills or ()))]
    names = names_for("", codes)
    record_read(request.actor, "referrals", [one.profile.candidate for one in lines], scheme_code="")
    people = [
        {
            "line": one,
            "occupations": listed(one.profile.occupations, names),
            "skills": listed(one.profile.skills, names),
            "languages": spoken(_tongues(one.profile.languages)),
            "given": request.POST.get(f"answer-{one.number}", ""),
        }
        for one in lines
    ]
    choices = [(INTERVIEW, _("Interview")), *((code, word_for(code, "no_reason")) for code in EMPLOYER)]
    context = {"people": people, "choices": choices, "problems": problems}
    return render(request, "employer/shortlist.html", context, status=422 if problems else 200)


def _tongues(known: list[tuple[str, str | None]] | None) -> list[dict[str, str | None]] | None:
    return None if known is None else [{"code": code, "level": level} for code, level in known]


def _has_offer(offers: tuple[object, ...]) -> bool:
    return any(getattr(offer, "released_at", None) is None for offer in offers)
