"""A month of pay in which rent was kept back that no contract names, and a word told in confidence."""

from dataclasses import replace
from decimal import Decimal

from passerelle.actions.grievances.tell import Told, tell
from passerelle.actions.steps.writing import without_letters
from passerelle.actions.work.pay_rows import PayRow
from passerelle.actions.work.state_pay import state_pay
from passerelle.commands.simulation.recording import as_people
from passerelle.commands.simulation.world import WHY, World
from passerelle.domain.access.actor import Actor
from passerelle.domain.work.statements import Statement
from passerelle.records.stays.models import Stay
from passerelle.records.work.models import PayStatement

PAID, RENT = 2, Decimal(60)
TOLD = Told("pay", "Sixty euros of rent are missing from my pay. Nobody spoke of rent. (invented)")


def state_a_month(world: World) -> None:
    """Two workers' month, one with rent that is flagged for the welfare officer; she tells it in confidence."""
    stays = Stay.objects.unscoped(WHY).filter(journey__candidate__scheme=world.scheme, ended_on__isnull=True)
    at_work = stays.filter(started_on__isnull=False, contract__isnull=False).order_by("number")
    some = list(at_work.select_related("journey__candidate")[:PAID])
    stated = PayStatement.objects.unscoped(WHY).filter(stay__journey__candidate__scheme=world.scheme)
    if not some or stated.exists():
        return
    rows = [
        PayRow(
            place + 2,
            one.number,
            Statement(
                month=(one.started_on or world.clock.today).replace(day=1),
                currency="EUR",
                gross=Decimal(1_000),
                deductions={"rent": RENT} if place == 0 else {},
            ),
        )
        for place, one in enumerate(some)
    ]
    with without_letters():
        state_pay(world.staff, rows, source="file", today=world.clock.today)
        tell(only_as(world, some[0]), TOLD, key=f"demonstration-{some[0].number}")


def only_as(world: World, stay: Stay) -> Actor:
    """The worker herself, and nobody else's sides."""
    actor = as_people(world, [stay.journey.candidate.number])
    return replace(actor, grants=actor.grants[-1:])
