"""What is paid back for years after a case is over is not blanked under it."""

from datetime import date
from decimal import Decimal

import pytest
from home_cast import Home, awarded, make_home, today

from passerelle.actions.reintegration.payments import close_award, pay, plan_repayment, record_visit
from passerelle.actions.reintegration.plans import PlanFacts, begin_plans, close_plan, state_wish
from passerelle.actions.retention.expire import expire
from passerelle.domain.access.actor import SYSTEM
from passerelle.records.journeys.models import Journey
from passerelle.records.reintegration.models import Award, BusinessPlan, ReintegrationPlan, Tranche
from passerelle.records.retention import lives

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = date(today().year + 4, 1, 15)  # 36 months and more after everything below


@pytest.fixture
def home() -> Home:
    return make_home()


def over(home: Home) -> None:
    Journey.objects.unscoped("test").update(ended_on=today(), stage="completed", due_on=None)


def life(home: Home):  # type: ignore[no-untyped-def]
    return lives()[home.journey.candidate.person_id]


def test_a_micro_credit_that_is_being_paid_back_is_kept_until_it_is_closed(home: Home) -> None:
    award = awarded(home, kind="micro_credit", amount=Decimal(600))
    plan_repayment(home.payer, award.number, months=60, first_on=today())
    pay(home.payer, [award.number], 1, on=today(), reference="T-1")
    over(home)
    assert life(home).plan_open
    expire(SYSTEM, on=LATER)
    assert BusinessPlan.objects.unscoped("test").get().title
    close_award(home.payer, award.number, "written_off", on=today())
    assert (life(home).plan_open, life(home).plan_ended) == (False, today())
    expire(SYSTEM, on=LATER)
    assert BusinessPlan.objects.unscoped("test").get().title == ""
    assert Award.objects.unscoped("test").get().amount == 600, "accounts rest on it; whose it was is gone"


def test_a_grant_is_over_with_its_last_part(home: Home) -> None:
    award = awarded(home)
    pay(home.payer, [award.number], 1, on=today(), reference="T-1")
    assert life(home).plan_open
    record_visit(home.staff, award.number, "open", on=today())
    pay(home.payer, [award.number], 2, on=today(), reference="T-2")
    assert (life(home).plan_open, life(home).plan_ended) == (False, today())
    over(home)
    expire(SYSTEM, on=LATER)
    assert set(Tranche.objects.values_list("reference", flat=True)) <= {"", "\u2205"}


def test_a_plan_that_goes_on_keeps_its_words(home: Home) -> None:
    [number] = begin_plans(home.staff, [home.journey.number], on=today())
    state_wish(home.staff, number, PlanFacts("A bakery in the village where she was born"), version=None)
    over(home)
    expire(SYSTEM, on=LATER)
    assert "bakery" in ReintegrationPlan.objects.unscoped("test").get().wish
    close_plan(home.staff, number, "given_up", on=today(), version=None)
    expire(SYSTEM, on=LATER)
    assert ReintegrationPlan.objects.unscoped("test").get().wish == ""
