"""Recognition of qualifications: the list by clock, one file, and what happens to it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.recognition.adapt import add_measure, measure_done, note_deficits
from passerelle.actions.recognition.clock import resume_clock, start_clock, stop_clock
from passerelle.actions.recognition.decide import appeal, decide
from passerelle.actions.recognition.keep_file import FileFacts, change_file, open_file
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.recognition.levels import proposed
from passerelle.queries.classifications.qualifications import qualifications, tables_in_use
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.queries.training.recognition import FilePage, file_page, file_rows, lines_of, measure_file
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.lists import Whose, as_file, cells
from passerelle.web.training.form_page import Asking, DoorForm, ask
from passerelle.web.training.recognition_forms import (
    FACTS,
    AppealForm,
    DayForm,
    DecisionForm,
    DeficitsForm,
    FileForm,
    MeasureForm,
    StopForm,
)
from passerelle.web.training.recognition_list import FILE_COLUMNS

PAGE = 50


class FileFilterForm(forms.Form):
    """Scheme, and whether decided."""

    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, *args: Any, schemes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        states = [("open", _("under way")), ("decided", _("decided")), ("all", _("all"))]
        self.fields["scheme"].choices = [("", _("all")), *((code, code.upper()) for code in schemes)]  # type: ignore[attr-defined]
        self.fields["state"].choices = states  # type: ignore[attr-defined]


@require_safe
def files(request: ActorRequest) -> HttpResponse:
    """Files by clock; a page of names is one read event, and so is a file of them."""
    actor = request.actor
    form = FileFilterForm(request.GET, schemes=scheme_codes(actor, Permission.RECOGNITION_READ))
    form.is_valid()
    scheme, state = form.cleaned_data.get("scheme", ""), form.cleaned_data.get("state") or "open"
    rows = file_rows(actor, scheme=scheme, state=state)
    kind = request.GET.get("format")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = lines_of(rows if kind else page, on=today())
    people = [line.person for line in lines]
    if kind:
        whose = Whose(actor, "recognitions", people, scheme)
        return as_file(kind, "recognition", FILE_COLUMNS, lines, {}, whose=whose)
    record_read(actor, "recognitions", people, scheme_code=scheme, purpose=Purpose.JOURNEY)
    context = {
        "form": form,
        "page": page,
        "columns": FILE_COLUMNS,
        "rows": cells(FILE_COLUMNS, lines, {}),
        "may_export": actor.may(Permission.LIST_EXPORT),
    }
    return render(request, "training/recognitions.html", context)


@require_safe
def file(request: ActorRequest, number: str) -> HttpResponse:
    """One file."""
    page = _read(request, number)
    return render(request, "training/recognition.html", {"page": page, "file": page.file, "line": page.line})


def _read(request: ActorRequest, number: str) -> FilePage:
    page = file_page(request.actor, number, on=today())
    numbers, code = [page.line.person, number], page.line.scheme
    record_read(request.actor, "recognition", numbers, scheme_code=code, purpose=Purpose.JOURNEY)
    return page


@require_http_methods(["GET", "HEAD", "POST"])
def file_new(request: ActorRequest, number: str) -> HttpResponse:
    """A new file for a candidacy."""
    form = FileForm(request.POST or None)

    def deed(answers: dict[str, Any]) -> str:
        made = open_file(request.actor, number, _facts(answers), key=key_of(request))
        return reverse("recognition", args=[made])

    asking = Asking(
        _("Recognition of a qualification"),
        _("Open the file"),
        _("Kept."),
        reverse("recognitions"),
        warning=_without_tables(),
    )
    return ask(request, form, asking, deed)


@require_http_methods(["GET", "HEAD", "POST"])
def file_edit(request: ActorRequest, number: str) -> HttpResponse:
    """Change what is known of a file."""
    page = _writable(request, number)
    form = FileForm(request.POST or None, initial={name: getattr(page.file, name) for name in FACTS})

    def deed(answers: dict[str, Any]) -> None:
        facts = _facts(answers)
        change_file(request.actor, number, facts, version=version_of(request), key=key_of(request))

    asking = replace(_asking(page, _("Change %(number)s") % {"number": number}), warning=_without_tables())
    return ask(request, form, asking, deed)


def _without_tables() -> str:
    """What is missing while no table is loaded, and the command that loads it; else empty."""
    if tables_in_use():
        return ""
    told = _("No table of national qualifications is loaded, so no EQF level is proposed.")
    command = "passerelle qualifications load FOLDER"
    return f"{told} {_('Whoever runs the platform loads them: %(command)s') % {'command': command}}"


def _facts(answers: dict[str, Any]) -> FileFacts:
    """What was typed; a level that nobody typed is proposed from the published tables, with its source."""
    found = proposed(qualifications(answers["obtained_in"]), answers["obtained_in"], answers["qualification"])
    if found is not None:
        answers["national_level"] = answers["national_level"] or found.national_level
        if answers["eqf"] is None and found.eqf is not None:
            answers["eqf"], answers["eqf_source"] = found.eqf, answers["eqf_source"] or found.source
    return FileFacts(**answers)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ActorRequest, number: str) -> HttpResponse:
    """The authority has the complete file."""

    def deed(answers: dict[str, Any]) -> None:
        version = version_of(request)
        start_clock(request.actor, number, on=answers["on"], version=version, key=key_of(request))

    return _on_a_day(request, number, _("The clock starts"), deed)


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: ActorRequest, number: str) -> HttpResponse:
    """The missing paper came."""

    def deed(answers: dict[str, Any]) -> None:
        resume_clock(request.actor, number, on=answers["on"], key=key_of(request))

    return _on_a_day(request, number, _("The clock runs again"), deed)


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: ActorRequest, number: str) -> HttpResponse:
    """The authority asks for a paper."""
    page = _writable(request, number)

    def deed(answers: dict[str, Any]) -> None:
        because = answers["because"]
        stop_clock(request.actor, number, on=answers["on"], because=because, key=key_of(request))

    form = StopForm(request.POST or None, initial={"on": today()})
    return ask(request, form, _asking(page, _("The clock stands still")), deed)


@require_http_methods(["GET", "HEAD", "POST"])
def deficits(request: ActorRequest, number: str) -> HttpResponse:
    """What the authority found missing."""
    page = _writable(request, number)
    form = DeficitsForm(request.POST or None, initial={"deficits": "\n".join(page.file.deficits or ())})

    def deed(answers: dict[str, Any]) -> None:
        found = answers["deficits"].splitlines()
        note_deficits(request.actor, number, found, version=version_of(request), key=key_of(request))

    return ask(request, form, _asking(page, _("Deficits found")), deed)


@require_http_methods(["GET", "HEAD", "POST"])
def measure_new(request: ActorRequest, number: str) -> HttpResponse:
    """A measure that makes up for a deficit."""
    page = _writable(request, number)

    def deed(answers: dict[str, Any]) -> None:
        add_measure(request.actor, number, key=key_of(request), **answers)

    return ask(request, MeasureForm(request.POST or None), _asking(page, _("Adaptation measure")), deed)


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: ActorRequest, number: str) -> HttpResponse:
    """A measure is done."""
    page = _writable(request, measure_file(request.actor, number))

    def deed(answers: dict[str, Any]) -> None:
        measure_done(request.actor, number, on=answers["on"], key=key_of(request))

    form = DayForm(request.POST or None, initial={"on": today()})
    return ask(request, form, _asking(page, _("The measure is done")), deed)


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: ActorRequest, number: str) -> HttpResponse:
    """The authority's decision."""
    page = _writable(request, number)

    def deed(answers: dict[str, Any]) -> None:
        decide(request.actor, number, **answers, version=version_of(request), key=key_of(request))

    form = DecisionForm(request.POST or None, initial={"on": today()})
    return ask(request, form, _asking(page, _("Decision of the authority")), deed)


@require_http_methods(["GET", "HEAD", "POST"])
def appeal_file(request: ActorRequest, number: str) -> HttpResponse:
    """An appeal, or its answer."""
    page = _writable(request, number)

    def deed(answers: dict[str, Any]) -> None:
        appeal(request.actor, number, on=answers["on"], outcome=answers["outcome"], key=key_of(request))

    form = AppealForm(request.POST or None, initial={"on": today()})
    return ask(request, form, _asking(page, _("Appeal")), deed)


def _on_a_day(
    request: ActorRequest, number: str, title: str, deed: Callable[[dict[str, Any]], None]
) -> HttpResponse:
    page = _writable(request, number)
    form: DoorForm = DayForm(request.POST or None, initial={"on": today()})
    return ask(request, form, _asking(page, title), deed)


def _writable(request: ActorRequest, number: str) -> FilePage:
    page = _read(request, number)
    if not page.may_write:
        raise NotPermitted(number)
    return page


def _asking(page: FilePage, title: str) -> Asking:
    back = reverse("recognition", args=[page.file.number])
    return Asking(title, _("Note it"), _("Kept."), back, lead=page.line.name, version=page.file.version)
