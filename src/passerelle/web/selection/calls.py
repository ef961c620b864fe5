"""Calls as those who select read them: the list, a new one, its applications, screening."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.actions.calls.save_call import close_call, publish_call, write_call
from passerelle.actions.calls.screen import screen
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.selection.reasons import SCREENING
from passerelle.queries.home.call_list import application_rows, as_row, call_counts, call_of
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.records.alumni.pool import may_invite_to
from passerelle.web.selection.columns import APPLICATION_COLUMNS
from passerelle.web.selection.forms import ApplicationFilterForm, CallForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_all
from passerelle.web.shared.lists import Whose, as_file
from passerelle.web.shared.wording import word_for

PAGE = 50


@require_safe
def calls(request: ActorRequest) -> HttpResponse:
    """Every call in reach with its counts; each count leads to its list."""
    page = Paginator(call_counts(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_write": request.actor.may(Permission.SELECTION_WRITE)}
    return render(request, "selection/calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Write a call."""
    form = CallForm(request.POST or None, schemes=scheme_codes(request.actor, Permission.SELECTION_WRITE))
    if request.method == "POST" and form.is_valid():
        try:
            number = write_call(request.actor, form.cleaned_data["scheme"], form.facts(), key=key_of(request))
        except Refused as refused:
            form.mark(refused.problems)
        else:
            messages.success(request, _("The call is kept. Publish it when it is right."))
            return redirect("call-kept", number)
    return render(request, "selection/call_form.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def call(request: ActorRequest, number: str) -> HttpResponse:
    """One call, its odds, and its applications; a page of names is one read event, and so is a file."""
    return _page(request, number)


def _page(
    request: ActorRequest, number: str, problems: tuple[Problem, ...] = (), chosen: tuple[str, ...] = ()
) -> HttpResponse:
    actor = request.actor
    found, chances = call_of(actor, number)
    form = ApplicationFilterForm(request.GET)
    rows = application_rows(actor, found, **form.wanted(), sort=request.GET.get("sort", ""))
    kind = request.GET.get("format")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = [as_row(row) for row in (rows.iterator(2_000) if kind else page)]
    people = [line.person for line in lines]
    if kind:
        whose = Whose(actor, "applications", people, found.scheme.code, found.scheme_id, Purpose.RECRUITMENT)
        return as_file(kind, "applications", APPLICATION_COLUMNS, lines, {}, whose=whose)
    record_read(actor, "applications", people, scheme_code=found.scheme.code)
    context = {
        "call": found,
        "odds": chances,
        "form": form,
        "page": page,
        "lines": lines,
        "problems": problems,
        "chosen": chosen,
        "typed": request.POST,
        "reasons": [(code, word_for(code, "no_reason")) for code in SCREENING],
        "may_write": actor.may(Permission.SELECTION_WRITE, scheme=found.scheme_id),
        "may_invite": found.state == "published" and may_invite_to(actor, found),
        "can_export": actor.may(Permission.LIST_EXPORT, scheme=found.scheme_id),
    }
    return render(request, "selection/call.html", context, status=422 if problems else 200)


@require_POST
def screened(request: ActorRequest, number: str) -> HttpResponse:
    """Answer the chosen applications: eligible, or not with a reason."""
    rows = [row.partition(":") for row in request.POST.getlist("row")]
    choices = {one: int(version) if version.isdecimal() else None for one, _sign, version in rows}
    try:
        count = screen(
            request.actor,
            number,
            choices,
            eligible=request.POST.get("verdict") == "eligible",
            reason_code=request.POST.get("reason_code", ""),
            words=request.POST.get("words", ""),
            key=key_of(request),
        )
    except Refused as refused:
        return _page(request, number, refused.problems, tuple(choices))
    word = ngettext("%(count)s application was answered.", "%(count)s applications were answered.", count)
    messages.success(request, word % {"count": count})
    return HttpResponseRedirect(reverse("call-kept", args=[number]))


@require_POST
def publish(request: ActorRequest, number: str) -> HttpResponse:
    """Let everybody read the call."""
    try:
        publish_call(request.actor, number, version=version_of(request), key=key_of(request))
        messages.success(request, _("The call is published."))
    except Refused as refused:
        for line in say_all(refused.problems):
            messages.error(request, line)
    return redirect("call-kept", number)


@require_POST
def close(request: ActorRequest, number: str) -> HttpResponse:
    """Take no more applications."""
    try:
        close_call(request.actor, number, version=version_of(request), key=key_of(request))
        messages.success(request, _("The call is closed."))
    except Refused as refused:
        for line in say_all(refused.problems):
            messages.error(request, line)
    return redirect("call-kept", number)
