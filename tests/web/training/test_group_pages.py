"""Training pages: planned, opened with a warning, enrolled, marked, certified; who sees what."""

from functools import partial
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from matching_cast import sign_in_as
from openpyxl import load_workbook
from people import make_actor, make_candidate, make_organisation
from training_cast import School, days_ago, make_running, make_school, queries_of

from passerelle.actions.training.attend import Mark, attend
from passerelle.actions.training.results import Result, enter_results
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.audit.models import Event
from passerelle.records.training.models import Attendance, Course, Enrolment, Group, GroupSeat

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client


def states(school: School) -> list[str]:
    return [school.enrolments()[one].state for one in school.numbers()]


def test_a_manager_plans_opens_with_a_warning_and_enrols() -> None:
    school = make_school(people=3)
    client = signed_in(school.manager)
    answer = client.post(
        "/courses/new/",
        {
            "scheme": "alpha",
            "title": "Full stack",
            "kind": "technical",
            "skills": "http://x/a\nhttp://x/b",
            "asks_test": "on",
        },
    )
    course = Course.objects.unscoped("test").get(title="Full stack")
    assert course.skills == ["http://x/a", "http://x/b"]
    answer = client.post(answer.url, {"name": "Spring", "seats": "120"})
    number = Group.objects.unscoped("test").get(name="Spring").number
    assert client.get(answer.url).status_code == 200
    before = client.get(f"/groups/{number}/open/").content.decode()
    assert "120 seats, 0 committed." in before  # told before anything is pressed
    warned = client.post(f"/groups/{number}/open/", {"because": ""})
    assert warned.status_code == 422
    assert "120 seats, 0 committed." in warned.content.decode()
    assert client.post(f"/groups/{number}/open/", {"because": "Contracts follow."}).status_code == 302
    typed = "\n".join(school.numbers())
    assert client.post(f"/groups/{number}/enrol/", {"candidates": typed}).status_code == 302
    assert client.post(f"/groups/{number}/begin/").status_code == 302
    assert "120" in client.get("/groups/").content.decode()
    assert client.get("/groups/?format=csv&state=running").content.decode().count("Spring") == 1
    refused = client.post(f"/groups/{number}/close/", follow=True)
    assert "have no result yet" in refused.content.decode()
    assert client.get("/courses/").status_code == 200


def test_the_trainer_records_a_day_and_the_results_of_its_group() -> None:
    school = make_running(people=3, seats=3)
    trainer = signed_in(school.trainer)
    one, two, three = (school.enrolments()[number].number for number in school.numbers())
    day = days_ago(1).isoformat()
    path = f"/groups/{school.group}"
    assert trainer.get(f"{path}/attendance/").status_code == 200
    marked = {"on": day, one: "present", two: "absent", three: ""}
    assert trainer.post(f"{path}/attendance/", marked).status_code == 302
    assert set(Attendance.objects.values_list("mark", flat=True)) == {"present", "absent"}
    french = trainer.get(f"{path}/attendance/?on={day}", headers={"accept-language": "fr"}).content.decode()
    assert f'value="{day}"' in french  # what a browser's own field of dates can read
    assert 'value="present" selected' in trainer.get(f"{path}/attendance/?on={day}").content.decode()
    given = {"issued_on": days_ago(0).isoformat(), one: "passed", two: "failed", three: ""}
    assert trainer.post(f"{path}/results/", given).status_code == 302
    assert states(school) == ["completed", "not_completed", "enrolled"]
    page = trainer.get(f"{path}/").content.decode()
    assert "did not pass the test" in page
    assert school.people[0].number not in page  # nothing but the name


def test_a_trainer_sees_its_own_groups_only_and_no_profile() -> None:
    school = make_running()
    other = make_organisation("Other trainer", "training_provider", "MA")
    stranger = make_actor("stranger", Role.TRAINING_PROVIDER, school.cast.alpha, organisation=other)
    assert school.cast.mallory
    for actor in (
        stranger,
        school.cast.mallory,
        school.cast.actors[Role.FUNDER],
        school.cast.actors[Role.EMPLOYER],
    ):
        assert signed_in(actor).get(f"/groups/{school.group}/").status_code == 404
        assert signed_in(actor).get(f"/groups/{school.group}/results/").status_code == 404
    trainer = signed_in(school.trainer)
    assert trainer.get(f"/candidates/{school.people[0].number}/").status_code == 404
    assert trainer.get(f"/groups/{school.group}/enrol/").status_code == 200
    answer = trainer.post(f"/groups/{school.group}/enrol/", {"candidates": school.people[0].number})
    assert answer.status_code == 404
    caseworker = signed_in(school.cast.actors[Role.CASEWORKER])
    assert caseworker.get(f"/groups/{school.group}/").status_code == 200
    assert caseworker.get(f"/groups/{school.group}/results/").status_code == 404
    assert Event.objects.filter(action="read.group").exists()


