"""Arrival and start: said by each side, for one or many; the case follows, and what differs is shown."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from leaving_cast import depart, make_leaving, move

from passerelle.actions.stays.confirm import Confirmed, confirm_stays
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.journeys.models import Journey
from passerelle.records.stays.models import Stay, StayWord

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_who_departs_has_a_stay_with_the_firm_and_a_term_of_14_days() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    assert (stay.kind, stay.host_id, stay.ordinal) == ("work", hired.cast.employer.pk, 1)
    assert stay.due_on == timezone.localdate() + timedelta(days=14)


def test_arrival_and_start_move_the_case_and_the_term_goes() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    employer = hired.cast.actors[Role.EMPLOYER]
    confirm_stays(employer, [Confirmed(stay.number, days_ago(3), place="Huelva")])
    hired.journey.refresh_from_db()
    stay.refresh_from_db()
    assert (hired.journey.stage, stay.arrived_on) == ("arrived", days_ago(3))
    assert stay.due_on == hired.journey.due_on
    confirm_stays(employer, [Confirmed(stay.number, started_on=days_ago(1))])
    hired.journey.refresh_from_db()
    stay.refresh_from_db()
    assert (hired.journey.stage, stay.started_on, stay.due_on) == ("in_placement", days_ago(1), None)


def test_two_sides_confirm_each_other_and_the_team_settles_a_difference() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    actors = hired.cast.actors
    confirm_stays(actors[Role.EMPLOYER], [Confirmed(stay.number, days_ago(3))])
    confirm_stays(actors[Role.CANDIDATE], [Confirmed(stay.number, days_ago(2))])
    stay.refresh_from_db()
    assert stay.arrived_on == days_ago(3)
    assert set(StayWord.objects.values_list("side", "on")) == {("host", days_ago(3)), ("person", days_ago(2))}
    confirm_stays(actors[Role.CASEWORKER], [Confirmed(stay.number, days_ago(2))])
    stay.refresh_from_db()
    assert stay.arrived_on == days_ago(2)


def test_a_newer_word_of_the_same_side_replaces_the_one_before_and_both_are_kept() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    for day in (4, 2):
        confirm_stays(hired.cast.actors[Role.EMPLOYER], [Confirmed(stay.number, days_ago(day))])
    stay.refresh_from_db()
    assert stay.arrived_on == days_ago(2)
    assert StayWord.objects.count() == 2
    assert StayWord.objects.filter(replaced_at=None).count() == 1


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Confirmed(""), "nothing_said"),
        (Confirmed("", date(2999, 1, 1)), "day_to_come"),
        (Confirmed("", date(2001, 1, 1)), "unlikely_date"),
        (Confirmed("", started_on=timezone.localdate()), "arrival_missing"),
    ],
)
def test_a_wrong_day_is_refused_with_the_stay_named_and_nothing_is_kept(row: Confirmed, code: str) -> None:
    hired = make_leaving(2)
    first, second = depart(hired)
    rows = [replace(row, stay=second.number), Confirmed(first.number, days_ago(1))]
    with pytest.raises(Refused) as refused:
        confirm_stays(hired[0].staff, rows)
    assert code_of(refused) == code
    assert refused.value.problems[0].column == second.number
    assert not StayWord.objects.exists()


def test_a_start_before_the_arrival_an_ended_stay_and_a_stay_named_twice_are_refused() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    for rows, code in (
        ([Confirmed(stay.number, days_ago(1), days_ago(2))], "starts_before_arrival"),
        ([Confirmed(stay.number, days_ago(1))] * 2, "named_twice"),
        ([], "nothing_said"),
    ):
        with pytest.raises(Refused) as refused:
            confirm_stays(hired.staff, rows)
        assert code_of(refused) == code
    Stay.objects.unscoped("test").update(ended_on=days_ago(0), end_code="left_early")
    with pytest.raises(Refused) as refused:
        confirm_stays(hired.staff, [Confirmed(stay.number, days_ago(1))])
    assert code_of(refused) == "stay_over"


def test_nobody_confirms_for_a_stay_out_of_reach() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    for stranger in (hired.cast.mallory, hired.cast.actors[Role.WELFARE_OFFICER]):
        assert stranger is not None
        with pytest.raises(NotPermitted):
            confirm_stays(stranger, [Confirmed(stay.number, days_ago(1))])


def test_a_case_moved_on_its_own_page_notes_the_days_too() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    move(hired, "arrived")
    move(hired, "work_started")
    stay.refresh_from_db()
    assert (stay.arrived_on, stay.started_on, stay.due_on) == (days_ago(0), days_ago(0), None)
    move(hired, "employer_left")
    move(hired, "work_started")
    stays = Stay.objects.unscoped("test").order_by("ordinal")
    assert [(one.ordinal, one.end_code) for one in stays] == [(1, "employer_left"), (2, "")]
    move(hired, "left_early", "contract_ended")
    assert {one.end_code for one in stays.all()} == {"employer_left", "contract_ended"}


def _queries(people: int) -> tuple[int, int]:
    hired = make_leaving(people)
    with CaptureQueriesContext(connection) as leaving:
        stays = depart(hired)
    rows = [Confirmed(one.number, days_ago(2), days_ago(1)) for one in stays]
    with CaptureQueriesContext(connection) as arriving:
        moved = confirm_stays(hired[0].staff, rows)
    assert len(moved) == people
    assert set(Journey.objects.unscoped("test").values_list("stage", flat=True)) == {"in_placement"}
    return len(leaving), len(arriving)


@pytest.fixture(scope="module")
def counted() -> list[tuple[int, int]]:
    return []


@pytest.mark.parametrize("people", [3, 30])
def test_departure_and_arrival_of_many_ask_a_constant_number_of_queries(
    people: int, counted: list[tuple[int, int]]
) -> None:
    counted.append(_queries(people))
    assert set(counted) == {counted[0]}
