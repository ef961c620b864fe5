"""Who may hand in and who may review, by the kind of dossier."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.dossier_kinds import to_hand_in, to_review
from passerelle.domain.access.permissions import Permission
from passerelle.records.dossiers.models import Dossier, DossierItem


def dossier_item(actor: Actor, number: str) -> DossierItem:
    """An item within the actor's scope, with its dossier; ``NotPermitted`` otherwise."""
    visible = Dossier.objects.visible_to(actor)
    rows = DossierItem.objects.select_related(
        "dossier__scheme",
        "dossier__candidate__person",
        "dossier__person",
        "dossier__journey__candidate__person",
        "dossier__journey__candidate__brought_by",
    )
    item = rows.filter(number=number, dossier__in=visible).first()
    if item is None:
        raise NotPermitted(number)
    return item


def may_hand_in(actor: Actor, dossier: Dossier) -> bool:
    """The person themselves for their own; else whoever writes this kind of file in the scheme."""
    return is_own(actor, dossier) or actor.may(to_hand_in(dossier.kind), scheme=dossier.scheme_id)


def may_review(actor: Actor, dossier: Dossier) -> bool:
    """Staff only; who handed an item in is checked item by item."""
    return actor.may(to_review(dossier.kind), scheme=dossier.scheme_id)


def is_own(actor: Actor, dossier: Dossier) -> bool:
    """Whether the dossier is about the person whose account this is."""
    numbers = {grant.person for grant in actor.granting(Permission.OWN_ACT)}
    return dossier.whose is not None and dossier.whose.number in numbers
