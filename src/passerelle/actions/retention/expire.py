"""Blank every field whose purpose is over for its person; rows, keys, days and codes stay."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.retention import clocks
from passerelle.records.candidates.models import Person
from passerelle.records.followups.models import Contact
from passerelle.records.retention import Blank, Erasable, erasable, lives
from passerelle.records.scope import ScopedQuerySet

WHY = "the clock blanks what nobody may keep"
SOME = 400  # people in one statement: well below the number of values that SQLite takes


@dataclass(frozen=True, slots=True)
class Expired:
    """What was, or would be, blanked: rows by model and purpose, and the people concerned by purpose."""

    rows: Mapping[tuple[str, str], int]
    people: Mapping[str, int]


def preview_expiry(actor: Actor, *, on: date) -> Expired:
    """What ``expire`` would blank on a day; nothing is written."""
    _must(actor)
    over = _over(on)
    return Expired(_each(over, on, write=False), {purpose: len(some) for purpose, some in over.items()})


def expire(actor: Actor, *, on: date) -> Expired:
    """Blank what has run out. Done twice it changes nothing more; one event says how many, never whose."""
    _must(actor)
    with writing(actor, "privacy.expire", purpose=Purpose.OVERSIGHT) as note:
        over = _over(on)
        rows = _each(over, on, write=True)
        note.details = {
            "rows": {f"{model} {purpose}": count for (model, purpose), count in rows.items() if count},
            "people": {purpose: len(some) for purpose, some in over.items()},
        }
        return Expired(rows, {purpose: len(some) for purpose, some in over.items()})


def _must(actor: Actor) -> None:
    if not actor.is_system:
        actor.must(Permission.PEOPLE_ADMIN)


def _over(on: date) -> dict[Purpose, list[int]]:
    found: dict[Purpose, list[int]] = defaultdict(list)
    for person, life in sorted(lives().items()):
        for clock in clocks(life):
            if clock.is_over(on):
                found[clock.purpose].append(person)
    return found


def _each(over: Mapping[Purpose, list[int]], on: date, *, write: bool) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for one in erasable():
        people = over.get(one.purpose, [])
        count = 0
        for start in range(0, len(people), SOME):
            rows = _rows(one, people[start : start + SOME])
            count += rows.update(**{blank.name: blank.value for blank in one.blanks}) if write else rows.count()
        if count:
            found[one.model.__name__, one.purpose] = count
    return found


def _rows(one: Erasable, people: Sequence[int]) -> QuerySet[Any]:
    """Rows of these people that still hold something."""
    rows: QuerySet[Any] = one.model._default_manager.all()
    if isinstance(rows, ScopedQuerySet):
        rows = rows.unscoped(WHY)
    if one.by_number:
        rows = rows.filter(_named(one.path, people))
    else:
        rows = rows.filter(**{f"{one.path}__in" if one.path else "pk__in": people})
    held = Q()
    for blank in one.blanks:
        held |= ~_says_nothing(blank)
    return rows.filter(held)


def _named(path: str, people: Sequence[int]) -> Q:
    """Rows that name these people: by number, or by an address at which they are or were reached."""
    some = Person.objects.unscoped(WHY).filter(pk__in=people)
    contacts = Contact.objects.unscoped(WHY).filter(person__in=people)
    named = Q(**{f"{path}__in": some.values("number")})
    for rows in (some, contacts):
        for address in ("email", "phone"):
            named |= Q(**{f"{path}__in": rows.exclude(**{address: ""}).values(address)})
    return named


def _says_nothing(blank: Blank) -> Q:
    if blank.value is None:
        return Q(**{f"{blank.name}__isnull": True})
    return Q(**{blank.name: blank.value})
