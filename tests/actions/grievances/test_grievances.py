"""What is told in confidence: who hears it, what becomes of it, who never learns of it."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from people import make_actor, make_organisation
from stay_cast import Placed, make_placed

from passerelle.actions.grievances import hear
from passerelle.actions.grievances.own import add_word, decide, take_back
from passerelle.actions.grievances.receive import TextIn, receive_texts
from passerelle.actions.grievances.tell import Told, tell, tell_for
from passerelle.domain.access.actor import SYSTEM, Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.audit.models import Event
from passerelle.records.grievances.models import Accused, Grievance, GrievanceEntry, Hearer
from passerelle.records.journeys.models import Journey
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import Membership, OrganisationTie

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TOLD = Told("pay", "They keep half of my pay.", "employer", "+212600000001", "ar")


@pytest.fixture
def placed() -> Placed:
    return make_placed()


@pytest.fixture
def officer(placed: Placed) -> Actor:
    return placed.actor(Role.WELFARE_OFFICER)


def told(placed: Placed, what: Told = TOLD, **how: str) -> Grievance:
    return tell(placed.actor(Role.CANDIDATE), what, **how)


def hearers(row: Grievance) -> list[int]:
    rows = Hearer.objects.filter(grievance=row, until__isnull=True).order_by("user")
    return list(rows.values_list("user", flat=True))


def test_the_schemes_officer_hears_it_and_learns_nothing_by_mail(placed: Placed, officer: Actor) -> None:
    row = told(placed)
    assert hearers(row) == [officer.id]
    assert (row.severity, row.scheme, row.stay) == ("serious", placed.hired.cast.alpha, placed.stay)
    message = Message.objects.get(template="grievance_waits")
    assert (message.recipient, message.facts, message.scheme_code) == ("welfare_officer@example.org", {}, "")
    event = Event.objects.get(action="grievance.tell")
    assert (event.subjects, event.scheme_code) == ([row.number], "")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CANDIDATE, Role.WELFARE_OFFICER}))
def test_no_other_role_reads_it(placed: Placed, role: Role) -> None:
    told(placed)
    assert not Grievance.objects.visible_to(placed.actor(role)).exists()


def test_an_officer_with_a_tie_to_the_employer_never_hears_it(placed: Placed, officer: Actor) -> None:
    union = make_organisation("Union", "union", "ES")
    free = make_actor("free", Role.WELFARE_OFFICER, placed.hired.cast.alpha, organisation=union)
    parent = make_organisation("Parent", "employer", "ES")
    tied = make_actor("tied", Role.WELFARE_OFFICER, placed.hired.cast.alpha, organisation=parent)
    tie = {"one": parent, "other": placed.stay.host, "kind": "parent", "since": date(2026, 1, 1)}
    OrganisationTie.objects.create(**tie)
    row = told(placed)
    assert hearers(row) == sorted([officer.id or 0, free.id or 0])
    assert not Grievance.objects.visible_to(tied).exists()


def test_several_mandates_count_and_so_does_one_that_ended_lately(placed: Placed, officer: Actor) -> None:
    Membership.objects.create(
        user_id=officer.id,
        role=Role.EMPLOYER,
        scheme=placed.hired.cast.beta,
        organisation=placed.stay.host,
        since=date(2025, 1, 1),
        until=timezone.localdate(),
    )
    assert hearers(told(placed)) == []


def test_when_the_schemes_officers_all_have_ties_another_schemes_hears_it(
    placed: Placed, officer: Actor
) -> None:
    Journey.objects.unscoped("test").filter(pk=placed.stay.journey_id).update(owner=officer.id)
    stranger = make_actor("stranger", Role.WELFARE_OFFICER, placed.hired.cast.beta)
    assert hearers(told(placed)) == [stranger.id]


def test_about_the_team_nobody_of_the_team_hears(placed: Placed) -> None:
    row = told(placed, Told("treatment", "The caseworker shouts.", "both"))
    accused = Accused.objects.filter(grievance=row)
    accounts = set(accused.values_list("user", flat=True)) - {None}
    team = (Role.SCHEME_MANAGER, Role.CASEWORKER, Role.EMPLOYMENT_SERVICE)
    assert {placed.actor(role).id for role in team} <= accounts
    assert {one.organisation for one in accused if one.organisation} == {
        placed.stay.host,
        placed.hired.cast.service,
    }


def test_a_tie_that_comes_up_later_ends_the_hearing(placed: Placed, officer: Actor) -> None:
    row = told(placed)
    Membership.objects.create(
        user_id=officer.id, role=Role.EMPLOYER, scheme=placed.hired.cast.beta,
        organisation=placed.stay.host, since=date(2026, 1, 1),
    )  # fmt: skip
    with pytest.raises(Refused, match="tie to whoever"):
        hear.answer(officer, row.number, "We look at it.", version=1)


def test_answer_step_severity_and_close(placed: Placed, officer: Actor) -> None:
    row = told(placed)
    hear.answer(officer, row.number, "We look at it.", version=1)
    hear.take_step(officer, row.number, "Visited the farm.", version=2)
    hear.write_note(officer, row.number, "Third one this year.", version=3)
    hear.change_severity(officer, row.number, "critical", "Passport kept, too.", version=4)
    with pytest.raises(Refused, match="Only the worker decides"):
        hear.close(officer, row.number, "passed_on", "Sent.", version=5)
    decide(placed.actor(Role.CANDIDATE), row.number, "tell", version=5)
    closed = hear.close(officer, row.number, "passed_on", "Sent.", version=6)
    assert (closed.outcome, closed.severity, closed.taken_by_id) == ("passed_on", "critical", officer.id)
    safe = Message.objects.filter(template="private_answer")
    assert {(one.recipient, one.language, str(one.facts)) for one in safe} == {("+212600000001", "ar", "{}")}
    with pytest.raises(Refused, match="closed already"):
        hear.answer(officer, row.number, "More.", version=7)
    with pytest.raises(Refused, match="closed already"):
        add_word(placed.actor(Role.CANDIDATE), row.number, "More.", version=7)


def test_without_a_safe_address_no_message_goes_to_the_worker(placed: Placed, officer: Actor) -> None:
    row = told(placed, Told("housing", "Rain comes in."))
    hear.answer(officer, row.number, "We look at it.", version=1)
    assert not Message.objects.filter(template="private_answer").exists()


def test_it_can_be_left_to_others_who_are_free(placed: Placed, officer: Actor) -> None:
    row = told(placed)
    with pytest.raises(Refused, match="Nobody else"):
        hear.hand_over(officer, row.number, "I leave the service.", version=1)
    other = make_actor("other", Role.WELFARE_OFFICER, placed.hired.cast.alpha)
    hear.hand_over(officer, row.number, "I leave the service.", version=1)
    assert hearers(row) == [other.id]
    with pytest.raises(Grievance.DoesNotExist):
        hear.answer(officer, row.number, "One more.", version=2)


def test_the_worker_adds_and_takes_back(placed: Placed) -> None:
    row, worker = told(placed), placed.actor(Role.CANDIDATE)
    add_word(worker, row.number, "It happened again.", version=1)
    taken = take_back(worker, row.number, version=2)
    assert (taken.outcome, GrievanceEntry.objects.filter(by_worker=True).count()) == ("withdrawn", 2)


def test_what_is_wrong_with_what_was_told_is_said(placed: Placed, officer: Actor) -> None:
    with pytest.raises(Refused) as refused:
        told(placed, Told("weather", " ", "nobody", "my sister"))
    assert [one.code for one in refused.value.problems] == ["unknown_answer", "empty", "contact_form"]
    row = told(placed)
    for deed in (hear.answer, hear.take_step):
        with pytest.raises(Refused, match="Write a sentence"):
            deed(officer, row.number, " ", version=1)
        with pytest.raises(Refused, match="meanwhile"):
            deed(officer, row.number, "x", version=9)
    with pytest.raises(Refused, match="one of the answers"):
        hear.close(officer, row.number, "gone", "x", version=1)
    with pytest.raises(Refused, match="one of the answers"):
        hear.change_severity(officer, row.number, "huge", "x", version=1)
    with pytest.raises(Refused, match="one of the answers"):
        decide(placed.actor(Role.CANDIDATE), row.number, "perhaps", version=1)


def test_a_double_click_is_heard_once(placed: Placed) -> None:
    assert told(placed, key="once-once").pk == told(placed, key="once-once").pk


def test_paper_and_telephone_are_written_down_by_an_officer(placed: Placed, officer: Actor) -> None:
    number = placed.hired.candidate.person.number
    row = tell_for(officer, number.lower(), TOLD, channel="paper", key="on-paper")
    assert (
        tell_for(officer, number.lower(), TOLD, channel="paper", key="on-paper") == row
    )  # sent twice, kept once
    assert (row.channel, row.person) == ("paper", placed.hired.candidate.person)
    with pytest.raises(Refused, match="within your reach"):
        tell_for(officer, "P-0000", TOLD, channel="paper")
    with pytest.raises(Refused, match="one of the answers"):
        tell_for(officer, number, TOLD, channel="pigeon")
    with pytest.raises(NotPermitted):
        tell_for(placed.actor(Role.CASEWORKER), number, TOLD, channel="paper")


def test_a_text_message_is_kept_once_and_joined_to_its_sender(placed: Placed, officer: Actor) -> None:
    person = placed.hired.candidate.person
    person.phone = "+212600000009"
    person.save()
    at = datetime(2026, 6, 1, 20, tzinfo=UTC)
    texts = [
        TextIn("+212600000009", "لا يدفعون لي", at),
        TextIn("+34600000000", "ayuda", at),
        TextIn("+1", " ", at),
    ]
    assert receive_texts(SYSTEM, texts) == 2
    assert receive_texts(SYSTEM, texts) == 0
    known, unknown = Grievance.objects.unscoped("test").order_by("pk")
    assert (known.person, known.channel, known.contact) == (person, "sms", "+212600000009")
    assert (unknown.person, unknown.scheme) == (None, None)
    assert hearers(unknown) == [officer.id]  # nobody knows yet whom it is about
