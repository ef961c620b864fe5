"""MOVE_GREEN in a real browser: after the attested course a wind-power job at home ranks higher, and says why."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from people import make_candidate, make_organisation, make_user, make_vacancy
from playwright.sync_api import Page
from web.browser import NARROW, Browser
from web.scenarios.pilots import loaded

from passerelle.actions.demonstration.open_cases import open_cases
from passerelle.actions.matching.carry_out import carry_out
from passerelle.actions.matching.request_run import request_run
from passerelle.actions.returns.certificates import issue
from passerelle.actions.returns.planning import record_end
from passerelle.actions.training.enrol import enrol
from passerelle.actions.training.group_life import begin_group, open_group
from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.actions.training.results import Result, enter_results
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.returns.experience import Experience, Gained
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership
from passerelle.records.selection.models import Offer, Proposal, Referral, Run
from passerelle.records.stays.models import Stay
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ESCO = "http://data.europa.eu/esco/skill/"
WIND = ESCO + "9be02d2d-9d45-400b-aa05-1e9aee7bd815"  # mini wind power generation
DESIGN = ESCO + "df179770-1c8d-4673-a270-481b7e4e6010"  # design a mini wind power system
SOLAR = ESCO + "05e5e14f-ffa6-4106-b311-c6335ccc2bd2"  # solar energy
PANELS = ESCO + "9f719da2-5ba8-46b8-b20b-3d5f59208f49"  # solar panel mounting systems


def asking(*skills: str) -> list[dict[str, str]]:
    return [{"uri": one, "how": "stated"} for one in skills]


def run_now(manager: Actor) -> Run:
    return carry_out(request_run(manager, "move_green").number)


def best(run: Run, candidate: Candidate) -> tuple[str, int]:
    """The job at home that the engine proposes to her, and its score."""
    found = Proposal.objects.get(run=run, candidate=candidate)
    return found.vacancy.title, found.score


def opened(page: Page) -> str:
    """Everything on the page, what is folded too."""
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    return page.inner_text("main").lower()


def seated_abroad(manager: Actor, candidate: Candidate, seat: Vacancy) -> Stay:
    """She holds the seat in Andalusia and has arrived."""
    open_cases(SYSTEM, "move_green", [candidate.number], event="applied", track="study")
    Journey.objects.unscoped("test").update(stage="graduated")
    now, day = timezone.now(), timezone.localdate()
    referral = Referral.objects.create(candidate=candidate, vacancy=seat, agreed_at=now)
    Offer.objects.create(
        referral=referral, candidate=candidate, place=seat.places.get(), made_at=now, accepted_at=now,
        made_by_id=manager.id,
    )  # fmt: skip
    return Stay.objects.create(
        journey=Journey.objects.unscoped("test").get(), ordinal=1, kind="study", host=seat.employer, vacancy=seat,
        country="ES", arrived_on=day - timedelta(days=120), started_on=day - timedelta(days=120),
        planned_until=day,
    )  # fmt: skip


def test_move_green_after_the_course_a_wind_power_job_at_home_ranks_higher(browser: Browser) -> None:
    scheme, user, manager = loaded("move_green")
    person = make_candidate(
        scheme, "Alaoui", given_name="Amina", nationality="MA", skills=asking(SOLAR), occupations=["3113"],
        countries=["MA"], years=2, languages=[{"code": "es", "level": "B2"}],
    )  # fmt: skip
    firm = make_organisation("Atlas Energy", country="MA")
    asks = {"isco": "3113", "country": "MA"}
    solar = make_vacancy(scheme, firm, title="Solar fitter", skills=asking(SOLAR, PANELS), **asks)
    wind = make_vacancy(scheme, firm, title="Wind-power technician", skills=asking(WIND, DESIGN), **asks)
    before = run_now(manager)
    assert best(before, person)[0] == solar.title

    school = make_organisation("Institute of Huelva", "training_provider", country="ES")
    seat = make_vacancy(scheme, school, title="Seat", kind="seat", closed_on=timezone.localdate())
    stay = seated_abroad(manager, person, seat)
    course = plan_course(manager, "move_green", CourseFacts(title="Wind", kind="technical", skills=(WIND,)))
    group = plan_group(manager, course, GroupFacts(name="One", seats=1, abroad=True))
    open_group(manager, group)
    enrol(manager, group, [person.number])
    begin_group(manager, group)
    enter_results(manager, group, [Result(person.number, passed=True)], issued_on=timezone.localdate())
    said = Experience(
        "3113", "Design of small wind turbines", stay.started_on or stay.created_at.date(), timezone.localdate(),
        None, (Gained(DESIGN, "Rosa Gil, engineer"),), "Eva Ruiz, director",
    )  # fmt: skip
    paper = issue(manager, stay.number, said, today=timezone.localdate())
    record_end(manager, stay.number, "return", on=timezone.localdate(), today=timezone.localdate())
    assert Journey.objects.unscoped("test").get().stage == "returned"

    after = run_now(manager)
    title, score = best(after, person)
    assert title == wind.title
    assert score > best(before, person)[1]
    browser.sign_in(user)
    page = browser.visit(reverse("pair", args=[after.number, person.number, wind.number]))
    text = opened(page)
    assert "mini wind power generation" in text
    assert "design a mini wind power system" in text
    earlier = browser.visit(reverse("pair", args=[before.number, person.number, wind.number]))
    assert "mini wind power generation" in opened(earlier)  # what was missing then

    own = make_user("amina")
    Membership.objects.create(
        user=own, role=Role.CANDIDATE, scheme=scheme, since="2019-01-01", person_number=person.person.number
    )
    browser.sign_in(own)
    shown = browser.visit(reverse("certificate", args=[paper.number]), language="ar", width=NARROW)
    assert "Rosa Gil, engineer" in shown.inner_text("main")
    assert shown.locator("html").get_attribute("dir") == "rtl"
    assert browser.overflow() == 0
    browser.picture("certificate-ar-360")
    for name in ("own-end", "own-helpers"):
        browser.visit(reverse(name), language="ar", width=NARROW)
        assert browser.overflow() == 0
        assert browser.serious() == []
        browser.picture(f"{name}-ar-360")
