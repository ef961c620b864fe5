"""The pages of demand in a real browser: no page wider than the screen, nothing serious for axe, both directions."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from matching_cast import Matched, make_matched
from web.browser import NARROW, WIDE, Browser

from passerelle.actions.employers.checks import hand_in_check
from passerelle.actions.employers.committing import commit_posts
from passerelle.actions.employers.opening import open_file
from passerelle.actions.employers.plans import start_plan
from passerelle.actions.employers.recognitions import Recognised, record_recognition
from passerelle.actions.employers.staleness import age_vacancies
from passerelle.actions.employers.suspending import suspend
from passerelle.actions.matching.offers import make_offer
from passerelle.actions.quotas.allotting import Applicant, publish_allotment
from passerelle.actions.quotas.drawing import draw_allotment
from passerelle.actions.quotas.opening import Limits, open_quota
from passerelle.actions.quotas.waiting import join_waiting_list
from passerelle.domain.quotas.lottery import commitment
from passerelle.records.accounts.models import User
from passerelle.records.employers.models import Plan
from passerelle.records.selection.models import Referral

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEED = "a seed of many signs"
LOOKS = ((WIDE, "en"), (NARROW, "en"), (NARROW, "fr"), (NARROW, "ar"), (WIDE, "ar"))


def furnished() -> tuple[Matched, dict[str, str], dict[str, str]]:
    """A world in which every page of demand has something to show; addresses of the team and of the employer."""
    found = make_matched(run=False)
    alpha, today = found.cast.alpha, timezone.localdate()
    file = open_file(found.employer, "alpha", found.cast.employer.number)
    hand_in_check(found.employer, file, "staff", evidence="payroll of October", value="12")
    start_plan(found.employer, file, kind="welfare", title="Mill Street", content={})
    recognised = Recognised("NL", "NL_HSM", "IND 12345", date(2026, 1, 1), None, "register of 3 March")
    record_recognition(found.caseworker, file, recognised)
    commit_posts(found.employer, found.developer.number, level="contract", posts=2, evidence="contract of May")
    quota = open_quota(found.manager, "alpha", Limits("Belgium", 5, "decision 1", rule="points"))
    join_waiting_list(found.manager, quota, [found.nurse.number])
    for person in (found.best, found.second):
        Referral.objects.create(candidate=person, vacancy=found.developer, agreed_at=timezone.now())
    make_offer(found.employer, Referral.objects.unscoped("test").first().number, key=None)  # type: ignore[union-attr]
    people = [Applicant(found.second.number, points=93.4), Applicant(found.third.number, points=60.2)]
    drawn = publish_allotment(found.manager, quota, people, committed=commitment(SEED))
    draw_allotment(found.manager, drawn, seed=SEED)
    suspend(found.caseworker, file, code="pay_breach", since=today + timedelta(days=3))
    now = timezone.now()
    age_vacancies(now=now + timedelta(days=80))
    age_vacancies(now=now + timedelta(days=94))
    assert alpha.pk
    team = {
        "quotas": reverse("quotas"),
        "quota": reverse("quota", args=[quota]),
        "quota-lines": reverse("quota-lines", args=[quota, "ledger"]),
        "allotment": reverse("allotment", args=[drawn]),
        "employers": reverse("employers"),
        "file": reverse("employer-file", args=[file]),
        "timeline": reverse("employer-timeline", args=[file]),
        "seats": reverse("seats-opened"),
    }
    own = {
        "door": reverse("referrals"),
        "shortlist": reverse("shortlist-answer"),
        "expired": reverse("vacancy-demand", args=[found.developer.number]),
        "own-file": reverse("employer-file", args=[file]),
        "plan": reverse("plan", args=[Plan.objects.get().number]),
    }
    return found, team, own


def test_every_page_of_demand_fits_and_can_be_used_by_everybody(browser: Browser) -> None:
    found, team, own = furnished()
    faults = []
    for actor, pages in ((found.manager, team), (found.employer, own)):
        browser.sign_in(User.objects.get(pk=actor.id))
        for name, address in pages.items():
            for width, language in LOOKS:
                browser.visit(address, width=width, language=language)
                browser.picture(f"demand-{name}-{language}-{width}")
                if browser.overflow():
                    faults.append(f"{name} {language} {width}: {browser.overflow()} px too wide")
            faults += [f"{name}: {one}" for one in browser.serious()]
    assert faults == []
