"""One row of a partnership with its history, and what its file says where it was changed here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.portfolio.models import (
    EntryChange,
    FollowUp,
    Objective,
    Partnership,
    PartnershipAction,
    Party,
    Roundtable,
    RoundtableDecision,
)

MODELS: Mapping[str, type[models.Model]] = {
    "objective": Objective,
    "action": PartnershipAction,
    "roundtable": Roundtable,
    "decision": RoundtableDecision,
    "follow_up": FollowUp,
    "party": Party,
}


@dataclass(frozen=True, slots=True)
class RowPage:
    """A row of some kind, its changes newest first, and whether the actor may change it."""

    kind: str
    row: Any
    code: str
    changes: tuple[EntryChange, ...]
    may_write: bool


def row_page(actor: Actor, kind: str, number: str) -> RowPage:
    """Raises ``NotPermitted`` for a kind that there is not, ``DoesNotExist`` out of reach. Four queries."""
    if kind not in MODELS:
        raise NotPermitted(kind)
    manager: Any = MODELS[kind]._default_manager
    row = manager.visible_to(actor).select_related("partnership").get(number=number)
    changes = EntryChange.objects.filter(row=number).select_related("by").order_by("-at", "-pk")
    joined = Partnership.objects.visible_to(actor).joined_by(actor, Permission.PARTNERSHIP_WRITE)
    may_write = joined.filter(pk=row.partnership_id).exists()
    return RowPage(kind, row, row.partnership.code, tuple(changes), may_write)
