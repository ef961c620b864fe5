"""A shortlist without names: an employer's contact answers each profile from a link; staff send the link."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from passerelle.actions.interviews.answer_shortlist import answer_shortlist
from passerelle.actions.people.record_read import record_read
from passerelle.actions.signing.shortlist import employer_by_link, send_shortlist
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.reasons import EMPLOYER
from passerelle.queries.matching.referrals import ReferralLine, employer_referrals
from passerelle.records.signing.models import SignedLink
from passerelle.web.links.opening import speak
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.known_facts import listed, spoken
from passerelle.web.shared.labels import number, say_all
from passerelle.web.shared.match_sentences import Names
from passerelle.web.shared.naming import names_for
from passerelle.web.shared.wording import word_for

GONE = Text("This profile is no longer on the list.")


class SendForm(forms.Form):
    """Whom the link goes to."""

    recipient = forms.EmailField(label=gettext_lazy("E-mail address of the employer's contact"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)


def shortlist_page(request: HttpRequest, token: str, link: SignedLink | None) -> HttpResponse:
    """The profiles referred for the link's vacancy; each answer is given by itself."""
    assert link is not None  # only a signature's link is answered once it was used
    speak(request, link.language)
    actor, said = employer_by_link(link), False
    problems: list[str] = []
    lines = [one for one in employer_referrals(actor, vacancy=link.subject) if one.ended_at is None]
    if request.method == "POST":
        wanted = request.POST.get("referral", "")
        try:
            _answer(request, link, wanted if any(one.number == wanted for one in lines) else "")
            said = True
        except Refused as refused:
            problems = say_all(refused.problems)
        lines = [one for one in employer_referrals(actor, vacancy=link.subject) if one.ended_at is None]
    record_read(actor, "referrals", [one.profile.candidate for one in lines], scheme_code=link.scheme.code)
    codes = [code for one in lines for code in (*(one.profile.occupations or ()), *(one.profile.skills or ()))]
    names = names_for("", codes)
    context = {
        "people": [_person(one, names) for one in lines],
        "problems": problems,
        "said": said,
        "reasons": [(code, word_for(code, "no_reason")) for code in EMPLOYER],
    }
    return render(request, "links/shortlist.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def shortlist_link(request: ActorRequest, number: str) -> HttpResponse:
    """Staff send an employer's contact the link to a vacancy's shortlist."""
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        send_shortlist(request.actor, number, key=key_of(request), **known)
        messages.success(request, _("The link was sent."))
        return HttpResponseRedirect(reverse("vacancy", args=[number]))
    trail = [(reverse("vacancy", args=[number]), number)]
    context = {"form": form, "number": number, "trail": trail}
    return render(request, "links/send_shortlist.html", context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, link: SignedLink, referral: str) -> None:
    """The same answer, reasons and messages as on the employer's own page."""
    if not referral:
        raise Refused([Problem("gone", GONE)])
    given = {referral: request.POST.get("answer", "") or request.POST.get("reason", "")}
    answer_shortlist(employer_by_link(link), given, vacancy=link.subject, key=key_of(request))


def _person(line: ReferralLine, names: Names) -> dict[str, object]:
    profile = line.profile
    known = profile.languages
    tongues = None if known is None else [{"code": code, "level": level} for code, level in known]
    return {
        "number": line.number,
        "wanted": line.wanted_at is not None,
        "candidate": profile.candidate,
        "occupations": listed(profile.occupations, names),
        "skills": listed(profile.skills, names),
        "languages": spoken(tongues),
        "years": number(profile.years),
    }
