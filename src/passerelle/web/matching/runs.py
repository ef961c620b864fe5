"""The list of runs, asking for one, and watching it come."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.actions.matching.carry_out import carry_out
from passerelle.actions.matching.request_run import ask_cancel, request_run
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.identifiers import read_number
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.matching.run_list import as_line, pairs_in, run_rows, run_state
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.matching.run_form import RunForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_all

PAGE = 25
# Up to this size a run takes a second or two; the person would rather wait than watch.
AT_ONCE = 400_000  # candidates x vacancies


@require_http_methods(["GET", "HEAD", "POST"])
def runs(request: ActorRequest) -> HttpResponse:
    """Runs in scope, newest first; the form above asks for a new one."""
    may_run = scheme_codes(request.actor, Permission.MATCH_RUN)
    scheme = request.GET.get("scheme", "")
    form = RunForm(request.POST or None, schemes=may_run, initial={"scheme": scheme})
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        request.actor.must(Permission.MATCH_RUN)
        if form.is_valid():
            try:
                return _ask(request, form)
            except Refused as refusal:
                problems = refusal.problems
    codes = scheme_codes(request.actor, Permission.MATCH_READ)
    page = Paginator(run_rows(request.actor, scheme), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form if may_run else None,
        "problems": problems,
        "page": page,
        "lines": [as_line(run) for run in page],
        "codes": codes,
        "scheme": scheme if scheme in codes else "",
    }
    return render(request, "matching/runs.html", context, status=422 if problems or form.errors else 200)


def _ask(request: ActorRequest, form: RunForm) -> HttpResponse:
    code = form.cleaned_data["scheme"]
    run = request_run(request.actor, code, settings=form.settings(request.POST), key=key_of(request))
    if pairs_in(request.actor, code) <= AT_ONCE:
        run = carry_out(run.number)
    if run.state != "ready":
        return redirect("run-progress", run.number)
    before = read_number(request.POST.get("before", ""))
    if before:  # asked from another run: what the switches change is what the person wants to see
        return redirect(f"{reverse('run-compare', args=[run.number])}?with={before}")
    return redirect("run", run.number)


@never_cache
@require_safe
def progress(request: ActorRequest, number: str) -> HttpResponse:
    """How far a run has come; a finished one leads to its workbench."""
    state = run_state(request.actor, number)
    if state.state == "ready":
        return redirect("run", number)
    return render(request, "matching/progress.html", {"state": state})


@require_POST
def cancel(request: ActorRequest, number: str) -> HttpResponse:
    """Ask a run to stop."""
    try:
        ask_cancel(request.actor, number, key=key_of(request))
        messages.success(request, _("The run will stop. Nothing of it is kept."))
    except Refused as refusal:
        for line in say_all(refusal.problems):
            messages.error(request, line)
    return redirect("run-progress", number)
