"""An employer's door by hand: commit step by step, answer the shortlist without names, offer, sign; on a phone too."""

import pytest
from contract_cast import TERMS
from django.urls import reverse
from django.utils import timezone
from matching_cast import Matched, make_matched
from web.browser import NARROW, WIDE, Browser

from passerelle.actions.contracts.sign_and_file import ask_for_signatures
from passerelle.actions.contracts.write import Said, open_contract, write_version
from passerelle.queries.demand.vacancy_demand import demand_page
from passerelle.records.accounts.models import User
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.signing.models import Signature

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STEPS = (("interest", 2, ""), ("letter", 2, "letter of 3 May"), ("conditional_offer", 2, "offer of 1 June"),
         ("contract", 1, "contract of 2 July"))  # fmt: skip


def commit(browser: Browser, matched: Matched, width: int) -> None:
    for level, posts, evidence in STEPS:
        page = browser.visit(reverse("vacancy-demand", args=[matched.developer.number]), width=width)
        page.get_by_text("Commit posts").first.click()
        page.locator("details[open] [name=level]").select_option(level)
        page.locator("details[open] [name=posts]").fill(str(posts))
        page.locator("details[open] [name=evidence]").fill(evidence)
        page.locator("details[open] button.pa-button").click()
        assert "The commitment was kept" in page.inner_text("main")
        assert browser.overflow() == 0
    found = demand_page(matched.employer, matched.developer.number, on=timezone.localdate()).committed
    assert dict(found.exactly) == {"interest": 0, "letter": 0, "conditional_offer": 1, "contract": 1}
    assert "Binds the employer to these posts" in page.inner_text("main")


def test_an_employer_commits_answers_offers_and_signs(browser: Browser) -> None:
    matched = make_matched(run=False)
    waiting = Referral.objects.create(candidate=matched.second, vacancy=matched.developer)
    agreed = Referral.objects.create(
        candidate=matched.best, vacancy=matched.developer, agreed_at=timezone.now()
    )
    browser.sign_in(User.objects.get(pk=matched.employer.id))
    commit(browser, matched, NARROW)

    page = browser.visit(reverse("shortlist-answer"), width=NARROW)
    assert matched.second.person.family_name not in page.content(), "nameless until the person agrees"
    assert browser.overflow() == 0
    page.locator(f"select[name=answer-{waiting.number}]").select_option("interview")
    page.get_by_role("button", name="Send the answers").click()
    assert "Interviews: 1" in page.inner_text("main")
    assert matched.second.person.family_name.upper() not in page.inner_text("main").upper()

    page = browser.visit(reverse("referrals"), width=WIDE)
    form = page.locator(f"form[action='{reverse('offer-make', args=[agreed.number])}'] button")
    form.click()
    offer = Offer.objects.get(referral=agreed)
    offer.accepted_at = timezone.now()
    offer.save()

    contract = open_contract(matched.caseworker, offer.number, "remote", key=None)
    write_version(matched.caseworker, contract, Said(TERMS))
    paper = ask_for_signatures(matched.caseworker, contract, addresses={"employer": "firm@example.org"})
    page = browser.visit(reverse("paper", args=[paper]), width=NARROW)
    assert browser.overflow() == 0
    account = User.objects.get(pk=matched.employer.id)
    page.locator("[name=typed]").fill(Signature.objects.get(role="employer").name or account.name)
    page.locator("[name=confirmed]").check()
    page.locator("form button.pa-button--primary").first.click()
    assert Signature.objects.get(role="employer").signed_at is not None
