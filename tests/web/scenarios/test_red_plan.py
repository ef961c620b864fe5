"""Digital Explorers: the plan of a case is red until the visa desk in Abuja opens, as somebody sees it by hand."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from people import make_candidate, make_organisation, make_user, make_vacancy
from playwright.sync_api import Page
from web.browser import Browser

from passerelle.actions.schemes.load import load_scheme
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership, Scheme
from passerelle.records.selection.models import Referral

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILE = Path(__file__).resolve().parents[3] / "schemes" / "digex.toml"


def nigerian_case() -> tuple[User, str]:
    """A developer from Nigeria put forward to a firm in Vilnius, on the scheme's own file; its manager."""
    load_scheme(SYSTEM, FILE.read_text(), file="digex.toml")
    scheme = Scheme.objects.unscoped("test").get(code="digex")
    user = make_user("manager-digex")
    Membership.objects.create(user=user, role=Role.SCHEME_MANAGER, scheme=scheme, since="2019-01-01")
    start = timezone.localdate() + timedelta(days=300)
    vacancy = make_vacancy(
        scheme, make_organisation("Firm of Vilnius", country="LT"), country="LT", start=start
    )
    candidate = make_candidate(scheme, "Okafor", given_name="Ada", nationality="NG")
    Referral.objects.create(candidate=candidate, vacancy=vacancy, agreed_at=timezone.now())
    version = scheme.versions.get(number=scheme.current)
    journey = Journey.objects.create(
        candidate=candidate, scheme_version=version, track="mobility", stage="preparing", since=date(2026, 1, 5)
    )
    return user, journey.number


def record(page: Page, summary: int, **fields: str) -> None:
    """Open one of the forms on the page of posts, fill it in, send it."""
    form = page.locator("details.pa-more").nth(summary)
    form.locator("summary").click()
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        if field.get_attribute("type") == "checkbox":
            field.check()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(index=0)
        else:
            field.fill(value)
    form.locator("button").click()
    page.wait_for_load_state()


def appointment(page: Page) -> str:
    row = page.locator("[aria-labelledby='plan-caption'] tbody tr").filter(has_text="appointment at the post")
    return row.inner_text()


def test_the_plan_is_red_until_the_abuja_visa_desk_opens(browser: Browser) -> None:
    user, number = nigerian_case()
    today = timezone.localdate().isoformat()
    plan = reverse("case-plan", args=[number])
    browser.sign_in(user)
    page = browser.visit(plan)
    assert "no post recorded" in appointment(page)
    assert page.locator("[role=alert]").count() == 0, "what nobody recorded is unknown, not red"

    page = browser.visit(reverse("posts"))
    record(page, 0, state="LT", country="NG", place="Abuja", no_channel="on", source="the consulate, by phone")
    assert "no channel at this post" in page.inner_text("main")
    page = browser.visit(plan)
    assert "no channel at this post" in appointment(page)
    alert = page.locator("[role=alert]")
    assert "there is no channel at the consular post" in alert.inner_text()
    browser.picture("digex-red")
    alert.locator("a").click()

    record(page, 0, state="LT", country="NG", place="Abuja", opened_on=today, source="the consulate's page")
    record(page, 1, post="", days="40", on=today, source="three applicants")
    record(page, 1, post="", days="50", on=today, source="a fourth")
    page = browser.visit(plan)
    assert page.locator("[role=alert]").count() == 0, "the desk takes applications: nothing is red any more"
    assert "45" in appointment(page)
    assert "observed at the post" in appointment(page)
    browser.picture("digex-open")
    for language in ("en", "fr", "ar"):
        browser.visit(plan, language=language, width=360)
        assert browser.overflow() <= 0
        assert browser.serious() == []