def test_sheets_go_out_and_come_back_filled_in() -> None:
    school = make_running(people=2, seats=2)
    trainer, path = signed_in(school.trainer), f"/groups/{school.group}"
    book = load_workbook(BytesIO(trainer.get(f"{path}/sheets/results/").content))
    sheet = book.active
    assert [cell.value for cell in sheet[1]] == ["number", "name", "result", "level", "score", "out_of"]
    sheet["C2"], sheet["C3"], sheet["E2"], sheet["F2"] = "passed", "failed", 72, 100
    kept = BytesIO()
    book.save(kept)
    file = SimpleUploadedFile("results.xlsx", kept.getvalue())
    answer = trainer.post(f"{path}/results/sheet/", {"issued_on": days_ago(0).isoformat(), "file": file})
    assert answer.status_code == 302
    assert sorted(states(school)) == ["completed", "not_completed"]
    number = school.enrolments()[school.numbers()[0]].number
    pasted = f"number\tname\t{days_ago(2)}\t{days_ago(1)}\n{number}\tx\tpresent\texcused\n"
    assert trainer.post(f"{path}/attendance/sheet/", {"text": pasted}).status_code == 302
    assert Attendance.objects.count() == 2
    out = trainer.get(f"{path}/sheets/attendance/?format=csv").content.decode()
    assert f"{days_ago(1)}" in out
    assert "excused" in out
    assert trainer.get(f"{path}/sheets/other/").status_code == 302


@pytest.mark.parametrize(
    ("where", "typed", "said"),
    [
        ("attendance", "number;monday\nN-1;present", "is no day"),
        ("attendance", "name;2026-03-01\nx;present", "The column number is missing."),
        ("attendance", "number;2026-03-01\nN-1;", "The sheet holds no mark."),
        ("attendance", "", "The column number is missing."),
        ("results", "number;result\nN-1;perhaps", "cannot be read"),
        ("results", "number;result\nN-1;passed", "has no seat in this group"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why_and_stays(where: str, typed: str, said: str) -> None:
    school = make_running(people=1, seats=1)
    answer = signed_in(school.trainer).post(
        f"/groups/{school.group}/{where}/sheet/", {"text": typed, "issued_on": days_ago(0).isoformat()}
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    bad = SimpleUploadedFile("x.xlsx", b"PK\x03\x04 not a workbook")
    answer = signed_in(school.trainer).post(f"/groups/{school.group}/attendance/sheet/", {"file": bad})
    assert answer.status_code == 422


def test_somebody_who_failed_reads_why_and_what_comes_next() -> None:
    school = make_running(people=2, seats=2)
    results = [Result(school.numbers()[0], False), Result(school.numbers()[1], True)]
    enter_results(school.trainer, school.group, results, issued_on=days_ago(0))
    account = school.cast.actors[Role.CANDIDATE]
    sign_in_as(school.people[0], account)
    page = signed_in(account).get("/me/courses/").content.decode()
    assert "did not pass the test" in page
    assert "Register for the next test" in page
    staff = signed_in(school.manager).get(f"/candidates/{school.people[0].number}/").content.decode()
    assert "Register for the next test" in staff


def test_a_person_leaves_their_own_course_and_nobody_elses() -> None:
    school = make_running(people=2, seats=2)
    account = school.cast.actors[Role.CANDIDATE]
    sign_in_as(school.people[0], account)
    mine, theirs = (school.enrolments()[one].number for one in school.numbers())
    client = signed_in(account)
    assert client.get(f"/enrolments/{theirs}/leave/").status_code == 404
    assert client.get(f"/enrolments/{mine}/leave/").status_code == 200
    assert client.post(f"/enrolments/{mine}/leave/", {"code": "nonsense"}).status_code == 422
    assert client.post(f"/enrolments/{mine}/leave/", {"code": "job_found"}).status_code == 302
    assert Enrolment.objects.unscoped("test").get(number=mine).state == "left"


def test_the_list_and_a_group_take_as_many_queries_for_many_as_for_few() -> None:
    school = make_running(people=3, seats=3)
    trainer, staff = signed_in(school.trainer), signed_in(school.manager)
    group = f"/groups/{school.group}/"
    pages = ["/groups/", group, *(f"{group}{end}/" for end in ("attendance", "results", "vouchers/use"))]
    reads = [partial(client.get, page) for client in (trainer, staff) for page in pages]
    few = [queries_of(read) for read in reads]
    _add_people(school, 30)
    assert [queries_of(read) for read in reads] == few


def test_a_day_of_thirty_takes_as_many_queries_as_of_three() -> None:
    school = make_running(people=33, seats=33)
    numbers = school.numbers()
    counts = {
        queries_of(
            partial(
                attend, school.trainer, school.group, [Mark(one, days_ago(day), "present") for one in people]
            )
        )
        for day, people in ((3, numbers[:3]), (2, numbers[3:]))
    }
    assert len(counts) == 1


def _add_people(school: School, count: int) -> None:
    from_one = Enrolment.objects.unscoped("test").first()
    assert from_one
    for number in range(count):
        group = Group(course=from_one.group.course, name=f"G{number}", seats=1, short_because="x", state="open")
        group.save()
    from_one.group.numbered_seats.bulk_create(
        GroupSeat(group=from_one.group, ordinal=100 + number) for number in range(count)
    )
    seats = list(from_one.group.numbered_seats.filter(ordinal__gte=100))
    rows = [
        Enrolment(group=from_one.group, candidate=one, seat=seat, state="enrolled", asked_at=timezone.now())
        for one, seat in zip(_new_people(school, count), seats, strict=True)
    ]
    Enrolment.objects.unscoped("test").bulk_create(rows)


def _new_people(school: School, count: int):

    return [make_candidate(school.cast.alpha, f"More{number}") for number in range(count)]
