"""The plan of visits by risk, and each visit."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.visits import findings as finding_deeds
from passerelle.actions.visits.papers import add_photo
from passerelle.actions.visits.planning import Plan, call_off, plan_visit, write_down
from passerelle.domain.access.permissions import Permission
from passerelle.domain.visits.risk import HIGH, MEDIUM
from passerelle.queries.protection import visits as reading
from passerelle.queries.protection.visit_plan import reads_plan, visit_plan
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, answer
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.visits.forms import (
    FileForm,
    FindingForm,
    NoForm,
    PlanForm,
    WriteForm,
    answers_of,
    upload_of,
)

PER_PAGE = 50


@require_safe
def visits(request: ActorRequest) -> HttpResponse:
    """Hosts by risk, findings that are open, visits to come or made: one of the lists, in pages."""
    actor, on = request.actor, today()
    lists: dict[str, tuple[object, Callable[[], Any]]] = {
        "hosts": (_("Hosts by risk"), lambda: visit_plan(actor, today=on)),
        "findings": (_("Open findings"), lambda: reading.findings(actor)),
        "planned": (_("Planned visits"), lambda: reading.visits(actor)),
        "made": (_("Visits that were made"), lambda: reading.visits(actor, state="done")),
    }
    if not reads_plan(actor):
        del lists["hosts"]
    asked = request.GET.get("list", "")
    shown = asked if asked in lists else next(iter(lists))
    page = Paginator(lists[shown][1](), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "page": page,
        "rows": reading.with_states(page, on) if shown == "findings" else list(page),
        "tabs": [(word, f"?list={name}") for name, (word, _rows) in lists.items()],
        "here": f"?list={shown}",
        "makes": actor.may(Permission.VISIT_WRITE),
        "levels": (HIGH, MEDIUM),
    }
    return render(request, "visits/visits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest, scheme: str, host: str) -> HttpResponse:
    """Plan a visit to a host."""
    found = reading.host_of(request.actor, scheme, host)
    officers = reading.officers_for(request.actor, scheme, found, today=today())
    form = PlanForm(request.POST or None)
    form.offer((one.pk, one.name) for one in officers)
    if request.method == "POST" and done(
        request, form, lambda: _plan(request, scheme, host, form), _("The visit is planned.")
    ):
        return HttpResponseRedirect(reverse("visits"))
    title = _("Plan a visit: %(host)s") % {"host": found.name}
    lead = _("Only officers without a tie to the host are offered.")
    context = {"form": form, "title": title, "lead": lead, "trail": [(reverse("visits"), _("Visits"))]}
    return render(request, "visits/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: ActorRequest, number: str) -> HttpResponse:
    """One visit with its findings."""
    page = reading.visit_page(request.actor, number, today=today())
    offered = answer(request, dict(_deeds(request, page)))
    if offered.is_done:
        return HttpResponseRedirect(reverse("visit", args=[number]))
    context = {
        "page": page,
        "visit": page.visit,
        "offered": offered,
        "trail": [(reverse("visits"), _("Visits"))],
    }
    return render(request, "visits/visit.html", context, status=offered.status)


def _deeds(request: ActorRequest, page: reading.VisitPage) -> list[tuple[str, Deed]]:
    row, version = page.visit, version_of(request) or 0
    if not page.makes or row.called_off_on is not None:
        return []
    actor, number = request.actor, row.number
    word = _("Write down the visit") if row.done_on is None else _("Change what was written down")
    start = {"done_on": row.done_on or row.planned_on, "summary": row.summary, **row.answers}

    def write(facts: dict[str, Any]) -> object:
        return write_down(
            actor,
            number,
            answers_of(facts, WriteForm.version_code),
            done_on=facts["done_on"],
            summary=facts["summary"],
            version=version,
            today=today(),
        )

    def find(facts: dict[str, Any]) -> object:
        return finding_deeds.add_finding(actor, number, finding_deeds.Found(**facts), key=key_of(request))

    def photo(facts: dict[str, Any]) -> object:
        return add_photo(actor, number, upload_of(facts), key=key_of(request))

    deeds = [
        ("write", Deed(word, WriteForm, write, _("It is noted."), start)),
        ("photo", Deed(_("Add a photo"), FileForm, photo, _("The photo is kept."))),
    ]
    if row.done_on is None:
        off = (
            "off",
            Deed(
                _("Call it off"),
                NoForm,
                lambda _form: call_off(actor, number, version=version),
                _("The visit is called off."),
            ),
        )
        return [*deeds, off]
    said = _("The finding is kept. Whoever must act was told.")
    return [("find", Deed(_("Add a finding"), FindingForm, find, said)), *deeds]


def _plan(request: ActorRequest, scheme: str, host: str, form: PlanForm) -> None:
    known = form.cleaned_data
    plan = Plan(scheme, host, known["planned_on"], known["announced"], known["site"], int(known["officer"]))
    plan_visit(request.actor, plan, today=today(), key=key_of(request))
