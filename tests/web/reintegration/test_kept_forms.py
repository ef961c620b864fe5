"""A form that replaces everything opens with what is kept: adding one thing loses nothing."""

import pytest
from django.test import Client
from django.urls import reverse
from home_cast import Home, make_home, today
from web.conftest import signed_in

from passerelle.actions.reintegration.plans import begin_plans, close_plan
from passerelle.domain.access.roles import Role
from passerelle.records.reintegration.models import ReintegrationPlan

pytestmark = pytest.mark.django_db


def opened(client: Client, address: str, deed: str) -> dict[str, object]:
    """What a form holds as it opens."""
    form = client.get(address).context["answered"].forms[deed][1]
    return {field.name: field.value() for field in form if field.value()}


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.CASEWORKER])
def test_wish_and_needs_open_as_they_are_kept(role: Role) -> None:
    home: Home = make_home()
    (number,) = begin_plans(home.staff, [home.journey.number], on=today())
    own = role is Role.CANDIDATE
    address = reverse("own-plan") if own else reverse("home-plan", args=[number])
    client = signed_in(home.actor(role))
    client.post(address, {"deed": "wish", "wish": "A bakery", "sector": "C"})
    client.post(address, {"deed": "needs", "business": "on", "business_note": "An oven"})
    wish, needs = opened(client, address, "wish"), opened(client, address, "needs")
    assert wish == {"wish": "A bakery", "sector": "C"}
    assert needs == {"business": True, "business_note": "An oven"}
    client.post(address, {"deed": "wish", **wish, "region": "MA-01"})
    client.post(address, {"deed": "needs", "business": "on", "business_note": "An oven", "skills": "on"})
    plan = ReintegrationPlan.objects.unscoped("test").get()
    assert (plan.wish, plan.region, plan.sector) == ("A bakery", "MA-01", "C")
    assert "business" in {one.code for one in plan.needs.all()}


def test_what_can_no_longer_be_done_is_said_and_nothing_is_done() -> None:
    home: Home = make_home()
    (number,) = begin_plans(home.staff, [home.journey.number], on=today())
    close_plan(home.staff, number, "given_up", on=today(), version=None)
    address = reverse("home-plan", args=[number])
    answered = signed_in(home.staff).post(address, {"deed": "wish", "wish": "A bakery"})
    assert answered.status_code == 422
    assert "This is not possible now. Open the page again." in answered.content.decode()
    assert ReintegrationPlan.objects.unscoped("test").get().wish == ""
