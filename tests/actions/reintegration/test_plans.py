"""A plan for home: begun once, changed by staff or by the person, agreed as it stands, then frozen."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from home_cast import Home, awarded, make_home, today

from passerelle.actions.cases.screen import Recording, screen
from passerelle.actions.reintegration.agreements import end_partnership, open_talks, sign_partnership
from passerelle.actions.reintegration.businesses import Registered, check_survival, register_business
from passerelle.actions.reintegration.parts import (
    LineFacts,
    StepFacts,
    add_line,
    add_step,
    drop_line,
    drop_step,
    finish_step,
    set_needs,
)
from passerelle.actions.reintegration.payments import pay
from passerelle.actions.reintegration.plans import PlanFacts, agree, begin_plans, close_plan, state_wish
from passerelle.actions.reintegration.ventures import start_coaching
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.reintegration.models import Business, FirmPartnership, ReintegrationPlan

pytestmark = [pytest.mark.django_db, pytest.mark.database]
STEP = StepFacts("Visit the chamber of crafts", "person", date(2026, 12, 1))


@pytest.fixture
def home() -> Home:
    return make_home(stage="harvesting")


def begun(home: Home) -> str:
    return begin_plans(home.staff, [home.journey.number], on=today())[0]


def row(number: str) -> ReintegrationPlan:
    return ReintegrationPlan.objects.unscoped("test").get(number=number)


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_it_begins_during_the_stay_and_moves_the_case(home: Home) -> None:
    begun(home)
    assert home.stage() == "planning"
    with pytest.raises(Refused) as refused:
        begun(home)
    assert code(refused) == "already_begun"


def test_the_event_is_never_recorded_without_its_plan(home: Home) -> None:
    with pytest.raises(Refused) as refused:
        screen(home.staff, {home.journey.number: None}, Recording("plan_begun"))
    assert code(refused) == "needs_its_deed"


def test_the_person_writes_her_part_and_not_the_rest(home: Home) -> None:
    number, person = begun(home), home.actor(Role.CANDIDATE)
    state_wish(person, number, PlanFacts("A bakery in my village", "MA-01", "C"), version=None)
    set_needs(person, number, {"business": "An oven", "care": ""}, version=None)
    own = add_step(person, number, STEP, version=None)
    theirs = add_step(home.staff, number, StepFacts("Ask the bank", "team"), version=None)
    finish_step(person, number, own.number, on=today())
    for wrong in (
        lambda: finish_step(person, number, theirs.number, on=today()),
        lambda: add_line(person, number, LineFacts("Oven", Decimal(1), "EUR", "scheme"), version=None),
        lambda: close_plan(person, number, "carried_out", on=today(), version=None),
        lambda: set_needs(home.cast.mallory, number, {}, version=None),  # type: ignore[arg-type]
    ):
        with pytest.raises(NotPermitted):
            wrong()
    with pytest.raises(Refused) as refused:
        add_step(person, number, StepFacts("You do this", "team"), version=None)
    assert code(refused) == "only_your_own"
    assert row(number).needs.filter(said_by_person=True).count() == 2


def test_what_is_agreed_is_frozen_and_a_change_asks_again(home: Home) -> None:
    number, person = begun(home), home.actor(Role.CANDIDATE)
    with pytest.raises(Refused) as refused:
        agree(person, number, version=None)
    assert code(refused) == "no_steps"
    step = add_step(home.staff, number, STEP, version=None)
    add_line(home.staff, number, LineFacts("Oven", Decimal("1500.50"), "EUR", "scheme"), version=None)
    agree(person, number, version=None)
    first = row(number).editions.get()
    assert (first.how, first.content["budget"]) == ("herself", [["Oven", "1500.50", "EUR", "scheme"]])
    finish_step(person, number, step.number, on=today())  # nothing that was agreed changes
    assert row(number).edition == row(number).agreed_edition
    line = row(number).budget.get()
    drop_line(home.staff, number, line.pk, version=None)
    assert row(number).edition == 2
    agree(home.staff, number, version=None)
    assert [one.how for one in row(number).editions.all()] == ["herself", "recorded"]
    assert row(number).editions.first().digest == first.digest
    with pytest.raises(Refused) as refused:
        agree(home.staff, number, version=None)
    assert code(refused) == "nothing_new"


def test_two_editors_notice_each_other_and_a_closed_plan_stays(home: Home) -> None:
    number = begun(home)
    seen = row(number).version
    step = add_step(home.staff, number, STEP, version=seen)
    with pytest.raises(Refused) as refused:
        drop_step(home.staff, number, step.number, version=seen)
    assert code(refused) == "stale"
    drop_step(home.staff, number, step.number, version=None)
    close_plan(home.staff, number, "given_up", on=today(), version=None)
    with pytest.raises(Refused) as refused:
        set_needs(home.staff, number, {"work": ""}, version=None)
    assert code(refused) == "already_closed"


@pytest.mark.parametrize(
    ("amount", "currency", "payer", "against"),
    [
        ("0", "EUR", "scheme", "not_an_amount"),
        ("1.001", "EUR", "scheme", "not_an_amount"),
        ("1", "EURO", "scheme", "unknown_code"),
        ("1", "EUR", "aunt", "unknown_code"),
    ],
)
def test_a_budget_line_is_exact(home: Home, amount: str, currency: str, payer: str, against: str) -> None:
    with pytest.raises(Refused) as refused:
        add_line(home.staff, begun(home), LineFacts("Oven", Decimal(amount), currency, payer), version=None)
    assert code(refused) == against


def test_the_way_home_of_wafira_has_a_record_behind_each_step() -> None:
    home = make_home(stage="placed")
    award = awarded(home)
    pay(home.payer, [award.number], 1, on=today(), reference="T-1")
    start_coaching(home.staff, award.plan.number, "Zineb", on=today())
    assert home.stage() == "coached"
    said = Registered("Bakery Alaoui", "auto-entrepreneurs", "AE-17", today() - timedelta(days=400), "folder 3")
    number = register_business(home.staff, home.journey.number, said)
    assert home.stage() == "business_formalised"
    assert Business.objects.unscoped("test").get().plan_id == award.plan_id
    with pytest.raises(Refused) as refused:
        check_survival(home.staff, number, 24, "open", on=today())
    assert code(refused) == "too_early"
    for found, why in (("open", "moved_away"), ("closed", "")):
        with pytest.raises(Refused) as refused:
            check_survival(home.staff, number, 12, found, on=today(), why=why)
        assert code(refused) == "no_reason"
    check_survival(home.staff, number, 12, "unknown", on=today(), why="not_reached")
    check_survival(home.staff, number, 12, "open", on=today())  # found out later
    with pytest.raises(Refused) as refused:
        check_survival(home.staff, number, 12, "closed", on=today(), why="no_income")
    assert code(refused) == "already_there"


def test_a_partnership_is_signed_with_evidence_and_moves_the_case() -> None:
    home = make_home("wecco", stage="returned")
    firm = {"firm": "Sarl Ndiaye", "host": home.cast.employer, "kind": "import_export"}
    number = open_talks(home.actor(Role.CANDIDATE), home.journey.number, on=today(), **firm)
    assert home.stage() == "negotiating"
    with pytest.raises(Refused) as refused:
        sign_partnership(home.staff, number, on=today(), evidence=" ")
    assert code(refused) == "empty"
    sign_partnership(home.staff, number, on=today(), evidence="Scan in folder 4", digest="a" * 64)
    assert home.stage() == "partnership_signed"
    with pytest.raises(Refused) as refused:
        sign_partnership(home.staff, number, on=today(), evidence="again")
    assert code(refused) == "not_now"
    end_partnership(home.staff, number, on=today(), why="The firm was sold")
    assert FirmPartnership.objects.unscoped("test").get().state == "ended"
