"""Contests as those who answer read them: due first, the frozen run again, the decision with reasons."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from passerelle.actions.contests.decide_contest import decide_contest, lapse_priority
from passerelle.actions.contests.replay_contest import replay_contest
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.selection.contests import contest_rows, contest_sheet
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_all
from passerelle.web.shared.lists import ListColumn, Whose, as_file
from passerelle.web.shared.wording import word_for

PAGE = 50
SHOWN = ("open", "overdue", "decided")
COLUMNS = (
    ListColumn(gettext_lazy("Number"), lambda row, words: row.number, code=True),
    ListColumn(gettext_lazy("Scheme"), lambda row, words: row.scheme.code),
    ListColumn(gettext_lazy("Person"), lambda row, words: row.candidate.number, code=True),
    ListColumn(gettext_lazy("About"), lambda row, words: word_for(row.kind, "contest_kind")),
    ListColumn(gettext_lazy("Due on"), lambda row, words: row.due_on),
    ListColumn(gettext_lazy("Outcome"), lambda row, words: word_for(row.outcome, "contest")),
)


@require_safe
def contests(request: ActorRequest) -> HttpResponse:
    """Contests to answer, those due first at the top; overdue and decided ones on their own."""
    actor = request.actor
    show = request.GET.get("show", "open")
    show = show if show in SHOWN else "open"
    rows = contest_rows(actor, on=today(), show=show)
    kind = request.GET.get("format")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = list(rows) if kind else list(page)
    people = [row.candidate.person.number for row in lines]
    if kind:
        whose = Whose(actor, "contests", people, purpose=Purpose.RECRUITMENT)
        return as_file(kind, "contests", COLUMNS, lines, {}, whose=whose)
    record_read(actor, "contests", people, scheme_code="")
    context = {
        "page": page,
        "lines": [(row, row.ended_at is None and row.due_on < today()) for row in lines],
        "show": show,
        "can_export": actor.may(Permission.LIST_EXPORT),
    }
    return render(request, "selection/contests.html", context)


@require_safe
def contest(request: ActorRequest, number: str) -> HttpResponse:
    """One contest."""
    return _page(request, number)


def _page(request: ActorRequest, number: str, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    sheet = contest_sheet(request.actor, number, on=today())
    row = sheet.contest
    record_read(request.actor, "contest", [row.candidate.person.number], scheme_code=row.scheme.code)
    context = {
        "sheet": sheet,
        "contest": row,
        "problems": problems,
        "typed": request.POST,
        "scores": [(one, request.POST.get(one.field, one.score)) for one in sheet.scores or ()],
    }
    return render(request, "selection/contest.html", context, status=422 if problems else 200)


@require_POST
def replayed(request: ActorRequest, number: str) -> HttpResponse:
    """Compute the frozen record again with the corrections alone."""
    try:
        replay_contest(request.actor, number, scores=_scores(request.POST), key=key_of(request))
    except Refused as refused:
        return _page(request, number, refused.problems)
    messages.success(request, _("It was computed again with the corrections alone."))
    return redirect("contest-kept", number)


def _scores(sent: QueryDict) -> dict[tuple[int, str], int]:
    """Scores as ``score-SHEET-CRITERION``; one that is no number is out of every bound, and refused so."""
    found = {}
    for name, text in sent.items():
        kind, _dash, rest = name.partition("-")
        sheet, _dash, criterion = rest.partition("-")
        if kind == "score" and sheet.isdecimal() and isinstance(text, str) and text.strip():
            number = text.strip()
            found[int(sheet), criterion] = int(number) if number.isdecimal() and len(number) < 5 else -1
    return found


@require_POST
def decided(request: ActorRequest, number: str) -> HttpResponse:
    """Uphold or reject."""
    try:
        decide_contest(
            request.actor,
            number,
            upheld=request.POST.get("verdict") == "upheld",
            answer=request.POST.get("answer", ""),
            version=version_of(request),
            key=key_of(request),
        )
    except Refused as refused:
        return _page(request, number, refused.problems)
    messages.success(request, _("The answer is kept, and the person is told."))
    return redirect("contest-kept", number)


@require_POST
def lapsed(request: ActorRequest, number: str) -> HttpResponse:
    """The person no longer wants the place that is owed."""
    try:
        lapse_priority(request.actor, number, code=request.POST.get("code", ""), key=key_of(request))
        messages.success(request, _("Nothing is owed any more."))
    except Refused as refused:
        for line in say_all(refused.problems):
            messages.error(request, line)
    return redirect("contest-kept", number)
