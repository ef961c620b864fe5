"""The pages of stays in a browser: nothing serious for axe, nothing wider than the screen."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from leaving_cast import at_work
from people import make_organisation, make_vacancy

from passerelle.actions.stays.ask_change import ask_change
from passerelle.actions.stays.decide_change import decide_change
from passerelle.actions.stays.weigh_change import Bearing, weigh_change
from passerelle.domain.access.roles import Role
from passerelle.domain.stays.changes import Wish
from passerelle.records.accounts.models import User

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
    for role, some in pages.items():
        browser.sign_in(User.objects.get(pk=hired.cast.actors[role].id))
        for name, path in some.items():
            for width in (1366, 360):
                page = browser.visit(path, language=language, width=width)
                page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
                browser.picture(f"{name}-{language}-{width}")
                assert browser.serious() == [], (name, language, width)
                assert browser.overflow() == 0, (name, language, width)
