"""WAFIRA by hand: a plan for home, a committee, four fifths of a grant, a visit, the rest, and a year later."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from home_cast import MARKS, Home, make_home, today
from people import make_actor
from playwright.sync_api import Locator, Page
from web.browser import NARROW, Browser

from passerelle.actions.reintegration.committees import CommitteeFacts, open_committee, seat_members
from passerelle.actions.reintegration.parts import LineFacts, StepFacts, add_line, add_step
from passerelle.actions.reintegration.plans import begin_plans
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.reintegration.models import Award, BusinessPlan, ReintegrationPlan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Four fifths of it are 1,876.536: the part of a cent that does not divide is in the rest.
ASKED, FIRST, REST = "2345.67", "1876.53", "469.14"
A_YEAR = timedelta(days=366)


def come_in(browser: Browser, actor: Actor, name: str, *args: str, language: str = "en") -> Page:
    """The page as this person sees it on a telephone; none may scroll sideways."""
    browser.sign_in(User.objects.get(pk=actor.id))
    page = browser.visit(reverse(name, args=args), language=language, width=NARROW)
    assert browser.overflow() == 0, name
    return page


def form_of(page: Page, deed: str) -> Locator:
    """The form of a deed, unfolded."""
    form = page.locator(f"form:has(input[name=deed][value={deed}])")
    folded = page.locator(f"details:not([open]):has(input[name=deed][value={deed}]) > summary")
    if folded.count():
        folded.click()
    return form


def do(page: Page, deed: str, **facts: str) -> Page:
    """Fill a form in and send it."""
    form = form_of(page, deed)
    for name, value in facts.items():
        field = form.locator(f"[name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.locator("button").click()
    return page


def shown(page: Page) -> str:
    """What the page says, without marks between thousands and with a point before cents."""
    plain = re.sub(r"(?<=\d)[,.\u202f\xa0\u066c ](?=\d{3}\b)", "", page.inner_text("main"))
    return re.sub(r"\s+", " ", re.sub(r"(?<=\d)[,\u066b](?=\d\d\b)", ".", plain))


def she_agrees_and_hands_in(browser: Browser, home: Home) -> str:
    person = home.actor(Role.CANDIDATE)
    page = come_in(browser, person, "own-plan", language="fr")
    do(page, "agree")
    plan = ReintegrationPlan.objects.unscoped("test").get()
    assert (plan.agreed_how, form_of(page, "agree").count()) == ("herself", 0)
    page = come_in(browser, person, "own-venture", language="ar")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert browser.serious() == []
    browser.picture("wafira-business-plan-ar")
    page.locator("select[name=kind]").select_option("grant")
    told = {"title": "مخبزة", "currency": "EUR", "asked": ASKED, "idea": "خبز وحلويات", "customers": "القرية"}
    for name, value in {**told, "means": "فرن", "costs": "فرن: 1845.67\nدقيق: 500"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("main form.pa-form button.pa-button--primary").click()
    do(page, "hand_in")
    assert browser.overflow() == 0
    return BusinessPlan.objects.unscoped("test").get(state="handed_in").number


def the_committee_says_yes(browser: Browser, home: Home, committee: str, plan: str) -> None:
    page = come_in(browser, home.staff, "committee-kept", committee)
    page.locator(f"input[name=plan][value='{plan}']").check()
    do(page, "call_up")
    page = come_in(browser, home.members[0], "committee")
    page.locator(f"a[href='{reverse('committee-sheet', args=[plan])}']").click()
    assert browser.overflow() == 0
    do(page, "mark", **{code: str(mark) for code, mark in MARKS.items()}, comment="Counted with care")
    page = come_in(browser, home.payer, "committee-kept", committee)
    do(page, "close", minutes="The member was heard.")
    assert "80.00" in shown(page)
    page.locator(f"a[href='{reverse('business-plan-decide', args=[plan])}']").click()
    assert browser.overflow() == 0
    do(page, "yes", amount=ASKED, message="We wish you well.")
    page = come_in(browser, home.payer, "business-plan", plan)
    assert f"{FIRST} EUR after the decision can be paid" in shown(page)


def refused(browser: Browser, reference: str) -> str:
    """Try to pay from the page that is open; what the page says against it."""
    tab = browser.page.context.new_page()  # a refused form is a 422, which the first tab counts as a fault
    tab.set_viewport_size({"width": NARROW, "height": 800})
    tab.goto(browser.page.url)
    said = shown(do(tab, "pay", on=today().isoformat(), reference=reference))
    assert tab.evaluate("document.documentElement.scrollWidth") == NARROW
    assert form_of(tab, "pay").locator("[name=reference]").input_value() == reference
    tab.close()
    return said


def paid() -> list[tuple[str, int | None]]:
    """Each part with who paid it."""
    parts = Award.objects.unscoped("test").get().tranches.order_by("ordinal")
    return [(str(one.amount), one.paid_by_id) for one in parts]


def another_pays_four_fifths(browser: Browser, home: Home, payer: Actor, plan: str) -> None:
    award = Award.objects.unscoped("test").get()
    page = come_in(browser, home.payer, "awards")
    assert "somebody else pays this" in shown(page)
    assert page.locator("input[name=award]").count() == 0
    come_in(browser, home.payer, "business-plan", plan)
    assert "Whoever decided on an award does not pay it." in refused(browser, "T-0")
    page = come_in(browser, payer, "awards")
    page.locator(f"input[name=award][value='{award.number}']").check()
    do(page, "pay", on=today().isoformat(), reference="T-1")
    assert f"2 {REST} EUR" in shown(page)
    assert "waits for a visit" in shown(page)
    assert page.locator("input[name=award]").count() == 0
    assert (home.stage(), paid()) == ("granted", [(FIRST, payer.id), (REST, None)])


def the_rest_waits_for_a_visit(browser: Browser, home: Home, payer: Actor, plan: str) -> None:
    come_in(browser, payer, "business-plan", plan)
    assert "The rest is paid only after a visit." in refused(browser, "T-2")
    assert paid() == [(FIRST, payer.id), (REST, None)]
    page = come_in(browser, home.staff, "business-plan", plan)
    do(page, "visit", found="open", on=today().isoformat(), note="Two people bake.")
    do(page, "coach", coach="Zineb", on=today().isoformat())
    page = come_in(browser, payer, "business-plan", plan)
    assert f"{REST} EUR after a visit that finds it open can be paid" in shown(page)
    do(page, "pay", on=today().isoformat(), reference="T-2")
    assert paid() == [(FIRST, payer.id), (REST, payer.id)]
    award = Award.objects.unscoped("test").get()
    assert Decimal(FIRST) + Decimal(REST) == award.amount == Decimal(ASKED)
    assert award.decided_by_id == home.payer.id


def it_is_registered(browser: Browser, home: Home, plan: str) -> None:
    page = come_in(browser, home.staff, "business-plan", plan)
    said = {"name": "Makhbaza", "register": "Auto-entrepreneur", "register_number": "7", "evidence": "folder 3"}
    do(page, "register", **said, on=today().isoformat())
    assert "not asked yet" in shown(page)
    assert home.stage() == "business_formalised"


def after_a_year_it_is_open(browser: Browser, home: Home, plan: str) -> None:
    page = come_in(browser, home.staff, "businesses")
    assert "0 open, 0 closed, 0 not known, 1 not asked yet, of 1 whose term has passed" in shown(page)
    page = come_in(browser, home.staff, "business-plan", plan)
    do(page, "check", months="12", found="open", on=today().isoformat())
    page = come_in(browser, home.staff, "businesses")
    assert "After 12 months: 1 open, 0 closed, 0 not known, 0 not asked yet" in shown(page)


def test_a_grant_in_two_parts_with_a_visit_between_and_a_business_open_after_a_year(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_home()
    payer = make_actor("second_manager", Role.SCHEME_MANAGER, home.cast.alpha)  # the first one decides
    begin_plans(home.staff, [home.journey.number], on=today())
    number = ReintegrationPlan.objects.unscoped("test").get().number
    add_step(home.staff, number, StepFacts("Find a room with water", "person"), version=None)
    add_line(home.staff, number, LineFacts("An oven", Decimal("1845.67"), "EUR", "scheme"), version=None)
    committee = open_committee(home.staff, "alpha", CommitteeFacts(name="Spring", kind="grant", currency="EUR"))
    seat_members(home.staff, committee, [one.id for one in home.members[:1] if one.id])

    plan = she_agrees_and_hands_in(browser, home)
    the_committee_says_yes(browser, home, committee, plan)
    another_pays_four_fifths(browser, home, payer, plan)
    the_rest_waits_for_a_visit(browser, home, payer, plan)
    it_is_registered(browser, home, plan)
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + A_YEAR)
    after_a_year_it_is_open(browser, home, plan)

    page = come_in(browser, home.actor(Role.CANDIDATE), "own-plan", language="fr")
    browser.picture("wafira-own-plan-fr")
    assert page.locator("main details[open]").count() == 0
    assert re.search(r"Après 12 mois \([^)]+\): ouvert", shown(page))
    assert browser.serious() == []
    assert all(f"{amount} EUR" in shown(page) for amount in (ASKED, FIRST, REST))
