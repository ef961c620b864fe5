"""Groups: opened against committed posts, seats taken in order, never twice."""

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from people import make_candidate, make_vacancy
from racing import race
from training_cast import days_ago, make_running, make_school, queries_of

from passerelle.actions.training.enrol import Seated, enrol
from passerelle.actions.training.group_life import begin_group, close_group, open_group
from passerelle.actions.training.leave import leave
from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.employers.models import Commitment
from passerelle.records.outbox.models import Message
from passerelle.records.training.models import Enrolment, Group, GroupSeat

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_a_manager_who_opens_120_seats_against_12_committed_posts_is_warned() -> None:
    school = make_school(people=0, seats=120)
    vacancy = make_vacancy(school.cast.alpha, school.cast.employer, posts=30)
    signed = {"evidence": "contract of 1 March", "at": timezone.now(), "on": days_ago(9)}
    Commitment.objects.create(vacancy=vacancy, level="contract", posts=20, **signed)
    Commitment.objects.create(vacancy=vacancy, level="contract", posts=12, **signed)
    Commitment.objects.create(vacancy=vacancy, level="letter", posts=30, **signed)
    with pytest.raises(Refused) as refused:
        open_group(school.manager, school.group)
    assert code_of(refused) == "short_of_posts"
    assert str(refused.value.problems[0].message) == "120 seats, 12 committed."
    assert Group.objects.unscoped("test").get().state == "planned"
    assert open_group(school.manager, school.group, because="The rest signs in May.") == 12
    group = Group.objects.unscoped("test").get()
    assert (group.committed, group.short_because) == (12, "The rest signs in May.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.unscoped("test").update(short_because="")


def test_enough_committed_posts_ask_for_no_reason() -> None:
    school = make_school(people=0, seats=3)
    vacancy = make_vacancy(school.cast.alpha, school.cast.employer, posts=3)
    Commitment.objects.create(
        vacancy=vacancy, level="contract", posts=3, on=days_ago(1), at=timezone.now(), evidence="contract"
    )
    assert open_group(school.manager, school.group, because="not kept") == 3
    assert Group.objects.unscoped("test").get().short_because == ""


def test_only_the_staff_opens_and_enrols() -> None:
    school = make_school()
    for actor in (school.trainer, school.cast.actors[Role.CASEWORKER], school.cast.mallory):
        with pytest.raises(NotPermitted):
            open_group(actor, school.group, because="x")
        with pytest.raises(NotPermitted):
            enrol(actor, school.group, school.numbers())


def test_who_comes_beyond_the_seats_waits_and_moves_up_in_order() -> None:
    school = make_running(people=5, seats=2)
    first, second, third, fourth, fifth = school.numbers()
    states = {number: row.state for number, row in school.enrolments().items()}
    assert [states[one] for one in school.numbers()] == ["enrolled"] * 2 + ["waiting"] * 3
    assert leave(school.trainer, school.enrolments()[first].number, code="job_found") == 1
    assert school.enrolments()[third].state == "enrolled"
    assert school.enrolments()[first].seat_id is None
    assert leave(school.manager, school.enrolments()[fourth].number, code="withdrew") == 0
    late = make_candidate(school.cast.alpha, "Late")
    assert enrol(school.manager, school.group, [late.number]) == Seated(0, 1)
    leave(school.manager, school.enrolments()[second].number, code="hours")
    assert school.enrolments()[fifth].state == "enrolled"
    assert school.enrolments()[late.number].state == "waiting"
    assert Message.objects.filter(template="seat_given").count() == 4
    assert enrol(school.manager, school.group, [first]) == Seated(0, 1)  # who left may come back


def test_all_or_none_are_enrolled() -> None:
    school = make_school(people=2)
    with pytest.raises(Refused) as refused:
        enrol(school.manager, school.group, school.numbers())
    assert code_of(refused) == "group_not_open"
    open_group(school.manager, school.group, because="x")
    gone = make_candidate(school.cast.alpha, "Gone")
    gone.withdrawn_on = date(2026, 1, 1)
    gone.save()
    enrol(school.manager, school.group, school.numbers()[:1])
    with pytest.raises(Refused) as refused:
        enrol(school.manager, school.group, [*school.numbers(), gone.number, "C-0"])
    assert Counter(one.code for one in refused.value.problems) == {
        "already_in_group": 1, "candidate_withdrawn": 1, "unknown_candidate": 1,
    }  # fmt: skip
    assert len(school.enrolments()) == 1
    with pytest.raises(Refused) as refused:
        enrol(school.manager, school.group, [])
    assert code_of(refused) == "nobody"


def test_a_request_sent_twice_enrols_once() -> None:
    school = make_school(people=2)
    open_group(school.manager, school.group, because="x", key="k1k1k1k1")
    assert open_group(school.manager, school.group, because="x", key="k1k1k1k1") == 0
    for _ in range(2):
        assert enrol(school.manager, school.group, school.numbers(), key="k2k2k2k2") == Seated(2, 0)
    begin_group(school.manager, school.group, key="k3k3k3k3")
    begin_group(school.manager, school.group, key="k3k3k3k3")
    number = school.enrolments()[school.numbers()[0]].number
    assert leave(school.manager, number, code="other", key="k4k4k4k4") == 0
    assert leave(school.manager, number, code="other", key="k4k4k4k4") == 0


def test_a_group_moves_through_its_states_in_order() -> None:
    school = make_school(people=1)
    with pytest.raises(Refused) as refused:
        begin_group(school.manager, school.group)
    assert code_of(refused) == "not_open"
    open_group(school.manager, school.group, because="x")
    with pytest.raises(Refused) as refused:
        open_group(school.manager, school.group, because="x")
    assert code_of(refused) == "not_planned"
    enrol(school.manager, school.group, school.numbers())
    with pytest.raises(Refused) as refused:
        close_group(school.trainer, school.group)
    assert code_of(refused) == "results_missing"
    number = school.enrolments()[school.numbers()[0]].number
    for code, expected in (("nonsense", "unknown_code"), ("level", None), ("level", "not_in_group")):
        if expected is None:
            leave(school.trainer, number, code=code)
            continue
        with pytest.raises(Refused) as refused:
            leave(school.trainer, number, code=code)
        assert code_of(refused) == expected
    close_group(school.trainer, school.group, key="k1k1k1k1")
    close_group(school.trainer, school.group, key="k1k1k1k1")
    with pytest.raises(Refused) as refused:
        close_group(school.trainer, school.group)
    assert code_of(refused) == "already_closed"
    planned = plan_group(school.manager, school.course, GroupFacts(name="Never opened", seats=1))
    close_group(school.manager, planned)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"title": " ", "kind": "technical"}, "title_missing"),
        ({"title": "X", "kind": "language", "language": "xx", "level": "B1"}, "unknown_language"),
        ({"title": "X", "kind": "language", "language": "es", "level": "Z9"}, "unknown_level"),
        ({"title": "X", "kind": "language", "language": "es"}, "teaches_nothing"),
        ({"title": "X", "kind": "technical", "minimum_attendance": 101}, "attendance_share"),
        ({"title": "X", "kind": "technical", "provider": "O-1"}, "unknown_provider"),
        ({"title": "Java", "kind": "technical"}, "title_taken"),
    ],
)
def test_a_course_that_makes_no_sense_is_refused(facts: dict[str, object], code: str) -> None:
    school = make_school(people=0)
    with pytest.raises(Refused) as refused:
        plan_course(school.manager, "alpha", CourseFacts(**facts))  # type: ignore[arg-type]
    assert code_of(refused) == code
    with pytest.raises(NotPermitted):
        plan_course(school.trainer, "alpha", CourseFacts(title="X", kind="technical"))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": " ", "seats": 1}, "name_missing"),
        ({"name": "X", "seats": 0}, "seats_out_of_range"),
        (
            {"name": "X", "seats": 1, "starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)},
            "ends_before_start",
        ),
        ({"name": "X", "seats": 1, "vacancy": "V-1"}, "unknown_vacancy"),
        ({"name": "One", "seats": 1}, "name_taken"),
    ],
)
def test_a_group_that_makes_no_sense_is_refused(facts: dict[str, object], code: str) -> None:
    school = make_school(people=0)
    with pytest.raises(Refused) as refused:
        plan_group(school.manager, school.course, GroupFacts(**facts))  # type: ignore[arg-type]
    assert code_of(refused) == code


