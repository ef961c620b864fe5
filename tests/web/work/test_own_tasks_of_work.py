"""What work asks of a person stands in her one list of tasks."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from stay_cast import MAY, Placed, make_placed, pay_row

from passerelle.actions.work.own_word import decide_inspectorate, tell_word
from passerelle.actions.work.state_pay import state_pay
from passerelle.domain.access.roles import Role
from passerelle.domain.work.words import Word
from passerelle.queries.own.tasks import own_tasks
from passerelle.records.work.models import WorkFlag

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = datetime(2026, 6, 20, 9, tzinfo=UTC)
TODAY = date(2026, 6, 20)


@pytest.fixture
def placed() -> Placed:
    return make_placed()


def kinds(placed: Placed) -> list[str]:
    found = own_tasks(placed.actor(Role.CANDIDATE), "en", now=NOW)
    return [one.kind for one in found if one.kind in ("pay", "inspectorate")]


def test_a_stated_month_asks_for_a_word_and_a_flag_for_a_choice(placed: Placed) -> None:
    assert kinds(placed) == []
    rented = pay_row(placed.stay.number, deductions={"rent": Decimal(60)})
    state_pay(placed.actor(Role.EMPLOYER), [rented], source="grid", today=TODAY)
    assert kinds(placed) == ["inspectorate", "pay"]
    worker = placed.actor(Role.CANDIDATE)
    tell_word(worker, placed.stay.number, MAY, Word("all", housing="as_agreed"), today=TODAY)
    assert kinds(placed) == ["inspectorate"]
    flag = WorkFlag.objects.unscoped("test").get()
    decide_inspectorate(worker, flag.number, "do_not_tell", version=flag.version)
    assert kinds(placed) == []


def test_old_months_are_not_asked_about(placed: Placed) -> None:
    old = pay_row(placed.stay.number, month=date(2026, 4, 1), paid_on=date(2026, 5, 3))
    state_pay(placed.actor(Role.EMPLOYER), [old], source="grid", today=TODAY)
    assert kinds(placed) == []
