"""What permit files say about refused routes, as the page of a person's legal routes reads it."""

from datetime import date

import pytest
from contract_cast import Hired, make_hired
from django.urls import reverse
from django.utils import timezone
from matching_cast import scheme_facts, state
from web.conftest import signed_in

from passerelle.actions.permits.record import Happened, open_permit_files, record_entries
from passerelle.queries.pathways.person_routes import PersonRoutes, person_routes
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def hired(db: None) -> Hired:
    made = make_hired()
    state(made.cast.alpha, scheme_facts())
    return made


def _today() -> date:
    return timezone.localdate()


def _file(hired: Hired, route: str, country: str = "DE") -> str:
    vacancies = Vacancy.objects.unscoped("test").filter(places__offers=hired.offer)
    vacancies.update(route=route, country=country)
    return open_permit_files(hired.staff, [hired.journey.number], kind="permit")[0]


def _refuse(hired: Hired, number: str) -> None:
    record_entries(hired.staff, [number], Happened("filed", _today(), lodged_by="employer"))
    record_entries(hired.staff, [number], Happened("refused", _today(), "salary", date(2999, 1, 1)))


def _read(hired: Hired, vacancy: Vacancy) -> PersonRoutes:
    return person_routes(hired.staff, hired.candidate.number, vacancy.number, on=_today())


def test_a_refused_route_is_read_from_the_file_and_no_longer_open(hired: Hired) -> None:
    number = _file(hired, "de_81a")
    vacancy = Vacancy.objects.unscoped("test").get(places__offers=hired.offer)

    def read() -> PersonRoutes:
        return _read(hired, vacancy)

    assert "de_81a" not in read().refused
    _refuse(hired, number)
    told = read()
    assert told.refused == ("de_81a",)
    assert "de_81a" not in [one.route.id for one in told.still_open]
    assert (told.refused_files[0].number, told.refused_files[0].ground) == (number, "salary")
    page = signed_in(hired.staff).get(reverse("person-routes", args=[hired.candidate.number, vacancy.number]))
    assert number in page.content.decode()
    record_entries(hired.staff, [number], Happened("appealed", _today()))
    assert read().refused == (), "an appeal makes it open again"
    record_entries(hired.staff, [number], Happened("refused", _today(), "salary"))
    record_entries(hired.staff, [number], Happened("appeal_waived", _today()))
    assert read().refused == ("de_81a",)


def test_a_permit_that_was_withdrawn_had_been_granted_so_its_route_is_not_refused(hired: Hired) -> None:
    number = _file(hired, "de_81a")
    vacancy = Vacancy.objects.unscoped("test").get(places__offers=hired.offer)
    _refuse(hired, number)
    record_entries(hired.staff, [number], Happened("appealed", _today()))
    record_entries(hired.staff, [number], Happened("granted", _today()))
    record_entries(hired.staff, [number], Happened("revoked", _today(), "employer"))
    assert _read(hired, vacancy).refused_files == ()


def test_nothing_is_guessed_where_a_permit_stands_for_several_routes(hired: Hired) -> None:
    number = _file(hired, "be_single_permit", "BE")
    vacancy = Vacancy.objects.unscoped("test").get(places__offers=hired.offer)
    _refuse(hired, number)
    found = _read(hired, vacancy)
    assert [(one.number, one.route) for one in found.refused_files] == [(number, "be_single_permit")]
    assert found.refused == ()
