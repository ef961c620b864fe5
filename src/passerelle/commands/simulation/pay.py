"""What is paid month by month, stated for all stays at once as an employer's file would state it."""

from datetime import date, timedelta
from decimal import Decimal

from passerelle.actions.work.pay_rows import PayRow
from passerelle.actions.work.signed_terms import agreed_by_stay
from passerelle.actions.work.state_pay import state_pay
from passerelle.commands.simulation.world import WHY, World
from passerelle.domain.simulation.draws import draw
from passerelle.domain.work.agreed import Agreed, expected_gross, expected_hours, share_of_month
from passerelle.domain.work.statements import Statement
from passerelle.records.stays.models import Stay

CENT = Decimal("0.01")
PAID = ("work", "season", "remote", "home")


def pay_months(world: World) -> None:
    """State every month that is over and was not stated, for each stay that somebody worked in."""
    this = world.clock.today.replace(day=1)
    month = world.paid_from or this
    while month < this:
        _state(world, month)
        month = _next(month)
    world.paid_from = this


def _state(world: World, month: date) -> None:
    last = _next(month) - timedelta(days=1)
    rows = Stay.objects.unscoped(WHY).filter(
        journey__candidate__scheme=world.scheme, kind__in=PAID, started_on__lte=last
    ).exclude(ended_on__lt=month)  # fmt: skip
    stays = list(rows.select_related("journey__candidate").order_by("journey__candidate__number", "pk"))
    agreed = agreed_by_stay(stays)
    lines: list[PayRow] = []
    for one in stays:
        terms = agreed.get(one.pk)
        if terms is not None:
            stated = _statement(world, one, terms, month)
            if stated is not None:
                lines.append(PayRow(len(lines) + 2, one.number, stated))
    if lines:
        state_pay(world.staff, lines, source="file", today=world.clock.today)
        world.months_paid += len(lines)


def _statement(world: World, stay: Stay, agreed: Agreed, month: date) -> Statement | None:
    share = share_of_month(month, stay.started_on, stay.ended_on)
    hours = expected_hours(agreed, share)
    gross = expected_gross(agreed, hours, share)
    if gross is None or not agreed.currency or not share:
        return None
    about = ("pay", stay.journey.candidate.number, month)
    if draw(world.plans.seed, *about) < world.plans.assumed.after("pay_below_contract"):
        gross /= 2
    return Statement(month=month, currency=agreed.currency, gross=gross.quantize(CENT), hours=hours)


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
