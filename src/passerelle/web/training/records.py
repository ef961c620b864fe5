"""Attendance and results of a group: by hand on a phone, pasted, or as a sheet in and out."""

import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.training.attend import Mark, attend
from passerelle.actions.training.results import Result, enter_results
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.training.sheets import RESULT_COLUMNS, Row, pasted, read_attendance, read_results
from passerelle.gateways.uploads import read_upload
from passerelle.queries.training.training import GroupPage, Learner, group_page, latest_day
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.lists import Whose, rows_as_file
from passerelle.web.shared.wording import VOCABULARIES
from passerelle.web.training.form_page import Asking, DoorForm, ask, day_box

MARKS = ("present", "absent", "excused", "unknown")
AT_ONCE = 100  # people on one form; a larger group is entered page by page, or as a sheet


def _page(request: ActorRequest, number: str) -> GroupPage:
    page = group_page(request.actor, number)
    if not page.may_write:
        raise NotPermitted(number)
    people = [one.person for one in page.learners]
    scheme = page.group.course.scheme.code
    record_read(request.actor, "group", people, scheme_code=scheme, purpose=Purpose.JOURNEY)
    return page


def _people(request: ActorRequest, page: GroupPage) -> Page[Learner]:
    """Those on a seat who stand on this page of the form."""
    return Paginator(page.seated, AT_ONCE).get_page(request.GET.get("page"))


def _onward(people: Page[Learner], path: str, on: date) -> str | None:
    """The next page of the form for the same day; ``None`` after the last."""
    if not people.has_next():
        return None
    return f"{path}?{urlencode({'on': on.isoformat(), 'page': people.next_page_number()})}"


