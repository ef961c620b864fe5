"""People decide: accept in bulk with every row shown, decline one by one, refer a pair by hand."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.matching.accept import accept_many
from passerelle.actions.matching.decline import decline
from passerelle.actions.matching.refer_by_hand import refer_by_hand
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.classifications.shortages import signs_by_number
from passerelle.queries.matching.chosen_proposals import Choice, chosen_proposals, run_of_proposal
from passerelle.queries.matching.workbench import head_of, run_in_reach
from passerelle.web.matching.why import Asked, why
from passerelle.web.matching.workbench import trail
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of, shown_at, version_of
from passerelle.web.shared.match_words import BY_HAND, DECLINE

MOST = 500  # rows in one decision


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: ActorRequest, number: str) -> HttpResponse:
    """Every chosen row once more, then one confirmation."""
    chosen = _chosen(request.POST.getlist("row") or request.GET.getlist("row"))
    choice = chosen_proposals(request.actor, number, list(chosen))
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            referrals = accept_many(
                request.actor, number, list(chosen.items()), shown_at=shown_at(request), key=key_of(request)
            )
        except Refused as refusal:
            problems = refusal.problems
        else:
            word = ngettext("%(n)s person was referred.", "%(n)s people were referred.", len(referrals))
            messages.success(request, word % {"n": len(referrals)})
            return redirect("run", number)
    _note_reading(request, choice)
    context = {
        "choice": choice,
        "versions": chosen,
        "problems": problems,
        "signs": signs_by_number(request.actor, [row.vacancy for row in choice.rows], on=today()),
        "possible": [row for row in choice.rows if not row.barred],
        "trail": [*trail(choice.scheme), _run_crumb(number, choice.ordinal)],
    }
    return render(request, "matching/accept.html", context, status=422 if problems else 200)


def _chosen(rows: list[str]) -> dict[str, int]:
    """Numbers and versions of ``M-…:1``; anything else is left out."""
    pairs = [row.partition(":") for row in rows[:MOST]]
    return {number: int(text) for number, _colon, text in pairs if text.isdecimal() and len(text) < 10}


def _note_reading(request: ActorRequest, choice: Choice) -> None:
    people = [row.line.candidate for row in choice.rows] + [row.person for row in choice.rows]
    record_read(request.actor, "run", [choice.run, *people], scheme_code=choice.scheme)


def _run_crumb(number: str, ordinal: int) -> tuple[str, str]:
    return reverse("run", args=[number]), _("Run %(n)s") % {"n": ordinal}


@require_http_methods(["GET", "HEAD", "POST"])
def decline_one(request: ActorRequest, number: str) -> HttpResponse:
    """Decline one proposal with a reason; what was typed stays when it is refused."""
    run = run_of_proposal(request.actor, number)
    problems: tuple[Problem, ...] = ()
    typed = {"reason_code": request.POST.get("reason_code", ""), "note": request.POST.get("note", "")}
    if request.method == "POST":
        version = version_of(request)
        try:
            decline(
                request.actor, number, **typed, version=version or 0, shown_at=shown_at(request),
                key=key_of(request),
            )  # fmt: skip
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("Declined. The reason is kept with the run."))
            return redirect("run", run)
    choice = chosen_proposals(request.actor, run, [number])
    _note_reading(request, choice)
    row = choice.rows[0]
    context = {
        "row": row,
        "choice": choice,
        "typed": typed,
        "reasons": reasons(DECLINE),
        "problems": problems,
        "trail": [*trail(choice.scheme), _run_crumb(run, choice.ordinal)],
    }
    return render(request, "matching/decline.html", context, status=422 if problems else 200)


def reasons(codes: Mapping[str, Promise]) -> list[tuple[str, str]]:
    """Codes with their words, for radio buttons."""
    return [(code, str(word)) for code, word in codes.items()]


def _pair_context(request: ActorRequest, number: str, candidate: str, vacancy: str) -> dict[str, Any]:
    run = run_in_reach(request.actor, number)
    head = head_of(run)
    panel, problems = why(
        request.actor, number, Asked(candidate, vacancy), scheme=head.scheme_code, rerun="try" in request.GET
    )
    if panel is None and all(problem.code == "not_in_run" for problem in problems):
        raise Http404
    sides = [panel.sides.candidate, panel.sides.person] if panel else []
    record_read(request.actor, "pair", [number, vacancy, *sides], scheme_code=head.scheme_code)
    may_decide = request.actor.may(Permission.MATCH_DECIDE, scheme=run.scheme_id)
    return {
        "why": panel,
        "run": head,
        "bench": {"may_decide": may_decide},
        "problems": problems,
        "trail": [*trail(head.scheme_code), _run_crumb(number, head.ordinal)],
    }


@require_safe
def pair(request: ActorRequest, number: str, candidate: str, vacancy: str) -> HttpResponse:
    """The reasons of one pair on a page of its own, to send to a colleague."""
    return render(request, "matching/pair.html", _pair_context(request, number, candidate, vacancy))


@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: ActorRequest, number: str, candidate: str, vacancy: str) -> HttpResponse:
    """Refer a pair that the run did not propose, with a reason."""
    problems: tuple[Problem, ...] = ()
    typed = {"reason_code": request.POST.get("reason_code", ""), "note": request.POST.get("note", "")}
    if request.method == "POST":
        try:
            refer_by_hand(request.actor, number, candidate, vacancy, **typed, key=key_of(request))
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("Referred. The reason is kept with the run."))
            return redirect("pair", number, candidate, vacancy)
    context = _pair_context(request, number, candidate, vacancy)
    context |= {"problems": problems or context["problems"], "typed": typed, "reasons": reasons(BY_HAND)}
    return render(request, "matching/refer.html", context, status=422 if problems else 200)
