"""Record an event for the chosen cases: first what will change and what will not, then one confirmation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from passerelle.actions.cases.screen import Preview, Recording, preview_screen, screen
from passerelle.domain.journey.deeds import DEEDS
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.web.cases.chosen import SHOWN, Chosen, chosen_cases, shown_rows
from passerelle.web.cases.forms import RecordForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_problem
from passerelle.web.shared.wording import word_for


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: ActorRequest) -> HttpResponse:
    """Choose the event, look at its effect, confirm."""
    chosen = chosen_cases(request)
    events = [one for one in chosen.events if one not in DEEDS or not DEEDS[one].only]
    asked = request.POST or request.GET
    form = RecordForm(
        asked if "event" in asked else None, events=events, initial={"event": (events or [""])[0]}
    )
    problems: tuple[Problem, ...] = ()
    preview: Preview | None = None
    if form.is_bound and form.is_valid():
        recording = Recording(**form.cleaned_data)
        try:
            preview = preview_screen(request.actor, chosen.versions, recording)
            if request.method == "POST" and "confirm" in request.POST:
                return _recorded(request, chosen, preview, recording)
        except Refused as refusal:
            problems = refusal.problems
    failed = bool(problems) or (form.is_bound and not form.is_valid())
    context = {
        "chosen": chosen,
        "form": form,
        "problems": problems,
        "preview": _shown(request, chosen, preview),
    }
    return render(request, "cases/record.html", context, status=422 if failed else 200)


def _recorded(request: ActorRequest, chosen: Chosen, preview: Preview, recording: Recording) -> HttpResponse:
    """Those that can, all together; the others stay as the preview said."""
    versions = {number: chosen.versions[number] for number in preview.will}
    moved = screen(request.actor, versions, recording, key=key_of(request)) if versions else []
    word = ngettext("%(n)s case was changed.", "%(n)s cases were changed.", len(moved)) % {"n": len(moved)}
    messages.success(request, word)
    return redirect("case", moved[0]) if len(chosen.keys) == 1 and moved else redirect("caseload")


def _shown(request: ActorRequest, chosen: Chosen, preview: Preview | None) -> dict[str, object] | None:
    """The first of those that change and of those that stay; all are counted."""
    if preview is None:
        return None
    will, will_not = list(preview.will.items())[:SHOWN], list(preview.will_not)[:SHOWN]
    rows = shown_rows(request, chosen, [number for number, _what in (*will, *will_not)])
    return {
        "will": [(rows[number], word_for(stage, "stage")) for number, stage in will],
        "will_not": [(rows[number], say_problem(one)) for number, one in will_not],
        "count": len(preview.will),
        "count_not": len(preview.will_not),
    }
