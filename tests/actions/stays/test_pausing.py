"""An accepted pause explains pay, makes terms wait and moves the planned end only where the scheme says so."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from leaving_cast import at_work, depart, make_leaving
from stay_cast import MAY, TODAY, Placed, make_placed, pay_row

from passerelle.actions.stays.ask_change import ask_change
from passerelle.actions.stays.decide_change import decide_change
from passerelle.actions.work.state_pay import state_pay
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.stays.changes import Wish
from passerelle.domain.stays.pauses import Pause
from passerelle.queries.protection.visit_plan import visit_plan
from passerelle.queries.protection.work_flags import flag_page
from passerelle.queries.stays.pay import pay_months
from passerelle.queries.stays.work_lines import compared
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.permits.models import PermitEntry
from passerelle.records.stays.models import Stay, StayChange
from passerelle.records.stays.pauses import pauses_of
from passerelle.records.work.models import PayStatement, WorkFlag

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HALF = Pause(date(2026, 5, 1), date(2026, 5, 15))
WHOLE = Pause(date(2026, 5, 1), date(2026, 5, 31))


def pause(staff: Actor, stay: Stay, days: Pause, answer: str = "accepted") -> StayChange:
    row = ask_change(staff, stay.number, Wish("suspension", from_on=days.first, until=days.last))
    return decide_change(staff, row.number, answer, note_text="As agreed with both.")


def stated(placed: Placed, gross: int, hours: int = 80) -> None:
    row = pay_row(placed.stay.number, gross=Decimal(gross), hours=Decimal(hours))
    state_pay(placed.actor(Role.EMPLOYER), [row], source="grid", today=TODAY)


def test_pay_for_the_days_that_were_worked_raises_no_flag_and_the_line_names_the_pause() -> None:
    placed = make_placed()
    pause(placed.actor(Role.CASEWORKER), placed.stay, HALF)
    stated(placed, 700)
    assert not WorkFlag.objects.unscoped("test").exists()
    [month] = compared(PayStatement.objects.unscoped("test").select_related("stay"))
    assert month.pauses == (HALF,)
    assert {line.code: line.found.value for line in month.lines}["gross"] == "paused"


def test_without_an_accepted_pause_the_same_pay_is_flagged() -> None:
    placed = make_placed()
    pause(placed.actor(Role.CASEWORKER), placed.stay, HALF, "declined")
    stated(placed, 700)
    assert [one.code for one in WorkFlag.objects.unscoped("test")] == ["gross"]


def test_below_the_days_that_were_worked_the_officer_sees_flag_and_pause() -> None:
    placed = make_placed()
    pause(placed.actor(Role.CASEWORKER), placed.stay, HALF)
    stated(placed, 300)
    flag = WorkFlag.objects.unscoped("test").get()
    page = flag_page(placed.actor(Role.WELFARE_OFFICER), flag.number)
    gross = next(line for line in page.stated[0].lines if line.code == "gross")
    assert (gross.found.value, gross.least, page.stated[0].pauses) == ("worse", Decimal("670.97"), (HALF,))


def test_of_a_month_that_was_paused_whole_nobody_owes_a_statement() -> None:
    placed = make_placed()
    employer = placed.actor(Role.EMPLOYER)
    assert MAY in [one.month for one in pay_months(employer, today=TODAY)]
    pause(placed.actor(Role.CASEWORKER), placed.stay, WHOLE)
    assert MAY not in [one.month for one in pay_months(employer, today=TODAY)]
    stated(placed, 0, hours=0)  # it may be stated all the same
    assert not WorkFlag.objects.unscoped("test").filter(code="gross").exists()
    assert all(one.stated <= one.workers for one in pay_months(employer, today=TODAY))


def test_hours_worked_without_pay_in_a_paused_month_are_flagged() -> None:
    placed = make_placed()
    pause(placed.actor(Role.CASEWORKER), placed.stay, WHOLE)
    stated(placed, 0, hours=100)
    assert WorkFlag.objects.unscoped("test").filter(code="gross").exists()


def test_a_paused_month_that_nobody_stated_makes_no_host_riskier() -> None:
    placed = make_placed()
    case = placed.actor(Role.CASEWORKER)

    def late() -> int:
        [row] = visit_plan(case, today=TODAY)
        return next((one.count for one in row.risk.points if one.code == "late_pay"), 0)

    before = late()
    pause(case, placed.stay, WHOLE)
    assert late() == before - 1


def test_a_term_that_ends_inside_the_pause_waits_on_stay_and_case() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    due, today = stay.due_on, timezone.localdate()
    assert due is not None
    pause(hired.staff, stay, Pause(today, due))
    stay.refresh_from_db()
    hired.journey.refresh_from_db()
    assert stay.due_on == hired.journey.due_on == due + (due - today) + timedelta(1)


@pytest.mark.parametrize(("states", "days"), [(True, 10), (False, 0), (None, 0)])
def test_the_planned_end_moves_only_where_the_schemes_file_says_so(states: bool | None, days: int) -> None:
    hired, stay = at_work()
    ends = timezone.localdate() + timedelta(100)
    Stay.objects.unscoped("test").update(planned_until=ends)
    version = SchemeVersion.objects.get(pk=hired.journey.scheme_version_id)
    facts = {**version.facts, "route": [{"id": "fr_employee", "pause_moves_end": states}]}
    SchemeVersion.objects.filter(pk=version.pk).update(facts=facts)
    row = pause(hired.staff, stay, Pause(ends - timedelta(50), ends - timedelta(41)))
    stay.refresh_from_db()
    assert (row.moves_end, stay.planned_until) == (states, ends + timedelta(days))


def test_an_end_that_a_pause_moves_passes_no_permit() -> None:
    hired, stay = at_work()
    ends = timezone.localdate() + timedelta(100)
    Stay.objects.unscoped("test").update(planned_until=ends)
    version = SchemeVersion.objects.get(pk=hired.journey.scheme_version_id)
    facts = {**version.facts, "route": [{"id": "fr_employee", "pause_moves_end": True}]}
    SchemeVersion.objects.filter(pk=version.pk).update(facts=facts)
    PermitEntry.objects.filter(file__journey=hired.journey).update(until=ends + timedelta(9))
    days = Pause(ends - timedelta(50), ends - timedelta(41))
    with pytest.raises(Refused) as found:
        pause(hired.staff, stay, days)
    assert [one.code for one in found.value.problems] == ["beyond_permit"]
    stay.refresh_from_db()
    assert stay.planned_until == ends


def test_the_same_day_is_not_paused_twice() -> None:
    hired, stay = at_work()
    today = timezone.localdate()
    pause(hired.staff, stay, Pause(today, today + timedelta(5)))
    again = Wish("suspension", from_on=today + timedelta(5), until=today + timedelta(9))
    with pytest.raises(Refused) as found:
        ask_change(hired.staff, stay.number, again)
    assert found.value.problems[0].code == "already_paused"
    pause(hired.staff, stay, Pause(today + timedelta(6), today + timedelta(9)))
    assert len(pauses_of([stay.pk])[stay.pk]) == 2
