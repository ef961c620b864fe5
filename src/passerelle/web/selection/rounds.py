"""Interview rounds: planned, slots given, conflicts declared, sheets handed in, ranked."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.actions.interviews.plan_round import invite_all, plan_round
from passerelle.actions.interviews.rank import rank_round
from passerelle.actions.interviews.score import declare, mark_absent, score
from passerelle.actions.people.record_read import record_read
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.selection.interview_times import round_subject
from passerelle.queries.selection.rounds import own_sheet, round_rows, round_sheet
from passerelle.web.selection.round_forms import RoundForm, SheetForm, SlotForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_all

PAGE = 50
BACK = {"call": "call-kept", "vacancy": "vacancy", "group": "group"}


@require_safe
def rounds(request: ActorRequest) -> HttpResponse:
    """Every round in reach."""
    page = Paginator(round_rows(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "selection/rounds.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest, number: str) -> HttpResponse:
    """Plan a round of a call, a vacancy or a training group."""
    subject = round_subject(request.actor, number)
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_round(request.actor, number, form.facts(), key=key_of(request))
        except Refused as refused:
            form.mark(refused.problems)
        else:
            messages.success(request, _("The round is planned. Give slots to the people."))
            return redirect("round", made)
    context = {"form": form, "subject": subject, "back": reverse(BACK[subject.kind], args=[number])}
    return render(request, "selection/round_form.html", context, status=422 if form.errors else 200)


@require_safe
def one(request: ActorRequest, number: str) -> HttpResponse:
    """One round with its people, who are named unless it is blind."""
    return _page(request, number, SlotForm())


def _page(
    request: ActorRequest, number: str, slots: SlotForm, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    sheet = round_sheet(request.actor, number)
    people = [line.person for line in sheet.lines]
    record_read(request.actor, "round", people, scheme_code=sheet.round.scheme.code)
    context = {"sheet": sheet, "round": sheet.round, "slots": slots, "problems": problems}
    status = 422 if problems or slots.errors else 200
    return render(request, "selection/round.html", context, status=status)


def _done(
    request: ActorRequest, number: str, deed: Callable[[], object], word: str, typed: SlotForm | None = None
) -> HttpResponse:
    try:
        deed()
    except Refused as refused:
        return _page(request, number, typed or SlotForm(), refused.problems)
    messages.success(request, word)
    return redirect("round", number)


@require_POST
def invite(request: ActorRequest, number: str) -> HttpResponse:
    """Give slots to everybody eligible."""
    slots = SlotForm(request.POST)
    if not slots.is_valid():
        return _page(request, number, slots)
    given = slots.cleaned_data
    return _done(
        request,
        number,
        lambda: invite_all(
            request.actor,
            number,
            first=given["first"],
            minutes=given["minutes"],
            place=given["place"],
            numbers=given["numbers"],
            key=key_of(request),
        ),
        _("Slots are given, and everybody is told."),
        slots,
    )


@require_POST
def declared(request: ActorRequest, number: str) -> HttpResponse:
    """Declare conflicts of interest."""
    known = request.POST.getlist("conflict")
    deed = lambda: declare(request.actor, number, conflicts=known, key=key_of(request))  # noqa: E731
    return _done(request, number, deed, _("Your declaration is kept."))


@require_POST
def rank(request: ActorRequest, number: str) -> HttpResponse:
    """Rank everybody and answer each."""
    deed = lambda: rank_round(  # noqa: E731
        request.actor, number, version=version_of(request), key=key_of(request)
    )
    return _done(request, number, deed, _("Everybody is ranked and answered. The panel is asked to sign."))


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: ActorRequest, number: str) -> HttpResponse:
    """One's own score sheet of one person."""
    interview, scores, remark = own_sheet(request.actor, number)
    criteria = interview.round.criteria
    form = SheetForm(criteria, request.POST or None, initial={**scores, "remark": remark})
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = {item["code"]: form.cleaned_data[item["code"]] for item in criteria}
        try:
            score(request.actor, number, given, remark=form.cleaned_data["remark"], key=key_of(request))
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, _("Your sheet is kept."))
            return redirect("round", interview.round.number)
    record_read(request.actor, "interview", [interview.candidate.person.number], scheme_code="")
    context = {"interview": interview, "form": form, "problems": problems}
    status = 422 if problems or form.errors else 200
    return render(request, "selection/sheet.html", context, status=status)


@require_POST
def absent(request: ActorRequest, number: str) -> HttpResponse:
    """Record that somebody did not come."""
    try:
        mark_absent(request.actor, number, key=key_of(request))
        messages.success(request, _("Kept: this person did not come."))
    except Refused as refused:
        for line in say_all(refused.problems):
            messages.error(request, line)
    return redirect("round", request.POST.get("round", "") or "-")
