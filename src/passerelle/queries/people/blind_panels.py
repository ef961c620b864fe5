"""Whom a panelist must not know by name yet: everybody heard in a blind round of theirs that is not ranked.

``actors.py`` asks this once for each request; from then on the names of these people are not read at all
(``records/masks.py``), and no page addressed by something of theirs opens.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from passerelle.domain.access.actor import Actor
from passerelle.records.blanks import paths_of
from passerelle.records.columns import PublicNumber
from passerelle.records.interviews.models import Interview, Panelist
from passerelle.records.retention import BACKWARDS
from passerelle.records.scope import ScopedQuerySet

WHY = "asked only whether the reader sits on the panel"
# The panel's own pages, which show numbers.
OF_THE_PANEL = "interviews"


def sits_on_a_blind_panel(user: str) -> Exists:
    """Whether the account in this column sits on the panel of a blind round that is not ranked."""
    return Exists(
        Panelist.objects.filter(user=OuterRef(user), round__blind=True, round__ranked_at__isnull=True)
    )


def scored_blindly(user: int) -> Mapping[int, str]:
    """Keys and numbers of the people whom an account scores blindly now. One query."""
    rows = Interview.objects.unscoped(WHY).filter(
        round__blind=True, round__ranked_at__isnull=True, round__panel__user=user
    )
    return dict(rows.values_list("candidate__person_id", "candidate__person__number"))


def is_blind_to(actor: Actor, numbers: Collection[str]) -> bool:
    """Whether a public number (of a person, case, contract, permit file, ...) is of somebody unseen.

    No query for almost everybody; otherwise one for each kind of record whose numbers begin like these.
    """
    if not actor.unseen:
        return False
    begun = {number.split("-")[0] for number in numbers}
    return any(
        _rows(model).filter(_of(paths, actor.unseen), number__in=numbers).exists()
        for prefix, model, paths in _numbered()
        if prefix in begun
    )


def _of(paths: tuple[str, ...], people: Collection[int]) -> Q:
    found = Q()
    for path in paths:
        found |= Q(**{f"{path}__in" if path else "pk__in": list(people)})
    return found


def _rows(model: type[models.Model]) -> Any:
    rows = model._default_manager.all()
    return rows.unscoped(WHY) if isinstance(rows, ScopedQuerySet) else rows


@cache
def _numbered() -> tuple[tuple[str, type[models.Model], tuple[str, ...]], ...]:
    """Every kind of record that has a public number and is about one person, but the panel's own."""
    return tuple(_found())


def _found() -> Iterator[tuple[str, type[models.Model], tuple[str, ...]]]:
    for model in apps.get_models():
        number = next((one for one in model._meta.fields if one.name == "number"), None)
        if not isinstance(number, PublicNumber) or model._meta.app_label == OF_THE_PANEL:
            continue
        backwards = BACKWARDS.get(model._meta.label_lower)
        paths = (backwards,) if backwards else paths_of(model)
        if paths:
            yield number.prefix, model, paths
