"""Permit files: the list by clock with many recorded at once, one file, and consular posts."""

from collections.abc import Callable

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.people.record_read import record_read
from passerelle.actions.permits.cost import record_permit_cost
from passerelle.actions.permits.prepare import PostFacts, book_appointment, keep_post, record_wait
from passerelle.actions.permits.record import Happened, record_entries
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.permits.decisions import TABLE
from passerelle.queries.cases.dossiers import checklist
from passerelle.queries.legal.permits import as_file_row, permit_page, permit_rows, posts
from passerelle.web.legal.permit_forms import AppointmentForm, CostForm, EntryForm, PostForm, WaitForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of

PER_PAGE = 50
KINDS = tuple(dict.fromkeys(kind for row in TABLE.values() for kind in row))


@require_http_methods(["GET", "HEAD", "POST"])
def permits(request: ActorRequest) -> HttpResponse:
    """The files, oldest first; the form records one thing for all that are ticked."""
    form = EntryForm(KINDS, request.POST or None)
    if request.method == "POST":
        chosen = request.POST.getlist("file")
        if done(
            request, form, lambda: _record(request, chosen, form, None), _("Recorded for the files chosen.")
        ):
            return HttpResponseRedirect(request.get_full_path())
    wanted = {name: request.GET.get(name, "")[:40] for name in ("scheme", "state", "kind")}
    page = Paginator(permit_rows(request.actor, **wanted), PER_PAGE).get_page(request.GET.get("page"))
    rows = [as_file_row(row, today=today()) for row in page]
    _read(request, "permits", [row.candidate for row in rows])
    context = {
        "page": page,
        "rows": rows,
        "form": form,
        "chosen": request.POST.getlist("file"),
        "states": tuple(TABLE),
        "may_write": request.actor.may(Permission.PERMIT_WRITE),
    }
    return render(request, "legal/permits.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def permit(request: ActorRequest, number: str) -> HttpResponse:
    """One file: clock, entries, appointments."""
    page = permit_page(request.actor, number, today=today())
    scheme = page.file.journey.candidate.scheme
    may_write = request.actor.may(Permission.PERMIT_WRITE, scheme=scheme.pk)
    places = [(row.post.number, f"{row.post.state} – {row.post.place}") for row in _posts(request, may_write)]
    deed = (request.POST.get("deed") or "entry") if request.method == "POST" else ""
    sent = {name: request.POST if name == deed else None for name in ("entry", "appointment", "cost")}
    entry = EntryForm(page.possible, sent["entry"])
    slot, cost = AppointmentForm(places, sent["appointment"]), CostForm(sent["cost"])
    if may_write and _answered(request, number, deed, {"entry": entry, "appointment": slot, "cost": cost}):
        return HttpResponseRedirect(reverse("permit", args=[number]))
    _read(request, "permit", [number, page.file.journey.candidate.number], scheme.code)
    context = {
        "page": page,
        "file": page.file,
        "entry": entry,
        "slot": slot,
        "cost": cost,
        "documents": checklist(request.actor, page.dossier, on=today()),
        "may_write": may_write,
        "wrong": next((one for one in (entry, slot, cost) if one.errors), None),
        "trail": [(reverse("permits"), _("Permit files"))],
    }
    return render(request, "legal/permit.html", context, status=422 if context["wrong"] else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def consular_posts(request: ActorRequest) -> HttpResponse:
    """Posts with their channels and waits."""
    rows = posts(request.actor, today=today())
    waiting = request.POST.get("deed") == "wait"
    post = PostForm(request.POST if request.method == "POST" and not waiting else None)
    wait = WaitForm(
        [(row.post.number, f"{row.post.state} – {row.post.place}") for row in rows],
        request.POST if waiting else None,
    )
    if request.method == "POST":
        ok = (
            done(request, wait, lambda: _wait(request, wait), _("Waiting time recorded."))
            if waiting
            else done(request, post, lambda: _post(request, post), _("Post recorded."))
        )
        if ok:
            return HttpResponseRedirect(reverse("posts"))
    wrong = next((one for one in (post, wait) if one.errors), None)
    context = {
        "rows": rows,
        "post": post,
        "wait": wait,
        "wrong": wrong,
        "may_write": request.actor.may(Permission.PERMIT_WRITE),
    }
    return render(request, "legal/posts.html", context, status=422 if wrong else 200)


def _answered(request: ActorRequest, number: str, deed: str, shown: dict[str, forms.Form]) -> bool:
    """Whether the form that was sent is done."""
    entry, slot, cost = shown["entry"], shown["appointment"], shown["cost"]
    deeds: dict[str, tuple[Callable[[], object], str]] = {
        "entry": (lambda: _record(request, [number], entry, version_of(request)), _("Recorded.")),
        "appointment": (lambda: _book(request, number, slot), _("Appointment recorded.")),
        "cost": (lambda: _cost(request, number, cost), _("The fee stands in the fee ledger.")),
    }
    return deed in deeds and done(request, shown[deed], *deeds[deed])


def _posts(request: ActorRequest, may_write: bool) -> list:  # type: ignore[type-arg]
    return posts(request.actor, today=today()) if may_write else []


def _record(request: ActorRequest, numbers: list[str], form: forms.Form, version: int | None) -> None:
    known = form.cleaned_data
    if not numbers:
        raise Refused([Problem("nothing_chosen", Text("Choose at least one file."))])
    what = Happened(
        kind=known["kind"],
        on=known["on"],
        ground=known["ground"],
        until=known["until"],
        text=known["text"],
        lodged_by=known["lodged_by"],
        authority=known["authority"],
        reference=known["reference"],
    )
    record_entries(request.actor, numbers, what, version=version, key=key_of(request))


def _book(request: ActorRequest, number: str, form: forms.Form) -> None:
    known = form.cleaned_data
    days = {"asked_on": known["asked_on"], "slot_on": known["slot_on"]}
    book_appointment(request.actor, number, known["post"], key=key_of(request), **days)


def _cost(request: ActorRequest, number: str, form: forms.Form) -> None:
    assert isinstance(form, CostForm)
    record_permit_cost(request.actor, number, form.cost(), key=key_of(request))


def _post(request: ActorRequest, form: PostForm) -> None:
    known = form.cleaned_data
    facts = PostFacts(
        known["state"].upper(),
        known["country"].upper(),
        known["place"],
        known["opened_on"],
        known["no_channel"],
        known["closed_on"],
        known["source"],
    )
    keep_post(request.actor, facts, key=key_of(request))


def _wait(request: ActorRequest, form: WaitForm) -> None:
    known = form.cleaned_data
    told = {name: known[name] for name in ("days", "on", "source")}
    record_wait(request.actor, known["post"], key=key_of(request), **told)


def _read(request: ActorRequest, what: str, numbers: list[str], scheme: str = "") -> None:
    if numbers:
        record_read(request.actor, what, numbers, scheme_code=scheme, purpose=Purpose.JOURNEY)
