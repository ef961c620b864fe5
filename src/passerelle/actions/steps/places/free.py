"""What is free and what is held, for many vacancies and people at once."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from passerelle.records.selection.models import Offer
from passerelle.records.vacancies.models import Place


def free_places(vacancies: Collection[int]) -> dict[int, list[Place]]:
    """The places of each vacancy that no open offer holds, lowest number first. One query."""
    held = Offer.objects.filter(place=OuterRef("pk"), released_at__isnull=True)
    rows = Place.objects.filter(~Exists(held) & Q(vacancy__in=vacancies)).order_by("vacancy", "ordinal")
    found: dict[int, list[Place]] = defaultdict(list)
    for place in rows:
        found[place.vacancy_id].append(place)
    return found


def held_by_person(people: Collection[int]) -> dict[int, list[tuple[int, bool]]]:
    """The open offers of each person: the referral, and whether it lets the person hold no other. One query."""
    rows = Offer.objects.filter(candidate__in=people, released_at__isnull=True)
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for person, referral, exclusive in rows.values_list("candidate_id", "referral_id", "exclusive"):
        found[person].append((referral, exclusive))
    return found
