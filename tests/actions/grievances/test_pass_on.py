"""A tie that comes up after the telling: the list keeps silent, and others are named and told."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from people import make_actor
from stay_cast import TODAY, Placed, make_placed

from passerelle.actions.grievances import hear
from passerelle.actions.grievances.pass_on import pass_on
from passerelle.actions.grievances.tell import Told, tell
from passerelle.domain.access.actor import SYSTEM, Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.queries.protection.grievances import heard
from passerelle.queries.protection.welfare_day import due_list
from passerelle.records.accounts.models import User
from passerelle.records.audit.models import Event
from passerelle.records.grievances.models import Grievance, Hearer
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def placed() -> Placed:
    return make_placed()


@pytest.fixture
def officer(placed: Placed) -> Actor:
    return placed.actor(Role.WELFARE_OFFICER)


def told(placed: Placed) -> Grievance:
    return tell(placed.actor(Role.CANDIDATE), Told("pay", "They keep half."))


def tie(placed: Placed, officer: Actor) -> None:
    Membership.objects.create(
        user_id=officer.id, role=Role.FUNDER, scheme=placed.hired.cast.beta,
        organisation=placed.stay.host, since=date(2026, 1, 1),
    )  # fmt: skip


def hearing(row: Grievance) -> list[tuple[int, str]]:
    return list(Hearer.objects.filter(grievance=row).order_by("pk").values_list("user", "why_ended"))


def test_lists_show_nothing_to_whom_a_tie_has_come_up(placed: Placed, officer: Actor) -> None:
    row = told(placed)
    assert [one.grievance for one in heard(officer, today=TODAY)] == [row]
    assert [one.number for one in due_list(officer, today=TODAY)] == [row.number]
    tie(placed, officer)
    assert heard(officer, today=TODAY, state="all") == []
    assert due_list(officer, today=TODAY) == []


def test_it_goes_on_to_others_who_are_told(placed: Placed, officer: Actor) -> None:
    row = told(placed)
    hear.answer(officer, row.number, "We look at it.", version=1)
    other = make_actor("other", Role.WELFARE_OFFICER, placed.hired.cast.alpha)
    assert pass_on(SYSTEM, now=timezone.now()) == 0
    tie(placed, officer)
    assert pass_on(SYSTEM, now=timezone.now()) == 1
    assert hearing(row) == [(officer.id, "tie"), (other.id, "")]
    row.refresh_from_db()
    assert (row.taken_by, row.version) == (None, 3)
    waits = Message.objects.filter(template="grievance_waits").order_by("pk").last()
    assert waits is not None
    assert (waits.recipient, waits.facts) == (User.objects.get(pk=other.id).email, {})
    assert Event.objects.get(action="grievance.pass_on").subjects == [row.number]
    assert pass_on(SYSTEM, now=timezone.now()) == 0


def test_where_others_hear_it_already_only_the_tied_one_is_let_go(placed: Placed, officer: Actor) -> None:
    other = make_actor("other", Role.WELFARE_OFFICER, placed.hired.cast.alpha)
    row = told(placed)
    tie(placed, officer)
    assert pass_on(SYSTEM, now=timezone.now()) == 1
    assert hearing(row) == [(officer.id, "tie"), (other.id, "")]
    assert Message.objects.filter(template="grievance_waits").count() == 2  # from the telling


def test_what_nobody_could_hear_waits_until_somebody_is_free(placed: Placed, officer: Actor) -> None:
    tie(placed, officer)
    row = told(placed)
    assert (hearing(row), pass_on(SYSTEM, now=timezone.now())) == ([], 0)
    free = make_actor("free", Role.WELFARE_OFFICER, placed.hired.cast.beta)
    assert pass_on(SYSTEM, now=timezone.now()) == 1
    assert hearing(row) == [(free.id, "")]


def test_an_officer_who_left_is_let_go_and_a_closed_one_stays_as_it_is(placed: Placed, officer: Actor) -> None:
    row, closed = told(placed), told(placed)
    hear.close(officer, closed.number, "resolved", "Paid.", version=1)
    Membership.objects.filter(user=officer.id).update(until=date(2026, 1, 31))
    assert pass_on(SYSTEM, now=timezone.now()) == 1
    assert hearing(row) == [(officer.id, "left")]
    assert hearing(closed) == [(officer.id, "")]


def test_nobody_but_who_hears_or_the_worker_process_does_it(placed: Placed) -> None:
    with pytest.raises(NotPermitted):
        pass_on(placed.actor(Role.CASEWORKER), now=timezone.now())


def test_it_asks_as_often_for_twelve_as_for_one(placed: Placed) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert pass_on(SYSTEM, now=timezone.now()) == 0
        return len(caught)

    told(placed)
    few = queries()
    for _ in range(11):
        told(placed)
    assert queries() == few
