"""How a field is blanked once its purpose is over, and by which keys a row leads to its person.

Text, lists and amounts go. Where a constraint asks for something (a refusal has a reason, a number stands
once in a list), a fixed sign takes the place of what stood there: the words are gone, the row stays valid.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Case, CharField, DecimalField, F, JSONField, Q, Value, When
from django.db.models.functions import Cast, Concat

from passerelle.records.candidates.models import Person

# What stands where something stood that may no longer be kept and that must not be empty. No keyboard has it.
GONE = "∅"
CODE = 40  # signs: a shorter text is a code that counts rest on
# Rows that are somebody's identity or profile: all of it goes.
IDENTITY = frozenset({"candidates.person", "followups.contact", "alumni.alumna"})
# Coded answers without a name; the published counts of follow-up rest on them.
COUNTED = frozenset({"followups.wave.answers"})
# The random name of an uploaded file: without it nothing leads to the file, which goes as well.
FILE = "stored"
# Money that was owed or changed hands: without a name it stays, since accounts and audits rest on its sums.
ACCOUNTED = frozenset(
    {
        "contracts.fee.amount",
        "reintegration.award.amount",
        "reintegration.tranche.amount",
        "reintegration.instalment.amount",
        "reintegration.repayment.amount",
    }
)
# Amounts that a constraint asks for beside another fact; they read 0 afterwards.
ASKED_FOR = frozenset({"diaspora.introduction.promised"})


@dataclass(frozen=True, slots=True)
class Blank:
    """One field, the value that says nothing, and what takes the place of something that must not be empty."""

    name: str
    value: object
    instead: Any = None

    def written(self) -> Any:
        """What an update writes: ``instead`` only where something stood."""
        if self.instead is None:
            return self.value
        kind = self.instead.output_field
        return Case(When(self._empty(), then=F(self.name)), default=self.instead, output_field=kind)

    def says_nothing(self) -> Q:
        """Rows whose field holds nothing about anybody."""
        empty = self._empty()
        return empty if self.instead is None else empty | Q(**{self.name: self.instead})

    def _empty(self) -> Q:
        return Q(**{f"{self.name}__isnull": True} if self.value is None else {self.name: self.value})


def blank_of(model: type[models.Model], name: str) -> Blank | None:
    """How a field is blanked; ``None`` where it stays: keys, days, codes, counts, and sums of accounts."""
    field, label = model._meta.get_field(name), model._meta.label_lower
    identity = label in IDENTITY
    if isinstance(field, models.ForeignKey) or f"{label}.{name}" in COUNTED | ACCOUNTED:
        return None
    if not identity and isinstance(field, models.DateField | models.BooleanField | models.IntegerField):
        return None
    if isinstance(field, models.CharField | models.TextField):
        return _text_blank(model, field)
    if isinstance(field, models.JSONField):
        return _list_blank(model, field)
    if getattr(field, "null", False):
        asked = Value(Decimal(0), output_field=DecimalField())
        return Blank(name, None, asked if f"{label}.{name}" in ASKED_FOR else None)
    return Blank(name, Decimal(0)) if isinstance(field, models.DecimalField) else None


def _text_blank(model: type[models.Model], field: Any) -> Blank | None:
    is_code = field.choices or (field.max_length or CODE + 1) <= CODE
    if is_code and model._meta.label_lower not in IDENTITY and field.name != FILE:
        return None
    if field.unique:
        return Blank(field.name, None) if field.null else None
    empty = None if field.null else ""
    if model._meta.label_lower in IDENTITY:
        return Blank(field.name, empty)
    if field.name in _listed_once(model):
        # Unlike every other row's.
        return Blank(field.name, empty, Concat(Value(GONE), Cast("pk", CharField()), output_field=CharField()))
    sign = Value(GONE, output_field=CharField()) if field.name in _asked_for(model) else None
    return Blank(field.name, empty, sign)


def _list_blank(model: type[models.Model], field: Any) -> Blank:
    if field.null:
        asked = field.name in _asked_for(model)
        return Blank(field.name, None, Value({}, output_field=JSONField()) if asked else None)
    return Blank(field.name, field.get_default() if field.has_default() else {})


@cache
def _listed_once(model: type[models.Model]) -> frozenset[str]:
    return frozenset(name for one in model._meta.constraints for name in getattr(one, "fields", ()))


@cache
def _asked_for(model: type[models.Model]) -> frozenset[str]:
    conditions = [getattr(one, "condition", None) for one in model._meta.constraints]
    return frozenset(name.split("__")[0] for one in conditions if one for name in _lookups(one))


def _lookups(condition: Q) -> Iterable[str]:
    for child in condition.children:
        yield from _lookups(child) if isinstance(child, Q) else [child[0]] if isinstance(child, tuple) else []


@cache
def paths_of(model: type[models.Model]) -> tuple[str, ...]:
    """The keys that lead from a row to its person, as lookups; ``("",)`` for the person's own row.

    One way where it is always filled, otherwise each that may be: a dossier is a candidate's or a person's.
    """
    return _ways(model, ())[1]


def _ways(model: type[models.Model], seen: tuple[type[models.Model], ...]) -> tuple[bool, tuple[str, ...]]:
    """Whether every row leads to a person, and how."""
    if model is Person:
        return True, ("",)
    always: list[tuple[str, ...]] = []
    perhaps: list[str] = []
    for field in model._meta.get_fields():
        target = getattr(field, "related_model", None)
        if not isinstance(field, models.ForeignKey) or not isinstance(target, type):
            continue
        if target is model or target in seen:
            continue
        firm, ways = _ways(target, (*seen, model))
        found = tuple(f"{field.name}__{way}" if way else field.name for way in ways)
        if firm and found and not field.null:
            always.append(found)
        perhaps.extend(found)
    if always:
        return True, min(always, key=lambda one: (len(one), one[0].count("__")))
    return False, tuple(perhaps)
