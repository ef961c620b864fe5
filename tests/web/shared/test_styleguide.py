"""The vocabulary of the pages: accessible, in both directions, on narrow screens."""

import pytest
from web.browser import NARROW, WIDE, Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_axe_finds_nothing_serious(browser: Browser, language: str) -> None:
    browser.visit("/styleguide/", language=language)
    assert browser.serious() == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_only_tables_scroll_sideways(browser: Browser, language: str, width: int) -> None:
    browser.visit("/styleguide/", language=language, width=width)
    browser.picture(f"styleguide-{language}-{width}")
    assert browser.overflow() == 0


def test_arabic_pages_run_from_right_to_left(browser: Browser) -> None:
    page = browser.visit("/styleguide/", language="ar")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_the_language_changes_without_scripts(browser: Browser) -> None:
    page = browser.visit("/styleguide/?page=4")
    page.get_by_role("button", name="Español").click()
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.url.endswith("/styleguide/?page=4")


def test_a_number_can_be_copied(browser: Browser) -> None:
    page = browser.visit("/styleguide/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy M-0412").click()
    assert page.evaluate("navigator.clipboard.readText()") == "M-0412"


def test_the_first_tab_stop_skips_to_the_content(browser: Browser) -> None:
    page = browser.visit("/styleguide/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
