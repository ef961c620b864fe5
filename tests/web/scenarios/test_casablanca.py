"""PALIM by hand: a trainee takes a job in Casablanca, an equal result, and later joins THAMM under one number."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from people import make_candidate
from web.browser import Browser
from web.scenarios.pilots import loaded

from passerelle.actions.steps.journey.journeys import begin
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_job_in_casablanca_counts_and_the_trainee_later_joins_thamm_with_the_same_number(
    browser: Browser,
) -> None:
    palim, user, _ = loaded("palim")
    thamm, _, _ = loaded("thamm")
    Membership.objects.create(user=user, role=Role.CASEWORKER, scheme=palim, since="2019-01-01")
    Membership.objects.create(user=user, role=Role.CASEWORKER, scheme=thamm, since="2019-01-01")
    person = make_candidate(palim, "Benali")
    with writing(SYSTEM, "test.trained", purpose=Purpose.JOURNEY) as note:
        begin(note, [person], event="applied", by=SYSTEM, at=timezone.now(), track="home")
    Journey.objects.unscoped("test").filter(candidate=person).update(stage="job_offered")
    case = Journey.objects.unscoped("test").get(candidate=person)

    browser.sign_in(user)
    page = browser.visit(reverse("cases-record") + f"?row={case.number}:{case.version}&event=job_taken")
    page.locator("button[name=confirm]").click()
    case.refresh_from_db()
    assert case.stage == "working_at_home"
    counted = re.sub(r"\s+", " ", browser.visit(reverse("scheme", args=["palim"])).inner_text("main"))
    assert "a job at home" in counted, counted[:1500]

    page = browser.visit(reverse("case", args=[case.number]))
    page.locator(f"a[href='{reverse('case-go-on', args=[case.number])}']").click()
    page.locator("[name=to]").select_option("thamm")
    page.locator("[name=reason]").fill("A job in Germany.")
    page.locator("main form[method=post] button.pa-button--primary").click()
    again = Candidate.objects.unscoped("test").get(scheme=thamm)
    assert again.person_id == person.person_id
    assert again.number in page.inner_text("main")
    for width, language in ((360, "ar"), (360, "fr"), (1366, "en")):
        browser.visit(reverse("candidate", args=[again.number]), width=width, language=language)
        assert browser.overflow() == 0
    abroad = browser.visit(reverse("candidate", args=[again.number])).content()
    assert person.person.number in abroad, "one number through both schemes"
    case.refresh_from_db()
    assert (case.stage, case.ended_on) == ("working_at_home", None)
