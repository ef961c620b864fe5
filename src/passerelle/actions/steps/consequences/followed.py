"""What a neutral end brings by itself: waves of follow-up, and a contact that recruitment does not keep."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from passerelle.actions.steps.consequences.moved import Act, Moved
from passerelle.domain.followups.waves import ANCHORS, PLANNED, due_on, months_of
from passerelle.domain.journey.reasons import BACK_TO_POOL
from passerelle.records.candidates.models import Person
from passerelle.records.followups.models import Contact, Wave
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion

WHY = "the action reached these cases"
BATCH = 1_000


def plan_after(act: Act, moved: Sequence[Moved]) -> None:
    """Waves for each case that reached a return, a lawful stay, a job at home or a business; constant queries.

    Waves that were planned from an earlier such day and not sent yet make room; what was answered stays.
    """
    reached = [one for one in moved if one.row.to in ANCHORS and one.row.event not in BACK_TO_POOL]
    reached = [one for one in reached if one.row.leaving != one.row.to]
    if not reached:
        return
    plan_waves([(one.journey, ANCHORS[one.row.to]) for one in reached], on=timezone.localdate(act.at))


def plan_waves(cases: Sequence[tuple[Journey, str]], *, on: date) -> None:
    """The waves of these cases, counted from a day; each comes with its candidate and person. Four queries."""
    journeys = [journey for journey, _anchor in cases]
    versions = SchemeVersion.objects.filter(pk__in={one.scheme_version_id for one in journeys})
    months = {one.pk: months_of(one.facts) for one in versions}
    Wave.objects.unscoped(WHY).filter(journey__in=journeys, state=PLANNED).delete()
    Wave.objects.bulk_create(
        (
            Wave(journey=journey, anchor=anchor, began_on=on, months=number, due_on=due_on(on, number))
            for journey, anchor in cases
            for number in months[journey.scheme_version_id]
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    people = {journey.candidate.person_id: journey.candidate.person for journey in journeys}
    rows = [contact_of(one) for one in people.values()]
    Contact.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def contact_of(person: Person) -> Contact:
    """The contact of a person as it is known now."""
    return Contact(
        person=person,
        name=f"{person.given_name} {person.family_name}".strip()[:240],
        email=person.email,
        phone=person.phone,
        language=person.language,
        channel=person.channel,
    )
