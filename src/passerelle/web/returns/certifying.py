"""A certificate is written: occupation and skills are found by their words, and nothing typed is lost."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.returns.certificates import issue
from passerelle.domain.classifications.concepts import Kind
from passerelle.domain.returns.experience import Experience, Gained
from passerelle.queries.classifications.classification_search import Found, search
from passerelle.queries.stays.certificates import stay_to_certify
from passerelle.records.stays.models import Stay
from passerelle.web.returns.forms import CertificateForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.naming import names_for

MOST_FOUND, MOST_SKILLS = 8, 60
FINDS = (
    "find_occupation", "find_skill", "pick_occupation", "pick_skill", "drop_occupation", "drop_skill",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What stands on the page beside the form: skills chosen so far, and what was found for the words typed."""

    skills: tuple[Gained, ...] = ()
    occupations_found: tuple[Found, ...] = ()
    skills_found: tuple[Found, ...] = ()
    searched: str = ""  # what nothing was found for


@require_http_methods(["GET", "HEAD", "POST"])
def certify(request: ActorRequest, number: str) -> HttpResponse:
    """Find occupation and skills, then issue the certificate of one stay."""
    stay = stay_to_certify(request.actor, number)
    known = {"starts_on": stay.started_on, "ends_on": stay.ended_on or today()}
    if any(name in request.POST for name in FINDS):
        form, written = _looked_up(request.POST)
        return _page(request, stay, form, written)
    form = CertificateForm(request.POST or None, initial=known)
    skills = _skills(request.POST)
    if request.method == "POST":
        _ask_who_saw(form, skills)
    word = _("Signed. The skills stand in the profile; the person is told.")
    if request.method == "POST" and done(request, form, lambda: _issue(request, number, form, skills), word):
        return HttpResponseRedirect(reverse("experience"))
    found = _search(Kind.OCCUPATION, form["occupation"].value()) if "occupation" in form.errors else ()
    return _page(request, stay, form, Written(skills, found))


def _ask_who_saw(form: CertificateForm, skills: tuple[Gained, ...]) -> None:
    """Say it with the skill's own word: an address is nothing to read."""
    form.is_valid()  # what the form itself finds comes first
    unnamed = [one.uri for one in skills if not one.attested_by]
    names = names_for("", unnamed)
    for uri in unnamed:
        label = names.concepts.get(uri, uri)
        form.add_error(None, _("Nobody is named who saw this skill shown: %(skill)s.") % {"skill": label})


def _looked_up(sent: QueryDict) -> tuple[CertificateForm, Written]:
    """The same form with what was typed, after a search, a choice or a removal; nothing is checked or kept."""
    data, skills = sent.copy(), _skills(sent)
    if picked := sent.get("pick_occupation"):
        data["occupation"] = picked
    if "drop_occupation" in sent:
        data["occupation"] = ""
    chosen = sent.get("pick_skill", "")
    if chosen and chosen not in {one.uri for one in skills} and len(skills) < MOST_SKILLS:
        skills = (*skills, Gained(chosen, ""))
        data["skill_words"] = ""
    if dropped := sent.get("drop_skill"):
        skills = tuple(one for one in skills if one.uri != dropped)
    occupations: tuple[Found, ...] = ()
    others: tuple[Found, ...] = ()
    searched = ""
    if "find_occupation" in sent:
        occupations, searched = _search(Kind.OCCUPATION, sent.get("occupation")), sent.get("occupation", "")
    if "find_skill" in sent:
        others, searched = _search(Kind.SKILL, sent.get("skill_words")), sent.get("skill_words", "")
    form = CertificateForm(initial=data.dict())  # unbound: nobody has signed yet
    return form, Written(skills, occupations, others, "" if occupations or others else searched)


def _search(kind: Kind, words: object) -> tuple[Found, ...]:
    return tuple(search(str(words or "")[:100], kind=kind, language=get_language() or "en", limit=MOST_FOUND))


def _skills(sent: QueryDict) -> tuple[Gained, ...]:
    """The skills chosen so far, each with the name of whoever saw it shown, as typed."""
    uris, names = sent.getlist("skill")[:MOST_SKILLS], sent.getlist("seen")
    named = [*names, *[""] * len(uris)]
    return tuple(Gained(uri, name.strip()[:200]) for uri, name in zip(uris, named, strict=False))


def _page(request: ActorRequest, stay: Stay, form: CertificateForm, written: Written) -> HttpResponse:
    occupation = str(form["occupation"].value() or "")
    names = names_for("", [occupation, *(one.uri for one in written.skills)])
    label = names.concepts.get(occupation, "")
    context = {
        "form": form,
        "stay": stay,
        "person": stay.journey.candidate.person,
        "written": written,
        "skills": [(one, names.concepts.get(one.uri, one.uri)) for one in written.skills],
        "occupation": label if label != occupation else "",
        # An address is nothing to read: the page shows its word, and the form carries it unseen.
        "chosen": occupation if label != occupation and "/" in occupation else "",
        "trail": [(reverse("experience"), _("Certificates of experience"))],
    }
    return render(request, "returns/certify.html", context, status=422 if form.errors else 200)


def _issue(request: ActorRequest, number: str, form: CertificateForm, skills: tuple[Gained, ...]) -> None:
    known = form.cleaned_data
    said = Experience(
        occupation=known["occupation"].strip(),
        tasks=known["tasks"],
        starts_on=known["starts_on"],
        ends_on=known["ends_on"],
        hours_week=known["hours_week"],
        skills=skills,
        signer=known["signer"],
    )
    issue(request.actor, number, said, today=today(), key=key_of(request))
