"""Load a partnership file: rows that it publishes are made or renewed; rows added here stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.digest import digest
from passerelle.domain.portfolio.folder import parse_text
from passerelle.domain.portfolio.partnership import Partnership as PartnershipFile
from passerelle.records.partnerships.models import Scheme, SchemeVersion
from passerelle.records.portfolio.models import (
    Objective,
    Partnership,
    PartnershipAction,
    Party,
    Roundtable,
    RoundtableDecision,
    SchemeLink,
)

WHY = "the loader sees every partnership"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Whether the partnership was created, changed or found unchanged, and how many schemes are linked."""

    created: int
    changed: int
    unchanged: int
    schemes: int

    def as_dict(self) -> dict[str, int]:
        """The object that ``partnerships load`` prints."""
        return {
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "schemes": self.schemes,
        }


def load_partnership(
    actor: Actor, text: str, *, file: str = "partnership.toml", key: str | None = None
) -> Loaded:
    """Keep what a partnership file publishes; raises ``Refused`` with its errors.

    Schemes are linked where the file names them or where people come from the partner country.
    """
    actor.must(Permission.SCHEME_LOAD)
    stated = parse_text(text, file)
    facts = stated.normalised()
    with writing(actor, "partnership.load", purpose=Purpose.OVERSIGHT, key=key, content=digest(facts)) as note:
        if note.replayed and isinstance(note.answer, dict):
            return Loaded(**note.answer)
        loaded = _keep(stated, facts)
        note.details = {**loaded.as_dict(), "file": file, "partnership": stated.code}
        note.answer = loaded.as_dict()
    return loaded


def _keep(stated: PartnershipFile, facts: dict[str, Any]) -> Loaded:
    known = Partnership.objects.unscoped(WHY).select_for_update()
    partnership = known.filter(code=stated.code).first()
    is_new = partnership is None
    partnership = partnership or Partnership(code=stated.code, version=0)
    same = partnership.digest == digest(facts)
    if not same:
        partnership.name, partnership.country = stated.name, stated.country
        partnership.status, partnership.since = stated.status, stated.since or ""
        partnership.facts, partnership.digest = facts, digest(facts)
        partnership.loaded_at = timezone.now()
        partnership.version += 1
        partnership.save()
        _rows(partnership, stated)
    linked = _links(partnership, stated)
    return Loaded(int(is_new), int(not is_new and not same), int(same), linked)


def _rows(partnership: Partnership, stated: PartnershipFile) -> None:
    def told(row: Any) -> dict[str, Any]:
        return {"source": stated.sources[row.source], "note": getattr(row, "note", None) or ""}

    _renew(
        Objective, partnership, {o.id: {"area": o.area, "text": o.text, **told(o)} for o in stated.objectives}
    )
    actions = {
        one.id: {
            "area": one.area,
            "title": one.title,
            "level": one.level,
            "fields": list(one.fields),
            "responsible": one.responsible or "",
            "status": one.status or "",
            "start": one.start or "",
            "end": one.end or "",
            **told(one),
        }
        for one in stated.actions
    }
    _renew(PartnershipAction, partnership, actions)
    meetings = {
        one.id: {"on": one.on, "participants": list(one.participants) or None, **told(one)}
        for one in stated.roundtables
    }
    _renew(Roundtable, partnership, meetings, keep={"decisions__key": ""})
    _decisions(partnership, stated)
    for party in stated.parties:
        values = {"key": party.name[:40], "country": party.country or "", "roles": list(party.roles)}
        Party.objects.unscoped(WHY).update_or_create(
            partnership=partnership, name=party.name, defaults={**values, **told(party)}
        )
    named = [party.name for party in stated.parties]
    Party.objects.unscoped(WHY).filter(partnership=partnership).exclude(key="").exclude(name__in=named).delete()


def _decisions(partnership: Partnership, stated: PartnershipFile) -> None:
    meetings = Roundtable.objects.unscoped(WHY).filter(partnership=partnership).exclude(key="")
    by_key = {meeting.key: meeting for meeting in meetings}
    values = {
        f"{meeting.id}.{one.id}"[:40]: {
            "roundtable": by_key[meeting.id],
            "text": one.text,
            "source": stated.sources[one.source or meeting.source or ""],
        }
        for meeting in stated.roundtables
        for one in meeting.decisions
    }
    _renew(RoundtableDecision, partnership, values, keep={"follow_ups__isnull": False})


def _renew(
    model: type[models.Model],
    partnership: Partnership,
    values: Mapping[str, dict[str, Any]],
    *,
    keep: Mapping[str, Any] | None = None,
) -> None:
    """The file's rows as they stand now; a row that it dropped goes, unless something hangs on it."""
    manager: Any = model._default_manager
    rows = manager.get_queryset().unscoped(WHY)
    for key, stated in values.items():
        rows.update_or_create(partnership=partnership, key=key, defaults=stated)
    dropped = rows.filter(partnership=partnership).exclude(key="").exclude(key__in=list(values))
    needed = dropped.filter(**keep).values_list("pk", flat=True) if keep else ()
    dropped.exclude(pk__in=list(needed)).delete()


def _links(partnership: Partnership, stated: PartnershipFile) -> int:
    current = SchemeVersion.objects.filter(number=models.F("scheme__current")).exclude(
        scheme__hypothetical=True
    )
    for scheme, code, facts in current.values_list("scheme_id", "scheme__code", "facts"):
        if code in stated.schemes or stated.country in (facts.get("origins") or ()):
            SchemeLink.objects.get_or_create(partnership=partnership, scheme_id=scheme)
    return Scheme.objects.unscoped(WHY).filter(partnership_links__partnership=partnership).count()
