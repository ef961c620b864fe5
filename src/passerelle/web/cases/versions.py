"""The versions of a scheme's file, and open cases moved from an older one to the current one on purpose."""

from collections import Counter
from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from passerelle.actions.cases.move_version import move_version, preview_move
from passerelle.domain.journey.guards import GUARDS
from passerelle.domain.journey.version_effect import GUARD_ADDED, STAGE_GONE, TRACK_GONE, Effect
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.programme.scheme_versions import SchemeVersions, movable_cases, scheme_versions
from passerelle.web.cases.forms import MoveVersionForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say
from passerelle.web.shared.wording import word_for

KIND = {STAGE_GONE: "stage", TRACK_GONE: "track"}
SHOWN = 20  # problems of a preview


@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: ActorRequest, code: str) -> HttpResponse:
    """Counts and effect; with ``from``, the form that moves the cases of that version."""
    found = scheme_versions(request.actor, code)
    older = _older(request, found)
    form = None
    problems: tuple[Problem, ...] = ()
    preview: list[tuple[str, int]] | None = None
    seen = ""
    if older:
        form = MoveVersionForm(request.POST or None, gone=found.gone(older), places=found.places())
        if request.method == "POST" and form.is_valid():
            cases, places = movable_cases(request.actor, found, older), form.chosen_places()
            will, kept_back = preview_move(request.actor, cases, places)
            seen = digest(sorted(will.items()))
            if "confirm" in request.POST:
                try:
                    _must_be_as_seen(request, seen)
                    return _moved(request, code, cases, places, form.cleaned_data["reason"])
                except Refused as refusal:
                    problems = refusal.problems[:SHOWN]
            else:
                problems = tuple(kept_back[:SHOWN])
                preview = [(word_for(stage, "stage"), n) for stage, n in Counter(will.values()).most_common()]
    context = {
        "found": found,
        "lines": [(line, _what(line.effect)) for line in found.lines],
        "older": older,
        "stuck": found.stuck(older),
        "form": form,
        "problems": problems,
        "preview": preview,
        "seen": seen,
        "trail": [(reverse("scheme", args=[code]), code.upper())],
    }
    failed = bool(problems) or bool(form and form.errors)
    return render(request, "cases/versions.html", context, status=422 if failed else 200)


def _older(request: ActorRequest, found: SchemeVersions) -> int:
    wanted = request.GET.get("from", "")
    if not wanted:
        if request.method == "POST":
            raise Http404
        return 0
    chosen = [one for one in found.rows if str(one.number) == wanted and not one.current and one.cases]
    return chosen[0].number if chosen else 0


def _must_be_as_seen(request: ActorRequest, seen: str) -> None:
    """What is confirmed is the effect that was shown: cases may have moved since."""
    if request.POST.get("seen", seen) != seen:
        message = Text("The cases have changed since you looked at the effect.")
        raise Refused([Problem("stale", message, Text("Show the effect again, then confirm."))])


def _moved(
    request: ActorRequest, code: str, cases: dict[str, int | None], places: Mapping[str, str], reason: str
) -> HttpResponse:
    moved = move_version(request.actor, cases, places, reason=reason, key=key_of(request))
    word = ngettext(
        "%(n)s case moved to the current version.", "%(n)s cases moved to the current version.", moved
    )
    messages.success(request, word % {"n": moved})
    return redirect("scheme-versions", code)


def _what(effect: Effect) -> str:
    """The effect in words, with the events, guards or stage concerned."""
    if effect.code == GUARD_ADDED:
        names = [say(GUARDS[name].asks) if name in GUARDS else name for name in effect.names]
    else:
        names = [word_for(name, KIND.get(effect.code, "event")) for name in effect.names]
    said = word_for(effect.code, "version_effect")
    return _("%(effect)s: %(names)s") % {"effect": said, "names": ", ".join(names)} if names else said
