"""Whose waves may go on: nobody is asked about their life at home while they are away again."""

from django.db.models import Exists, OuterRef, QuerySet

from passerelle.domain.stays.kinds import WITHOUT_TRAVEL
from passerelle.records.followups.models import Wave
from passerelle.records.stays.models import Stay


def at_home(waves: QuerySet[Wave]) -> QuerySet[Wave]:
    """Waves of people who are on no stay away from home, in this case or in another.

    A job at home or from a distance is what the waves ask about: nobody is away by it.
    """
    stays = Stay.objects.unscoped("only whether there is one").exclude(kind__in=WITHOUT_TRAVEL)
    person = OuterRef("journey__candidate__person")
    return waves.exclude(Exists(stays.filter(journey__candidate__person=person, ended_on__isnull=True)))
