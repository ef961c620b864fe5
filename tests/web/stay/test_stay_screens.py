"""The pages of stays in a browser: nothing serious for axe, nothing wider than the screen."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from contract_cast import Hired
from django.urls import reverse
from django.utils import timezone
from leaving_cast import at_work, back_home
from people import make_organisation, make_vacancy
from stay_cast import MAY, TODAY, make_placed, pay_row

from passerelle.actions.stays.ask_change import ask_change
from passerelle.actions.stays.decide_change import decide_change
from passerelle.actions.stays.weigh_change import Bearing, weigh_change
from passerelle.actions.work.state_pay import state_pay
from passerelle.domain.access.roles import Role
from passerelle.domain.stays.changes import Wish
from passerelle.records.accounts.models import User
from passerelle.records.work.models import WorkFlag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_nothing_serious_and_nothing_wider_than_the_screen(browser: Any, db: None, language: str) -> None:
    hired, stay = at_work(days=90)
    day = timezone.localdate()
    post = make_vacancy(hired.cast.alpha, make_organisation("Other firm"), route="fr_talent", country="FR")
    person = hired.cast.actors[Role.CANDIDATE]
    pause = ask_change(
        person, stay.number, Wish("suspension", from_on=day - timedelta(9), until=day + timedelta(20))
    )
    decide_change(hired.staff, pause.number, "accepted", note_text="As the doctor says.")
    row = ask_change(person, stay.number, Wish("employer"), why="Pay is late")
    weigh_change(hired.staff, row.number, Bearing(day - timedelta(50), breach=True, vacancy=post.number))
    pages = {
        Role.CASEWORKER: {"stay": reverse("stay", args=[stay.number]), "stays": reverse("stays")},
        Role.CANDIDATE: {"own-stay": reverse("own-stay")},
    }
    _look(browser, hired, pages, language)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_of_a_job_at_home_is_as_good(browser: Any, db: None, language: str) -> None:
    hired = back_home()
    _look(
        browser,
        hired,
        {Role.CASEWORKER: {"home-job": reverse("home-job", args=[hired.journey.number])}},
        language,
    )


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_month_with_a_pause_is_as_good(browser: Any, db: None, language: str) -> None:
    placed = make_placed()
    staff = placed.actor(Role.CASEWORKER)
    row = ask_change(staff, placed.stay.number, Wish("suspension", from_on=MAY, until=MAY + timedelta(14)))
    decide_change(staff, row.number, "accepted", note_text="As the doctor says.")
    pay = pay_row(placed.stay.number, gross=Decimal(300), hours=Decimal(100))
    state_pay(placed.actor(Role.EMPLOYER), [pay], source="grid", today=TODAY)
    flag = WorkFlag.objects.unscoped("test").get()
    pages = {
        Role.WELFARE_OFFICER: {"flag": reverse("work-flag", args=[flag.number])},
        Role.CANDIDATE: {"own-work": reverse("own-work")},
    }
    _look(browser, placed.hired, pages, language)


def _look(browser: Any, hired: Hired, pages: dict[Role, dict[str, str]], language: str) -> None:
    for role, some in pages.items():
        browser.sign_in(User.objects.get(pk=hired.cast.actors[role].id))
        for name, path in some.items():
            for width in (1366, 360):
                page = browser.visit(path, language=language, width=width)
                page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
                browser.picture(f"{name}-{language}-{width}")
                assert browser.serious() == [], (name, language, width)
                assert browser.overflow() == 0, (name, language, width)
