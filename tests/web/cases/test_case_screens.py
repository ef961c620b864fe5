"""The pages of working days in a browser: nothing serious for axe, nothing wider than the screen, by keyboard."""

from datetime import timedelta

import pytest
from case_cast import Cases, make_cases
from django.urls import reverse
from django.utils import timezone
from web.browser import NARROW, WIDE, Browser

from passerelle.actions.cases.hand_over import Handing, hand_over
from passerelle.actions.cases.remind import remind
from passerelle.records.accounts.models import User
from passerelle.records.journeys.models import Handover, Journey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cases(transactional_db: None) -> Cases:
    """Four overdue offers, one of them reminded already; the cases were lent for a week."""
    made = make_cases(4)
    due = timezone.localdate() - timedelta(days=3)
    Journey.objects.unscoped("test").update(stage="offered", since=due - timedelta(days=9), due_on=due)
    for place, one in enumerate(made.people):
        one.person.email, one.person.given_name = f"p{place}@people.example", "Amina"
        one.person.name_original, one.person.language = "أمينة", ("ar", "fr", "es", "en")[place]
        one.person.save()
    first = made.journeys()[0]
    remind(made.caseworker, {first.number: None})
    until = timezone.localdate() + timedelta(days=7)
    handing = Handing(made.manager.id, "leave", until=until, notes={first.number: "call in the evening"})
    hand_over(made.caseworker, made.versions(), handing)
    return made


def addresses(cases: Cases) -> dict[str, str]:
    return {
        "caseload": reverse("caseload"),
        "remind": reverse("cases-remind") + "?all=1&due=overdue",
        "plan": reverse("cases-plan") + "?state=unknown",
        "hand": reverse("cases-hand-over") + "?all=1",
        "handovers": reverse("handovers"),
        "handover": reverse("handover", args=[Handover.objects.get().number]),
        "letters": reverse("letters") + "?scheme=alpha&room=cases",
        "letter": reverse("letter", args=["step_due", "alpha", "ar"]),
        "versions": reverse("scheme-versions", args=["alpha"]),
        "changes": reverse("case-changes"),
    }


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_nothing_serious_and_nothing_too_wide(cases: Cases, browser: Browser, language: str) -> None:
    browser.sign_in(User.objects.get(pk=cases.manager.id))
    for name, address in addresses(cases).items():
        for width in (NARROW, WIDE):
            browser.visit(address, language=language, width=width)
            browser.picture(f"{name}-{language}-{width}")
            assert browser.overflow() <= 0, (name, width)
        assert browser.serious() == [], name


def test_many_are_reminded_by_keyboard_alone(cases: Cases, browser: Browser) -> None:
    browser.sign_in(User.objects.get(pk=cases.manager.id))
    page = browser.visit(reverse("caseload") + "?due=overdue")
    for box in page.locator("tbody input[type=checkbox]").all():
        box.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Remind the chosen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/remind/**")
    assert "3 will be reminded, 1 held back" in page.inner_text("main")
    page.get_by_role("button", name="Remind 3 people").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/")
    assert "3 people were reminded." in page.inner_text("main")
    assert "Held back: ALAOUI Amina" in page.inner_text("main")