def test_planning_twice_by_one_key_plans_once() -> None:
    school = make_school(people=0)
    facts, group = (
        CourseFacts(title="Two", kind="orientation"),
        GroupFacts(name="Two", seats=2, sessions=[days_ago(1)]),
    )
    numbers = {plan_course(school.manager, "alpha", facts, key="k1k1k1k1") for _ in range(2)}
    assert len(numbers) == 1
    assert len({plan_group(school.manager, school.course, group, key="k2k2k2k2") for _ in range(2)}) == 1
    seat = make_vacancy(school.cast.alpha, school.cast.employer, kind="seat")
    made = plan_group(school.manager, school.course, GroupFacts(name="On a seat", seats=1, vacancy=seat.number))
    assert Group.objects.unscoped("test").get(number=made).vacancy == seat
    with pytest.raises(NotPermitted):
        plan_group(school.trainer, school.course, group)


def test_many_are_enrolled_with_as_many_queries_as_few() -> None:
    school = make_school(people=33, seats=40)
    open_group(school.manager, school.group, because="x")
    few, many = school.numbers()[:3], school.numbers()[3:]
    counts = {queries_of(partial(enrol, school.manager, school.group, people)) for people in (few, many)}
    assert len(counts) == 1


@pytest.mark.django_db(transaction=True)
def test_racing_clients_never_oversell_a_seat() -> None:
    school = make_school(people=24, seats=3)
    open_group(school.manager, school.group, because="x")
    answers = race([partial(enrol, school.manager, school.group, [one]) for one in school.numbers()])
    assert Counter(one.seated if isinstance(one, Seated) else repr(one) for one in answers) == {1: 3, 0: 21}
    seats = list(Enrolment.objects.unscoped("test").exclude(seat=None).values_list("seat__ordinal", flat=True))
    assert sorted(seats) == [1, 2, 3]


