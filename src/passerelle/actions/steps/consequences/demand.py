"""Consequences for demand: places in quotas are held, used up, given back."""

from collections.abc import Mapping, Sequence

from passerelle.actions.steps.consequences.moved import Act, Consequence, Moved
from passerelle.actions.steps.places.quotas import Placed, consume, release, reserve
from passerelle.records.selection.models import Offer


def reserve_quota(act: Act, moved: Sequence[Moved]) -> None:
    """A place in every quota that binds each offer held; what is held already is not taken again."""
    people = {one.journey.candidate_id: one.journey.candidate for one in moved}
    rows = Offer.objects.filter(candidate__in=people, released_at__isnull=True)
    offers = rows.select_related("place__vacancy__employer").order_by("pk")
    placed = [Placed(people[offer.candidate_id], offer.place.vacancy) for offer in offers]
    reserve(act.note, placed, by=act.by.id, at=act.at)


def consume_quota(act: Act, moved: Sequence[Moved]) -> None:
    """The permit is granted: what was reserved is used up."""
    people = [one.journey.candidate_id for one in moved]
    consume(act.note, people, by=act.by.id, at=act.at, why=moved[0].row.event)


def release_quota(act: Act, moved: Sequence[Moved]) -> None:
    """What these people hold in quotas is given back, and the next in each list moves up."""
    people = [one.journey.candidate_id for one in moved]
    release(act.note, people, by=act.by.id, at=act.at, why=moved[0].row.event)


CONSEQUENCES: Mapping[str, Consequence] = {
    "reserve_quota": reserve_quota,
    "consume_quota": consume_quota,
    "release_quota": release_quota,
}
