"""Blank every field whose purpose is over, and remove its files; rows, keys, days and codes stay."""

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
from passerelle.domain.access.retention import TERMS, clocks, over_before
from passerelle.gateways import documents
from passerelle.records.blanks import FILE
from passerelle.records.candidates.models import Person
from passerelle.records.followups.models import Contact
from passerelle.records.retention import Erasable, erasable, lives
from passerelle.records.scope import ScopedQuerySet

WHY = "the clock blanks what nobody may keep"
SOME = 400  # people in one statement: well below the number of values that SQLite takes


@dataclass(frozen=True, slots=True)
class Expired:
    """What was, or would be, blanked: rows by model and purpose, people by purpose, uploaded files."""

    rows: Mapping[tuple[str, str], int]
    people: Mapping[str, int]
    files: int = 0


def preview_expiry(actor: Actor, *, on: date) -> Expired:
    """What ``expire`` would blank on a day; nothing is written."""
    _must(actor)
    over = _over(on)
    rows, files = _each(over, on, write=False)
    return Expired(rows, {purpose: len(some) for purpose, some in over.items()}, len(files))


def expire(actor: Actor, *, on: date) -> Expired:
    """Blank what has run out. Done twice it changes nothing more; one event says how many, never whose.

    Rows come first: a file goes once no row names it any more. Where the machine stops in between,
    ``sweep_files`` removes what is left.
    """
    _must(actor)
    with writing(actor, "privacy.expire", purpose=Purpose.OVERSIGHT) as note:
        over = _over(on)
        rows, files = _each(over, on, write=True)
        found = Expired(rows, {purpose: len(some) for purpose, some in over.items()}, len(files))
        note.details = {
            "rows": {f"{model} {purpose}": count for (model, purpose), count in rows.items()},
            "people": dict(found.people),
            "files": found.files,
        }
    for name in files:
        documents.drop(name)
    return found


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


def _each(
    over: Mapping[Purpose, list[int]], on: date, *, write: bool
) -> tuple[dict[tuple[str, str], int], list[str]]:
    found: dict[tuple[str, str], int] = {}
    files: list[str] = []
    for one in erasable():
        people = over.get(one.purpose, []) if one.paths or one.number else []
        some = [_of_people(one, people[start : start + SOME]) for start in range(0, len(people), SOME)]
        count = 0
        for which in [*some, *_ended(one, on)]:
            rows = _held(one).filter(which)
            files += _files(one, rows)
            count += (
                rows.update(**{blank.name: blank.written() for blank in one.blanks}) if write else rows.count()
            )
        if count:
            found[one.model.__name__, one.purpose] = count
    return found, files


def _held(one: Erasable) -> QuerySet[Any]:
    """Rows that still hold something."""
    rows: QuerySet[Any] = one.model._default_manager.all()
    if isinstance(rows, ScopedQuerySet):
        rows = rows.unscoped(WHY)
    held = Q()
    for blank in one.blanks:
        held |= ~blank.says_nothing()
    return rows.filter(held)


def _files(one: Erasable, rows: QuerySet[Any]) -> list[str]:
    if FILE not in (blank.name for blank in one.blanks):
        return []
    return list(rows.exclude(**{FILE: ""}).values_list(FILE, flat=True))


def _of_people(one: Erasable, people: Sequence[int]) -> Q:
    found = _named(one.number, people) if one.number else Q()
    for path in one.paths:
        found |= Q(**{f"{path}__in" if path else "pk__in": people})
    return found


def _ended(one: Erasable, on: date) -> list[Q]:
    """Rows about nobody alone whose purpose has ended long enough ago, by the last of their days."""
    if not one.ends or one.ends_purpose not in TERMS:
        return []
    last = over_before(on, one.ends_purpose)
    some, all_over = Q(), Q(**{f"{path}__isnull": True for path in one.paths})
    for name in one.ends:
        day = f"{name}__date" if f"_{name}".endswith("_at") else name
        some |= Q(**{f"{name}__isnull": False})
        all_over &= Q(**{f"{name}__isnull": True}) | Q(**{f"{day}__lte": last})
    return [some & all_over]


def _named(path: str, people: Sequence[int]) -> Q:
    """Rows that name these people: by number, or by an address at which they are or were reached."""
    some = Person.objects.unscoped(WHY).filter(pk__in=people)
    contacts = Contact.objects.unscoped(WHY).filter(person__in=people)
    named = Q(**{f"{path}__in": some.values("number")})
    for rows in (some, contacts):
        for address in ("email", "phone"):
            named |= Q(**{f"{path}__in": rows.exclude(**{address: ""}).values(address)})
    return named
