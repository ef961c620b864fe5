"""A job at home names its employer: the case goes on by its own table and a stay at home is opened."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from leaving_cast import back_home, depart, make_leaving, move
from people import make_candidate, make_organisation, make_vacancy

from passerelle.actions.cases.screen import Recording, screen
from passerelle.actions.contracts.write import open_contract
from passerelle.actions.stays.ask_change import ask_change
from passerelle.actions.stays.confirm import Confirmed, confirm_stays
from passerelle.actions.stays.decide_change import decide_change
from passerelle.actions.stays.home_job import HomeJob, record_home_job
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.stays.changes import Wish
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation
from passerelle.records.selection.models import Offer
from passerelle.records.stays.models import Stay

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def today() -> date:
    return timezone.localdate()


def job(**facts: object) -> HomeJob:
    return HomeJob(**{"started_on": today() - timedelta(3), "employer": "Vent du Sud", **facts})  # type: ignore[arg-type]


def refused(act: object, *args: object, **named: object) -> str:
    with pytest.raises(Refused) as found:
        act(*args, **named)  # type: ignore[operator]
    return found.value.problems[0].code


@pytest.mark.parametrize(("scheme", "track"), [("move_green", "study"), ("homere", "internship")])
def test_a_job_with_a_named_employer_opens_a_stay_at_home(scheme: str, track: str) -> None:
    hired = back_home(scheme, track)
    number = record_home_job(hired.staff, hired.journey.number, job(place="Tarfaya"))
    stay = Stay.objects.unscoped("test").get(number=number)
    hired.journey.refresh_from_db()
    assert hired.journey.stage == "working_at_home"
    assert (stay.kind, stay.host.name, stay.host.country, stay.country, stay.site) == (
        "home", "Vent du Sud", "MA", "MA", "Tarfaya",
    )  # fmt: skip
    assert (stay.ordinal, stay.started_on, stay.ended_on, stay.due_on) == (
        2,
        today() - timedelta(3),
        None,
        None,
    )
    # The same name is the same employer.
    other = Journey.objects.create(
        candidate=make_candidate(hired.cast.alpha, "Amrani", nationality="MA"),
        scheme_version=hired.journey.scheme_version, track=track, stage="returned", since=today(),
    )  # fmt: skip
    second = Stay.objects.unscoped("test").get(
        number=record_home_job(hired.staff, other.number, job(employer="vent du sud"))
    )
    assert second.host_id == stay.host_id


def test_a_vacancy_of_the_scheme_names_employer_and_place() -> None:
    hired = back_home()
    post = make_vacancy(hired.cast.alpha, make_organisation("Eolienne", country="MA"), country="MA")
    abroad = make_vacancy(hired.cast.alpha, make_organisation("Molino"), country="ES")
    case = hired.journey.number
    assert refused(record_home_job, hired.staff, case, job(vacancy=abroad.number, employer="")) == "not_at_home"
    assert refused(record_home_job, hired.staff, case, job(vacancy="V-1", employer="")) == "unknown_vacancy"
    stay = Stay.objects.unscoped("test").get(
        number=record_home_job(hired.staff, case, job(vacancy=post.number, employer=""))
    )
    assert (stay.host.name, stay.vacancy_id) == ("Eolienne", post.pk)


def test_what_cannot_be_is_refused_and_nothing_of_it_happens() -> None:
    hired = back_home()
    case, staff = hired.journey.number, hired.staff
    for facts, code in (
        ({"employer": ""}, "employer_missing"),
        ({"vacancy": "V-1"}, "employer_twice"),
        ({"country": "XX"}, "unknown_country"),
        ({"started_on": today() + timedelta(1)}, "day_to_come"),
        ({"started_on": today() - timedelta(2_000)}, "unlikely_date"),
        ({"started_on": today() - timedelta(11)}, "before_the_return"),
    ):
        assert refused(record_home_job, staff, case, job(**facts)) == code
    Journey.objects.unscoped("test").update(stage="studying")
    assert refused(record_home_job, staff, case, job()) == "not_home_yet"
    Stay.objects.unscoped("test").update(ended_on=None, end_code="")
    Journey.objects.unscoped("test").update(stage="returned")
    assert refused(record_home_job, staff, case, job()) == "stay_open"
    with pytest.raises(NotPermitted):
        record_home_job(hired.cast.actors[Role.EMPLOYER], case, job())
    assert not Stay.objects.unscoped("test").filter(kind="home").exists()
    assert not Organisation.objects.filter(name="Vent du Sud").exists()


def test_recorded_by_the_table_alone_no_stay_with_the_host_abroad_is_opened_and_the_employer_comes_later() -> (
    None
):
    hired = back_home()
    screen(hired.staff, {hired.journey.number: None}, Recording("job_taken"))
    assert Stay.objects.unscoped("test").filter(ended_on=None).count() == 0
    number = record_home_job(hired.staff, hired.journey.number, job(), key="once")
    assert record_home_job(hired.staff, hired.journey.number, job(), key="once") == number
    assert Stay.objects.unscoped("test").filter(kind="home").count() == 1


def test_a_contract_opened_after_a_change_of_employer_goes_to_the_stay_by_itself() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    confirm_stays(hired.staff, [Confirmed(stay.number, today(), today())])
    post = make_vacancy(hired.cast.alpha, make_organisation("Other firm"))
    row = ask_change(hired.staff, stay.number, Wish("employer", vacancy=post.number))
    became = decide_change(hired.staff, row.number, "accepted", note_text="ok").became
    assert became is not None
    assert became.contract is None
    offer = Offer.objects.get(candidate=hired.candidate, released_at=None)
    number = open_contract(hired.staff, offer.number, "employment", key=None)
    became.refresh_from_db()
    stay.refresh_from_db()
    assert became.contract is not None
    assert (became.contract.number, stay.contract) == (number, None)


def test_a_contract_with_another_firm_or_for_a_stay_that_has_one_links_nothing() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    other = make_vacancy(hired.cast.alpha, make_organisation("Other firm"))
    Stay.objects.unscoped("test").update(vacancy=other)
    open_contract(hired.staff, hired.offer.number, "employment", key=None)
    stay.refresh_from_db()
    assert stay.contract is None
    move(hired, "arrived")
