"""Cases lent for an absence: they go on the first day, come back after the last, whatever happened between."""

from datetime import date, datetime, timedelta

import pytest
from case_cast import Cases
from django.utils import timezone
from people import make_actor, make_candidate

from passerelle.actions.cases.absences import take_back, turn_absences
from passerelle.actions.cases.hand_over import Handing, hand_over
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.cases.handovers import handover_page
from passerelle.records.journeys.models import HandedCase, Handover, Journey
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import SchemeVersion

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def noon(days: int) -> datetime:
    return timezone.localtime().replace(hour=12, minute=0) + timedelta(days=days)


def owners(cases: Cases) -> list[int | None]:
    return [one.owner_id for one in cases.journeys()]


def lend(cases: Cases, to: Actor, *, by: Actor | None = None, **how: object) -> str:
    handing = Handing(to.id, "leave", **{"until": day(5), **how})  # type: ignore[arg-type]
    hand_over(by or cases.caseworker, cases.versions(), handing)
    return Handover.objects.first().number  # type: ignore[union-attr]


def test_they_go_at_once_and_come_back_after_the_last_day(cases: Cases) -> None:
    worker, manager = cases.caseworker.id, cases.manager.id
    lend(cases, cases.manager, notes={cases.journeys()[0].number: "call her in the evening"})
    assert owners(cases) == [manager] * 3
    assert [turn_absences(now=noon(days)) for days in (0, 5)] == [0, 0]
    assert owners(cases) == [manager] * 3
    assert [turn_absences(now=noon(6)), turn_absences(now=noon(6))] == [1, 0]
    assert owners(cases) == [worker] * 3
    assert HandedCase.objects.exclude(note="").get().note == "call her in the evening"
    assert list(Message.objects.order_by("pk").values_list("template", flat=True)) == [
        "cases_lent",
        "cases_came_back",
    ]


def test_an_absence_that_begins_later_waits_for_its_day(cases: Cases) -> None:
    worker, manager = cases.caseworker.id, cases.manager.id
    lend(cases, cases.manager, from_on=day(2))
    assert owners(cases) == [worker] * 3
    assert turn_absences(now=noon(1)) == 0
    assert turn_absences(now=noon(2)) == 1
    assert owners(cases) == [manager] * 3
    assert turn_absences(now=noon(6)) == 1
    assert owners(cases) == [worker] * 3


def test_what_was_closed_or_given_to_a_third_stays_so(cases: Cases) -> None:
    third = make_actor("third", Role.CASEWORKER, cases.cast.alpha)
    lend(cases, cases.manager)
    first, second, last = cases.journeys()
    Journey.objects.unscoped("test").filter(pk=first.pk).update(ended_on=day(0), due_on=None)
    hand_over(cases.manager, {second.number: None}, Handing(third.id, "for good"))
    assert turn_absences(now=noon(6)) == 1
    now = dict(Journey.objects.unscoped("test").values_list("pk", "owner"))
    assert now == {first.pk: cases.manager.id, second.pk: third.id, last.pk: cases.caseworker.id}


def test_a_case_lent_further_comes_back_to_its_first_owner(cases: Cases) -> None:
    third = make_actor("third", Role.CASEWORKER, cases.cast.alpha)
    lend(cases, cases.manager, until=day(3))
    lend(cases, third, by=cases.manager, until=day(9))
    assert owners(cases) == [third.id] * 3
    assert turn_absences(now=noon(4)) == 1
    assert owners(cases) == [third.id] * 3
    assert turn_absences(now=noon(10)) == 1
    assert owners(cases) == [cases.caseworker.id] * 3


def test_it_is_taken_back_early_once_and_by_the_team_only(cases: Cases) -> None:
    number = lend(cases, cases.manager)
    with pytest.raises(NotPermitted):
        take_back(cases.cast.mallory, number)
    assert [take_back(cases.caseworker, number, key="k") for _ in range(2)] == [3, 3]
    assert owners(cases) == [cases.caseworker.id] * 3
    with pytest.raises(Refused) as refused:
        take_back(cases.caseworker, number)
    assert refused.value.problems[0].code == "already_over"
    assert turn_absences(now=noon(6)) == 0


def test_a_planned_absence_is_called_off(cases: Cases) -> None:
    number = lend(cases, cases.manager, from_on=day(2))
    assert take_back(cases.caseworker, number) == 0
    assert turn_absences(now=noon(3)) == 0
    assert owners(cases) == [cases.caseworker.id] * 3


def test_days_out_of_order_and_hand_overs_for_good_are_refused(cases: Cases) -> None:
    for days in ({"until": day(-1)}, {"from_on": day(-1)}, {"from_on": day(6), "until": day(5)}):
        with pytest.raises(Refused) as refused:
            lend(cases, cases.manager, **days)
        assert refused.value.problems[0].code == "days_in_order"
    assert not Handover.objects.exists()
    for_good = lend(cases, cases.manager, until=None)
    for number in (for_good, "HO-0-0"):
        with pytest.raises(NotPermitted):
            take_back(cases.manager, number)


def test_who_reaches_one_of_two_schemes_takes_nothing_back(cases: Cases) -> None:
    number = lend(cases, cases.manager)
    assert handover_page(cases.caseworker, number, on=day(0)).may_take_back
    elsewhere = Journey.objects.create(
        candidate=make_candidate(cases.cast.beta, "Elsewhere"), track="mobility", stage="applied", since=day(0),
        scheme_version=SchemeVersion.objects.get(scheme=cases.cast.beta), owner_id=cases.manager.id,
    )  # fmt: skip
    HandedCase.objects.create(handover=Handover.objects.get(number=number), journey=elsewhere)
    for actor in (cases.caseworker, cases.cast.mallory):
        assert not handover_page(actor, number, on=day(0)).may_take_back
        with pytest.raises(NotPermitted):
            take_back(actor, number)
    assert Handover.objects.get(number=number).ended_at is None
