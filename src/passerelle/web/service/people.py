"""A partner service's own people: search, propose to a call, invite, see who is missing what."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from passerelle.actions.calls.by_link import revoke_links, send_links
from passerelle.actions.calls.propose import invite_prospects, propose
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.home.call_list import call_of
from passerelle.queries.selection.service_people import open_calls_of, service_rows, with_applications
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say
from passerelle.web.shared.lists import ListColumn, Whose, as_file
from passerelle.web.shared.wording import word_for

PAGE = 50
COLUMNS = (
    ListColumn(gettext_lazy("Number"), lambda row, words: row.candidate, code=True),
    ListColumn(gettext_lazy("Family name"), lambda row, words: row.family_name),
    ListColumn(gettext_lazy("Given name"), lambda row, words: row.given_name),
    ListColumn(gettext_lazy("Phone number"), lambda row, words: row.phone or None),
    ListColumn(gettext_lazy("State"), lambda row, words: row.state and word_for(row.state, "application")),
    ListColumn(gettext_lazy("Missing"), lambda row, words: ", ".join(say(one.word) for one in row.missing)),
)


class NameForm(forms.Form):
    """Narrows the people."""

    text = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=100)


@require_safe
def calls(request: ActorRequest) -> HttpResponse:
    """The open calls to which the service may propose people."""
    return render(request, "service/calls.html", {"calls": open_calls_of(request.actor)})


@require_safe
def people(request: ActorRequest, number: str) -> HttpResponse:
    """The service's people beside one call."""
    return _page(request, number)


def _page(request: ActorRequest, number: str, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    actor = request.actor
    call, _odds = call_of(actor, number)
    form = NameForm(request.GET)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    rows = service_rows(actor, call, text=text)
    kind = request.GET.get("format")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = with_applications(actor, call, list(rows) if kind else list(page))
    people = [line.person for line in lines]
    if kind:
        whose = Whose(actor, "candidates", people, call.scheme.code, call.scheme_id, Purpose.RECRUITMENT)
        return as_file(kind, "people", COLUMNS, lines, {}, whose=whose)
    record_read(actor, "candidates", people, scheme_code=call.scheme.code)
    context = {
        "call": call,
        "form": form,
        "page": page,
        "lines": lines,
        "problems": problems,
        "can_export": actor.may(Permission.LIST_EXPORT, scheme=call.scheme_id),
    }
    return render(request, "service/people.html", context, status=422 if problems else 200)


@require_POST
def preview(request: ActorRequest, number: str) -> HttpResponse:
    """Who would be proposed; nothing is kept yet."""
    call, _odds = call_of(request.actor, number)
    wanted = request.POST.getlist("row")
    rows = list(service_rows(request.actor, call).filter(number__in=wanted))
    lines = [line for line in with_applications(request.actor, call, rows) if line.can_be_proposed]
    record_read(request.actor, "candidates", [line.person for line in lines], scheme_code=call.scheme.code)
    return render(request, "service/preview.html", {"call": call, "lines": lines})


@require_POST
def proposed(request: ActorRequest, number: str) -> HttpResponse:
    """Keep the chosen people as prospects."""
    try:
        counts = propose(request.actor, number, request.POST.getlist("row"), on=today(), key=key_of(request))
    except Refused as refused:
        return _page(request, number, refused.problems)
    messages.success(request, _("Proposed: %(proposed)s. There before: %(there)s.") % counts)
    return redirect("service-people", number)


@require_POST
def invited(request: ActorRequest, number: str) -> HttpResponse:
    """Invite every prospect to go on by phone."""
    try:
        counts = invite_prospects(request.actor, number, on=today(), key=key_of(request))
    except Refused as refused:
        return _page(request, number, refused.problems)
    messages.success(request, _("Invited: %(invited)s. Without a phone of their own: %(no_phone)s.") % counts)
    return redirect("service-people", number)


@require_POST
def links(request: ActorRequest, number: str) -> HttpResponse:
    """Send each of the chosen a link to their own application."""
    try:
        counts = send_links(request.actor, number, request.POST.getlist("row"), on=today(), key=key_of(request))
    except Refused as refused:
        return _page(request, number, refused.problems)
    messages.success(request, _("Links sent: %(sent)s. Handed in before: %(answered)s.") % counts)
    return redirect("service-people", number)


@require_POST
def links_revoke(request: ActorRequest, number: str) -> HttpResponse:
    """Call the links of the chosen back."""
    try:
        count = revoke_links(request.actor, number, request.POST.getlist("row"), key=key_of(request))
    except Refused as refused:
        return _page(request, number, refused.problems)
    messages.success(request, _("Links called back: %(count)s.") % {"count": count})
    return redirect("service-people", number)
