"""A change is asked, held against what is known, decided by somebody; then place, quota and stay follow."""

from datetime import date, timedelta

import pytest
from contract_cast import Hired
from django.utils import timezone
from leaving_cast import depart, make_leaving, move
from people import make_organisation, make_vacancy

from passerelle.actions.stays.ask_change import ask_change
from passerelle.actions.stays.confirm import Confirmed, confirm_stays
from passerelle.actions.stays.decide_change import decide_change
from passerelle.actions.stays.plan_days import plan_days
from passerelle.actions.stays.settle import settle_item
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.stays.changes import Wish
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Offer
from passerelle.records.stays.models import Stay, StayChange, StayItem

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NEXT_YEAR = date(2027, 12, 1)


def today() -> date:
    return timezone.localdate()


def at_work(kind: str = "mobility") -> tuple[Hired, Stay]:
    [hired] = make_leaving(kind=kind)
    [stay] = depart([hired])
    confirm_stays(hired.staff, [Confirmed(stay.number, today() - timedelta(9), today() - timedelta(9))])
    stay.refresh_from_db()
    return hired, stay


def refused(act: object, *args: object, **named: object) -> str:
    with pytest.raises(Refused) as found:
        act(*args, **named)  # type: ignore[operator]
    return found.value.problems[0].code


def test_an_extension_moves_the_planned_end_once_somebody_accepts_it() -> None:
    hired, stay = at_work()
    row = ask_change(hired.cast.actors[Role.CANDIDATE], stay.number, Wish("extension", until=NEXT_YEAR))
    assert {(one["verdict"], one["why"]) for one in row.conditions} == {
        ("not_assessable", "missing"), ("not_assessable", "not_held"),
    }  # fmt: skip
    assert refused(ask_change, hired.staff, stay.number, Wish("extension", until=NEXT_YEAR)) == "already_asked"
    assert refused(decide_change, hired.staff, row.number, "accepted", note_text="") == "note_missing"
    assert refused(decide_change, hired.staff, row.number, "maybe", note_text="x") == "unknown_answer"
    decide_change(hired.staff, row.number, "accepted", note_text="The firm and the person agree.")
    stay.refresh_from_db()
    assert stay.planned_until == NEXT_YEAR
    assert Message.objects.filter(template="stay_change_decided").count() == 1
    assert refused(decide_change, hired.staff, row.number, "declined", note_text="x") == "already_decided"


def test_a_host_asks_but_does_not_decide_nor_ask_for_another_employer() -> None:
    hired, stay = at_work()
    employer = hired.cast.actors[Role.EMPLOYER]
    assert refused(ask_change, employer, stay.number, Wish("employer")) == "not_for_you_to_ask"
    row = ask_change(employer, stay.number, Wish("site", site="Lepe"))
    with pytest.raises(NotPermitted):
        decide_change(employer, row.number, "accepted", note_text="ours")
    decide_change(hired.staff, row.number, "accepted", note_text="Near by.")
    stay.refresh_from_db()
    assert stay.site == "Lepe"


def test_a_host_does_not_read_that_the_person_asks_for_another_employer() -> None:
    hired, stay = at_work()
    row = ask_change(hired.cast.actors[Role.CANDIDATE], stay.number, Wish("employer"))
    seen = {
        role: StayChange.objects.visible_to(hired.cast.actors[role]).filter(pk=row.pk).exists()
        for role in (Role.EMPLOYER, Role.CASEWORKER, Role.CANDIDATE, Role.WELFARE_OFFICER)
    }
    assert seen == {
        Role.EMPLOYER: False, Role.CASEWORKER: True, Role.CANDIDATE: True, Role.WELFARE_OFFICER: True,
    }  # fmt: skip


