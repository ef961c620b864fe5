"""The other kinds of pages in a browser: nothing serious for axe in any language, nothing wider than the screen."""

from typing import Any

import pytest
from django.urls import reverse
from people import Cast, make_cast

from passerelle.actions.schemes.load import load_scheme
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.roles import Role
from passerelle.domain.schemes.folder import shipped_folder
from passerelle.records.accounts.models import User
from passerelle.records.partnerships.models import Membership, Scheme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = ("en", "fr", "es", "ar")


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = make_cast()
    path = shipped_folder() / "match.toml"
    load_scheme(SYSTEM, path.read_text(), file=path.name)
    manager = User.objects.get(pk=cast.actors[Role.SCHEME_MANAGER].id)
    scheme = Scheme.objects.unscoped("the file just loaded").get(code="match")
    Membership.objects.create(user=manager, role=Role.SCHEME_MANAGER, scheme=scheme, since="2026-01-01")
    return cast


def _pages(cast: Cast) -> list[str]:
    names = ("portfolio", "candidates", "vacancies", "data-quality", "imports", "candidate-new", "vacancy-new")
    return [
        *(reverse(name) for name in names),
        reverse("scheme", args=["match"]),
        reverse("concepts") + "?q=develper",
        reverse("vacancy-edit", args=[cast.vacancy.number]),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_serious_in_any_language(cast: Cast, browser: Any, language: str) -> None:
    browser.visit(reverse("sign-in"), language=language)
    assert browser.serious() == []
    browser.sign_in(User.objects.get(pk=cast.actors[Role.SCHEME_MANAGER].id))
    for path in _pages(cast):
        page = browser.visit(path, language=language)
        assert browser.serious() == [], path
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_wider_than_an_old_phone(cast: Cast, browser: Any, language: str) -> None:
    browser.sign_in(User.objects.get(pk=cast.actors[Role.SCHEME_MANAGER].id))
    for path in _pages(cast):
        browser.visit(path, language=language, width=360)
        assert browser.overflow() <= 0, path
