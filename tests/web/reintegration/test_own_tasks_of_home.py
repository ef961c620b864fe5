"""What the time after a stay asks of a person stands in her one list, and leads to the page that answers it."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from home_cast import Home, make_home, today
from wave_cast import Followed, make_followed
from web.conftest import signed_in

from passerelle.actions.followups.answer import Said, write_down
from passerelle.actions.followups.send import send_due
from passerelle.actions.reintegration.parts import StepFacts, add_step, finish_step
from passerelle.actions.reintegration.plans import agree, begin_plans, close_plan
from passerelle.actions.reintegration.ventures import Venture, write_business_plan
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.own.asked import Task
from passerelle.queries.own.tasks import own_tasks
from passerelle.records.followups.models import Wave
from passerelle.records.journeys.models import Journey
from passerelle.records.reintegration.models import BusinessPlan, PlanStep, ReintegrationPlan

pytestmark = [pytest.mark.django_db, pytest.mark.database]
OF_HOME = ("agree_plan", "plan_step", "introduction", "wave")


def asked(person: Actor) -> list[Task]:
    return [one for one in own_tasks(person, "en", now=timezone.now()) if one.kind in OF_HOME]


@pytest.fixture
def home() -> Home:
    return make_home()


def test_a_plan_asks_for_a_yes_and_for_her_own_steps_until_they_are_done(home: Home) -> None:
    person = home.actor(Role.CANDIDATE)
    (number,) = begin_plans(home.staff, [home.journey.number], on=today())
    assert asked(person) == []  # nothing is in it yet
    add_step(home.staff, number, StepFacts("Find an oven", "person", today()), version=None)
    add_step(home.staff, number, StepFacts("Ask the bank", "team", None), version=None)
    assert [(one.kind, one.about, one.due) for one in asked(person)] == [
        ("plan_step", "Find an oven", today()),
        ("agree_plan", "", None),
    ]
    page = signed_in(person).get(reverse("own-page")).content.decode()
    assert page.count(f"{reverse('own-plan')}?plan={number}") == 2
    agree(person, number, version=None)
    assert [one.kind for one in asked(person)] == ["plan_step"]
    step = PlanStep.objects.get(what="Find an oven")
    finish_step(person, number, step.number, on=today())
    assert asked(person) == []
    add_step(home.staff, number, StepFacts("Open", "person", None), version=None)
    assert [one.kind for one in asked(person)] == ["agree_plan", "plan_step"]
    close_plan(home.staff, number, "given_up", on=today(), version=None)
    assert asked(person) == []


def test_a_wave_that_waits_is_asked_and_leads_to_its_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("passerelle.actions.followups.send.is_quiet", lambda _now: False)
    followed: Followed = make_followed()
    Wave.objects.unscoped("test").filter(months=3).update(due_on=today())
    Wave.objects.unscoped("test").exclude(months=3).update(due_on=today().replace(year=today().year + 1))
    person = followed.actor(Role.CANDIDATE)
    assert asked(person) == []
    send_due(now=timezone.now())
    (task,) = asked(person)
    assert task.kind == "wave"
    client = signed_in(person)
    (line,) = [
        one
        for one in client.get(reverse("own-page")).context["tasks"]
        if "/link" in one.url or "/l/" in one.url
    ]
    assert client.get(line.url).status_code == 200
    said = Said(answers={"working": "employed"})
    write_down(followed.actor(Role.CASEWORKER), followed.wave().number, said, how="telephone", version=2)
    assert asked(person) == []


def test_of_two_open_plans_the_one_that_is_shown_is_agreed_to(home: Home) -> None:
    other = Journey.objects.create(
        candidate=home.journey.candidate, scheme_version=home.journey.scheme_version,
        track=home.journey.track, stage="business_formalised", since=today(), ended_on=today()
    )  # fmt: skip
    first, second = begin_plans(home.staff, sorted([home.journey.number, other.number]), on=today())
    for number in (first, second):
        add_step(home.staff, number, StepFacts("Find an oven", "person", None), version=None)
    client = signed_in(home.actor(Role.CANDIDATE))
    page = client.get(reverse("own-plan"))
    assert page.content.decode().count('value="agree"') == 1
    for number in (first, second):
        sent = client.post(f"{reverse('own-plan')}?plan={number}", {"deed": "agree"})
        assert sent.status_code == 302
        rows = ReintegrationPlan.objects.unscoped("test").filter(agreed_edition__isnull=False)
        assert number in rows.values_list("number", flat=True)
        assert rows.count() == (1 if number == first else 2)


def test_a_draft_sent_again_with_other_words_is_never_taken_for_the_first(home: Home) -> None:
    said = Venture(kind="grant", title="A bakery", currency="EUR", sections={"idea": "Bread"})
    first = write_business_plan(home.staff, home.journey.number, said, key="abcdef123456")
    assert write_business_plan(home.staff, home.journey.number, said, key="abcdef123456") == first
    changed = replace(said, sections={"idea": "Cakes"})
    with pytest.raises(Refused, match="already sent"):
        write_business_plan(home.staff, home.journey.number, changed, key="abcdef123456")
    assert BusinessPlan.objects.unscoped("test").get().sections["idea"] == "Bread"
