"""Changing a row of a partnership: each field stays in its history with who, when, from and to."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models
from django.utils import timezone

from passerelle.actions.portfolio.reach import (
    must_be_area,
    must_be_country,
    must_be_date,
    named_once,
    partnership_for,
)
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.portfolio.areas import ACTION_STATES, LEVELS, POLICY_FIELDS
from passerelle.domain.schemes.dates import first_day, last_day
from passerelle.records.portfolio.models import (
    EntryChange,
    FollowUp,
    Objective,
    PartnershipAction,
    Party,
    Roundtable,
    RoundtableDecision,
)

# Kind of row -> its model and the fields that may be changed. A follow-up's state and day have their own act.
ROWS: Mapping[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "objective": (Objective, ("area", "text", "source", "note")),
    "action": (
        PartnershipAction,
        ("title", "area", "level", "fields", "responsible", "status", "start", "end", "source", "note"),
    ),
    "roundtable": (Roundtable, ("on", "participants", "source", "note")),
    "decision": (RoundtableDecision, ("text", "source", "note")),
    "follow_up": (FollowUp, ("text", "owner", "source", "note")),
    "party": (Party, ("name", "country", "roles", "source", "note")),
}
NEEDED = ("text", "title", "name", "owner", "on")


def edit_row(
    actor: Actor,
    kind: str,
    number: str,
    values: Mapping[str, Any],
    *,
    version: int | None = None,
    key: str | None = None,
) -> list[str]:
    """Change the fields given of a row; the answer names those that changed.

    Of a published row the file's own value stays beside the change, and a later load leaves it alone.
    Refused with ``stale``, ``missing``, ``unknown-choice``, ``bad-date``, ``dates-out-of-order`` or
    ``named_twice``.
    """
    content = [kind, number, dict(values)]
    with writing(actor, "partnership.edit", purpose=Purpose.OVERSIGHT, key=key, content=content) as note:
        if note.replayed:
            return [str(one) for one in note.answer] if isinstance(note.answer, list) else []
        row = _row(actor, kind, number)
        must_be_version(row, version)
        changed = {
            name: given
            for name, given in values.items()
            if name in ROWS[kind][1] and getattr(row, name) != given
        }
        _must_make_sense(row, changed)
        now = timezone.now()
        EntryChange.objects.bulk_create(
            EntryChange(
                partnership=row.partnership,
                row=number,
                field=name,
                before=getattr(row, name),
                after=given,
                by_id=actor.id,
                at=now,
            )
            for name, given in changed.items()
        )
        _change(row, changed)
        note.about(number)
        note.details = {"partnership": row.partnership.code, "fields": sorted(changed)}
        note.answer = sorted(changed)
        return sorted(changed)


def _row(actor: Actor, kind: str, number: str) -> Any:
    if kind not in ROWS:
        raise NotPermitted(kind)
    manager: Any = ROWS[kind][0]._default_manager
    rows = manager.visible_to(actor).select_related("partnership").select_for_update(of=("self",))
    row = rows.get(number=number)
    partnership_for(actor, row.partnership.code)
    return row


def _change(row: Any, changed: Mapping[str, Any]) -> None:
    for name, given in changed.items():
        if row.key:
            said = row.file_says.setdefault(name, getattr(row, name))
            if said == given:  # back to what the file says
                del row.file_says[name]
        setattr(row, name, given)
    with named_once():
        save_next(row)


def _must_make_sense(row: Any, changed: Mapping[str, Any]) -> None:
    for name, given in changed.items():
        if name in NEEDED and not str(given).strip():
            raise _refused("missing", Text("This must be filled in."), Text("Write it."), name)
        if name in CHECKS:
            CHECKS[name](given)
    start, end = changed.get("start", getattr(row, "start", "")), changed.get("end", getattr(row, "end", ""))
    if start and end and last_day(end) < first_day(start):
        hint = Text("An end on or after %(start)s.", {"start": start})
        raise _refused("dates-out-of-order", Text("The end lies before the start."), hint, "end")


def _one_of(column: str, known: tuple[str, ...], *, may_be_empty: bool = False) -> Callable[[Any], None]:
    def check(given: Any) -> None:
        for one in given if isinstance(given, list) else [given]:
            if one not in known and not (may_be_empty and not one):
                hint = Text("One of: %(choices)s.", {"choices": ", ".join(known)})
                raise _refused(
                    "unknown-choice", Text("%(value)s is not known here.", {"value": one[:60]}), hint, column
                )

    return check


def _refused(code: str, message: Text, hint: Text, column: str) -> Refused:
    return Refused([Problem(code, message, hint, column=column)])


CHECKS: Mapping[str, Callable[[Any], None]] = {
    "area": must_be_area,
    "on": lambda given: must_be_date(given, "on"),
    "start": lambda given: must_be_date(given, "start"),
    "end": lambda given: must_be_date(given, "end"),
    "level": _one_of("level", LEVELS),
    "status": _one_of("status", ACTION_STATES, may_be_empty=True),
    "fields": _one_of("fields", POLICY_FIELDS),
    "country": must_be_country,
}
