"""Hand the chosen cases over to somebody else, for good or for an absence."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from passerelle.actions.cases.hand_over import hand_over
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.cases.case_team import case_team
from passerelle.queries.cases.handovers import SOON, due_soon
from passerelle.web.cases.chosen import SHOWN, Chosen, chosen_cases, shown_rows
from passerelle.web.cases.forms import HandOverForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of

NOTE = "note-"


@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: ActorRequest) -> HttpResponse:
    """To whom, why, from when until when; every chosen case is shown, what is due soon first."""
    chosen = chosen_cases(request)
    form = HandOverForm(request.POST or None, team=case_team(request.actor))
    notes = _notes(request, chosen)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            moved = hand_over(request.actor, chosen.versions, form.handing(notes), key=key_of(request))
        except Refused as refusal:
            problems = refusal.problems
        else:
            word = ngettext("%(n)s case was handed over.", "%(n)s cases were handed over.", moved)
            messages.success(request, word % {"n": moved})
            return redirect("caseload")
    failed = bool(problems) or bool(form.errors)
    first = [one.number for one in chosen.keys[:SHOWN]]
    rows = shown_rows(request, chosen, first)
    shown = [(rows[one], notes.get(one, ""), _is_soon(rows[one].due_on)) for one in first if one in rows]
    context = {
        "chosen": chosen,
        "shown": shown,
        "soon": due_soon((one.due_on for one in chosen.keys), on=today()),
        "form": form,
        "problems": problems,
    }
    return render(request, "cases/hand_over.html", context, status=422 if failed else 200)


def _is_soon(due: object) -> bool:
    return due is not None and due <= today() + SOON  # type: ignore[operator]  # a date, or none


def _notes(request: ActorRequest, chosen: Chosen) -> dict[str, str]:
    """What was written beside the cases, by number; only of those chosen."""
    typed = {
        name.removeprefix(NOTE): str(text).strip()[:300]
        for name, text in request.POST.items()
        if name.startswith(NOTE)
    }
    return {number: text for number, text in typed.items() if text and number in chosen.versions}
