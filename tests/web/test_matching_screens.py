"""The matching pages in a real browser: accessible, in both directions, on narrow screens, without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from matching_cast import Matched, make_matched, sign_in_as
from web.browser import NARROW, WIDE, Browser

from passerelle.actions.matching.accept import accept
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.selection.models import Referral

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def matched(live_server: Any) -> Matched:
    made = make_matched()
    proposal = made.proposal(made.second)
    accept(made.caseworker, proposal.number, version=proposal.version, shown_at=None, key=None)
    sign_in_as(made.second, made.actors[Role.CANDIDATE])
    return made


def account(actor: Actor) -> User:
    return User.objects.get(pk=actor.id)


def screens(matched: Matched) -> Iterator[tuple[str, Role, str]]:
    """Each kind of page: its name, who opens it, its address."""
    number, manager = matched.run.number, Role.SCHEME_MANAGER
    run = reverse("run", args=[number])
    proposal = matched.proposal(matched.best)
    yield "runs", manager, reverse("runs")
    yield "workbench", manager, f"{run}?pair={matched.third.number},{matched.developer.number}"
    yield from ((view, manager, f"{run}?view={view}") for view in ("people", "vacancies", "rules"))
    for route in ("run-compare", "run-fairness", "run-record"):
        yield route, manager, reverse(route, args=[number])
    yield "accept", manager, f"{reverse('proposal-accept', args=[number])}?row={proposal.number}:1"
    yield "decline", manager, reverse("proposal-decline", args=[proposal.number])
    yield "pair", manager, reverse("pair", args=[number, matched.third.number, matched.dutch.number])
    yield "candidate", manager, reverse("candidate", args=[matched.second.number])
    yield "vacancy", manager, reverse("vacancy", args=[matched.developer.number])
    referral = Referral.objects.unscoped("test").get()
    yield "end", manager, reverse("referral-end", args=[referral.number])
    yield "referrals", Role.EMPLOYER, reverse("referrals")
    yield "own", Role.CANDIDATE, reverse("own-page")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_and_no_sideways_scrolling(
    browser: Browser, matched: Matched, language: str, width: int
) -> None:
    faults = []
    for name, role, path in screens(matched):
        browser.sign_in(account(matched.actors[role]))
        browser.visit(path, language=language, width=width)
        browser.picture(f"{name}-{language}-{width}")
        faults += [f"{name}: {fault}" for fault in browser.serious()]
        if browser.overflow():
            faults.append(f"{name}: {browser.overflow()} pixels too wide")
    assert faults == []


def test_the_way_from_a_row_to_a_referral_needs_only_the_keyboard(browser: Browser, matched: Matched) -> None:
    browser.sign_in(account(matched.caseworker))
    page = browser.visit(reverse("run", args=[matched.run.number]))
    page.locator("input[name=row]").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Accept the chosen rows").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Refer this person").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('run', args=[matched.run.number])}")
    assert "1 person was referred." in page.locator("[role=status]").inner_text()
    assert Referral.objects.unscoped("test").count() == 2


def test_a_run_under_way_leads_on_by_itself(browser: Browser, matched: Matched) -> None:
    type(matched.run).objects.unscoped("test").update(state="running")
    browser.sign_in(account(matched.manager))
    page = browser.visit(reverse("run-progress", args=[matched.run.number]))
    type(matched.run).objects.unscoped("test").update(state="ready")
    page.wait_for_url(f"**{reverse('run', args=[matched.run.number])}")
