"""A dossier as a checklist: what is there, what is missing, what runs out, who decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.dossier_kinds import purpose_of
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.dossiers.completeness import Item, expiring_within, missing_on, state_on
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.dossiers.rights import may_hand_in, may_review
from passerelle.records.journeys.models import Journey

SOON = 60  # days before its last day in which a document is shown as running out


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One document of the list; ``state`` counts for the day asked."""

    number: str
    version: int
    code: str
    label: str
    needed: bool
    state: str
    received_on: date | None
    issued_on: date | None
    expires_on: date | None
    runs_out: bool
    reviewer: str
    reviewed_at: datetime | None
    reason: str
    reason_code: str
    has_file: bool
    file_name: str
    may_review: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """A dossier as one sees it on a day."""

    number: str
    kind: str
    scheme: str
    subject: str  # the person's public number, or empty
    stage: str  # of the case that asks for these papers, or empty
    complete_on: date | None
    closed: bool
    missing: int
    lines: tuple[ItemLine, ...]
    may_hand_in: bool
    may_review: bool
    purpose: Purpose = Purpose.JOURNEY

    @property
    def asks(self) -> bool:
        """Whether something is needed; photos, for instance, are not."""
        return any(line.needed for line in self.lines)


def checklist(actor: Actor, number: str, *, on: date) -> Checklist:
    """One dossier within scope; ``NotPermitted`` otherwise."""
    rows = Dossier.objects.visible_to(actor).select_related("scheme", "candidate__person", "person")
    dossier = rows.prefetch_related("items__reviewer").filter(number=number).first()
    if dossier is None:
        raise NotPermitted(number)
    return checklist_of(actor, dossier, on=on)


def papers_of_stages(actor: Actor, journey: Journey, *, on: date) -> list[Checklist]:
    """The open dossiers of a case's stages, the present stage's first; the case was read within scope."""
    rows = Dossier.objects.visible_to(actor).filter(journey=journey, kind="stage", closed_on__isnull=True)
    joined = rows.select_related("scheme", "candidate__person", "person").prefetch_related("items__reviewer")
    found = [checklist_of(actor, one, on=on) for one in joined.order_by("-opened_on", "-pk")]
    return sorted(found, key=lambda one: one.stage != journey.stage)


def papers_of_host(actor: Actor, dossier: int | None, *, on: date) -> Checklist | None:
    """The papers of a visit, a finding or an audit's case; ``None`` where there are none for this actor."""
    rows = Dossier.objects.visible_to(actor).filter(pk=dossier or 0)
    row = (
        rows.select_related("scheme", "candidate__person", "person").prefetch_related("items__reviewer").first()
    )
    return checklist_of(actor, row, on=on) if row else None


def checklist_of(actor: Actor, dossier: Dossier, *, on: date) -> Checklist:
    """A dossier that was read within scope, with its items fetched."""
    rows = list(dossier.items.all())
    open_ = dossier.closed_on is None
    reviews = open_ and may_review(actor, dossier)
    items = {row.pk: _item(row) for row in rows}
    soon = set(expiring_within(items.values(), on, SOON))
    return Checklist(
        number=dossier.number,
        kind=dossier.kind,
        scheme=dossier.scheme.code,
        subject=dossier.whose.number if dossier.whose else "",
        stage=dossier.stage,
        complete_on=dossier.complete_on,
        closed=not open_,
        missing=len(missing_on(items.values(), on)),
        lines=tuple(
            _line(row, state_on(items[row.pk], on), items[row.pk] in soon, reviews and _not_mine(actor, row))
            for row in rows
        ),
        may_hand_in=open_ and may_hand_in(actor, dossier),
        may_review=reviews,
        purpose=purpose_of(dossier.kind),
    )


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """Where a document lies and what it is called."""

    stored: str
    name: str
    kind: str
    scheme: str
    subject: str
    purpose: Purpose


def stored_document(actor: Actor, number: str) -> StoredDocument:
    """The file of an item within scope; ``NotPermitted`` when there is none for this actor."""
    rows = DossierItem.objects.filter(number=number, dossier__in=Dossier.objects.visible_to(actor))
    item = (
        rows.exclude(stored="")
        .select_related("dossier__scheme", "dossier__candidate__person", "dossier__person")
        .first()
    )
    if item is None:
        raise NotPermitted(number)
    person = item.dossier.whose
    subject = person.number if person else item.dossier.number
    return StoredDocument(
        item.stored,
        item.file_name,
        item.file_kind,
        item.dossier.scheme.code,
        subject,
        purpose_of(item.dossier.kind),
    )


def dossier_of_item(actor: Actor, number: str) -> str:
    """The number of the dossier an item belongs to, within scope."""
    rows = DossierItem.objects.filter(number=number, dossier__in=Dossier.objects.visible_to(actor))
    found = rows.values_list("dossier__number", flat=True).first()
    if found is None:
        raise NotPermitted(number)
    return found


def missing_counts(dossiers: Iterable[int], *, on: date) -> dict[int, int]:
    """How many needed documents each of many dossiers lacks on a day. One query."""
    items: dict[int, list[Item]] = {dossier: [] for dossier in dossiers}
    for row in DossierItem.objects.filter(dossier_id__in=list(items)):
        items[row.dossier_id].append(_item(row))
    return {dossier: len(missing_on(found, on)) for dossier, found in items.items()}


def _item(row: DossierItem) -> Item:
    return Item(row.code, row.status, row.needed, row.expires_on)


def _line(row: DossierItem, state: str, runs_out: bool, may_review: bool) -> ItemLine:
    return ItemLine(
        number=row.number,
        version=row.version,
        code=row.code,
        label=row.label,
        needed=row.needed,
        state=state,
        received_on=row.received_on,
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        runs_out=runs_out,
        reviewer=row.reviewer.name if row.reviewer else "",
        reviewed_at=row.reviewed_at,
        reason=row.reason,
        reason_code=row.reason_code,
        has_file=bool(row.stored),
        file_name=row.file_name,
        may_review=may_review,
    )


def _not_mine(actor: Actor, row: DossierItem) -> bool:
    return row.handed_in_by_id is None or row.handed_in_by_id != actor.id