class DayForm(DoorForm):
    """A day and a mark for each person; small enough for a phone."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=day_box())

    def __init__(
        self, *args: Any, page: GroupPage, people: Iterable[Learner], day: date, **options: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"on": day}, **options})
        known = {one.on: place for place, one in enumerate(page.sessions)}
        words = [("", "–"), *((code, VOCABULARIES["mark"][code]) for code in MARKS)]
        for one in people:
            before = one.marks[known[day]] if day in known else ""
            self.fields[one.enrolment] = forms.ChoiceField(
                label=one.name, choices=words, required=False, initial=before
            )


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: ActorRequest, number: str) -> HttpResponse:
    """Marks of one day."""
    page = _page(request, number)
    day = _day(request.GET.get("on", "")) or latest_day(page, today())
    people = _people(request, page)
    form = DayForm(request.POST or None, page=page, people=people, day=day)

    def deed(answers: dict[str, Any]) -> str | None:
        on = answers.pop("on")
        marks = [Mark(person, on, mark) for person, mark in answers.items() if mark]
        attend(request.actor, number, marks, key=key_of(request))
        return _onward(people, request.path, on)

    title = _("Attendance of %(group)s") % {"group": page.group.name}
    back = reverse("group", args=[number])
    asking = Asking(title, _("Keep the attendance"), _("Kept."), back, people=people)
    return ask(request, form, asking, deed)


class SheetForm(DoorForm):
    """A sheet as a file, or its cells pasted."""

    file = forms.FileField(label=gettext_lazy("Sheet (XLSX or CSV)"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Or paste its cells here"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def rows(self) -> list[Row]:
        """The lines that came."""
        file = self.cleaned_data["file"]
        if file is None:
            return pasted(self.cleaned_data["text"])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sheet"
            with path.open("wb") as out:
                out.writelines(file.chunks())
            grid = read_upload(path, file=file.name)
        if grid.problems:
            raise Refused(grid.problems)
        return [(row.number, row.cells) for row in grid.rows]


@require_http_methods(["GET", "HEAD", "POST"])
def attendance_sheet(request: ActorRequest, number: str) -> HttpResponse:
    """The whole grid in: a line for each person, a column for each day."""
    page = _page(request, number)
    form = SheetForm(request.POST or None, request.FILES or None)

    def deed(answers: dict[str, Any]) -> None:
        cells = read_attendance(form.rows())
        marks = [Mark(one.person, one.on, one.mark, one.row) for one in cells]
        attend(request.actor, number, _some(marks), key=key_of(request))

    title = _("Attendance of %(group)s from a sheet") % {"group": page.group.name}
    asking = Asking(title, _("Keep the attendance"), _("Kept."), reverse("group", args=[number]))
    return ask(request, form, asking, deed)


def _some(marks: list[Mark]) -> list[Mark]:
    if not marks:
        raise Refused([Problem("nobody", Text("The sheet holds no mark."))])
    return marks


class ResultsForm(DoorForm):
    """A day, and for each person the answer, the level and the score; who has no answer is left as is."""

    issued_on = forms.DateField(
        label=gettext_lazy("Day of the result"),
        widget=day_box(),
    )

    def __init__(
        self, *args: Any, page: GroupPage, people: Iterable[Learner], day: date, **options: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"issued_on": day}, **options})
        answers = [("", "–"), ("passed", _("passed")), ("failed", _("failed"))]
        for one in people:
            before = {True: "passed", False: "failed", None: ""}[one.passed]
            self.fields[one.enrolment] = forms.ChoiceField(
                label=one.name, choices=answers, required=False, initial=before
            )
            if page.group.course.language:
                self.fields[f"level-{one.enrolment}"] = forms.CharField(
                    label=_("Level of %(name)s") % {"name": one.name},
                    required=False,
                    max_length=2,
                    initial=one.level,
                )


@require_http_methods(["GET", "HEAD", "POST"])
def results(request: ActorRequest, number: str) -> HttpResponse:
    """Results of the whole group in one act."""
    page = _page(request, number)
    people = _people(request, page)
    day = _day(request.GET.get("on", "")) or today()
    form = ResultsForm(request.POST or None, page=page, people=people, day=day)

    def deed(answers: dict[str, Any]) -> str | None:
        given = [
            Result(
                one.enrolment,
                answers[one.enrolment] == "passed",
                answers.get(f"level-{one.enrolment}", "").upper(),
            )
            for one in people
            if answers[one.enrolment]
        ]
        enter_results(request.actor, number, given, issued_on=answers["issued_on"], key=key_of(request))
        return _onward(people, request.path, answers["issued_on"])

    title = _("Results of %(group)s") % {"group": page.group.name}
    back = reverse("group", args=[number])
    asking = Asking(title, _("Keep the results"), _("Kept."), back, people=people)
    return ask(request, form, asking, deed)


class ResultSheetForm(SheetForm):
    """A sheet of results and their day."""

    issued_on = forms.DateField(
        label=gettext_lazy("Day of the result"),
        widget=day_box(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def result_sheet(request: ActorRequest, number: str) -> HttpResponse:
    """Results as a sheet: the one that this page gives out, filled in."""
    page = _page(request, number)
    form = ResultSheetForm(request.POST or None, request.FILES or None, initial={"issued_on": today()})

    def deed(answers: dict[str, Any]) -> None:
        cells = read_results(form.rows())
        given = [Result(one.person, one.passed, one.level, one.score, one.score_of, one.row) for one in cells]
        enter_results(request.actor, number, given, issued_on=answers["issued_on"], key=key_of(request))

    title = _("Results of %(group)s from a sheet") % {"group": page.group.name}
    asking = Asking(title, _("Keep the results"), _("Kept."), reverse("group", args=[number]))
    return ask(request, form, asking, deed)


@require_safe
def sheet(request: ActorRequest, number: str, code: str) -> HttpResponse:
    """The sheet of a group to fill in: ``attendance`` or ``results``; ``?format=csv`` or XLSX."""
    page = _page(request, number)
    form = "csv" if request.GET.get("format") == "csv" else "xlsx"
    # A form to fill in, for whoever teaches the group: what lets them enter it lets them have it.
    people = [one.person for one in page.seated]
    whose = Whose(request.actor, "group", people, page.group.course.scheme.code, by=Permission.TRAINING_WRITE)
    if code == "results":
        headings = [RESULT_COLUMNS[0], "name", *RESULT_COLUMNS[1:]]
        lines = [[one.enrolment, one.name, _answer(one.passed), one.level, None, None] for one in page.seated]
        return rows_as_file(form, f"results-{number}", headings, lines, whose=whose)
    if code != "attendance":
        return redirect("group", number)
    headings = ["number", "name", *(one.on.isoformat() for one in page.sessions)]
    marks = [[one.enrolment, one.name, *one.marks] for one in page.seated]
    return rows_as_file(form, f"attendance-{number}", headings, marks, whose=whose)


def _answer(passed: bool | None) -> str:
    return {True: "passed", False: "failed", None: ""}[passed]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
