"""A real browser for page tests: ``browser.visit(path)``, then look, walk by keyboard, ask axe.

Use the fixture ``browser`` (mark the test ``@pytest.mark.browser``). With PASSERELLE_SCREENSHOTS=folder each
``browser.picture(name)`` is kept there.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, sync_playwright

AXE = Path(__file__).resolve().parents[2] / "var" / "frontend" / "axe.min.js"
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
ALONE = ["--disable-background-networking", "--disable-component-update"]
WIDE, NARROW = 1366, 360


@dataclass
class Browser:
    """One tab on the test server."""

    page: Page
    server: str

    def visit(self, path: str, *, language: str = "en", width: int = WIDE) -> Page:
        """Open an address in a language at a width; the answer must be a page, not an error."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self._cookie("django_language", language)
        answer = self.page.goto(self.server + path)
        assert answer is not None
        assert answer.status < 400, f"{path} answered {answer.status}"
        return self.page

    def sign_in(self, user: Any) -> None:
        """Come in as this account without the sign-in page."""
        client = Client()
        client.force_login(user)
        cookies: SimpleCookie = client.cookies
        self._cookie("sessionid", cookies["sessionid"].value)

    def serious(self) -> list[str]:
        """What axe finds serious or critical on the page, in one line each."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [
            f"{violation['id']}: {violation['help']} ({', '.join(_targets(violation))})"
            for violation in found
            if violation["impact"] in {"serious", "critical"}
        ]

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen; nothing but tables may scroll sideways."""
        root = "document.documentElement"
        return int(self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))

    def picture(self, name: str) -> None:
        """Keep a screenshot of the whole page, when a folder for them is named."""
        folder = os.environ.get("PASSERELLE_SCREENSHOTS")
        if folder:
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    def _cookie(self, name: str, value: str) -> None:
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.server}])


def _targets(violation: Any) -> list[str]:
    return [str(node["target"][0]) for node in violation["nodes"]]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The system's Chromium; absent: skipped with the reason, under CI a failure."""
    path = os.environ.get("PASSERELLE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium found")
        pytest.skip("no Chromium found (install chromium, or set PASSERELLE_CHROMIUM)")
    # Playwright keeps an event loop in this thread; Django would refuse to ask the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=[*sandbox, *QUIET, *ALONE])
        yield browser
        browser.close()


@pytest.fixture
def browser(chromium: Chromium, live_server: Any) -> Iterator[Browser]:
    """A fresh tab, without cookies; an error in a script or a blocked file fails the test."""
    context = chromium.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield Browser(page, live_server.url)
    context.close()
    assert not faults, json.dumps(faults)
