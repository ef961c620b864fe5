"""A training provider begins and coaches plans of its own trainees, and of nobody else."""

from decimal import Decimal

import pytest
from django.urls import reverse
from home_cast import Home, awarded, make_case, make_home, today
from people import make_actor, make_organisation
from web.conftest import signed_in

from passerelle.actions.reintegration.parts import (
    LineFacts,
    StepFacts,
    add_line,
    add_step,
    drop_step,
    finish_step,
    set_needs,
)
from passerelle.actions.reintegration.payments import pay
from passerelle.actions.reintegration.plans import PlanFacts, agree, begin_plans, close_plan, state_wish
from passerelle.actions.reintegration.ventures import start_coaching
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Organisation
from passerelle.records.reintegration.models import BusinessPlan, ReintegrationPlan
from passerelle.records.training.models import Course, Enrolment, Group, GroupSeat

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LINE = LineFacts("Oven", Decimal(1), "EUR", "scheme")


@pytest.fixture
def home() -> Home:
    return make_home(stage="harvesting")


def provider(home: Home, name: str = "School") -> tuple[Organisation, Actor]:
    firm = make_organisation(name, "training_provider", "MA")
    return firm, make_actor(name, Role.TRAINING_PROVIDER, home.cast.alpha, organisation=firm)


def seat(home: Home, firm: Organisation, candidate: Candidate, state: str = "enrolled") -> None:
    course = Course.objects.create(scheme=home.cast.alpha, provider=firm, title="Business", kind="technical")
    group = Group.objects.create(course=course, name="One", seats=5, starts_on=today(), ends_on=today())
    held = state in ("enrolled", "completed", "not_completed")
    Enrolment.objects.create(
        group=group, candidate=candidate, state=state, asked_at=home.journey.created_at,
        seat=GroupSeat.objects.create(group=group, ordinal=1) if held else None,
        drop_code="other" if state == "left" else "",
        ended_on=None if state in ("waiting", "enrolled") else today(),
    )  # fmt: skip


@pytest.fixture
def trainer(home: Home) -> Actor:
    firm, actor = provider(home)
    seat(home, firm, home.journey.candidate)
    return actor


def test_it_begins_the_plans_of_its_trainees_from_the_page(home: Home, trainer: Actor) -> None:
    other = make_case(home.cast, "harvesting", "Nobodys")
    client = signed_in(trainer)
    page = client.get(reverse("home-plans")).content.decode()
    assert home.journey.number in page
    assert other.number not in page
    assert "Nobodys" not in page
    answer = client.post(
        reverse("home-plans"), {"deed": "begin_trained", "cases": [home.journey.number], "on": today()}
    )
    assert answer.status_code == 302
    assert home.stage() == "planning"  # as the scheme's row says
    plan = ReintegrationPlan.objects.unscoped("test").get()
    assert home.journey.number not in client.get(reverse("home-plans")).content.decode()
    assert client.get(reverse("home-plan", args=[plan.number])).status_code == 200


def test_it_writes_wish_needs_and_steps_and_nothing_else(home: Home, trainer: Actor) -> None:
    [number] = begin_plans(trainer, [home.journey.number], on=today())
    state_wish(trainer, number, PlanFacts("A bakery"), version=None)
    set_needs(trainer, number, {"business": "An oven"}, version=None)
    step = add_step(trainer, number, StepFacts("Visit the bank", "person"), version=None)
    drop_step(
        trainer,
        number,
        add_step(trainer, number, StepFacts("Wait", "person"), version=None).number,
        version=None,
    )
    finish_step(trainer, number, step.number, on=today())
    for act in (
        lambda: add_line(trainer, number, LINE, version=None),
        lambda: agree(trainer, number, version=None),
        lambda: close_plan(trainer, number, "given_up", on=today(), version=None),
    ):
        with pytest.raises(NotPermitted):
            act()
    page = signed_in(trainer).get(reverse("home-plan", args=[number])).content.decode()
    assert "Visit the bank" in page
    assert "Add a step" in page
    for word in ("Add a budget line", "Close the plan", "Write down that the person agrees", "Jobs at home"):
        assert word not in page
    for name in ("home-jobs", "business-plan-write"):
        assert signed_in(trainer).get(reverse(name, args=[number])).status_code == 404


