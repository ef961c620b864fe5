"""The person's own page: one list of tasks in order of term, nothing hidden, and the rooms it leads to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from case_cast import Cases, make_cases
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from people import make_candidate, make_vacancy
from web.conftest import signed_in

from passerelle.actions.steps.files.dossiers import About, Asked, open_dossiers
from passerelle.actions.steps.journey.journeys import take
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.queries.cases.standing import Step
from passerelle.queries.own.tasks import own_tasks
from passerelle.records.calls.models import Application, Call
from passerelle.records.interviews.models import Interview, Round, Slot
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Referral
from passerelle.records.signing.models import Paper, Signature
from passerelle.records.training.models import Course, Enrolment, Group
from passerelle.web.candidate.views import _steps

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ROOMS = ("interviews", "courses", "documents", "permits", "recognition", "looked")


@pytest.fixture
def cases(db: None) -> Cases:
    return make_cases(1)


def give_tasks(cases: Cases, count: int, start: int = 0) -> None:
    """So many tasks of each of six kinds for the cast's candidate."""
    alpha, person, now = cases.cast.alpha, cases.cast.candidate, timezone.now()
    day = timezone.localdate()
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        about = [About(alpha, candidate=person) for _ in range(count)]
        open_dossiers(note, "recognition", [Asked("passport"), Asked("photo")], about=about, at=now)
    for n in range(start, start + count):
        Referral.objects.create(candidate=person, vacancy=make_vacancy(alpha, cases.cast.employer))
        row = Round.objects.create(scheme=alpha, vacancy=cases.cast.vacancy, title=f"Round {n}")
        Interview.objects.create(round=row, candidate=person, starts_at=now + timedelta(days=n + 2))
        paper = Paper.objects.create(
            kind="pledge",
            about=f"T-{n}",
            scheme=alpha,
            title=f"Pledge {n}",
            language="en",
            texts={},
            digest="0" * 64,
        )
        Signature.objects.create(paper=paper, role="worker", person=person.person.number)
        call = Call.objects.create(
            scheme=alpha, track="mobility", opens_on=day, closes_on=day + timedelta(days=30 + n), state="published",
            languages=["en"], texts={"en": {"title": f"Call {n}"}},
        )  # fmt: skip
        Application.objects.create(call=call, person=person.person)
        course = Course.objects.create(scheme=alpha, title=f"Course {n}", kind="language")
        group = Group.objects.create(
            course=course, name="A", seats=1, starts_on=day + timedelta(days=9), state="open", committed=1
        )
        Enrolment.objects.create(
            group=group, candidate=person, state="enrolled", asked_at=now, seated_on=day,
            seat=group.numbered_seats.create(ordinal=1),
        )  # fmt: skip


def test_twenty_tasks_of_a_kind_take_as_many_queries_as_one(cases: Cases) -> None:
    client = signed_in(cases.cast.actors[Role.CANDIDATE])
    give_tasks(cases, 1)
    client.get(reverse("own-page"))
    counts = []
    for more in (0, 19):
        give_tasks(cases, more, start=1)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(reverse("own-page"))
        counts.append(len(seen))
    assert len(page.context["tasks"]) == 6 * 20
    assert counts[0] == counts[1]


def test_tasks_stand_in_order_of_term_with_one_button_each(cases: Cases) -> None:
    give_tasks(cases, 2)
    found = own_tasks(cases.cast.actors[Role.CANDIDATE], "en", now=timezone.now())
    terms = [one.due for one in found if one.due is not None]
    assert terms == sorted(terms)
    assert [one.due for one in found[len(terms) :]] == [None] * (len(found) - len(terms))
    page = signed_in(cases.cast.actors[Role.CANDIDATE]).get(reverse("own-page")).content.decode()
    tasks = page.split('class="pa-tasks"')[1].split("</ol>")[0]
    assert tasks.count("<li>") == tasks.count("pa-button") - tasks.count("pa-button--") == len(found)


def test_nothing_that_the_table_hides_shows(cases: Cases) -> None:
    client = signed_in(cases.cast.actors[Role.CANDIDATE])
    journey = Journey.objects.unscoped("test").get()
    Journey.objects.unscoped("test").update(since=timezone.localdate() - timedelta(days=5))
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        take(note, [Journey.objects.unscoped("test").get()], "test_passed", by=SYSTEM, at=timezone.now())
    after = client.get(reverse("own-page"))
    assert Journey.objects.unscoped("test").get(pk=journey.pk).stage == "tested"
    text = after.content.decode()
    for word in ("tested", "Tested", "passed the test", "referred to"):
        assert word not in text
    standing = after.context["doors"][0].candidacy.standing
    assert (standing.stage, standing.next, standing.passed) == ("applied", (), ())
    assert all(one.after != "tested" for one in standing.changes)


def test_the_way_ahead_shows_a_step_that_leads_on(cases: Cases) -> None:
    """Where the table names an end without a result first, the person reads of the row that leads on."""
    client = signed_in(cases.cast.actors[Role.CANDIDATE])
    standing = client.get(reverse("own-page")).context["doors"][0].candidacy.standing
    ending = Step("withdrew", "withdrawn", ("candidate",), leads_on=False)
    onward = Step("eligible", "eligible", ("caseworker",), leads_on=True)
    assert not any(one.leads_on for one in standing.next if one.to == "withdrawn")
    words, current = _steps(replace(standing, next=(ending, onward)))
    assert words[current:] == ["eligible"]
    assert _steps(replace(standing, next=(ending,)))[0][current:] == []


def test_somebody_elses_tasks_are_not_mine(cases: Cases) -> None:
    give_tasks(cases, 1)
    cast = cases.cast
    other = make_candidate(cases.cast.alpha, "Zahra")
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        open_dossiers(note, "recognition", [Asked("transcript")], about=[About(cast.alpha, candidate=other)],
                      at=timezone.now())  # fmt: skip
    page = signed_in(cast.actors[Role.CANDIDATE]).get(reverse("own-page")).content.decode()
    assert "transcript" not in page


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_opens_for_the_person_alone(cases: Cases, room: str) -> None:
    give_tasks(cases, 1)
    address = reverse(f"own-{room}")
    assert signed_in(cases.cast.actors[Role.CANDIDATE]).get(address).status_code == 200
    assert signed_in(cases.caseworker).get(address).status_code == 404
    page = signed_in(cases.cast.actors[Role.CANDIDATE]).get(reverse("own-page")).content.decode()
    assert address in page


def test_a_time_is_chosen_before_it_is_answered(cases: Cases) -> None:
    cast, now = cases.cast, timezone.now()
    row = Round.objects.create(scheme=cast.alpha, vacancy=cast.vacancy, title="At the firm")
    Interview.objects.create(round=row, candidate=cast.candidate)
    actor = cast.actors[Role.CANDIDATE]
    assert own_tasks(actor, "en", now=now) == [], "no time is offered yet, so nothing is asked"
    Slot.objects.create(round=row, starts_at=now + timedelta(days=3), minutes=30)
    assert [one.kind for one in own_tasks(actor, "en", now=now)] == ["choose"]
