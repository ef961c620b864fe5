"""Incidents are told openly: by the host of its own people, by staff, by the worker; their clocks run."""

from datetime import timedelta

import pytest
from people import make_actor, make_organisation
from stay_cast import Placed, another_placed, make_placed
from visit_cast import now

from passerelle.actions.visits.incidents import Report, add_step, close_incident, report
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.protection.incidents import incident_page, incidents
from passerelle.records.outbox.models import Message
from passerelle.records.visits.models import Incident

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FALL = Report("accident", "A fall from a ladder.")


@pytest.fixture
def placed() -> Placed:
    return make_placed()


@pytest.mark.parametrize(
    ("role", "reporter"),
    [(Role.EMPLOYER, "employer"), (Role.CANDIDATE, "worker"), (Role.CASEWORKER, "team")],
)
def test_host_team_and_worker_read_what_any_of_them_reports(placed: Placed, role: Role, reporter: str) -> None:
    row = report(placed.actor(role), placed.stay.number, FALL, today=now(), key="a" * 12)
    assert report(placed.actor(role), placed.stay.number, FALL, today=now(), key="a" * 12) == row
    assert (row.reporter, row.severity, row.country) == (reporter, "serious", "ES")
    for reader in (Role.EMPLOYER, Role.CANDIDATE, Role.SCHEME_MANAGER, Role.WELFARE_OFFICER):
        assert Incident.objects.visible_to(placed.actor(reader)).get() == row
    assert Message.objects.filter(template="incident_reported").count() == 2


def test_staff_write_down_what_a_mentor_told(placed: Placed) -> None:
    told = Report("illness", "In hospital.", reporter="mentor")
    assert report(placed.actor(Role.CASEWORKER), placed.stay.number, told, today=now()).reporter == "mentor"
    with pytest.raises(Refused, match="Choose one"):
        report(
            placed.actor(Role.CASEWORKER), placed.stay.number, Report("illness", "x", reporter="x"), today=now()
        )


def test_the_terms_run_until_those_who_must_be_told_are_told(placed: Placed) -> None:
    employer = placed.actor(Role.EMPLOYER)
    row = report(employer, placed.stay.number, FALL, today=now())
    assert incidents(employer)[0].due == row.reported_at + timedelta(hours=24)
    add_step(employer, row.number, "Told at noon.", whom="welfare_officer", version=1)
    page = incident_page(employer, row.number)
    assert page.row.due == row.reported_at + timedelta(days=5)
    assert page.steps[0].whom == "welfare_officer"


def test_the_host_follows_and_staff_close(placed: Placed) -> None:
    row = report(placed.actor(Role.EMPLOYER), placed.stay.number, FALL, today=now())
    with pytest.raises(NotPermitted):
        close_incident(placed.actor(Role.EMPLOYER), row.number, "resolved", "Fine.", version=1)
    closed = close_incident(placed.actor(Role.CASEWORKER), row.number, "resolved", "Fine again.", version=1)
    assert closed.outcome == "resolved"
    assert incidents(placed.actor(Role.CASEWORKER)) == []
    with pytest.raises(Refused, match="closed already"):
        add_step(placed.actor(Role.CASEWORKER), row.number, "More.", version=2)


def test_nobody_reports_of_others_or_of_tomorrow(placed: Placed) -> None:
    other = another_placed(placed)
    with pytest.raises(Refused, match="within your reach"):
        report(placed.actor(Role.CANDIDATE), other.number, FALL, today=now())
    firm = make_organisation("Elsewhere")
    rival = make_actor("rival", Role.EMPLOYER, placed.hired.cast.alpha, organisation=firm)
    with pytest.raises(Refused, match="within your reach"):
        report(rival, other.number, FALL, today=now())
    tomorrow = Report("accident", "x", now() + timedelta(days=1))
    for said, words in [
        (tomorrow, "not come"),
        (Report("x", "x"), "Choose one"),
        (Report("death", " "), "sentence"),
    ]:
        with pytest.raises(Refused, match=words):
            report(placed.actor(Role.EMPLOYER), other.number, said, today=now())
