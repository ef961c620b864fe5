"""Remind many people at once: first what each will get, by which way; then one confirmation."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from passerelle.actions.cases.remind import as_seen, preview_reminders, remind
from passerelle.actions.cases.reminders import Prepared
from passerelle.actions.people.record_read import record_read
from passerelle.actions.queue.compose import compose
from passerelle.actions.queue.messages import Letter
from passerelle.actions.queue.wordings import Own, own_wordings
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.letters.segments import segments
from passerelle.web.cases.chosen import SHOWN, Chosen, chosen_cases
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.wording import word_for

OPEN = 20  # letters that stand open; more are folded, one click each
NAMED = 5  # people held back who are named in the answer; the page before named them


@dataclass(frozen=True, slots=True)
class Line:
    """One person to be reminded: the letter as it will be read, and the short messages it takes."""

    prepared: Prepared
    letter: Letter
    language: str
    parts: int | None  # None: not a short message


@require_http_methods(["GET", "HEAD", "POST"])
def remind_many(request: ActorRequest) -> HttpResponse:
    """The preview; a confirmation holds only for the people it showed."""
    chosen = chosen_cases(request)
    found = preview_reminders(request.actor, chosen.versions, now=timezone.now()) if chosen.versions else []
    will = [one for one in found if one.will]
    held = [one for one in found if not one.will]
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            return _reminded(request, chosen, will, held)
        except Refused as refusal:
            problems = refusal.problems
    reasons = Counter(one.verdict for one in held).most_common()
    _note_read(request, [*will[:SHOWN], *held[:SHOWN]])
    context = {
        "chosen": chosen,
        "will": _lines(will[:SHOWN]),
        "held": [(one, word_for(one.verdict, "reminder_verdict")) for one in held[:SHOWN]],
        "reasons": [(word_for(verdict, "reminder_verdict"), count) for verdict, count in reasons],
        "more_held": max(0, len(held) - SHOWN),
        "counts": (len(will), len(held)),
        "shown": SHOWN,
        "more": max(0, len(will) - SHOWN),
        "folded": len(will) > OPEN,
        "seen": as_seen(found),
        "problems": problems,
    }
    return render(request, "cases/remind.html", context, status=422 if problems else 200)


def _reminded(
    request: ActorRequest, chosen: Chosen, will: Sequence[Prepared], held: Sequence[Prepared]
) -> HttpResponse:
    seen = request.POST.get("seen", "")[:64]
    told = remind(request.actor, chosen.versions, seen=seen, key=key_of(request))
    word = ngettext("%(n)s person was reminded.", "%(n)s people were reminded.", told)
    messages.success(request, word % {"n": told})
    if will and held:  # a repeat finds everybody reminded: the first answer named those held back
        names = ", ".join(_name(one) for one in held[:NAMED])
        more = f" (+{len(held) - NAMED})" if len(held) > NAMED else ""
        messages.info(request, _("Held back: %(names)s") % {"names": names + more})
    return redirect("caseload")


def _note_read(request: ActorRequest, shown: Sequence[Prepared]) -> None:
    """Whose name and letter the page shows."""
    people = [one.journey.candidate.person.number for one in shown]
    if people:
        record_read(request.actor, "caseload", people, scheme_code="", purpose=Purpose.JOURNEY)


def _name(one: Prepared) -> str:
    person = one.journey.candidate.person
    return f"{person.family_name.upper()} {person.given_name}".strip()


def _lines(will: Sequence[Prepared]) -> list[Line]:
    codes = {one.journey.candidate.scheme.code for one in will}
    own: Own = own_wordings(codes, {one.template for one in will})
    languages = dict(settings.LANGUAGES)
    return [_line(one, own, languages) for one in will]


def _line(one: Prepared, own: Own, languages: dict[str, str]) -> Line:
    scheme = one.journey.candidate.scheme
    wording = own.get((scheme.code, scheme.name, one.template, one.language))
    letter = compose(one.template, one.facts, one.language, wording)
    parts = segments(letter.body).count if one.channel == "sms" else None
    return Line(one, letter, languages.get(one.language, one.language), parts)
