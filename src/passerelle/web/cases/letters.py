"""The letters in every language side by side, and a scheme's own words for one of them."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info, gettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.letters.word import word_letter
from passerelle.actions.queue.compose import built_in, compose
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.letters.kinds import KINDS
from passerelle.domain.letters.places import Wording, may_be_worded, places, wording_problems
from passerelle.domain.letters.registry import LETTERS, ROOMS
from passerelle.domain.letters.segments import segments
from passerelle.queries.cases.letter_wordings import worded_scheme, wording_history, wordings_in_force
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.records.letters.models import LetterWording
from passerelle.web.cases.letter_forms import LetterFilterForm, WordingForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say
from passerelle.web.shared.wording import word_for

LANGUAGES = [code for code, _name in settings.LANGUAGES]
SOURCE = "en"  # sentences are written in it; the others are translations


@dataclass(frozen=True, slots=True)
class Said:
    """A letter in one language: the words in force, whether a translation is missing, whose they are."""

    language: str
    name: str
    direction: str
    wording: Wording
    missing: bool
    own: LetterWording | None


@require_safe
def letters(request: ActorRequest) -> HttpResponse:
    """Each letter with who gets it, when, and its text in every language."""
    form = LetterFilterForm(request.GET, schemes=scheme_codes(request.actor, Permission.JOURNEY_MOVE))
    form.is_valid()
    code, room = form.cleaned_data.get("scheme") or "", form.cleaned_data.get("room") or ""
    only_missing = bool(form.cleaned_data.get("missing"))
    own = wordings_in_force(request.actor, code) if code else {}
    rows = []
    for name, table in ROOMS.items():
        if room in ("", name):
            rows += [_row(template, own) for template in table]
    if only_missing:
        rows = [row for row in rows if row["missing"]]
    missing = sum(1 for row in rows if row["missing"])
    context = {"form": form, "rows": rows, "scheme": code, "missing": missing}
    return render(request, "cases/letters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: ActorRequest, template: str, code: str, language: str) -> HttpResponse:
    """A scheme's own words: what is there, a preview, the versions; kept only once they are sound."""
    if not may_be_worded(template) or language not in LANGUAGES:
        raise Http404
    scheme, may_write = worded_scheme(request.actor, code)
    history = wording_history(request.actor, code, template, language)
    said = _said(template, language, history[0] if history and history[0].active else None)
    start = {"subject": said.wording.subject, "body": said.wording.body}
    form = WordingForm(
        request.POST if "subject" in request.POST else None,
        initial=start,
        language=language,
        direction=said.direction,
    )
    wording = form.wording() if form.is_bound and form.is_valid() else None
    problems: tuple[Problem, ...] = tuple(wording_problems(template, wording)) if wording else ()
    drops = "drop" in request.POST  # asked for by its own button: words that cannot be read never mean it
    keeps = wording is not None and not problems and "preview" not in request.POST
    if request.method == "POST" and may_write and (drops or keeps):
        try:
            return _kept(request, template, code, language, None if drops else wording)
        except Refused as refusal:
            problems = refusal.problems
    shown = wording if wording and not problems else said.wording
    example = compose(template, _example(template, scheme.name), language, shown)
    context = {
        "form": form,
        "problems": problems,
        "title": built_in(template).subject,
        "scheme": scheme,
        "said": said,
        "history": history,
        "seen": history[0].ordinal if history else 0,
        "may_write": may_write,
        "places": [f"{{{name}}}" for name in sorted(places(template))],
        "kind": _kind(template),
        "example": example,
        "segments": segments(example.body),
        "trail": [(reverse("letters") + f"?scheme={code}", _("Messages"))],
    }
    return render(request, "cases/letter.html", context, status=422 if problems or form.errors else 200)


def _kept(
    request: ActorRequest, template: str, code: str, language: str, wording: Wording | None
) -> HttpResponse:
    """Keep the words (or, with none, the built-in ones) as the next version."""
    seen = version_of(request, "seen") or 0
    word_letter(request.actor, code, (template, language), wording, seen=seen, key=key_of(request))
    messages.success(
        request, _("Kept. Letters written from now on use these words.") if wording else _("Built-in again.")
    )
    return redirect("letter", template, code, language)


def _row(template: str, own: dict[tuple[str, str], LetterWording]) -> dict[str, object]:
    said = [_said(template, language, own.get((template, language))) for language in LANGUAGES]
    return {
        "template": template,
        "kind": _kind(template),
        "said": said,
        "missing": any(one.missing for one in said),
        "worded": may_be_worded(template),
    }


def _said(template: str, language: str, own: LetterWording | None) -> Said:
    subject, body = LETTERS[template]
    about = get_language_info(language)
    with override(language):
        plain = built_in(template)
        missing = language != SOURCE and any(_untranslated(one) for one in (subject, body))
    wording = Wording(own.subject, own.body) if own else plain
    direction = "rtl" if about["bidi"] else "ltr"
    return Said(language, about["name_local"], direction, wording, missing and own is None, own)


def _untranslated(text: Text) -> bool:
    return gettext(text.template) == text.template


def _kind(template: str) -> tuple[str, str]:
    """Who gets the letter, and when."""
    kind = KINDS.get(template)
    return (word_for(kind.audience, "letter_audience"), say(kind.when)) if kind else (_("unknown"), "")


def _example(template: str, scheme: str) -> dict[str, object]:
    """What an invented person's message would hold; the link opens nothing."""
    day = today().isoformat()
    made: dict[str, object] = {"scheme": scheme, "due": day, "until": day, "link": "example", "count": 3}
    return {name: made.get(name, "…") for name in places(template)}
