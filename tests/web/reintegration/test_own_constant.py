"""The person's own page on her plan costs the same however much is on it; a closed award has its place."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from home_cast import Home, awarded, make_case, make_home, today
from web.conftest import signed_in

from passerelle.actions.reintegration.parts import LineFacts, StepFacts, add_line, add_step
from passerelle.actions.reintegration.payments import pay, plan_repayment, record_visit, repay
from passerelle.actions.reintegration.plans import agree, begin_plans, close_plan
from passerelle.domain.access.roles import Role
from passerelle.records.reintegration.models import Award, BusinessPlan

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def home() -> Home:
    return make_home()


def queries(home: Home) -> int:
    client = signed_in(home.actor(Role.CANDIDATE))
    with CaptureQueriesContext(connection) as caught:
        assert client.get(reverse("own-plan")).status_code == 200
    return len(caught)


def test_the_page_takes_the_same_queries_for_one_step_and_part_and_for_many(home: Home) -> None:
    [number] = begin_plans(home.staff, [home.journey.number], on=today())

    def more(times: int) -> None:
        for one in range(times):
            add_step(home.staff, number, StepFacts(f"Step {one}", "person"), version=None)
            add_line(home.staff, number, LineFacts("Oven", Decimal(1), "EUR", "scheme"), version=None)
            agree(home.staff, number, version=None)

    award = awarded(home, kind="micro_credit", amount=Decimal(1_200))
    plan_repayment(home.payer, award.number, months=2, first_on=today())
    more(1)
    pay(home.payer, [award.number], 1, on=today(), reference="T-1")
    record_visit(home.staff, award.number, "open", on=today())
    first = queries(home)
    more(9)
    pay(home.payer, [award.number], 2, on=today(), reference="T-2")
    for _time in range(5):
        record_visit(home.staff, award.number, "open", on=today())
        repay(home.payer, award.number, Decimal(1), on=today())
    for kind in ("grant", "prize"):  # more business plans of the same case
        BusinessPlan.objects.create(journey=home.journey, kind=kind, title=kind, currency="EUR")
    assert queries(home) == first


def test_a_business_plan_is_told_once_however_many_plans_the_case_has(home: Home) -> None:
    [first] = begin_plans(home.staff, [home.journey.number], on=today())
    close_plan(home.staff, first, "given_up", on=today(), version=None)
    begin_plans(home.staff, [home.journey.number], on=today())
    awarded(home)
    client = signed_in(home.actor(Role.CANDIDATE))
    assert client.get(reverse("own-plan")).content.decode().count("<h2><bdi>A bakery</bdi></h2>") == 1


def test_an_award_that_is_written_off_leaves_the_list_and_has_its_section(home: Home) -> None:
    award = awarded(home, kind="micro_credit", amount=Decimal(100))
    pay(home.payer, [award.number], 1, on=today(), reference="T-1")
    record_visit(home.staff, award.number, "closed", on=today())
    payer = signed_in(home.payer)
    page = reverse("business-plan", args=[award.plan.number])
    assert "Close the award without the rest" in payer.get(page).content.decode()
    assert "Close the award without the rest" not in signed_in(home.staff).get(page).content.decode()
    assert payer.post(page, {"deed": "close_award", "code": "", "on": today()}).status_code == 422
    assert payer.post(page, {"deed": "close_award", "code": "written_off", "on": today()}).status_code == 302
    assert Award.objects.unscoped("test").get().closed_code == "written_off"
    listed = payer.get(reverse("awards")).content.decode()
    assert "Closed awards" in listed
    assert "written off" in listed
    assert "80.00 EUR" in listed  # paid out
    assert "Nothing waits to be paid" in listed
    assert "Record that the next part was paid" not in payer.get(page).content.decode()
    assert "written off" in signed_in(home.actor(Role.CANDIDATE)).get(reverse("own-plan")).content.decode()


def test_closed_awards_take_the_same_queries_for_2_and_8(home: Home) -> None:
    payer = signed_in(home.payer)

    def counted(first: int, last: int) -> int:
        for number in range(first, last):
            case = make_case(home.cast, "placed", f"N{number}")
            plan = BusinessPlan.objects.create(journey=case, kind="grant", title="x", currency="EUR")
            Award.objects.create(
                plan=plan, kind="grant", amount=5, currency="EUR", decided_by_id=home.staff.id,
                decided_at=case.created_at, closed_on=today(), closed_code="written_off",
            )  # fmt: skip
        with CaptureQueriesContext(connection) as caught:
            payer.get(reverse("awards"))
        return len(caught)

    assert counted(0, 2) == counted(2, 8)
