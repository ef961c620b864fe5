"""A person's own permit files and exit papers: where they stand, what is missing, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from passerelle.domain.access.actor import Actor
from passerelle.domain.permits.decisions import Clock, Entry, Span, clock_of
from passerelle.queries.cases.dossiers import Checklist, checklist_of
from passerelle.queries.own.tasks import people_of
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.permits.models import Appointment, PermitEntry, PermitFile

ITEMS = Prefetch("items", DossierItem.objects.select_related("reviewer"))


@dataclass(frozen=True, slots=True)
class OwnPermit:
    """One file as its person reads it; ``due`` is the authority's term, ``None`` where none is known."""

    number: str
    kind: str
    scheme: str
    authority: str
    reference: str
    lodged_by: str
    state: str
    clock: Clock
    entries: tuple[PermitEntry, ...]
    appointment: Appointment | None
    papers: Checklist

    @property
    def appeal_until(self) -> date | None:
        """The last day to appeal a refusal, where it was recorded."""
        last = self.entries[0] if self.entries else None
        return last.until if last is not None and self.state == "refused" and last.kind == "refused" else None

    @property
    def valid_until(self) -> date | None:
        """The last valid day of what was granted, where it was recorded."""
        ends = [one.until for one in self.entries if one.kind in ("granted", "extended")]
        return ends[0] if ends and self.state == "granted" else None


def own_permits(actor: Actor, *, today: date) -> list[OwnPermit]:
    """The person's permit and visa files, newest first. Six queries."""
    rows = PermitFile.objects.visible_to(actor).filter(journey__candidate__person__number__in=people_of(actor))
    joined = rows.select_related(
        "journey__candidate__scheme", "dossier__scheme", "dossier__candidate__person", "dossier__person"
    ).prefetch_related(
        "entries", "appointments__post", "dossier__spans", Prefetch("dossier__items", ITEMS.queryset)
    )
    return [_own(actor, row, today) for row in joined.order_by("-opened_on", "-pk")]


def own_checklists(actor: Actor, kinds: Sequence[str] = (), *, on: date) -> list[Checklist]:
    """The person's open dossiers (of these kinds, or all that the person may see) as lists. Two queries."""
    rows = Dossier.objects.visible_to(actor).filter(closed_on__isnull=True)
    mine = rows.filter(candidate__person__number__in=people_of(actor)) | rows.filter(
        person__number__in=people_of(actor)
    )
    joined = mine.select_related("scheme", "candidate__person", "person").prefetch_related(ITEMS)
    wanted = joined.filter(kind__in=kinds) if kinds else joined
    return [checklist_of(actor, one, on=on) for one in wanted.order_by("opened_on", "pk")]


def _own(actor: Actor, row: PermitFile, today: date) -> OwnPermit:
    entries = tuple(row.entries.all())
    dated = [Entry(one.kind, one.on, one.ground, one.until) for one in entries]
    spans = [Span(one.since, one.until) for one in row.dossier.spans.all()]
    slots = sorted((one for one in row.appointments.all() if one.slot_on), key=lambda one: one.slot_on or today)
    return OwnPermit(
        number=row.number,
        kind=row.kind,
        scheme=row.journey.candidate.scheme.name,
        authority=row.authority,
        reference=row.reference,
        lodged_by=row.lodged_by,
        state=row.state,
        clock=clock_of(dated, complete=spans, days=row.term_days, today=today),
        entries=tuple(reversed(entries)),
        appointment=slots[-1] if slots else None,
        papers=checklist_of(actor, row.dossier, on=today),
    )
