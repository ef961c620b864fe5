"""A mentor reports to officers without a tie; host and team learn of it only when an officer opens it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from people import make_actor
from stay_cast import Placed, make_placed
from visit_cast import now, second_officer

from passerelle.actions.mentoring.circle import Named, answer_helper, end_helper, name_helper
from passerelle.actions.visits.incidents import (
    Report,
    add_step,
    close_incident,
    open_to_all,
    report,
    report_as_mentor,
)
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.people.actors import actor_of
from passerelle.queries.protection.incidents import incidents, mentor_reports
from passerelle.records.accounts.models import User
from passerelle.records.audit.models import Event
from passerelle.records.mentoring.models import Helper
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import Membership
from passerelle.records.visits.models import Incident

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SAID = Report("exploitation", "They keep her passport.")


@pytest.fixture
def placed() -> Placed:
    return make_placed()


@pytest.fixture
def helper(placed: Placed) -> Helper:
    mentor = User.objects.get(pk=placed.actor(Role.MENTOR).id)
    named = Named(role="mentor", name="Rosa", since=date(2026, 4, 1), email=mentor.email or "")
    row = name_helper(placed.actor(Role.CASEWORKER), placed.stay.number, named)
    return answer_helper(placed.actor(Role.CANDIDATE), row.number, "yes", [])


def told(placed: Placed, helper: Helper, said: Report = SAID) -> Incident:
    return report_as_mentor(placed.actor(Role.MENTOR), helper.number, said, today=now())


def letters() -> list[str]:
    return sorted(one.recipient for one in Message.objects.filter(template="incident_reported"))


def address(actor: Actor) -> str:
    return str(User.objects.get(pk=actor.id).email)


def tie(placed: Placed, officer: Actor) -> None:
    Membership.objects.create(
        user_id=officer.id, role=Role.FUNDER, scheme=placed.hired.cast.beta,
        organisation=placed.stay.host, since=now() - timedelta(days=9),
    )  # fmt: skip


def test_it_goes_to_free_officers_and_no_one_else_reads_it(placed: Placed, helper: Helper) -> None:
    tied, free = placed.actor(Role.WELFARE_OFFICER), second_officer(placed)
    tie(placed, tied)
    row = told(placed, helper)
    assert (row.reporter, row.held_back, row.severity) == ("mentor", True, "critical")
    assert letters() == [address(free)]
    for actor in (
        tied,
        *(placed.actor(role) for role in (Role.EMPLOYER, Role.SCHEME_MANAGER, Role.CASEWORKER)),
    ):
        assert incidents(actor, state="all") == []
    for actor in (free, placed.actor(Role.CANDIDATE)):
        assert [one.incident for one in incidents(actor)] == [row]
    event = Event.objects.get(action="incident.report")
    assert (event.scheme_code, event.subjects) == ("", [row.number])


def test_where_all_are_tied_officers_of_another_scheme_hear_it_and_close_it(
    placed: Placed, helper: Helper
) -> None:
    tie(placed, placed.actor(Role.WELFARE_OFFICER))
    other = make_actor("other", Role.WELFARE_OFFICER, placed.hired.cast.beta)
    row = told(placed, helper)
    assert letters() == [address(other)]
    add_step(other, row.number, "Spoke to her.", version=1)
    assert close_incident(other, row.number, "handed_on", "The police have it.", version=2).closed_at


def test_the_mentor_sees_the_own_report_and_where_it_stands_and_no_other(
    placed: Placed, helper: Helper
) -> None:
    mentor, officer = placed.actor(Role.MENTOR), placed.actor(Role.WELFARE_OFFICER)
    row = told(placed, helper)
    report(placed.actor(Role.EMPLOYER), placed.stay.number, Report("illness", "A cold."), today=now())
    staff = Report("accident", "A fall.", reporter="mentor")
    assert not report(placed.actor(Role.CASEWORKER), placed.stay.number, staff, today=now()).held_back

    def seen() -> list[tuple[str, str]]:
        return [(one.incident.number, one.state) for one in mentor_reports(mentor, placed.stay.pk)]

    assert seen() == [(row.number, "waits")]
    add_step(officer, row.number, "Called her.", version=1)
    assert seen() == [(row.number, "acted")]
    close_incident(officer, row.number, "resolved", "She has it back.", version=2)
    assert seen() == [(row.number, "closed")]
    assert Incident.objects.visible_to(mentor).get() == row


def test_an_officer_opens_it_to_host_and_team(placed: Placed, helper: Helper) -> None:
    officer, row = placed.actor(Role.WELFARE_OFFICER), told(placed, helper)
    for role in (Role.EMPLOYER, Role.SCHEME_MANAGER, Role.MENTOR):
        with pytest.raises(NotPermitted):
            open_to_all(placed.actor(role), row.number, version=1)
    open_to_all(officer, row.number, version=1)
    assert [one.incident for one in incidents(placed.actor(Role.EMPLOYER))] == [row]
    assert address(placed.actor(Role.SCHEME_MANAGER)) in letters()
    with pytest.raises(Refused, match="already"):
        open_to_all(officer, row.number, version=2)


def test_what_the_team_writes_down_for_a_mentor_is_open_whoever_else_the_writer_is(placed: Placed) -> None:
    staff = placed.actor(Role.SCHEME_MANAGER)
    both = Actor(staff.id, staff.name, (*staff.grants, *placed.actor(Role.MENTOR).grants))
    row = report(both, placed.stay.number, replace(SAID, reporter="mentor"), today=now())
    assert not row.held_back


def test_no_mentor_reports_without_the_persons_yes_or_of_another(placed: Placed, helper: Helper) -> None:
    stranger = make_actor("stranger", Role.MENTOR, placed.hired.cast.alpha)
    with pytest.raises(NotPermitted):
        report_as_mentor(stranger, helper.number, SAID, today=now())
    with pytest.raises(Refused, match="Write a sentence"):
        told(placed, helper, Report("illness", " "))
    with pytest.raises(Refused, match="not come yet"):
        told(placed, helper, Report("illness", "x", now() + timedelta(days=1)))
    user = User.objects.get(pk=placed.actor(Role.MENTOR).id)
    Membership.objects.create(
        user=user, role=Role.CASEWORKER, scheme=placed.hired.cast.alpha, since=date(2026, 1, 1)
    )
    answer_helper(placed.actor(Role.CANDIDATE), helper.number, "no", [])
    with pytest.raises(NotPermitted):  # a caseworker sees who is named, and is no mentor by that
        report_as_mentor(actor_of(user, on=now()), helper.number, SAID, today=now())
    answer_helper(placed.actor(Role.CANDIDATE), helper.number, "yes", [])
    end_helper(placed.actor(Role.CANDIDATE), helper.number, on=now(), code="person_asked")
    with pytest.raises(NotPermitted):
        told(placed, helper)
    assert not Incident.objects.unscoped("test").exists()
