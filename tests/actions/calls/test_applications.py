"""Applications: by phone alone, kept, handed in once, screened with reasons, closed by a place elsewhere."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from matching_cast import scheme_facts, state
from people import TODAY, Cast, make_candidate, make_cast

from passerelle.actions.calls.apply import hand_in, keep_draft, withdraw
from passerelle.actions.calls.apply_many import apply_many
from passerelle.actions.calls.begin import begin, begin_by_phone
from passerelle.actions.calls.save_call import CallFacts, change_call, close_call, publish_call, write_call
from passerelle.actions.calls.screen import screen
from passerelle.actions.steps.consequences.moved import Act, Moved
from passerelle.actions.steps.consequences.selection import close_other_applications
from passerelle.actions.steps.guards.selection import application_complete, interview_held
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.journey.transitions import Transition
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.people.actors import actor_of
from passerelle.records.calls.models import Application, Call
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.journeys.models import Journey
from passerelle.records.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PHONE = "+212612345678"
ANSWERS = {"family_name": "Alami", "given_name": "Amina", "birth_date": "2000-02-01", "french": "B2"}
FIELDS = [
    {"code": "family_name", "needed": True},
    {"code": "given_name", "needed": True},
    {"code": "birth_date", "needed": True},
    {"code": "french", "needed": False},
]


def facts(**more: object) -> CallFacts:
    given = {
        "track": "home",
        "opens_on": TODAY,
        "closes_on": TODAY + timedelta(days=30),
        "places": 30,
        "languages": ["fr"],
        "texts": {"fr": {"title": "Appel", "text": "Développeurs."}},
        "fields": FIELDS,
        **more,
    }
    return CallFacts(**given)  # type: ignore[arg-type]


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    state(made.alpha, scheme_facts())
    return made


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return cast.actors[Role.CASEWORKER]


@pytest.fixture
def call(staff: Actor) -> str:
    number = write_call(staff, "alpha", facts())
    publish_call(staff, number)
    return number


def applicant(call: str, phone: str = PHONE) -> tuple[Actor, str]:
    begun = begin_by_phone(call, phone=phone, on=TODAY, language="fr")
    return actor_of(begun.user, on=TODAY), begun.application


def handed_in(call: str, phone: str = PHONE, **answers: str) -> tuple[Actor, Application]:
    actor, number = applicant(call, phone)
    hand_in(actor, number, {**ANSWERS, **answers}, on=TODAY)
    return actor, Application.objects.unscoped("test").get(number=number)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_phone_number_is_enough_and_what_was_written_is_found_again(call: str) -> None:
    actor, number = applicant(call)
    keep_draft(actor, number, {"family_name": "Alami", "shoe_size": "44"})
    again = begin_by_phone(call, phone=PHONE, on=TODAY)
    assert again.application == number
    assert begin(actor, call, on=TODAY) == number
    row = Application.objects.unscoped("test").get()
    assert row.answers == {"family_name": "Alami"}
    assert not Candidate.objects.unscoped("test").filter(person=row.person).exists()


def test_what_is_missing_is_listed_and_nothing_is_half_done(call: str) -> None:
    actor, number = applicant(call)
    with pytest.raises(Refused) as refused:
        hand_in(actor, number, {"family_name": "Alami", "birth_date": "yesterday"}, on=TODAY)
    assert codes(refused) == ["missing", "unreadable"]
    assert [problem.column for problem in refused.value.problems] == ["given_name", "birth_date"]
    assert Application.objects.unscoped("test").get().state == "draft"
    assert not Journey.objects.unscoped("test").exists()


def test_handing_in_begins_the_candidacy_and_its_case(call: str) -> None:
    actor, row = handed_in(call)
    journey = Journey.objects.unscoped("test").get()
    assert (journey.candidate_id, journey.track, journey.stage) == (row.candidate_id, "home", "coached")
    assert journey.changes.get().event == "applied"
    person = Person.objects.unscoped("test").get(pk=row.person_id)
    assert (person.family_name, person.languages) == ("Alami", [{"code": "fr", "level": "B2", "how": "stated"}])
    assert Message.objects.get(template="application_received").language == "fr"
    with pytest.raises(Refused) as refused:
        hand_in(actor, row.number, ANSWERS, on=TODAY)
    assert codes(refused) == ["handed_in"]


def test_a_key_sent_twice_hands_in_once(call: str) -> None:
    actor, number = applicant(call)
    for _ in range(2):
        hand_in(actor, number, ANSWERS, on=TODAY, key="k" * 12)
    assert Message.objects.filter(template="application_received").count() == 1


def test_before_and_after_its_days_a_call_takes_nothing(staff: Actor, call: str) -> None:
    actor, number = applicant(call)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=31)):
        with pytest.raises(Refused) as refused:
            hand_in(actor, number, ANSWERS, on=day)
        assert codes(refused) == ["call_not_open"]
    close_call(staff, call)
    with pytest.raises(Refused):
        hand_in(actor, number, ANSWERS, on=TODAY)
    with pytest.raises(Refused) as refused:
        publish_call(staff, call)
    assert codes(refused) == ["call_closed"]


def test_a_call_not_published_is_nobodys(staff: Actor) -> None:
    number = write_call(staff, "alpha", facts())
    with pytest.raises(Call.DoesNotExist):
        begin_by_phone(number, phone=PHONE, on=TODAY)


def test_a_call_is_checked_and_stays_as_it_was_read(staff: Actor, call: str) -> None:
    wrong = facts(
        track="moon", closes_on=TODAY - timedelta(days=1), fields=[{"code": "shoe_size"}], languages=[]
    )
    with pytest.raises(Refused) as refused:
        write_call(staff, "alpha", wrong)
    assert codes(refused) == ["unknown_field", "no_language", "unknown_track", "closes_before_it_opens"]
    with pytest.raises(Refused) as refused:
        change_call(staff, call, facts(places=1))
    assert codes(refused) == ["published"]
    draft = write_call(staff, "alpha", facts())
    change_call(staff, draft, facts(places=12), version=1)
    assert Call.objects.unscoped("test").get(number=draft).places == 12


def test_one_active_application_of_a_person_to_a_call(call: str) -> None:
    _, row = handed_in(call)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(call=row.call, person=row.person)


def test_the_same_person_is_suspected_for_staff_only(cast: Cast, call: str) -> None:
    other = make_candidate(cast.alpha, "Alami", given_name="Amina", birth_date=date(2000, 2, 1))
    Person.objects.unscoped("test").filter(pk=other.person_id).update(search_name="alami amina")
    _, row = handed_in(call)
    assert row.suspects == [{"code": "same_name", "person": other.person.number}]


def test_a_no_has_a_reason_and_is_told_in_the_persons_language(staff: Actor, call: str) -> None:
    actor, row = handed_in(call)
    with pytest.raises(Refused) as refused:
        screen(staff, call, {row.number: row.version}, eligible=False, reason_code="ugly")
    assert codes(refused) == ["unknown_code"]
    assert screen(staff, call, {row.number: row.version}, eligible=False, reason_code="language_below") == 1
    row.refresh_from_db()
    assert (row.state, row.reason_code, row.decided_by_id) == ("not_eligible", "language_below", staff.id)
    assert Message.objects.get(template="application_no").language == "fr"
    with pytest.raises(Refused) as refused:
        begin(actor, call, on=TODAY)
    assert codes(refused) == ["already_answered"]


def test_screening_many_is_all_or_nothing(staff: Actor, call: str) -> None:
    _, one = handed_in(call)
    _, two = handed_in(call, "+212612345679", family_name="Bennani")
    with pytest.raises(Refused) as refused:
        screen(staff, call, {one.number: one.version, two.number: 99, "A-0": None}, eligible=True)
    assert codes(refused) == ["stale", "unknown_application"]
    assert set(Application.objects.unscoped("test").values_list("state", flat=True)) == {"handed_in"}
    screen(staff, call, {one.number: None}, eligible=True)
    with pytest.raises(Refused) as refused:
        screen(staff, call, {one.number: None}, eligible=True)
    assert codes(refused) == ["not_to_screen"]
    with pytest.raises(Refused):
        screen(staff, call, {}, eligible=True)


def test_strangers_reach_nothing(cast: Cast, call: str) -> None:
    _, row = handed_in(call)
    other, _ = applicant(call, "+212612345679")
    for stranger in (other, cast.mallory, cast.actors[Role.EMPLOYMENT_SERVICE]):
        assert stranger is not None
        with pytest.raises(NotPermitted):
            withdraw(stranger, row.number)
    with pytest.raises(Call.DoesNotExist):
        screen(cast.mallory, call, {row.number: None}, eligible=True)  # type: ignore[arg-type]


def test_withdrawn_is_over_and_one_may_apply_again(call: str) -> None:
    actor, row = handed_in(call)
    withdraw(actor, row.number, version=row.version)
    with pytest.raises(Refused) as refused:
        withdraw(actor, row.number)
    assert codes(refused) == ["application_over"]
    assert begin(actor, call, on=TODAY) != row.number


def test_many_apply_at_once_with_a_constant_number_of_queries(cast: Cast, staff: Actor) -> None:
    counts = []
    for size in (3, 30):
        number = write_call(staff, "alpha", facts())
        publish_call(staff, number)
        people = [make_candidate(cast.alpha, "Idrissi", given_name="A", birth_date=TODAY) for _ in range(size)]
        people.append(make_candidate(cast.alpha, "Nobody knows when born"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            told = apply_many(staff, number, [one.number for one in people], on=TODAY)
        assert told == {"handed_in": size, "drafts": 1, "there": 0}
        counts.append(len(queries))
        assert apply_many(staff, number, [people[0].number], on=TODAY)["there"] == 1
    assert counts[0] == counts[1]
    with pytest.raises(Refused):
        apply_many(staff, number, ["C-0000000000-0"], on=TODAY)


def test_other_applications_close_when_hired_and_say_nothing_of_the_other(staff: Actor, call: str) -> None:
    second = write_call(staff, "alpha", facts())
    publish_call(staff, second)
    actor, won = handed_in(call)
    other = begin(actor, second, on=TODAY)
    screen(staff, call, {won.number: None}, eligible=True)
    Application.objects.unscoped("test").filter(pk=won.pk).update(state="selected")
    note = Writing()
    journey = Journey.objects.unscoped("test").select_related("candidate__person", "candidate__scheme").get()
    row = Transition("coached", "completed", ("caseworker",), "completed")
    close_other_applications(Act(note, staff, timezone.now()), [Moved(journey, row, True)])
    won.refresh_from_db()
    assert won.state == "selected"
    row = Application.objects.unscoped("test").get(number=other)
    assert (row.state, row.reason_code) == ("closed", "placed")
    assert [one.facts for one in note.messages] == [{"scheme": "Alpha"}]


def test_an_application_is_complete_once_it_is_handed_in(cast: Cast, call: str) -> None:
    actor, row = handed_in(call)
    both = [row.candidate_id or 0, cast.candidate.pk]
    assert application_complete(both) == {row.candidate_id}
    assert interview_held(both) == set()
    withdraw(actor, row.number)
    assert application_complete(both) == set()
