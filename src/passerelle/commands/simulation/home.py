"""Plans for home, committees, money in parts, businesses and partnerships: the acts of those pages."""

from datetime import date
from decimal import Decimal

from django.utils.crypto import get_random_string

from passerelle.actions.people.grant import Where, grant
from passerelle.actions.people.invite import invite
from passerelle.actions.reintegration.agreements import open_talks, sign_partnership
from passerelle.actions.reintegration.awards import Verdict, decide
from passerelle.actions.reintegration.businesses import Registered, register_business
from passerelle.actions.reintegration.committees import (
    CommitteeFacts,
    call_up,
    close_committee,
    open_committee,
    seat_members,
)
from passerelle.actions.reintegration.payments import pay, record_visit
from passerelle.actions.reintegration.plans import begin_plans
from passerelle.actions.reintegration.scoring import score_many
from passerelle.actions.reintegration.ventures import (
    Venture,
    hand_in_plan,
    start_coaching,
    write_business_plan,
)
from passerelle.actions.stays.home_job import HomeJob, record_home_job
from passerelle.commands.simulation.plans import Due
from passerelle.commands.simulation.recording import record
from passerelle.commands.simulation.world import WHY, World, parts
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.reintegration.scoring import WEIGHTS
from passerelle.domain.reintegration.ventures import NEEDED
from passerelle.queries.people.actors import actor_of
from passerelle.records.journeys.models import Journey
from passerelle.records.reintegration.models import Award, BusinessPlan, FirmPartnership
from passerelle.records.selection.models import Offer

INVENTED = "invented for a simulation"
GRANT = Decimal(2_000)  # invented: no source gives the sum of a grant
EMPLOYER = "An employer at home (invented)"
MARK = 4
MEMBERS = 2


def begin_home_plans(world: World, due: Due) -> None:
    """A plan for everybody of this day."""
    begin_plans(world.staff, [one.number for one in _cases(world, due)], on=world.clock.today)


def pay_first_part(world: World, due: Due) -> None:
    """Everybody's business plan passes a committee of this day; somebody else than who decided pays."""
    plans = [_handed_in(world, one) for one in _cases(world, due)]
    if not plans:
        return
    facts = CommitteeFacts(f"Committee of {world.clock.today} (invented)", "grant", "EUR")
    number = open_committee(world.staff, world.scheme.code, facts)
    members = _members(world)
    seat_members(world.staff, number, [one.id for one in members if one.id is not None])
    call_up(world.staff, number, plans)
    for member in members:
        score_many(member, {plan: dict.fromkeys(WEIGHTS, MARK) for plan in plans})
    close_committee(world.staff, number, INVENTED, version=None)
    decide(world.staff, number, {plan: Verdict(GRANT) for plan in plans})
    awards = Award.objects.unscoped(WHY).filter(plan__committee__number=number)
    pay(
        world.reviewer,
        list(awards.values_list("number", flat=True)),
        1,
        on=world.clock.today,
        reference=INVENTED,
    )


def start_coaches(world: World, due: Due) -> None:
    """A coach for everybody of this day."""
    for part in parts(due.people):
        rows = BusinessPlan.objects.unscoped(WHY).filter(
            journey__candidate__number__in=part, state="accepted", coached_since__isnull=True
        )
        for number in rows.values_list("number", flat=True):
            start_coaching(world.staff, number, "a coach (invented)", on=world.clock.today)


def register_businesses(world: World, due: Due) -> None:
    """A business in a register for everybody of this day; whoever has a grant is visited and gets the rest."""
    cases = _cases(world, due)
    _visit_and_pay_the_rest(world, cases)
    for one in cases:
        said = Registered("A business (invented)", "a register (invented)", one.number, _today(world), INVENTED)
        register_business(world.staff, one.number, said)


def take_jobs(world: World, due: Due) -> None:
    """A job at home with an invented employer for everybody who came back; others took theirs from an offer."""
    if due.stage != "returned":
        record(world, due)
        return
    for one in _cases(world, due):
        record_home_job(world.staff, one.number, HomeJob(_today(world), employer=EMPLOYER))


def _visit_and_pay_the_rest(world: World, cases: list[Journey]) -> None:
    """A visit finds each business open; the second part follows, paid by somebody else than who decided."""
    for part in parts(one.number for one in cases):
        rows = Award.objects.unscoped(WHY).filter(
            plan__journey__number__in=part,
            closed_on__isnull=True,
            tranches__ordinal=2,
            tranches__paid_on__isnull=True,
        )
        numbers = list(rows.distinct().order_by("pk").values_list("number", flat=True))
        for number in numbers:
            record_visit(world.staff, number, "open", on=_today(world), note_text=INVENTED)
        if numbers:
            pay(world.reviewer, numbers, 2, on=_today(world), reference=INVENTED)


def talk(world: World, due: Due) -> None:
    """The firm and the host of its visit begin to negotiate."""
    for one in _cases(world, due):
        _talks(world, one)


def sign_partnerships(world: World, due: Due) -> None:
    """The firm and the host of its visit sign; talks are recorded first where none were."""
    for one in _cases(world, due):
        open_ = FirmPartnership.objects.unscoped(WHY).filter(journey=one, state="in_negotiation").first()
        number = open_.number if open_ else _talks(world, one)
        sign_partnership(world.staff, number, on=_today(world), evidence=INVENTED)


def _talks(world: World, case: Journey) -> str:
    offers = Offer.objects.filter(candidate=case.candidate, accepted_at__isnull=False)
    offer = offers.select_related("place__vacancy__employer").order_by("-pk").first()
    if offer is None:
        raise ValueError("who travelled had accepted an offer")
    host = offer.place.vacancy.employer
    firm = "A firm (invented)"
    return open_talks(world.staff, case.number, firm=firm, host=host, kind="import_export", on=_today(world))


def _handed_in(world: World, case: Journey) -> str:
    said = Venture(
        kind="grant",
        title="A business (invented)",
        currency="EUR",
        asked=GRANT,
        sections=dict.fromkeys(NEEDED, INVENTED),
        costs=[("Tools (invented)", GRANT)],
    )
    number = write_business_plan(world.staff, case.number, said)
    hand_in_plan(world.staff, number)
    return number


def _members(world: World) -> list[Actor]:
    """Two accounts on every committee, made once."""
    while len(world.members) < MEMBERS:
        address = f"committee-{get_random_string(8).lower()}@demo.passerelle.example"
        user = invite(SYSTEM, address, name="Committee", password=get_random_string(40), is_demo=True)
        since = world.clock.today
        grant(SYSTEM, user, Role.COMMITTEE_MEMBER, where=Where(scheme=world.scheme), since=since)
        world.members.append(actor_of(user, on=since))
    return world.members


def _cases(world: World, due: Due) -> list[Journey]:
    """Open cases that stand where the event begins; who was moved meanwhile is left out."""
    found = world.journeys(due.people).values()
    return [one for one in found if one.ended_on is None and one.stage == due.stage]


def _today(world: World) -> date:
    return world.clock.today
