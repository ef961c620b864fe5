"""Partnerships between firms, with what a scheme's file says was published beside the count of cases."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.reintegration.agreements import STATES
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.reintegration.models import FirmPartnership

# Facts of scheme files that tell of partnerships, by the state they count.
PUBLISHED = {"partnerships_signed": "signed", "partnerships_in_negotiation": "in_negotiation"}


@dataclass(frozen=True, slots=True)
class Counted:
    """A state: how many cases here, and what was published (``None``: nothing), with its source."""

    state: str
    here: int
    published: int | None
    source: str


@dataclass(frozen=True, slots=True)
class FirmsPage:
    """The list and its counts."""

    rows: Sequence[FirmPartnership]
    counts: Sequence[Counted]


def firm_partnerships(actor: Actor) -> FirmsPage:
    """Partnerships within reach, the newest first; two queries."""
    actor.must(Permission.REINTEGRATION_READ)
    people = ("journey__candidate__person", "journey__candidate__scheme", "host")
    rows = list(FirmPartnership.objects.visible_to(actor).select_related(*people).order_by("-opened_on", "-pk"))
    here = Counter(one.state for one in rows)
    told = _published(actor)
    return FirmsPage(rows, [Counted(one, here[one], *told.get(one, (None, ""))) for one in STATES])


def _published(actor: Actor) -> Mapping[str, tuple[int | None, str]]:
    schemes = actor.schemes(Permission.REINTEGRATION_READ)
    versions = SchemeVersion.objects.order_by("scheme", "number").select_related("scheme")
    if schemes is not None:
        versions = versions.filter(scheme__in=schemes)
    newest = {one.scheme_id: one for one in versions}
    found: dict[str, tuple[int | None, str]] = {}
    for version in newest.values():
        facts: Mapping[str, Any] = version.facts
        sources: Mapping[str, str] = facts.get("sources") or {}
        for fact in facts.get("fact") or ():
            state = PUBLISHED.get(fact["id"])
            if state is not None and fact.get("value") is not None:
                found[state] = (int(fact["value"]), sources.get(fact.get("source", ""), ""))
    return found
