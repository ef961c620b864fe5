"""What a decision or a follow-up is added to: its partnership, and its words for the page."""

from dataclasses import dataclass

from passerelle.domain.access.actor import Actor
from passerelle.records.portfolio.models import Roundtable, RoundtableDecision


@dataclass(frozen=True, slots=True)
class Parent:
    """A partnership's code, and what stands above the new row."""

    code: str
    words: str


def of_roundtable(actor: Actor, number: str) -> Parent:
    """Raises ``DoesNotExist`` out of reach."""
    found = Roundtable.objects.visible_to(actor).select_related("partnership").get(number=number)
    return Parent(found.partnership.code, found.on)


def of_decision(actor: Actor, number: str) -> Parent:
    """Raises ``DoesNotExist`` out of reach."""
    rows = RoundtableDecision.objects.visible_to(actor).select_related("partnership")
    found = rows.get(number=number)
    return Parent(found.partnership.code, found.text)
