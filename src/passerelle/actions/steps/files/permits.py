"""Permit files, exit dossiers and what people settled before departure, for many cases at once."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from passerelle.actions.steps.files.dossiers import About, Asked, open_dossiers
from passerelle.actions.steps.writing import Writing
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.durations import ExpectedDays, expected_days
from passerelle.domain.permits.departure import formalities
from passerelle.domain.permits.routes import DOCUMENTS, kind_of
from passerelle.records.dossiers.models import Dossier
from passerelle.records.journeys.models import Journey
from passerelle.records.permits.models import PermitFile
from passerelle.records.selection.models import Offer

WHY = "the action reached these cases"
OVER = ("lost", "withdrawn")


def open_files(note: Writing, journeys: Sequence[Journey], *, kind: str, at: datetime) -> list[PermitFile]:
    """A file with its checklist for each case that has none open; constant queries for one checklist."""
    held = PermitFile.objects.unscoped(WHY).filter(journey__in=[one.pk for one in journeys], kind=kind)
    busy = set(held.exclude(state__in=OVER).values_list("journey", flat=True))
    routes = _routes(journeys)
    by_list: dict[str, list[Journey]] = {}
    for one in journeys:
        if one.pk not in busy:
            wanted = kind_of(routes.get(one.candidate_id, ""), visa=kind == "visa")
            by_list.setdefault(wanted, []).append(one)
    rows = []
    for name, wanting in sorted(by_list.items()):
        asked = [Asked(needed.code) for needed in DOCUMENTS[name]]
        about = [About(one.candidate.scheme, one.candidate, one) for one in wanting]
        for journey, dossier in zip(
            wanting, open_dossiers(note, "permit", asked, about=about, at=at), strict=True
        ):
            rows.append(_file(journey, dossier, kind, routes.get(journey.candidate_id, ""), at))
    made = PermitFile.objects.bulk_create(rows, batch_size=500)
    note.about(*(one.number for one in made))
    return made


def open_exits(note: Writing, journeys: Sequence[Journey], *, at: datetime) -> None:
    """The exit formalities of each person's country; nothing where they are not known for it."""
    held = Dossier.objects.unscoped(WHY).filter(journey__in=[one.pk for one in journeys], kind="exit")
    busy = set(held.values_list("journey", flat=True))
    by_country: dict[str, list[Journey]] = {}
    for one in journeys:
        country = one.candidate.origin
        if one.pk not in busy and formalities(country) is not None:
            by_country.setdefault(country, []).append(one)
    for country, leaving in sorted(by_country.items()):
        asked = [Asked(one.code) for one in formalities(country) or ()]
        about = [About(one.candidate.scheme, one.candidate, one) for one in leaving]
        open_dossiers(note, "exit", asked, about=about, at=at)


def _routes(journeys: Sequence[Journey]) -> dict[int, str]:
    offers = Offer.objects.filter(
        candidate__in=[one.candidate_id for one in journeys], released_at__isnull=True
    )
    rows = offers.values_list("candidate", "place__vacancy__route").order_by("pk")
    return {candidate: route or "" for candidate, route in rows}


def _file(journey: Journey, dossier: Dossier, kind: str, route: str, at: datetime) -> PermitFile:
    on = timezone.localdate(at)
    term = _term(route, kind, at)
    return PermitFile(
        journey=journey,
        dossier=dossier,
        kind=kind,
        route=route,
        term_days=term.days if term else None,
        term_source=f"{term.parameter}: {term.source} ({term.evidence})" if term else "",
        opened_on=on,
    )


def _term(route: str, kind: str, at: datetime) -> ExpectedDays | None:
    """The longest the law lets the authority take; visa time comes on top and is not known."""
    known = book().routes.get(route)
    return expected_days(known, on=timezone.localdate(at)) if known and kind == "permit" else None
