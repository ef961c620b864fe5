"""Shortage lists and guarded occupations: loaded as published, row by row, repeatable."""

from collections.abc import Sequence

from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.employers.shortages import Listing
from passerelle.records.employers.models import Shortage

Key = tuple[str, str, str, str, str, str, str]


def load_shortages(actor: Actor, rows: Sequence[Listing]) -> dict[str, int]:
    """Keep rows that are new; what is there already stays as it is. How many were created and unchanged."""
    with writing(actor, "shortages.load", purpose=Purpose.OVERSIGHT) as note:
        actor.must(Permission.CLASSIFICATION_LOAD)
        names = ("kind", "list_version", "isco", "country", "region", "op", "title")
        known = set(Shortage.objects.values_list(*names))
        fresh = {_key(row): row for row in rows if _key(row) not in known}
        now = timezone.now()
        Shortage.objects.bulk_create(
            Shortage(
                **dict(zip(names, key, strict=True)),
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                source=row.source,
                confirmed=row.confirmed,
                loaded_at=now,
            )
            for key, row in fresh.items()
        )
        note.details = {"created": len(fresh)}
        return {"created": len(fresh), "unchanged": len(rows) - len(fresh)}


def _key(row: Listing) -> Key:
    return (row.kind, row.list_version, row.isco, row.country, row.region, row.op, row.title)
