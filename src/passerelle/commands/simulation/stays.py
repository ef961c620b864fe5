"""Arrivals, starts and ends of stays, and who is called back: the acts of the stay pages, for many at once."""

from collections.abc import Callable, Sequence

from passerelle.actions.returns.ending import record_ends
from passerelle.actions.stays.confirm import Confirmed, confirm_stays
from passerelle.actions.stays.seasons import recall
from passerelle.commands.simulation.plans import Due
from passerelle.commands.simulation.recording import record_the_rest
from passerelle.commands.simulation.world import WHY, World, parts
from passerelle.domain.stays.kinds import WITHOUT_TRAVEL
from passerelle.records.stays.models import Stay


def arrive(world: World, due: Due) -> None:
    """The team says on which day they arrived; the cases follow."""
    before, today = world.journeys(due.people), world.clock.today
    stays = [one for one in _open(due.people) if one.kind not in WITHOUT_TRAVEL]
    if stays:
        confirm_stays(world.staff, [Confirmed(one.number, arrived_on=today) for one in stays])
    record_the_rest(world, due, before)


def start(world: World, due: Due) -> None:
    """The team says on which day they started; the cases follow."""
    before, today = world.journeys(due.people), world.clock.today
    stays = [one for one in _open(due.people) if one.arrived_on or one.kind in WITHOUT_TRAVEL]
    if stays:
        confirm_stays(world.staff, [Confirmed(one.number, started_on=today) for one in stays])
    record_the_rest(world, due, before)


def end(how: str) -> Callable[[World, Due], None]:
    """How the stays of these people end: ``return`` or ``legal_stay``; the cases follow."""

    def ended(world: World, due: Due) -> None:
        before = world.journeys(due.people)
        numbers = [one.number for one in _open(due.people)]
        if numbers:
            record_ends(world.staff, numbers, how, on=world.clock.today)
        record_the_rest(world, due, before)

    return ended


def call_back(world: World, due: Due) -> None:
    """The hosts call these people back for the next season."""
    before, last = world.journeys(due.people), dict[str, Stay]()
    for part in parts(due.people):
        rows = Stay.objects.unscoped(WHY).filter(journey__candidate__number__in=part, ended_on__isnull=False)
        seasons = rows.filter(kind=Stay.Kind.SEASON, recall__isnull=True)
        for one in seasons.select_related("journey__candidate").order_by("journey__candidate__number", "pk"):
            last[one.journey.candidate.number] = one
    if last:
        numbers = [one.number for one in last.values()]
        recall(world.staff, numbers, season=world.clock.today.year)
    record_the_rest(world, due, before)


def _open(people: Sequence[str]) -> list[Stay]:
    found: list[Stay] = []
    for part in parts(people):
        rows = Stay.objects.unscoped(WHY).filter(journey__candidate__number__in=part, ended_on__isnull=True)
        found += rows.order_by("journey__candidate__number", "pk")
    return found