@pytest.mark.parametrize("state", ["waiting", "left", "not_completed"])
def test_whoever_holds_no_seat_is_out_of_its_reach(home: Home, state: str) -> None:
    firm, trainer = provider(home)
    seat(home, firm, home.journey.candidate, state)
    with pytest.raises(NotPermitted):
        begin_plans(trainer, [home.journey.number], on=today())
    [number] = begin_plans(home.staff, [home.journey.number], on=today())
    assert signed_in(trainer).get(reverse("home-plan", args=[number])).status_code == 404


def test_another_provider_and_another_schemes_group_reach_nobody(home: Home, trainer: Actor) -> None:
    [number] = begin_plans(trainer, [home.journey.number], on=today())
    _firm, stranger = provider(home, "Elsewhere")
    client = signed_in(stranger)
    assert number not in client.get(reverse("home-plans")).content.decode()
    assert client.get(reverse("home-plan", args=[number])).status_code == 404
    for act in (
        lambda: state_wish(stranger, number, PlanFacts("x"), version=None),
        lambda: begin_plans(stranger, [make_case(home.cast, "harvesting", "Other").number], on=today()),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_one_stranger_among_its_trainees_begins_nothing(home: Home, trainer: Actor) -> None:
    other = make_case(home.cast, "harvesting", "Nobodys")
    with pytest.raises(NotPermitted):
        begin_plans(trainer, [home.journey.number, other.number], on=today())
    assert not ReintegrationPlan.objects.unscoped("test").exists()


def test_it_says_that_coaching_begins_once_the_business_plan_is_accepted() -> None:
    home = make_home()
    firm, trainer = provider(home)
    seat(home, firm, home.journey.candidate, "completed")
    [plan] = begin_plans(home.staff, [home.journey.number], on=today())
    award = awarded(home)
    pay(home.payer, [award.number], 1, on=today(), reference="T-1")
    client = signed_in(trainer)
    page = client.post(reverse("home-plan", args=[plan]), {"deed": "coach", "coach": "Zineb", "on": today()})
    assert page.status_code == 302
    assert BusinessPlan.objects.unscoped("test").get().coach == "Zineb"
    assert home.stage() == "coached"
    assert client.get(reverse("business-plan", args=[award.plan.number])).status_code == 404
    _firm, stranger = provider(home, "Elsewhere")
    with pytest.raises(NotPermitted):
        start_coaching(stranger, award.plan.number, "Me", on=today())


def test_the_same_form_sent_twice_changes_a_plan_once(home: Home) -> None:
    [number] = begin_plans(home.staff, [home.journey.number], on=today())
    staff, person = home.staff, home.actor(Role.CANDIDATE)
    for _time in range(2):
        add_step(person, number, StepFacts("Visit the bank", "person"), version=None, key="step00000001")
        add_line(staff, number, LINE, version=None, key="line00000001")
        set_needs(person, number, {"business": ""}, version=None, key="need00000001")
        state_wish(person, number, PlanFacts("A bakery"), version=None, key="wish00000001")
    version = ReintegrationPlan.objects.unscoped("test").get().version
    for _time in range(2):
        agree(person, number, version=version, key="agree0000001")
    for _time in range(2):
        close_plan(staff, number, "given_up", on=today(), version=None, key="close0000001")
    plan = ReintegrationPlan.objects.unscoped("test").get()
    assert (plan.steps.count(), plan.budget.count(), plan.needs.count(), plan.editions.count()) == (1, 1, 1, 1)
    assert plan.closed_code == "given_up"
