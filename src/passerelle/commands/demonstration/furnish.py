"""Something to open in every room, made by the same acts as on the pages, once for a scheme."""

from datetime import date, timedelta

from django.db import transaction

from passerelle.actions.cases.hand_over import Handing, hand_over
from passerelle.actions.demonstration.open_cases import open_cases
from passerelle.actions.steps.writing import without_letters
from passerelle.commands.demo_accounts import ACCOUNTS, SHOWN_IN, trainer_of
from passerelle.commands.demonstration.after import look_after, register_supporters
from passerelle.commands.demonstration.demand import commit_twelve_posts
from passerelle.commands.demonstration.legal import prepare_a_visa, send_a_contract
from passerelle.commands.demonstration.partners import (
    keep_and_break_promises,
    learn_a_change,
    open_an_institution,
)
from passerelle.commands.demonstration.places import fill_waiting_list
from passerelle.commands.demonstration.protection import state_a_month
from passerelle.commands.demonstration.selection import open_a_call
from passerelle.commands.demonstration.sides import world_of
from passerelle.commands.demonstration.training import mark_attendance, open_recognitions, run_a_group
from passerelle.commands.simulation.clock import Day
from passerelle.commands.simulation.world import WHY, World
from passerelle.domain.access.roles import Role
from passerelle.domain.schemes.scheme import Scheme as SchemeFile
from passerelle.queries.people.actors import actor_of
from passerelle.records.accounts.models import User
from passerelle.records.employers.models import EmployerFile
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership
from passerelle.records.recognition.models import RecognitionFile

GROUP_BEGAN = timedelta(days=15)
LATE, DUE = timedelta(days=44), timedelta(days=30)  # the step after an application is due in 30 days
EACH = 6
SEATED = 12
WHO_OWNS = "Shared out for the demonstration."


def ensure_furnished(stated: SchemeFile, *, today: date) -> None:
    """Furnish PALIM, YGCA, WAFIRA and the scheme that most accounts see; nothing where it is furnished."""
    if stated.code == "palim" and not _has_files(stated):
        with Day(today) as day, transaction.atomic():
            world = world_of(stated, day, with_people=False)
            commit_twelve_posts(world)
            open_an_institution(world)
    elif stated.code == "ygca":
        with Day(today) as day, transaction.atomic():
            fill_waiting_list(world_of(stated, day))
    elif stated.code == "wafira":
        with Day(today) as day, transaction.atomic():
            world = world_of(stated, day)
            state_a_month(world)
            look_after(world)
            register_supporters(world)
    elif stated.code == SHOWN_IN and not _has_recognitions(stated):
        with transaction.atomic():
            _furnish(stated, today)
            learn_a_change()


def _has_files(stated: SchemeFile) -> bool:
    return EmployerFile.objects.unscoped(WHY).filter(scheme__code=stated.code).exists()


def _has_recognitions(stated: SchemeFile) -> bool:
    return RecognitionFile.objects.unscoped(WHY).filter(candidate__scheme__code=stated.code).exists()


def _furnish(stated: SchemeFile, today: date) -> None:
    begun = Journey.objects.unscoped(WHY).filter(candidate__scheme__code=stated.code)
    under_way = set(begun.values_list("candidate__number", flat=True))
    free = [number for number in _people(stated, today) if number not in under_way]
    late, due, seated, rest = free[:EACH], free[EACH : 2 * EACH], free[2 * EACH :][:SEATED], free[24:]
    for since, people in ((LATE, late), (DUE, due)):
        with Day(today - since) as day, without_letters():
            world = world_of(stated, day)
            if people:
                open_cases(world.staff, stated.code, people, event="applied", track=stated.tracks[0].id)
    with Day(today - GROUP_BEGAN) as day, without_letters():
        group = run_a_group(world_of(stated, day), seated, provider=trainer_of()) if seated else ""
    with Day(today) as day:
        world = world_of(stated, day)
        if group:
            mark_attendance(world, group)
        _today(world, rest)
        _share_out(world, {*late, *due})


def _today(world: World, people: list[str]) -> None:
    manager = User.objects.get(email=ACCOUNTS[0].email)
    employer = next(one for one in ACCOUNTS if one.role is Role.EMPLOYER)
    firm = Membership.objects.filter(user__email=employer.email, role=Role.EMPLOYER).first()
    if people:
        panel = [one.email for one in ACCOUNTS[:2]]
        open_a_call(world, people, panel=panel, chair=actor_of(manager, on=world.clock.today))
    placed = Journey.objects.unscoped(WHY).filter(candidate__scheme=world.scheme, stage="placed")
    open_recognitions(world, list(placed.order_by("number").values_list("candidate__number", flat=True)[:2]))
    send_a_contract(world, employer=employer.email)
    prepare_a_visa(world)
    if firm is not None and firm.organisation is not None:
        keep_and_break_promises(world, firm=firm.organisation.number)


def _people(stated: SchemeFile, today: date) -> list[str]:
    with Day(today) as day:
        return list(world_of(stated, day).candidates)


def _share_out(world: World, people: set[str]) -> None:
    """The late and the due ones are the caseworker's, and the manager's."""
    cases = sorted(world.journeys(people).values(), key=lambda one: one.number)
    for account, mine in ((ACCOUNTS[1], cases[::2]), (ACCOUNTS[0], cases[1::2])):
        owner = User.objects.get(email=account.email)
        versions: dict[str, int | None] = {one.number: one.version for one in mine}
        if versions:
            hand_over(world.staff, versions, Handing(owner.pk, WHO_OWNS))
