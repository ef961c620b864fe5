"""Load a partnership file: rows that it publishes are made or renewed; rows added here stay."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from passerelle.actions.steps.versions import save_next
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
    """Whether the partnership was created, changed or found unchanged, and how many schemes are linked.

    ``conflicts``: row and field that the file says otherwise than what was changed here, which stays.
    """

    created: int
    changed: int
    unchanged: int
    schemes: int
    conflicts: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The object that ``partnerships load`` prints."""
        return {
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "schemes": self.schemes,
            "conflicts": [list(one) for one in self.conflicts],
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
            conflicts = tuple((row, field) for row, field in note.answer["conflicts"])
            return Loaded(**{**note.answer, "conflicts": conflicts})
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
    return Loaded(
        int(is_new), int(not is_new and not same), int(same), linked, tuple(conflicts_of(partnership))
    )


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
    parties = {
        party.name[:40]: {
            "name": party.name,
            "country": party.country or "",
            "roles": list(party.roles),
            **told(party),
        }
        for party in stated.parties
    }
    for key, values in parties.items():  # a party that was added here and is published now
        same = Party.objects.unscoped(WHY).filter(partnership=partnership, key="", name=values["name"])
        same.update(key=key)
    _renew(Party, partnership, parties)


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
    """The file's rows as they stand now; one that it dropped goes, unless in use or changed here."""
    manager: Any = model._default_manager
    rows = manager.get_queryset().unscoped(WHY)
    known = {row.key: row for row in rows.filter(partnership=partnership).exclude(key="")}
    for key, stated in values.items():
        row = known.get(key)
        if row is None:
            rows.create(partnership=partnership, key=key, **stated)
            continue
        before = {name: getattr(row, name) for name in stated} | {"file_says": dict(row.file_says)}
        renew(row, stated)
        if before != {name: getattr(row, name) for name in before}:
            save_next(row)
    dropped = rows.filter(partnership=partnership, file_says={}).exclude(key="").exclude(key__in=list(values))
    needed = dropped.filter(**keep).values_list("pk", flat=True) if keep else ()
    dropped.exclude(pk__in=list(needed)).delete()


def renew(row: Any, stated: Mapping[str, Any]) -> None:
    """What the file says now; a field changed here keeps the change, with the file's value beside it."""
    for name, value in stated.items():
        if name not in row.file_says:
            setattr(row, name, value)
        elif value == getattr(row, name):
            del row.file_says[name]
        else:
            row.file_says[name] = value


def conflicts_of(partnership: Partnership) -> Iterator[tuple[str, str]]:
    """Every field that was changed here and that the file says otherwise."""
    for model in (Objective, PartnershipAction, Party, Roundtable, RoundtableDecision):
        manager: Any = model._default_manager
        rows = manager.unscoped(WHY).filter(partnership=partnership).exclude(file_says={})
        for number, said in rows.order_by("pk").values_list("number", "file_says"):
            yield from ((number, name) for name in sorted(said))


def _links(partnership: Partnership, stated: PartnershipFile) -> int:
    current = SchemeVersion.objects.filter(number=models.F("scheme__current")).exclude(
        scheme__hypothetical=True
    )
    for scheme, code, facts in current.values_list("scheme_id", "scheme__code", "facts"):
        if code in stated.schemes or stated.country in (facts.get("origins") or ()):
            SchemeLink.objects.get_or_create(partnership=partnership, scheme_id=scheme)
    return Scheme.objects.unscoped(WHY).filter(partnership_links__partnership=partnership).count()
