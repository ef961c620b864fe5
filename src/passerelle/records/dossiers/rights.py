"""Who may hand in and who may review, by the kind of dossier."""

from django.utils import timezone

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.dossier_kinds import BY_HOSTS, OF_HOSTS, to_hand_in, to_review
from passerelle.domain.access.permissions import Permission
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.partnerships.ties import tied_hosts


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
    """The person or the host for their own; else whoever writes this kind of file in the scheme."""
    asked = to_hand_in(dossier.kind)
    if dossier.kind in BY_HOSTS and dossier.organisation_id is not None:
        return actor.speaks_for(asked, scheme=dossier.scheme_id, organisation=dossier.organisation_id)
    return is_own(actor, dossier) or actor.may(asked, scheme=dossier.scheme_id)


def may_review(actor: Actor, dossier: Dossier) -> bool:
    """Staff only, never on papers of their own or of a host that they have a tie to.

    Who handed an item in is checked item by item.
    """
    if is_own(actor, dossier) or not actor.may(to_review(dossier.kind), scheme=dossier.scheme_id):
        return False
    if dossier.kind not in OF_HOSTS or actor.id is None:
        return True
    return dossier.organisation_id not in tied_hosts(actor.id, today=timezone.localdate())


def is_own(actor: Actor, dossier: Dossier) -> bool:
    """Whether the dossier is about the person whose account this is."""
    numbers = {grant.person for grant in actor.granting(Permission.OWN_ACT)}
    return dossier.whose is not None and dossier.whose.number in numbers
