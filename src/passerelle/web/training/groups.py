"""Groups: the list, one group, planning, opening, enrolling, leaving."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.training.enrol import enrol
from passerelle.actions.training.group_life import begin_group, close_group, open_group
from passerelle.actions.training.leave import leave
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.demand.commitments import seats_against_posts
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.queries.training.training import GroupFilter, group_page, group_rows, leaving_person
from passerelle.records.training.models import Group
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_all
from passerelle.web.shared.lists import NOBODY, as_file, cells
from passerelle.web.shared.wording import VOCABULARIES
from passerelle.web.training.columns import GROUP_COLUMNS
from passerelle.web.training.form_page import Asking, DoorForm, ask, back_to

PAGE = 50


class GroupFilterForm(forms.Form):
    """Scheme, state, words."""

    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    text = forms.CharField(label=gettext_lazy("Name or course"), required=False, max_length=80)

    def __init__(self, *args: Any, schemes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        states = [(code, word) for code, word in VOCABULARIES["group_state"].items()]
        self.fields["scheme"].choices = [("", _("all")), *((code, code.upper()) for code in schemes)]  # type: ignore[attr-defined]
        self.fields["state"].choices = [("", _("all")), *states]  # type: ignore[attr-defined]

    def wanted(self) -> GroupFilter:
        """What was asked; nonsense asks for nothing."""
        self.is_valid()
        known = getattr(self, "cleaned_data", {})
        return GroupFilter(known.get("scheme", ""), known.get("state", ""), known.get("text", ""))


@require_safe
def groups(request: ActorRequest) -> HttpResponse:
    """The list, on the page or as a file; no names stand here."""
    form = GroupFilterForm(request.GET, schemes=scheme_codes(request.actor, Permission.TRAINING_READ))
    rows = group_rows(request.actor, form.wanted())
    if kind := request.GET.get("format"):
        return as_file(kind, "groups", GROUP_COLUMNS, rows.iterator(2_000), {}, whose=NOBODY)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "columns": GROUP_COLUMNS,
        "rows": cells(GROUP_COLUMNS, page, {}),
        "may_plan": request.actor.may(Permission.TRAINING_WRITE)
        and request.actor.may(Permission.CANDIDATE_READ),
    }
    return render(request, "training/groups.html", context)


@require_safe
def group(request: ActorRequest, number: str) -> HttpResponse:
    """One group with its people: name, attendance, result; nothing else of anybody's profile."""
    page = group_page(request.actor, number)
    people = [one.person for one in page.learners]
    record_read(
        request.actor, "group", people, scheme_code=page.group.course.scheme.code, purpose=Purpose.JOURNEY
    )
    may_select = request.actor.may(Permission.SELECTION_WRITE, scheme=page.group.course.scheme_id)
    context = {
        "page": page,
        "group": page.group,
        "course": page.group.course,
        "may_plan_round": may_select and page.group.state != "closed",
    }
    return render(request, "training/group.html", context)


class OpenForm(DoorForm):
    """The reason, when seats outnumber committed posts."""

    because = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Needed when there are more seats than posts committed by contract."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_(request: ActorRequest, number: str) -> HttpResponse:
    """Open a group; with too few committed posts it warns and asks why."""
    page = group_page(request.actor, number)

    def deed(answers: dict[str, str]) -> None:
        because = answers["because"]
        open_group(request.actor, number, because=because, version=version_of(request), key=key_of(request))

    asking = Asking(
        _("Open %(group)s") % {"group": page.group.name},
        _("Open the group"),
        _("The group is open."),
        reverse("group", args=[number]),
        lead=_lead(request, page.group),
        version=page.group.version,
    )
    return ask(request, OpenForm(request.POST or None), asking, deed)


def _lead(request: ActorRequest, group: Group) -> str:
    """Seats against posts before anything is pressed; a group abroad is for people who hold their place."""
    if group.abroad:
        return _("%(seats)s seats") % {"seats": group.seats}
    found = seats_against_posts(request.actor, group.course.scheme.code, group.seats, on=today())
    return _("%(seats)s seats, %(committed)s committed.") % {"seats": found.seats, "committed": found.firm}


@require_POST
def begin(request: ActorRequest, number: str) -> HttpResponse:
    """The course begins."""
    return _done(request, number, lambda: begin_group(request.actor, number, key=key_of(request)))


@require_POST
def close(request: ActorRequest, number: str) -> HttpResponse:
    """The group is over."""
    return _done(request, number, lambda: close_group(request.actor, number, key=key_of(request)))


def _done(request: ActorRequest, number: str, deed: Any) -> HttpResponse:
    try:
        deed()
        messages.success(request, _("Kept."))
    except Refused as refusal:
        for line in say_all(refusal.problems):
            messages.error(request, line)
    return HttpResponseRedirect(reverse("group", args=[number]))


class EnrolForm(DoorForm):
    """Candidacy numbers, one a line."""

    candidates = forms.CharField(
        label=gettext_lazy("Numbers of candidacies"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=200_000,
        help_text=gettext_lazy("One a line, in the order in which seats are given; the rest waits."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def enrol_people(request: ActorRequest, number: str) -> HttpResponse:
    """Enrol people; those beyond the seats wait."""
    page = group_page(request.actor, number)

    def deed(answers: dict[str, str]) -> None:
        enrol(request.actor, number, answers["candidates"].upper().split(), key=key_of(request))

    title = _("Enrol in %(group)s") % {"group": page.group.name}
    asking = Asking(title, _("Enrol"), _("Enrolled."), reverse("group", args=[number]))
    return ask(request, EnrolForm(request.POST or None), asking, deed)


class LeaveForm(DoorForm):
    """Why somebody leaves."""

    code = forms.ChoiceField(label=gettext_lazy("Reason"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].choices = list(VOCABULARIES["drop_out"].items())  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def leave_group(request: ActorRequest, number: str) -> HttpResponse:
    """Somebody leaves; the seat goes to whoever waits first."""
    person = leaving_person(request.actor, number)
    trained = request.actor.may(Permission.TRAINING_READ)
    back = back_to(request, reverse("group", args=[person.group]) if trained else reverse("own-page"))

    def deed(answers: dict[str, str]) -> None:
        leave(request.actor, number, code=answers["code"], version=version_of(request), key=key_of(request))

    title = _("%(name)s leaves the group") % {"name": person.name}
    asking = Asking(title, _("Note it"), _("Kept."), back, version=person.version)
    return ask(request, LeaveForm(request.POST or None), asking, deed)
