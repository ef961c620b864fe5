"""Jobs at home: ranked by the engine, with a skill gained abroad named when it was attested."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from home_cast import Home, make_home, today
from people import make_vacancy
from web.conftest import signed_in

from passerelle.actions.reintegration.plans import begin_plans
from passerelle.actions.steps.people.attesting import Issued, Shown, attest
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import seed
from passerelle.queries.home.home_jobs import home_jobs
from passerelle.records.partnerships.models import Organisation

pytestmark = pytest.mark.django_db
BAKING, SELLING = sorted(seed.skills())[:2]


@pytest.fixture
def home() -> Home:
    home = make_home(stage="harvesting")
    person = home.cast.candidate.person
    person.skills, person.occupations, person.nationality = [{"uri": SELLING}], ["5221"], "MA"
    person.save()
    return home


def asking(home: Home, *skills: str, country: str = "MA", title: str = "Baker") -> str:
    stated = [{"uri": one, "how": "stated"} for one in skills]
    facts = {"country": country, "skills": stated, "isco": "5221", "title": title}
    return make_vacancy(home.cast.alpha, home.cast.employer, **facts).number


def gain(home: Home) -> None:
    with writing(SYSTEM, "test.attest", purpose=Purpose.JOURNEY) as note:
        issued = Issued(
            Organisation.objects.get(pk=home.cast.employer.pk), "Firm", "course", "", on=date(2026, 8, 1)
        )
        attest(note, [Shown(home.cast.candidate, skill=BAKING)], issued, by=None)


def test_a_skill_gained_abroad_lifts_a_job_at_home_and_is_named(home: Home) -> None:
    number = begin_plans(home.staff, [home.journey.number], on=today())[0]
    baking, selling = asking(home, BAKING), asking(home, SELLING, title="Seller")
    asking(home, BAKING, country="ES", title="Abroad")
    before = home_jobs(home.staff, number, on=today())
    assert [one.vacancy.number for one in before.jobs] == [selling, baking]
    assert before.looked_at == 2
    assert not any(one.gained for one in before.jobs)
    gain(home)
    after = {one.vacancy.number: one for one in home_jobs(home.staff, number, on=today()).jobs}
    assert [one.skill for one in after[baking].gained] == [BAKING]
    assert (after[baking].why.score.total or 0) > 0
    assert not after[selling].gained
    page = signed_in(home.staff).get(reverse("home-jobs", args=[number])).content.decode()
    assert "Gained and attested" in page
    assert "Abroad" not in page


def test_without_a_vacancy_at_home_the_page_says_so(home: Home) -> None:
    number = begin_plans(home.staff, [home.journey.number], on=today())[0]
    page = signed_in(home.staff).get(reverse("home-jobs", args=[number])).content.decode()
    assert "No vacancy at home" in page
    assert signed_in(home.cast.mallory).get(reverse("home-jobs", args=[number])).status_code == 404  # type: ignore[arg-type]


def test_two_and_ten_vacancies_ask_the_same_number_of_questions(home: Home) -> None:
    number = begin_plans(home.staff, [home.journey.number], on=today())[0]
    asked = []
    for count in (2, 8):
        for _ in range(count):
            asking(home, SELLING)
        with CaptureQueriesContext(connection) as queries:
            home_jobs(home.staff, number, on=today())
        asked.append(len(queries))
    assert asked[0] == asked[1]
