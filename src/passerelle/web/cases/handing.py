"""Hand the chosen cases over to somebody else."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from passerelle.actions.cases.hand_over import hand_over
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.case_team import case_team
from passerelle.web.cases.chosen import SHOWN, chosen_cases
from passerelle.web.cases.forms import HandOverForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of


@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: ActorRequest) -> HttpResponse:
    """To whom and why; every chosen case is shown."""
    chosen = chosen_cases(request)
    form = HandOverForm(request.POST or None, team=case_team(request.actor))
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        to, why = form.cleaned_data["to"], form.cleaned_data["why"]
        try:
            moved = hand_over(request.actor, chosen.versions, to=to, reason=why, key=key_of(request))
        except Refused as refusal:
            problems = refusal.problems
        else:
            word = ngettext("%(n)s case was handed over.", "%(n)s cases were handed over.", moved)
            messages.success(request, word % {"n": moved})
            return redirect("caseload")
    failed = bool(problems) or bool(form.errors)
    context = {"chosen": chosen, "shown": chosen.rows[:SHOWN], "form": form, "problems": problems}
    return render(request, "cases/hand_over.html", context, status=422 if failed else 200)
