"""Employers: the list, and one employer's file with everything that is done in it."""

from collections.abc import Mapping

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.actions.employers.checks import hand_in_check, review_check
from passerelle.actions.employers.opening import open_file
from passerelle.actions.employers.plans import start_plan
from passerelle.actions.employers.recognitions import Recognised, record_recognition
from passerelle.actions.employers.suspending import lift_suspension, suspend
from passerelle.domain.access.permissions import Permission
from passerelle.queries.demand.employer_files import (
    EmployerRow,
    FilePage,
    as_rows,
    employer_rows,
    employers_without_file,
    file_page,
    timeline,
)
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.demand.forms import (
    CheckForm,
    FindForm,
    RecognitionForm,
    ReviewForm,
    StartPlanForm,
    SuspendForm,
)
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, Worded, with_deeds
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.lists import NOBODY, ListColumn, as_file, cells
from passerelle.web.shared.wording import word_for

PAGE = 50


def _open_checks(row: EmployerRow) -> str:
    found = row.clearance
    codes = (*found.missing, *found.waiting, *found.sent_back, *found.expired)
    return ", ".join(word_for(code, "check") for code in codes) or "–"


COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        gettext_lazy("Employer"),
        lambda row, words: row.name,
        link=lambda row: reverse("employer-file", args=[row.number]),
    ),
    ListColumn(gettext_lazy("Number"), lambda row, words: row.number, code=True),
    ListColumn(gettext_lazy("Country"), lambda row, words: row.country or None),
    ListColumn(gettext_lazy("Scheme"), lambda row, words: row.scheme.upper()),
    ListColumn(gettext_lazy("Verdict"), lambda row, words: word_for(row.clearance.verdict, "clearance")),
    ListColumn(gettext_lazy("Open checks"), lambda row, words: _open_checks(row)),
    ListColumn(gettext_lazy("Open vacancies"), lambda row, words: row.vacancies, number=True),
)


@require_safe
def employers(request: ActorRequest) -> HttpResponse:
    """The employers whose files the person may read."""
    actor, codes = request.actor, scheme_codes(request.actor, Permission.EMPLOYER_READ)
    form = FindForm(request.GET, schemes=codes)
    form.is_valid()
    scheme, text = form.cleaned_data.get("scheme", ""), form.cleaned_data.get("text", "")
    rows = employer_rows(actor, scheme=scheme, text=text)
    kind = request.GET.get("format")
    if kind:
        actor.must(Permission.LIST_EXPORT)
        return as_file(kind, "employers", COLUMNS, as_rows(rows, on=today()), {}, whose=NOBODY)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    may_open = scheme and actor.may(Permission.EMPLOYER_REVIEW)
    context = {
        "form": form,
        "page": page,
        "columns": COLUMNS,
        "rows": cells(COLUMNS, as_rows(page, on=today()), {}),
        "can_export": actor.may(Permission.LIST_EXPORT),
        "without": employers_without_file(actor, scheme) if may_open else [],
        "scheme": scheme,
    }
    return render(request, "demand/employers.html", context)


@require_safe
def employer_timeline(request: ActorRequest, number: str) -> HttpResponse:
    """Everything that is dated in an employer's file, newest first."""
    file, moments = timeline(request.actor, number)
    context = {
        "file": file,
        "may_follow": _may_follow(request, file.scheme_id),
        "page": Paginator(moments, PAGE).get_page(request.GET.get("page")),
        "trail": [
            (reverse("employers"), _("Employers")),
            (reverse("employer-file", args=[number]), file.organisation.name),
        ],
    }
    return render(request, "demand/timeline.html", context)


@require_POST
def employer_open(request: ActorRequest) -> HttpResponse:
    """Open a file and go there."""
    number = open_file(request.actor, request.POST.get("scheme", ""), request.POST.get("organisation", ""))
    return HttpResponseRedirect(reverse("employer-file", args=[number]))


@require_http_methods(["GET", "HEAD", "POST"])
def employer_file(request: ActorRequest, number: str) -> HttpResponse:
    """One employer's file."""
    page = file_page(request.actor, number, on=today())
    may_review = request.actor.may(Permission.EMPLOYER_REVIEW, scheme=page.file.scheme_id)

    def show(forms_: Mapping[str, forms.Form], status: int) -> HttpResponse:
        context = {
            "page": page,
            "forms": forms_,
            "may_follow": _may_follow(request, page.file.scheme_id),
            "may_review": may_review,
            "may_write": request.actor.may(Permission.EMPLOYER_WRITE, scheme=page.file.scheme_id),
            "trail": [(reverse("employers"), _("Employers"))],
        }
        return render(request, "demand/employer_file.html", context, status=status)

    deeds = {**_own_deeds(request, number), **(_staff_deeds(request, page) if may_review else {})}
    return with_deeds(request, deeds, show)


def _may_follow(request: ActorRequest, scheme: int) -> bool:
    """Whether the numbers of promises lead to their pages."""
    return request.actor.may(Permission.PROMISE_READ, scheme=scheme)


def _own_deeds(request: ActorRequest, number: str) -> dict[str, Deed]:
    actor = request.actor
    return {
        "check": Worded(
            CheckForm,
            lambda said: hand_in_check(
                actor, number, said["code"], evidence=said["evidence"], value=said["value"], key=key_of(request)
            ),
            _("The check was handed in. Somebody else reviews it."),
        ),
        "plan": Worded(
            StartPlanForm,
            lambda said: start_plan(
                actor, number, kind=said["kind"], title=said["title"], content={}, key=key_of(request)
            ),
            _("The plan was begun. Open it to fill it in."),
        ),
    }


def _staff_deeds(request: ActorRequest, page: FilePage) -> dict[str, Deed]:
    actor, number = request.actor, page.file.number
    return {
        "review": Worded(
            ReviewForm,
            lambda said: review_check(
                actor,
                number,
                said["code"],
                verdict=said["verdict"],
                reason=said["reason"],
                expires_on=said["expires_on"],
                key=key_of(request),
            ),
            _("The review was kept."),
        ),
        "suspend": Worded(
            SuspendForm,
            lambda said: suspend(actor, number, **said, key=key_of(request)),
            _("The employer is suspended. Running cases go on."),
        ),
        "lift": Worded(
            forms.Form,
            lambda said: lift_suspension(actor, number, key=key_of(request)),
            _("The suspension was lifted."),
        ),
        "recognition": Worded(
            RecognitionForm,
            lambda said: record_recognition(actor, number, Recognised(**said), key=key_of(request)),
            _("The recognition was kept."),
        ),
    }