@pytest.fixture
def unguarded() -> Iterator[str]:
    """A table like the enrolments', without any guard."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE scratch_seat (seat integer NOT NULL, client integer NOT NULL)")
    yield "scratch_seat"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE scratch_seat")


def _look_then_sit(client: int, looked: threading.Barrier) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM scratch_seat WHERE seat = 1")
        free = cursor.fetchone()[0] == 0
    looked.wait(timeout=60)
    if not free:
        return "full"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO scratch_seat (seat, client) VALUES (1, %s)", [client])
    except IntegrityError:
        return "full"
    return "seated"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [False, True])
def test_without_the_constraint_the_same_race_oversells(unguarded: str, guarded: bool) -> None:
    if guarded:
        with connection.cursor() as cursor:
            cursor.execute("CREATE UNIQUE INDEX scratch_seat_once ON scratch_seat (seat)")
    looked = threading.Barrier(8)
    sold = Counter(race([partial(_look_then_sit, one, looked) for one in range(8)]))["seated"]
    assert sold == 1 if guarded else sold > 1


def test_the_real_table_has_that_constraint() -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Enrolment._meta.db_table)
    unique = [one for one in Enrolment._meta.constraints if isinstance(one, models.UniqueConstraint)]
    assert all(found[str(one.name)]["unique"] for one in unique)
    school = make_running(people=2, seats=2)
    seat = GroupSeat.objects.order_by("ordinal").first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.unscoped("test").filter(candidate=school.people[1]).update(seat=seat)
