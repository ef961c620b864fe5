"""What looks after people who are away: a visit with its finding, an incident, an audit, a mentor, a card.

Nothing here is published of any pilot; every word says that it is invented.
"""

from datetime import timedelta
from decimal import Decimal

from passerelle.actions.cards.issue import issue_card
from passerelle.actions.diaspora.register import SupporterFacts, enter_supporter
from passerelle.actions.mentoring.circle import Named, answer_helper, name_helper
from passerelle.actions.returns.certificates import issue
from passerelle.actions.steps.writing import without_letters
from passerelle.actions.visits.audits import draw_audit, open_audit
from passerelle.actions.visits.findings import Found, add_finding
from passerelle.actions.visits.incidents import Report, report
from passerelle.actions.visits.planning import Plan, plan_visit, write_down
from passerelle.commands.demo_accounts import ACCOUNTS
from passerelle.commands.demonstration.protection import only_as
from passerelle.commands.simulation.world import WHY, World
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.returns.experience import Experience
from passerelle.domain.visits.checklist import CURRENT, lines_of
from passerelle.queries.people.actors import actor_of
from passerelle.queries.protection.visit_plan import audit_frame
from passerelle.records.accounts.models import User
from passerelle.records.diaspora.models import Supporter
from passerelle.records.stays.models import Stay
from passerelle.records.visits.models import Visit

INVENTED = "(invented)"
FOUND = Found("rooms", "serious", f"Six beds in a room for four. {INVENTED}", f"Two rooms more. {INVENTED}")
MENTORED, NEXT = 3, timedelta(days=9)
HOURS = Decimal(39)


def look_after(world: World) -> None:
    """Once, for the people who are still away, by the accounts of those whose work it is."""
    stays = Stay.objects.unscoped(WHY).filter(journey__candidate__scheme=world.scheme)
    rows = stays.select_related("journey__candidate__person", "contract", "host", "vacancy").order_by("number")
    away = list(rows.filter(ended_on__isnull=True, started_on__isnull=False, contract__isnull=False)[:MENTORED])
    if not away or Visit.objects.unscoped(WHY).filter(scheme=world.scheme).exists():
        return
    with without_letters():
        officer = _account(world, Role.WELFARE_OFFICER)
        _visit(world, officer, away[0])
        _audit(world, officer)
        report(
            world.staff,
            away[-1].number,
            Report("accident", f"A fall from a ladder. {INVENTED}"),
            today=world.clock.today,
        )
        _name_a_mentor(world, away)
        assert away[0].contract is not None
        issue_card(world.staff, away[0].contract.number)
        home = rows.filter(ended_on__isnull=False, contract__isnull=False).first()
        if home is not None:
            _certify(world, home)


def register_supporters(world: World) -> None:
    """Two of the diaspora who offer something: a person and a firm."""
    if Supporter.objects.unscoped(WHY).filter(scheme=world.scheme).exists():
        return
    for name, kind, offers in (
        (f"A mentor abroad {INVENTED}", "person", ["mentor"]),
        (f"A trading firm {INVENTED}", "firm", ["host"]),
    ):
        facts = SupporterFacts(
            name=name,
            kind=kind,
            contact="nobody@demo.passerelle.example",
            consent_on=world.clock.today,
            consent_how=f"in writing {INVENTED}",
            offers=offers,
            country="BE",
        )
        enter_supporter(world.staff, world.scheme.code, facts)


def _visit(world: World, officer: Actor, stay: Stay) -> None:
    """One visit made, with what was found; one that is still to come."""
    code, host, today = world.scheme.code, stay.host.number, world.clock.today
    made = plan_visit(officer, Plan(code, host, today), today=today)
    seen = {line.code: "in_order" for line in lines_of(CURRENT)} | {FOUND.code: "not_in_order"}
    write_down(
        officer,
        made.number,
        seen,
        done_on=today,
        summary=f"Seen. {INVENTED}",
        version=made.version,
        today=today,
    )
    add_finding(officer, made.number, FOUND)
    plan_visit(officer, Plan(code, host, today + NEXT, announced=True), today=today)


def _audit(world: World, officer: Actor) -> None:
    audit = open_audit(
        officer,
        world.scheme.code,
        f"Pay of the season {INVENTED}",
        "Pay slips and transfers",
        size=3,
        due_days=30,
    )
    draw_audit(officer, audit.number, audit_frame(officer, world.scheme.pk, today=world.clock.today))


def _name_a_mentor(world: World, stays: list[Stay]) -> None:
    mentor = next(one for one in ACCOUNTS if one.role is Role.MENTOR)
    for stay in stays:
        named = Named(
            f"A mentor {INVENTED}", "mentor", world.clock.today, languages=("fr", "ar"), email=mentor.email
        )
        helper = name_helper(world.staff, stay.number, named)
        answer_helper(only_as(world, stay), helper.number, "yes", ["contact", "stay"])


def _certify(world: World, stay: Stay) -> None:
    """What she learnt, for the matching at home."""
    asked = (stay.vacancy.occupation or stay.vacancy.isco if stay.vacancy is not None else None) or ""
    assert stay.started_on is not None
    assert stay.ended_on is not None
    said = Experience(
        occupation=asked,
        tasks=f"Harvest, sorting and packing. {INVENTED}",
        starts_on=stay.started_on,
        ends_on=stay.ended_on,
        hours_week=HOURS,
        skills=(),
        signer=f"Head of the farm {INVENTED}",
    )
    issue(world.staff, stay.number, said, today=world.clock.today)


def _account(world: World, role: Role) -> Actor:
    address = next(one.email for one in ACCOUNTS if one.role is role)
    return actor_of(User.objects.get(email=address), on=world.clock.today)