def test_another_employer_means_another_place_and_another_stay() -> None:
    hired, stay = at_work()
    other = make_vacancy(hired.cast.alpha, make_organisation("Other firm"))
    row = ask_change(hired.cast.actors[Role.CANDIDATE], stay.number, Wish("employer"), why="Pay is late")
    assert refused(decide_change, hired.staff, row.number, "accepted", note_text="ok") == "vacancy_missing"
    done = decide_change(hired.staff, row.number, "accepted", note_text="ok", vacancy=other.number)
    stay.refresh_from_db()
    assert (stay.ended_on, stay.end_code) == (today(), "employer_left")
    assert done.became is not None
    assert (done.became.host.name, done.became.ordinal, done.became.arrived_on) == (
        "Other firm", 2, stay.arrived_on,
    )  # fmt: skip
    held = Offer.objects.get(candidate=hired.candidate, released_at=None)
    assert held.place.vacancy_id == other.pk
    confirm_stays(hired.staff, [Confirmed(done.became.number, started_on=today())])
    hired.journey.refresh_from_db()
    assert hired.journey.stage == "in_placement"
    assert Stay.objects.unscoped("test").filter(ended_on=None).count() == 1


def test_without_a_free_place_nothing_of_the_change_happens() -> None:
    hired, stay = at_work()
    full = make_vacancy(hired.cast.alpha, make_organisation("Full firm"))
    full.places.all().delete()
    row = ask_change(hired.staff, stay.number, Wish("employer", vacancy=full.number))
    assert refused(decide_change, hired.staff, row.number, "accepted", note_text="ok") == "no_place_left"
    stay.refresh_from_db()
    assert stay.ended_on is None
    assert refused(ask_change, hired.staff, stay.number, Wish("site", site="x", vacancy="V-1")) == (
        "unknown_vacancy"
    )
    decide_change(hired.staff, row.number, "declined", note_text="No place.")


def test_a_visit_is_planned_up_to_its_last_lawful_day_and_an_extension_too() -> None:
    [hired] = make_leaving(kind="business_visit")
    [stay] = depart([hired])
    begins = today() + timedelta(10)
    plan_days(hired.staff, stay.number, begins=begins, ends=begins + timedelta(89))
    assert refused(
        plan_days, hired.staff, stay.number, begins=begins, ends=begins + timedelta(90)
    ) == "beyond_last_lawful_day"  # fmt: skip
    assert refused(plan_days, hired.staff, stay.number, begins=begins, ends=today()) == "ends_before_it_begins"
    longer = Wish("extension", until=begins + timedelta(95))
    assert refused(ask_change, hired.staff, stay.number, longer) == "beyond_last_lawful_day"
    with pytest.raises(NotPermitted):
        plan_days(hired.cast.actors[Role.EMPLOYER], stay.number, begins=begins, ends=begins)
    move(hired, "arrived")
    move(hired, "visit_started")
    move(hired, "returned")
    assert refused(plan_days, hired.staff, stay.number, begins=begins, ends=begins) == "stay_over"


def test_items_of_the_first_weeks_say_when_by_whom_and_with_what() -> None:
    hired, stay = at_work()
    employer = hired.cast.actors[Role.EMPLOYER]
    settle_item(employer, stay.number, "onboarding", on=today(), evidence="signed list")
    settle_item(hired.staff, stay.number, "onboarding", on=today(), evidence="photo")
    assert StayItem.objects.filter(replaced_at=None).get().evidence == "photo"
    for named, code in (
        ({"code": "party"}, "unknown_item"),
        ({"code": "bank", "state": "x"}, "unknown_state"),
        ({"code": "bank", "state": "not_needed"}, "note_missing"),
        ({"code": "bank", "on": today() + timedelta(1)}, "day_to_come"),
    ):
        given = {"on": today(), **named}
        assert refused(settle_item, hired.staff, stay.number, **given) == code


def test_of_the_family_only_the_request_is_kept_and_no_host_writes_it() -> None:
    hired, stay = at_work()
    row = settle_item(
        hired.cast.actors[Role.CANDIDATE], stay.number, "family_request", on=today(),
        evidence="marriage paper", note_text="two children",
    )  # fmt: skip
    assert (row.evidence, row.note) == ("", "")
    with pytest.raises(NotPermitted):
        settle_item(hired.cast.actors[Role.EMPLOYER], stay.number, "family_request", on=today())
