"""What is asked of me, where I am, what is held about me."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.cases.standing import Standing
from passerelle.queries.matching.referrals import OwnReason, OwnReferral, own_reasons, own_referrals
from passerelle.queries.own.page import Candidacy, has_candidacy, own_page
from passerelle.queries.own.tasks import own_tasks
from passerelle.web.candidate.tasks import task_line
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.known_facts import concepts_of, contact, groups, profile
from passerelle.web.shared.labels import say
from passerelle.web.shared.match_sentences import Names, change, fact, missing, points, requirement
from passerelle.web.shared.naming import names_for
from passerelle.web.shared.wording import word_for

ROOMS = (
    ("own-interviews", gettext_lazy("My interviews")),
    ("own-courses", gettext_lazy("My courses")),
    ("own-documents", gettext_lazy("My documents")),
    ("own-permits", gettext_lazy("My permit file")),
    ("own-recognition", gettext_lazy("Recognition of my qualification")),
    ("own-papers", gettext_lazy("My contract and papers")),
    ("own-applications", gettext_lazy("My applications")),
    ("own-results", gettext_lazy("My results")),
    ("own-reach", gettext_lazy("How you are told, and the last message")),
    ("own-looked", gettext_lazy("Who looked at your file")),
)


@dataclass(frozen=True, slots=True)
class Door:
    """One candidacy as the person reads it."""

    candidacy: Candidacy
    sentence: str
    steps: list[str]
    current: int
    reason: str
    would_help: str
    case: str  # the number of the open case, where a task leads to it
    contested: str  # the public number of a no that can be contested
    contest_until: date | None
    too_late: bool


@require_safe
def own(request: ActorRequest) -> HttpResponse:
    """The person's own page."""
    if not has_candidacy(request.actor):
        return redirect("own-applications")
    page = own_page(request.actor)
    reasons = {reason.scheme: reason for reason in own_reasons(request.actor)}
    referrals = own_referrals(request.actor)
    tongue = get_language() or "en"
    skills = [one.change.removeprefix("skill:") for one in reasons.values() if one.change.startswith("skill:")]
    names = names_for(page.candidacies[0].candidate.scheme.code, [*concepts_of(page.person), *skills])
    record_read(request.actor, "own", [page.person.number], scheme_code="", purpose=Purpose.ACCOUNT)
    context = {
        "page": page,
        "tasks": [
            task_line(one, today=today()) for one in own_tasks(request.actor, tongue, now=timezone.now())
        ],
        "rooms": ROOMS,
        "doors": [
            _door(one, reasons.get(one.candidate.scheme.name), names, tongue) for one in page.candidacies
        ],
        "to_answer": [one for one in referrals if _open(one) and one.agreed_at is None],
        "agreed": [one for one in referrals if _open(one) and one.agreed_at is not None],
        "ended": [one for one in referrals if not _open(one)],
        "profile": profile(page.person, names, tongue),
        "groups": groups(page.person, tongue),
        "contact": contact(page.person),
    }
    return render(request, "candidate/own.html", context)


def _open(referral: OwnReferral) -> bool:
    return referral.ended_at is None


def _door(candidacy: Candidacy, reason: OwnReason | None, names: Names, tongue: str) -> Door:
    standing = candidacy.standing
    steps, current = _steps(standing)
    return Door(
        candidacy=candidacy,
        sentence=_sentence(standing, tongue),
        steps=steps,
        current=current,
        reason=_why(reason, names) if reason else "",
        case=standing.journey if standing else "",
        contested=reason.run_number if reason and reason.outcome != "proposed" else "",
        contest_until=reason.contest_until if reason else None,
        too_late=bool(reason and reason.contest_until and reason.contest_until < today()),
        would_help=change(reason.change, names) if reason and reason.change else "",
    )


def _steps(standing: Standing | None) -> tuple[list[str], int]:
    """The stages passed, the present one, and the first that can come next."""
    if standing is None:
        return [], 0
    passed = [stage for stage in standing.passed if stage != standing.stage]
    onward = [step for step in standing.next if step.leads_on]
    ahead = [step.to for step in onward[:1] if step.to not in (*passed, standing.stage)]
    return [word_for(stage, "stage") for stage in (*passed, standing.stage, *ahead)], len(passed) + 1


def _sentence(standing: Standing | None, tongue: str) -> str:
    if standing is None:
        return _("Your application is here. Nothing is decided yet.")
    own: Mapping[str, str] = standing.sentence or {}
    return own.get(tongue) or own.get("en") or say(standing.wording) or word_for(standing.stage, "stage")


def _why(reason: OwnReason, names: Names) -> str:
    """Why the newest matching ended as it did, without anything about others but a band."""
    if reason.code.startswith("unknown:"):
        return _("You could not be assessed, because nobody knows %(fact)s. Tell us, and you can be.") % {
            "fact": missing(reason.code[8:])
        }
    if reason.outcome == "outbid" and reason.needed_band:
        values = {"score": points(reason.score), "band": reason.needed_band.replace("-", "–")}
        return _("Others scored higher. Your score was %(score)s; needed was one of %(band)s.") % values
    plain = {
        "outbid": _("There were more people than places. Others were taken this time."),
        "held_back": _("A rule over all places left no room this time."),
        "no_shared_skill": _("Your skills and those that were asked have nothing in common."),
        "proposed": _("The last matching took you into account. Nothing is decided yet."),
    }
    if reason.outcome in plain:
        return plain[reason.outcome]
    if reason.code in ("", "no_vacancies", "clearing_score"):
        return _("There was no place for you in the last matching.")
    values = {"what": requirement(reason.code, names), "have": fact(reason.have, names)}
    return _("One requirement was not met: %(what)s. You have: %(have)s.") % values
