"""Scenarios that must work by hand, in a real browser, on the schemes' own files."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from people import make_candidate, make_organisation, make_user, make_vacancy
from web.browser import Browser
from web.scenarios.pilots import loaded

from passerelle.actions.cases.screen import Recording, screen
from passerelle.actions.demonstration.open_cases import open_cases
from passerelle.actions.employers.committing import commit_posts
from passerelle.actions.employers.opening import open_file
from passerelle.actions.training.enrol import enrol
from passerelle.actions.training.group_life import begin_group, open_group
from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.actions.training.results import Result, enter_results
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_palim_a_group_of_120_against_12_posts_at_contract_level_is_warned(browser: Browser) -> None:
    scheme, user, manager = loaded("palim")
    firm = make_organisation("Firm of Ghent")
    file = open_file(manager, "palim", firm.number)
    vacancy = make_vacancy(scheme, firm, posts=40)
    commit_posts(manager, vacancy.number, level="contract", posts=12, evidence="contracts in folder 4")
    course = plan_course(manager, "palim", CourseFacts(title="ICT", kind="technical"))
    group = plan_group(manager, course, GroupFacts(name="First", seats=120))
    browser.sign_in(user)
    page = browser.visit(reverse("group", args=[group]))
    assert "12" in page.inner_text("main")
    client = Client()
    client.force_login(user)
    warned = client.post(reverse("group-open", args=[group]), {"because": ""})
    assert warned.status_code == 422
    assert "120 seats, 12 committed." in warned.content.decode()
    page.goto(browser.server + reverse("group-open", args=[group]))
    page.locator("[name=because]").fill("the grant ends in April")
    page.locator("main form button.pa-button--primary").click()
    assert "the grant ends in April" in page.inner_text("main")
    assert "12" in browser.visit(reverse("employer-file", args=[file])).inner_text("main")
    auditor = make_user("auditor")
    Membership.objects.create(user=auditor, role=Role.FUNDER, scheme=scheme, since="2019-01-01")
    browser.sign_in(auditor)
    row = browser.visit(reverse("seats-opened")).locator("tbody tr").first
    cells = [cell.inner_text() for cell in row.locator("th, td").all()]
    assert cells[4:8] == ["120", "12", "108", "the grant ends in April"]


def test_palim_moves_to_belgium_read_unknown(browser: Browser) -> None:
    _, user, _ = loaded("palim")
    browser.sign_in(user)
    page = browser.visit(reverse("scheme", args=["palim"]))
    moved = page.locator("[aria-labelledby='figures-caption'] tbody tr").filter(has_text="people who moved")
    assert moved.locator("td").first.inner_text() == "unknown"


def test_match_shows_each_of_its_three_targets_with_its_source(browser: Browser) -> None:
    _, user, _ = loaded("match")
    browser.sign_in(user)
    page = browser.visit(reverse("scheme", args=["match"]))
    rows = page.locator("[aria-labelledby='targets-caption'] tbody tr").all()
    stated = {row.locator("td").first.inner_text(): row.locator("td").last.inner_text() for row in rows}
    assert list(stated) == ["245", "210", "105"]
    assert "unknown" not in stated.values()
    assert len(set(stated.values())) == 3, "three targets, each from a source of its own"


def test_move_green_one_of_25_fails_the_course_and_cannot_pass_to_the_stay(browser: Browser) -> None:
    scheme, user, manager = loaded("move_green")
    people = [make_candidate(scheme, f"Family{number:02}") for number in range(25)]
    numbers = [one.number for one in people]
    open_cases(SYSTEM, "move_green", numbers, event="applied", track="study")
    Journey.objects.unscoped("test").update(stage="placed")
    course = plan_course(manager, "move_green", CourseFacts(title="Diploma", kind="technical"))
    group = plan_group(manager, course, GroupFacts(name="One", seats=25, starts_on=timezone.localdate()))
    open_group(manager, group, because="grant of the scheme")
    enrol(manager, group, numbers)
    begin_group(manager, group)
    results = [Result(number, passed=number != numbers[0]) for number in numbers]
    enter_results(manager, group, results, issued_on=timezone.localdate())
    cases = {one.candidate.number: one for one in Journey.objects.unscoped("test").select_related("candidate")}
    with pytest.raises(Refused) as refused:
        screen(manager, {cases[numbers[0]].number: None}, Recording("visa_filed"))
    problem = refused.value.problems[0]
    assert problem.code == "guard-not-met"
    assert problem.hint is not None
    assert len(screen(manager, {cases[one].number: None for one in numbers[1:]}, Recording("visa_filed"))) == 24
    browser.sign_in(user)
    text = browser.visit(reverse("group", args=[group])).inner_text("main")
    assert "FAMILY00" in text.upper()
    assert "not completed" in text
