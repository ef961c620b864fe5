"""The open facts of the plan of visits, added up by the database, are those that a count by hand gives."""

from datetime import date
from decimal import Decimal

import pytest
from people import make_organisation
from stay_cast import Placed, another_placed, make_placed

from passerelle.domain.access.roles import Role
from passerelle.domain.visits.risk import Point
from passerelle.queries.protection.visit_plan import visit_plan
from passerelle.records.stays.models import Stay
from passerelle.records.work.models import PayStatement

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 6, 20)  # March, April and May are due; June begins


def points(placed: Placed, today: date = TODAY) -> dict[str, dict[str, Point]]:
    rows = visit_plan(placed.actor(Role.SCHEME_MANAGER), today=today)
    return {row.host.name: {one.code: one for one in row.risk.points} for row in rows}


def stated(stay: Stay, *months: int, replaced: bool = False) -> None:
    for month in months:
        PayStatement.objects.create(
            stay=stay, month=date(2026, month, 1), currency="EUR", gross=Decimal(1), source="grid",
            stated_at="2026-06-10T08:00:00Z", replaced_at="2026-06-11T08:00:00Z" if replaced else None,
        )  # fmt: skip


def changed(stay: Stay, **facts: object) -> Stay:
    Stay.objects.unscoped("test").filter(pk=stay.pk).update(**facts)
    return stay


def test_months_that_are_due_and_not_stated_are_late() -> None:
    placed = make_placed()
    stated(placed.stay, 3, 6)  # April and May are late; June is stated before its time
    other = another_placed(placed, "One")
    stated(other, 4, replaced=True)  # all three are late
    changed(another_placed(placed, "Two"), started_on=None, arrived_on=None)  # nobody knows when it began
    changed(another_placed(placed, "Three"), kind="study")
    changed(another_placed(placed, "Four"), ended_on=date(2026, 5, 1), end_code="season_over")
    late = changed(another_placed(placed, "Five"), started_on=None, arrived_on=date(2026, 5, 30))
    stated(late, 5)
    assert points(placed)["Firm"]["late_pay"].count == 2 + 3
    assert points(placed, date(2026, 7, 5))["Firm"]["late_pay"].count == 2 + 3, (
        "June is due on the 5th, late after"
    )
    assert points(placed, date(2026, 7, 6))["Firm"]["late_pay"].count == 2 + 4 + 1


def test_people_housing_and_how_new_a_host_is() -> None:
    placed = make_placed(rent="60")
    far = make_organisation("Far farm", "employer")
    for name in ("One", "Two"):
        changed(another_placed(placed, name), host=far, started_on=date(2020, 3, 1), arrived_on=None)
    found = points(placed)
    assert {"new_host", "housing", "never_visited"} <= found["Firm"].keys()
    assert "new_host" not in found["Far farm"]
    assert "housing" not in found["Far farm"]
    assert found["Far farm"]["workers"].count == 2
