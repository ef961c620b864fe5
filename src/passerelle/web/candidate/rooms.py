"""The person's own rooms: interviews, courses, permit, recognition, documents, who looked."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.own.page import own_readings
from passerelle.queries.own.permits import own_checklists, own_permits
from passerelle.queries.own.recognition import own_recognitions
from passerelle.queries.own.tasks import people_of
from passerelle.queries.own.training import own_training
from passerelle.queries.selection.rounds import own_interviews
from passerelle.queries.training.attestations import own_attestations
from passerelle.queries.training.vouchers import own_vouchers
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.attested import attested_concepts, shown_attestations, shown_vouchers
from passerelle.web.shared.naming import names_for


@require_safe
def interviews(request: ActorRequest) -> HttpResponse:
    """When and where, the answer to a slot, what came of it."""
    return _room(request, "interviews", _("My interviews"), {"interviews": own_interviews(request.actor)})


@require_safe
def courses(request: ActorRequest) -> HttpResponse:
    """Courses with attendance and results, vouchers, and what was attested."""
    on, attested = today(), own_attestations(request.actor)
    names = names_for("", attested_concepts(attested))
    rows = {
        "courses": own_training(request.actor),
        "vouchers": shown_vouchers(own_vouchers(request.actor), on),
        "attestations": shown_attestations(attested, names, on),
    }
    return _room(request, "courses", _("My courses"), rows)


@require_safe
def permits(request: ActorRequest) -> HttpResponse:
    """Permit and visa files, then the papers that the country of origin asks before departure."""
    on = today()
    rows = {
        "permits": own_permits(request.actor, today=on),
        "exits": own_checklists(request.actor, ("exit", "departure"), on=on),
    }
    return _room(request, "permits", _("My permit file"), rows)


@require_safe
def recognition(request: ActorRequest) -> HttpResponse:
    """The recognition of qualifications: clock, papers, outcome."""
    rows = {"files": own_recognitions(request.actor, on=today())}
    return _room(request, "recognition", _("Recognition of my qualification"), rows)


@require_safe
def papers(request: ActorRequest) -> HttpResponse:
    """Every dossier about the person that is open."""
    return _room(
        request, "papers", _("My documents"), {"checklists": own_checklists(request.actor, on=today())}
    )


@require_safe
def looked(request: ActorRequest) -> HttpResponse:
    """Who opened the person's file."""
    return _room(request, "looked", _("Who looked at your file"), {"readings": own_readings(request.actor)})


def _room(request: ActorRequest, name: str, title: str, rows: Mapping[str, object]) -> HttpResponse:
    record_read(request.actor, "own", people_of(request.actor), scheme_code="", purpose=Purpose.ACCOUNT)
    trail = [(reverse("own-page"), _("My page"))]
    return render(request, f"candidate/room_{name}.html", {"title": title, "trail": trail, **rows})
