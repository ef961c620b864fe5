"""Helpers are named, answered for by the person, changed and ended; a mentor sees only after a yes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from stay_cast import TODAY, Placed, another_placed, make_placed

from passerelle.actions.mentoring.circle import Named, answer_helper, end_helper, name_helper
from passerelle.actions.mentoring.learning import Session, add_meeting, add_transfer
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.mentoring.models import Helper, Transfer
from passerelle.records.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MENTOR = Named("Rosa", "mentor", date(2026, 4, 1), "rosa@example.org", ("es", "ar"), "mentor@example.org")


@pytest.fixture
def placed() -> Placed:
    return make_placed()


def named(placed: Placed, one: Named = MENTOR) -> Helper:
    return name_helper(placed.actor(Role.CASEWORKER), placed.stay.number, one)


def code_of(call, *args: object, **more: object) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused) as refused:
        call(*args, **more)
    return refused.value.problems[0].code


def seen_by_mentor(placed: Placed) -> list[str]:
    return [one.number for one in Helper.objects.visible_to(placed.actor(Role.MENTOR))]


def test_a_mentor_sees_nothing_before_the_persons_yes_and_nothing_after_the_end(placed: Placed) -> None:
    row = named(placed)
    assert Message.objects.filter(template="helper_named").count() == 1
    assert seen_by_mentor(placed) == []
    worker = placed.actor(Role.CANDIDATE)
    answer_helper(worker, row.number, "yes", ["contact", "medical"], version=1)
    assert seen_by_mentor(placed) == [row.number]
    assert Helper.objects.visible_to(worker).get().shares == ["contact"]
    answer_helper(worker, row.number, "no", ["contact"])
    assert seen_by_mentor(placed) == []
    answer_helper(worker, row.number, "yes")
    end_helper(worker, row.number, on=TODAY, code="person_asked")
    assert seen_by_mentor(placed) == []


def test_nothing_is_shared_without_a_yes_says_the_database(placed: Placed) -> None:
    row = named(placed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Helper.objects.unscoped("test").filter(pk=row.pk).update(shares=["contact"])


def test_the_host_reads_no_helpers(placed: Placed) -> None:
    named(placed)
    for role in (Role.EMPLOYER, Role.FUNDER, Role.EMPLOYMENT_SERVICE, Role.TRAINING_PROVIDER):
        assert not Helper.objects.visible_to(placed.actor(role)).exists()
    with pytest.raises(NotPermitted):
        name_helper(placed.actor(Role.EMPLOYER), placed.stay.number, MENTOR)


def test_a_new_mentor_takes_over_from_the_one_before(placed: Placed) -> None:
    first = named(placed)
    second = named(placed, Named("Luis", "mentor", date(2026, 5, 1)))
    first.refresh_from_db()
    assert (first.until, first.end_code, second.replaces_id) == (date(2026, 5, 1), "changed", first.pk)
    early = Named("Eva", "mentor", date(2026, 4, 1))
    assert code_of(named, placed, early) == "before_the_start"


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (Named(" ", "mentor", TODAY), "name_missing"),
        (Named("Eva", "boss", TODAY), "unknown_role"),
        (Named("Eva", "colleague", TODAY, languages=("xx9",)), "unknown_language"),
        (Named("Eva", "mentor", TODAY, email="nobody@example.org"), "no_mentor_account"),
    ],
)
def test_who_cannot_be_named(placed: Placed, one: Named, code: str) -> None:
    assert code_of(named, placed, one) == code


def test_ends_say_why_once(placed: Placed) -> None:
    row, staff = named(placed), placed.actor(Role.CASEWORKER)
    assert code_of(end_helper, staff, row.number, on=TODAY, code="x") == "unknown_code"
    assert code_of(end_helper, staff, row.number, on=date(2026, 3, 1), code="stay_over") == "before_the_start"
    end_helper(staff, row.number, on=TODAY, code="stay_over", version=1)
    assert code_of(end_helper, staff, row.number, on=TODAY, code="stay_over") == "already_ended"
    worker = placed.actor(Role.CANDIDATE)
    assert code_of(answer_helper, worker, row.number, "yes") == "already_ended"
    assert code_of(answer_helper, worker, row.number, "maybe") == "unknown_answer"


def test_meetings_are_written_by_whoever_has_part(placed: Placed) -> None:
    row = named(placed)
    mentor, worker, when = placed.actor(Role.MENTOR), placed.actor(Role.CANDIDATE), {"today": TODAY}
    with pytest.raises(NotPermitted):
        add_meeting(mentor, row.number, on=TODAY, kind="video", **when)
    answer_helper(worker, row.number, "yes")
    made = add_meeting(mentor, row.number, on=TODAY, kind="video", text="Plan.", key="k", **when)
    assert add_meeting(mentor, row.number, on=TODAY, kind="video", text="Plan.", key="k", **when).pk == made.pk
    add_meeting(worker, row.number, on=TODAY, kind="telephone", **when)
    add_meeting(placed.actor(Role.CASEWORKER), row.number, on=TODAY, kind="group", **when)
    assert row.meetings.count() == 3
    assert (
        code_of(add_meeting, worker, row.number, on=date(2026, 7, 1), kind="video", **when) == "in_the_future"
    )
    assert code_of(add_meeting, worker, row.number, on=TODAY, kind="x", **when) == "unknown_kind"
    early = date(2026, 3, 1)
    assert code_of(add_meeting, worker, row.number, on=early, kind="video", **when) == "outside_the_help"


def test_knowledge_passed_on_is_written_down(placed: Placed) -> None:
    session = Session("Drip irrigation", TODAY, "home_firm", 12, "photo in folder 3")
    worker, stay = placed.actor(Role.CANDIDATE), placed.stay.number
    row = add_transfer(worker, stay, session, today=TODAY, key="k")
    assert add_transfer(worker, stay, session, today=TODAY, key="k").pk == row.pk
    assert code_of(add_transfer, worker, stay, session, today=TODAY) == "said_twice"
    for wrong, code in [
        (Session(" ", TODAY, "home_firm"), "topic_missing"),
        (Session("x", TODAY, "all"), "unknown_audience"),
        (Session("x", date(2026, 1, 1), "home_firm"), "before_the_stay"),
        (Session("x", date(2026, 7, 1), "home_firm"), "in_the_future"),
    ]:
        assert code_of(add_transfer, worker, stay, wrong, today=TODAY) == code
    add_transfer(placed.actor(Role.CASEWORKER), stay, Session("Pruning", TODAY, "colleagues"), today=TODAY)
    assert Transfer.objects.visible_to(placed.actor(Role.CASEWORKER)).count() == 2
    other = another_placed(placed)
    with pytest.raises(NotPermitted):
        add_transfer(worker, other.number, session, today=TODAY)
