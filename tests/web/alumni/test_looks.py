"""Pages of alumni, of the survey and of closed awards in a browser: nothing too wide, nothing that axe minds."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from home_cast import Home, awarded, make_home, today
from matching_cast import scheme_facts, state
from stay_cast import make_stay
from web.browser import Browser
from web.reintegration.test_coaches import provider, seat

from passerelle.actions.alumni.agree import agree
from passerelle.actions.calls.pool import invite
from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.actions.followups.survey_link import send_surveys
from passerelle.actions.reintegration.payments import close_award, pay
from passerelle.actions.reintegration.plans import begin_plans
from passerelle.actions.steps.consequences.followed import plan_waves
from passerelle.actions.steps.papers.links import token_from
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.followups.alumni import Agreement
from passerelle.records.accounts.models import User
from passerelle.records.alumni.models import Alumna
from passerelle.records.candidates.models import Person
from passerelle.records.followups.models import Wave
from passerelle.records.signing.models import SignedLink

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VIEWS = [("en", 1366), ("fr", 360), ("ar", 360), ("ar", 1366)]


def look(browser: Browser, path: str, name: str, actor: Actor | None = None) -> None:
    """A page in every view: nothing wider than the screen, nothing that axe calls serious."""
    if actor is not None:
        browser.sign_in(User.objects.get(pk=actor.id))
    for language, width in VIEWS:
        # A link speaks its person's language unless its address asks for another.
        asked = path if actor is not None else f"{path}?language={language}"
        browser.visit(asked, language=language, width=width)
        browser.picture(f"{name}-{language}-{width}")
        assert browser.overflow() <= 0, (name, language, width)
    assert browser.serious() == []


@pytest.fixture
def home(transactional_db: None) -> Home:
    made = make_home()
    Person.objects.unscoped("test").filter(pk=made.journey.candidate.person_id).update(
        given_name="Amina", phone="+212600000001", occupations=["9211", "5120"], region="MA-06",
        languages=[{"code": "es", "level": "A2"}, {"code": "ar", "level": None}],
    )  # fmt: skip
    return made


def test_alumni_and_their_invitations_look_right(browser: Browser, home: Home) -> None:
    state(home.cast.beta, scheme_facts())
    facts = CallFacts(
        track="home", opens_on=today(), closes_on=today() + timedelta(days=9), languages=["en"],
        texts={"en": {"title": "Call of spring", "text": "For all who want to work in the fields."}},
        fields=[{"code": "family_name", "needed": True}],
    )  # fmt: skip
    team, me = home.cast.mallory, home.actor(Role.CANDIDATE)
    call = write_call(team, "beta", facts)
    publish_call(team, call)
    look(browser, reverse("own-alumni"), "own-alumni-before", me)
    agree(me, Agreement("I agree that later schemes may find: my occupations, my skills, my languages."))
    look(browser, reverse("alumni"), "alumni", team)
    look(browser, reverse("alumni-call", args=[call]), "alumni-call", team)
    invite(team, call, [Alumna.objects.unscoped("test").get().number], on=today())
    look(browser, reverse("own-alumni"), "own-alumni", me)
    link = SignedLink.objects.get(purpose="invitation")
    look(browser, reverse("link", args=[token_from(link.seed)]), "invitation")


def test_the_survey_and_its_figures_look_right(browser: Browser, home: Home) -> None:
    plan_waves([(home.journey, "returned")], on=today())
    wave = Wave.objects.unscoped("test").order_by("months").first()
    assert wave is not None
    send_surveys(home.staff, [wave.number])
    link = SignedLink.objects.get(purpose="survey")
    look(browser, reverse("link", args=[token_from(link.seed)]), "survey-link")
    look(browser, reverse("wave-survey", args=[wave.number]), "survey", home.staff)
    look(browser, reverse("survey-counts"), "survey-counts", home.staff)


def test_closed_awards_look_right(browser: Browser, home: Home) -> None:
    award = awarded(home, kind="micro_credit")
    pay(home.payer, [award.number], 1, on=timezone.localdate(), reference="T-1")
    close_award(home.payer, award.number, "written_off", on=today())
    look(browser, reverse("awards"), "awards", home.payer)
    look(browser, reverse("committees-kept"), "committees", home.staff)


def test_a_trainer_and_a_certificate_look_right(browser: Browser, home: Home) -> None:
    firm, trainer = provider(home)
    seat(home, firm, home.journey.candidate)
    look(browser, reverse("home-plans"), "trainer-plans", trainer)
    [plan] = begin_plans(trainer, [home.journey.number], on=today())
    look(browser, reverse("home-plan", args=[plan]), "trainer-plan", trainer)
    placed = make_placed_in(home)
    browser.sign_in(User.objects.get(pk=home.staff.id))
    for language, width in VIEWS:
        page = browser.visit(reverse("stay-certificate", args=[placed]), language=language, width=width)
        page.fill("[name=occupation]", "wind turbine technician")
        page.click("[name=find_occupation]")
        page.click("[name=pick_occupation] >> nth=0")
        page.fill("[name=skill_words]", "wind")
        page.click("[name=find_skill]")
        page.click("[name=pick_skill] >> nth=0")
        browser.picture(f"certify-{language}-{width}")
        assert browser.overflow() <= 0
        assert page.input_value("[name=occupation]").startswith("http")
    assert browser.serious() == []


def make_placed_in(home: Home) -> str:
    class Hired:
        journey, cast = home.journey, home.cast

    return make_stay(Hired(), started_on=today(), arrived_on=today()).number  # type: ignore[arg-type]
