"""The end is planned by the person, settled by both, recorded by the team; no end is better than another."""

from datetime import date
from decimal import Decimal

import pytest
from stay_cast import TODAY, Placed, another_placed, make_placed

from passerelle.actions.returns.planning import Item, Planned, plan_own_end, record_end, settle_item
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.returns.ends import ENDS
from passerelle.records.returns.models import EndItem, EndPlan
from passerelle.records.stays.models import Stay

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PLANNED = Planned("legal_stay", date(2026, 8, 31), "Bus to Algeciras", "My brother")


@pytest.fixture
def placed() -> Placed:
    return make_placed()


def code_of(call, *args: object, **more: object) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused) as refused:
        call(*args, **more)
    return refused.value.problems[0].code


def test_the_person_plans_and_changes_her_mind(placed: Placed) -> None:
    worker, number = placed.actor(Role.CANDIDATE), placed.stay.number
    first = plan_own_end(worker, number, PLANNED, key="k")
    assert plan_own_end(worker, number, PLANNED, key="k").pk == first.pk
    plan = plan_own_end(worker, number, Planned("return"), version=1)
    assert (plan.choice, plan.planned_on, plan.version) == ("return", None, 2)
    assert code_of(plan_own_end, worker, number, PLANNED, version=1) == "stale"
    assert code_of(plan_own_end, worker, number, Planned("vanish")) == "unknown_end"
    assert code_of(plan_own_end, worker, number, Planned("", date(2026, 1, 1))) == "before_the_stay"
    with pytest.raises(NotPermitted):
        plan_own_end(placed.actor(Role.CASEWORKER), number, PLANNED)
    with pytest.raises(NotPermitted):
        plan_own_end(worker, another_placed(placed).number, PLANNED)


def test_the_host_reads_no_plan(placed: Placed) -> None:
    plan_own_end(placed.actor(Role.CANDIDATE), placed.stay.number, PLANNED)
    readers = {role for role in Role if EndPlan.objects.visible_to(placed.actor(role)).exists()}
    assert readers == {Role.SCHEME_MANAGER, Role.CASEWORKER, Role.EMPLOYMENT_SERVICE, Role.CANDIDATE}


def test_what_is_to_settle_is_stated_by_both(placed: Placed) -> None:
    worker, staff, number = placed.actor(Role.CANDIDATE), placed.actor(Role.CASEWORKER), placed.stay.number
    made = settle_item(worker, number, Item("deposit", "asked", Decimal(200), "EUR"), key="k")
    assert settle_item(worker, number, Item("deposit", "asked", Decimal(200), "EUR"), key="k").pk == made.pk
    settle_item(staff, number, Item("deposit", "received", Decimal(200), "EUR", date(2026, 6, 1)))
    row = EndItem.objects.get(plan__stay=placed.stay)
    assert (row.state, row.amount, row.currency) == ("received", 200, "EUR")
    assert code_of(settle_item, worker, number, Item("car", "asked")) == "unknown_item"
    assert code_of(settle_item, worker, number, Item("tax", "perhaps")) == "unknown_state"
    assert code_of(settle_item, worker, number, Item("tax", "asked", Decimal(1))) == "currency_missing"
    with pytest.raises(NotPermitted):
        settle_item(placed.actor(Role.EMPLOYER), number, Item("tax", "asked"))


@pytest.mark.parametrize("end", sorted(ENDS))
def test_each_end_is_recorded_alike_whatever_was_planned(placed: Placed, end: str) -> None:
    plan_own_end(placed.actor(Role.CANDIDATE), placed.stay.number, PLANNED)
    staff = placed.actor(Role.CASEWORKER)
    plan = record_end(staff, placed.stay.number, end, on=date(2026, 6, 1), today=TODAY, version=1)
    stay = Stay.objects.unscoped("test").get()
    assert (plan.came_about, plan.came_on, stay.ended_on, stay.end_code) == (
        end, date(2026, 6, 1), date(2026, 6, 1), end,
    )  # fmt: skip
    assert code_of(record_end, staff, placed.stay.number, end, on=TODAY, today=TODAY) == "already_over"
    assert code_of(plan_own_end, placed.actor(Role.CANDIDATE), placed.stay.number, PLANNED) == "already_over"


def test_an_end_that_cannot_be_is_refused(placed: Placed) -> None:
    staff, number = placed.actor(Role.CASEWORKER), placed.stay.number
    assert code_of(record_end, staff, number, "x", on=TODAY, today=TODAY) == "unknown_end"
    assert code_of(record_end, staff, number, "return", on=date(2026, 7, 1), today=TODAY) == "in_the_future"
    assert code_of(record_end, staff, number, "return", on=date(2026, 1, 1), today=TODAY) == "before_the_stay"
    for role in (Role.EMPLOYER, Role.CANDIDATE, Role.EMPLOYMENT_SERVICE, Role.WELFARE_OFFICER):
        with pytest.raises(NotPermitted):
            record_end(placed.actor(role), number, "return", on=TODAY, today=TODAY)
