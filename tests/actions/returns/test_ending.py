"""The ends of many stays, recorded in one act: all or nothing, in a constant number of queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from stay_cast import Placed, another_placed, make_placed

from passerelle.actions.returns.ending import record_ends
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.returns.models import EndPlan
from passerelle.records.stays.models import Stay

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def placed(db: None) -> Placed:
    return make_placed()


def today() -> date:
    return timezone.localdate()


def test_two_stays_end_once(placed: Placed) -> None:
    other = another_placed(placed)
    numbers = [placed.stay.number, other.number]
    actor = placed.actor(Role.CASEWORKER)
    assert record_ends(actor, numbers, "return", on=today(), key="k") == 2
    assert record_ends(actor, numbers, "return", on=today(), key="k") == 2
    assert set(EndPlan.objects.unscoped("test").values_list("came_about", "came_on")) == {("return", today())}
    stays = Stay.objects.unscoped("test").filter(number__in=numbers)
    assert set(stays.values_list("ended_on", "end_code")) == {(today(), "return")}
    with pytest.raises(Refused) as refused:
        record_ends(actor, numbers, "return", on=today())
    assert [one.code for one in refused.value.problems] == ["already_over", "already_over"]


def test_what_cannot_be_is_refused_and_nothing_is_kept(placed: Placed) -> None:
    actor, number = placed.actor(Role.CASEWORKER), placed.stay.number
    for end, on, code in (
        ("vanished", today(), "unknown_end"),
        ("return", today() + timedelta(days=1), "in_the_future"),
        ("return", date(2026, 3, 1), "before_the_stay"),
    ):
        with pytest.raises(Refused) as refused:
            record_ends(actor, [number], end, on=on)
        assert refused.value.problems[0].code == code
    for role in (Role.EMPLOYER, Role.FUNDER):
        with pytest.raises(NotPermitted):
            record_ends(placed.actor(role), [number], "return", on=today())
    assert not EndPlan.objects.unscoped("test").exists()


def test_thirty_cost_no_more_questions_than_three(placed: Placed) -> None:
    actor, counts = placed.actor(Role.CASEWORKER), []
    for size in (3, 30):
        numbers = [another_placed(placed, f"Name {size} {place}").number for place in range(size)]
        with CaptureQueriesContext(connection) as asked:
            record_ends(actor, numbers, "return", on=today())
        counts.append(len(asked))
    assert counts[0] == counts[1]
