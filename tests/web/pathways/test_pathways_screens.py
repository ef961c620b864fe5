"""The pages of the legal routes in a browser: nothing serious for axe, nothing wider than the screen."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from people import Cast, make_vacancy

from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_nothing_serious_and_nothing_wider_than_the_screen(cast: Cast, browser: Any, language: str) -> None:
    dutch = make_vacancy(cast.alpha, cast.employer, country="NL", route="nl_hsm", start=date(2026, 9, 1))
    flemish = make_vacancy(
        cast.alpha, cast.employer, country="BE", region="BE23", route="be_single_permit", salary=45_000,
        currency="EUR", salary_period="year",
    )  # fmt: skip
    person = cast.candidate.number
    pages = {
        "routes": reverse("pathways") + "?country=NL&on=2026-06-02",
        "value": reverse("pathway-value", args=["BE-VLG-HQ"]),
        "flanders-2020": reverse("person-routes", args=[person, flemish.number]) + "?on=2020-03-02",
        "history": reverse("person-history", args=[person]),
        "terms": reverse("vacancy-terms", args=[flemish.number]),
        "cases": reverse("pathway-cases", args=["BE-VLG-HQ"]),
        "dutch": reverse("person-routes", args=[person, dutch.number]) + "?on=2026-06-02&refused=nl_blue_card",
    }
    browser.sign_in(User.objects.get(pk=cast.actors[Role.SCHEME_MANAGER].id))
    for name, path in pages.items():
        for width in (1366, 360):
            browser.visit(path, language=language, width=width)
            browser.picture(f"pathways-{name}-{language}-{width}")
            assert browser.overflow() <= 0, (name, width)
        assert browser.serious() == [], name
