"""What the retention clock may blank, read off the models themselves, and the lives it looks at.

Every model says in ``Privacy`` which field serves which purpose. A field whose purpose is over is blanked:
text, lists, amounts, and everything on rows that are somebody's identity. What stays is a skeleton without a
name: keys between rows, days, and codes, on which counts rest and which the database's constraints ask for.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from passerelle.domain.access.privacy import Keep, Purpose
from passerelle.domain.access.retention import Life
from passerelle.records.alumni.models import Alumna
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.followups.models import Wave
from passerelle.records.journeys.models import Journey
from passerelle.records.stays.models import Stay

WHY = "the clock looks at everybody"
CODE = 40  # signs: a shorter text is a code that counts rest on
# Rows that are somebody's identity or profile: all of it goes.
IDENTITY = frozenset({"candidates.person", "followups.contact", "alumni.alumna"})
# Coded answers without a name; the published counts of follow-up rest on them.
COUNTED = frozenset({"followups.wave.answers"})
# Rows to which a person is reached backwards.
BACKWARDS = {"signing.paper": "contract_version__contract__candidate__person"}
# Rows that name a person by the public number, without a key.
BY_NUMBER = {"outbox.message": "recipient", "signing.signature": "person", "signing.signedlink": "recipient"}


@dataclass(frozen=True, slots=True)
class Blank:
    """One field and the value that says nothing."""

    name: str
    value: object


@dataclass(frozen=True, slots=True)
class Erasable:
    """The fields of one model that a purpose leaves to blank, and how its rows lead to a person."""

    model: type[models.Model]
    purpose: Purpose
    path: str  # of lookups to the person's key, or the field that holds the public number
    by_number: bool
    blanks: tuple[Blank, ...]


@cache
def erasable() -> tuple[Erasable, ...]:
    """Everything that can be blanked, by model and purpose."""
    return tuple(_found())


def skeleton(model: type[models.Model]) -> set[str]:
    """Personal fields of a model that stay when their purpose is over: keys, days, codes."""
    personal: dict[str, Keep] = model.Privacy.personal  # type: ignore[attr-defined]
    return {name for name in personal if _blank(model, name) is None}


def lives(people: Sequence[int] | None = None) -> dict[int, Life]:
    """What the clocks need of every person, or of these, by key. Five queries however many people."""
    known: dict[int, dict[str, Any]] = {}
    rows = _of(Candidate, "person_id", people, "withdrawn_on", "applied_on", "created_at")
    for person, withdrawn, applied, made in rows:
        last = max(one for one in (withdrawn, applied, _day(made)) if one)
        _later(known.setdefault(person, {}), "last_contact", last)
    for person, ended in _of(Journey, "candidate__person_id", people, "ended_on"):
        _ended(known.setdefault(person, {}), "case_open", "case_ended", ended)
        _later(known[person], "last_contact", ended)
    for person, ended in _of(Stay, "journey__candidate__person_id", people, "ended_on"):
        _ended(known.setdefault(person, {}), "stay_open", "stay_ended", ended)
    for person, settled in _of(Wave, "journey__candidate__person_id", people, "settled_at"):
        _ended(known.setdefault(person, {}), "wave_open", "wave_settled", _day(settled))
    for person, until in _of(Alumna, "person_id", people, "withdrawn_at"):
        _ended(known.setdefault(person, {}), "agrees", "agreed_until", _day(until))
    return {person: Life(**facts) for person, facts in known.items()}


def _of(model: Any, path: str, people: Sequence[int] | None, *fields: str) -> Any:
    rows = model.objects.unscoped(WHY)
    rows = rows if people is None else rows.filter(**{f"{path}__in": people})
    return rows.order_by().values_list(path, *fields)


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _ended(facts: dict[str, Any], running: str, over: str, ended: date | None) -> None:
    if ended is None:
        facts[running] = True
    else:
        _later(facts, over, ended)


def _later(facts: dict[str, Any], name: str, day: date | None) -> None:
    if day is not None:
        facts[name] = max(day, facts.get(name, day))


def _found() -> Iterator[Erasable]:
    for model in apps.get_models():
        if not model.__module__.startswith("passerelle.records"):
            continue
        number = BY_NUMBER.get(model._meta.label_lower, "")
        path = number or BACKWARDS.get(model._meta.label_lower) or _path(model)
        if path is None:
            continue
        personal: dict[str, Keep] = model.Privacy.personal  # type: ignore[attr-defined]
        for purpose in sorted({keep.purpose for keep in personal.values()}):
            names = [name for name, keep in personal.items() if keep.purpose is purpose]
            blanks = tuple(one for one in (_blank(model, name) for name in names) if one is not None)
            if blanks:
                yield Erasable(model, purpose, path, bool(number), blanks)


def _path(model: type[models.Model]) -> str | None:
    """The shortest way over forward keys to a person; empty for the person's own row, ``None``: none."""
    seen, waiting = {model}, deque([(model, "")])
    while waiting:
        here, path = waiting.popleft()
        if here is Person:
            return path
        for field in here._meta.get_fields():
            target = getattr(field, "related_model", None)
            if isinstance(field, models.ForeignKey) and isinstance(target, type) and target not in seen:
                seen.add(target)
                waiting.append((target, f"{path}__{field.name}" if path else field.name))
    return None


def _blank(model: type[models.Model], name: str) -> Blank | None:
    field, label = model._meta.get_field(name), model._meta.label_lower
    identity = label in IDENTITY
    if isinstance(field, models.ForeignKey) or f"{label}.{name}" in COUNTED:
        return None
    if not identity and (
        name in _constrained(model) or isinstance(field, models.DateField | models.BooleanField)
    ):
        return None
    if isinstance(field, models.CharField) and not field.unique:
        short = (field.max_length or 0) <= CODE and not identity
        return None if short or field.choices else Blank(name, None if field.null else "")
    if isinstance(field, models.TextField):
        return Blank(name, None if field.null else "")
    if isinstance(field, models.JSONField):
        empty = field.get_default() if field.has_default() else {}
        return Blank(name, None if field.null else empty)
    counted = isinstance(field, models.IntegerField) and not identity
    return Blank(name, None) if getattr(field, "null", False) and not counted else None


@cache
def _constrained(model: type[models.Model]) -> frozenset[str]:
    named: set[str] = set()
    for one in model._meta.constraints:
        named |= set(getattr(one, "fields", ()))
        condition = getattr(one, "condition", None)
        named |= {lookup.split("__")[0] for lookup in _lookups(condition)} if condition else set()
    return frozenset(named)


def _lookups(condition: Q) -> Iterable[str]:
    for child in condition.children:
        yield from _lookups(child) if isinstance(child, Q) else [child[0]] if isinstance(child, tuple) else []
