"""Published tables of national qualifications become releases; earlier releases stay as they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.qualifications import PublishedTable
from passerelle.records.classifications.models import NationalLevel, QualificationTable

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one table: the release in use now, and whether it is new."""

    part: str
    release: int
    is_new: bool
    rows: int


def keep_tables(actor: Actor, tables: Sequence[PublishedTable], *, dated: date | None = None) -> list[Kept]:
    """Keep each table as the next release of its part; one that is in use already changes nothing.

    ``dated``: the day that the tables speak of. All or none. Raises ``NotPermitted``, or ``Refused`` with
    ``in_the_future`` or ``busy``.
    """
    actor.must(Permission.CLASSIFICATION_LOAD)
    if dated is not None and dated > timezone.localdate():
        message = Text("%(day)s has not come yet.", {"day": dated})
        raise Refused([Problem("in_the_future", message, column="dated")])
    try:
        with transaction.atomic():
            kept = [_keep(table, dated) for table in tables]
            if any(one.is_new for one in kept):
                _record(actor, kept)
    except IntegrityError as fault:
        message, hint = Text("Somebody else is loading the same tables."), Text("Wait, then load again.")
        raise Refused([Problem("busy", message, hint)]) from fault
    return kept


def _keep(table: PublishedTable, dated: date | None) -> Kept:
    rows = QualificationTable.objects.filter(part=table.part)
    last = rows.aggregate(Max("release"))["release__max"] or 0
    known = rows.filter(release=last, digest=table.digest).first()
    if known is not None and known.dated == (dated or known.dated):
        return Kept(table.part, last, is_new=False, rows=len(table.rows))
    made = QualificationTable.objects.create(
        part=table.part,
        release=last + 1,
        file=table.file[:200],
        digest=table.digest,
        dated=dated,
        loaded_at=timezone.now(),
    )
    NationalLevel.objects.bulk_create(
        (
            NationalLevel(
                table=made,
                country=one.country[:60],
                title=one.title[:500],
                national_level=one.national_level[:20],
                eqf=one.eqf,
                source=one.source,
            )
            for one in table.rows
        ),
        batch_size=BATCH,
    )
    return Kept(table.part, made.release, is_new=True, rows=len(table.rows))


def _record(actor: Actor, kept: Sequence[Kept]) -> None:
    with writing(actor, "qualifications.load", purpose=Purpose.OVERSIGHT) as note:
        note.details = {one.part: one.release for one in kept if one.is_new}
