"""My applications: write, save, hand in, withdraw; the odds, the answer and why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.actions.calls.apply import hand_in, keep_draft, withdraw
from passerelle.actions.calls.reopen import reopen
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.own.applications import OwnApplication, own_application, own_applications
from passerelle.queries.selection.rounds import own_interviews
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.application_form import ApplicationForm, keep_papers
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_all


@require_safe
def applications(request: ActorRequest) -> HttpResponse:
    """Every application of the person, with what is next."""
    rows = own_applications(request.actor, get_language() or "en")
    _note_reading(request)
    return render(
        request,
        "candidate/applications.html",
        {"applications": rows, "interviews": own_interviews(request.actor)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def application(request: ActorRequest, number: str) -> HttpResponse:
    """One application: a form while it is a draft, then where it stands."""
    mine = own_application(request.actor, number, get_language() or "en")
    if request.method == "POST":
        return _written(request, mine)
    _note_reading(request)
    return _page(request, mine, ApplicationForm(mine.fields, initial=mine.answers, papers=mine.papers))


def _written(request: ActorRequest, mine: OwnApplication) -> HttpResponse:
    """Save first, then hand in: what was written is kept even where something is still missing."""
    form = ApplicationForm(mine.fields, request.POST, papers=mine.papers)
    form.full_clean()
    try:
        keep_draft(request.actor, mine.number, form.answers(), version=version_of(request), key=key_of(request))
    except Refused as refused:
        form.mark(refused.problems)
        return _page(request, mine, form, 422)
    problems = keep_papers(request.actor, request.FILES, mine.papers)
    if not problems and "hand_in" not in request.POST:
        messages.success(request, _("Kept. Go on whenever you like, with the same phone number."))
        return redirect("own-application", mine.number)
    try:
        if problems:
            raise Refused(problems)
        key = key_of(request)
        hand_in(request.actor, mine.number, form.answers(), on=today(), key=f"{key}h" if key else None)
    except Refused as refused:
        kept = own_application(request.actor, mine.number, get_language() or "en")
        form = ApplicationForm(kept.fields, request.POST, papers=kept.papers)
        form.full_clean()
        form.mark(refused.problems)
        return _page(request, kept, form, 422)
    messages.success(request, _("Your application is handed in. You get a message as soon as it is read."))
    return redirect("own-application", mine.number)


def _page(
    request: ActorRequest, mine: OwnApplication, form: ApplicationForm, status: int = 200
) -> HttpResponse:
    context = {"mine": mine, "form": form, "is_draft": mine.state == "draft"}
    return render(request, "candidate/application.html", context, status=status)


@require_POST
def take_back(request: ActorRequest, number: str) -> HttpResponse:
    """Withdraw the application."""
    try:
        withdraw(request.actor, number, version=version_of(request), key=key_of(request))
        messages.success(request, _("Your application is withdrawn."))
    except Refused as refused:
        for line in say_all(refused.problems):
            messages.error(request, line)
    return redirect("own-applications")


def _note_reading(request: ActorRequest) -> None:
    numbers = [grant.person for grant in request.actor.granting(Permission.OWN_READ) if grant.person]
    record_read(request.actor, "own", numbers, scheme_code="", purpose=Purpose.ACCOUNT)


@require_POST
def open_again(request: ActorRequest, number: str) -> HttpResponse:
    """Open an application again that closed because of a place."""
    try:
        reopen(request.actor, number, version=version_of(request), key=key_of(request))
        messages.success(request, _("Your application is open again, as you handed it in."))
    except Refused as refused:
        for line in say_all(refused.problems):
            messages.error(request, line)
    return redirect("own-application", number)
