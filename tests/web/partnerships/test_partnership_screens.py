"""The rooms of partnerships in a browser: nothing serious in any language, nothing wider than a phone."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from people import Cast, make_cast

from passerelle.actions.portfolio.load import load_partnership
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.roles import Role
from passerelle.domain.portfolio.folder import shipped_folder
from passerelle.records.accounts.models import User
from passerelle.records.capacity.models import Activity, Goal, InstitutionFile, Measurement
from passerelle.records.portfolio.models import (
    FollowUp,
    Partnership,
    Roundtable,
    RoundtableDecision,
    SchemeLink,
)
from passerelle.records.promises.models import Promise, PromiseEntry, Remedy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = date(2026, 1, 5)
AT = "2026-01-05T09:00Z"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = make_cast()
    for path in sorted(shipped_folder().glob("*.toml")):
        load_partnership(SYSTEM, path.read_text())
    partnership = Partnership.objects.unscoped("the screens").get(code="bangladesh")
    SchemeLink.objects.create(partnership=partnership, scheme=cast.alpha)
    meeting = Roundtable.objects.unscoped("the screens").get(key="r2024")
    decided = RoundtableDecision.objects.create(
        partnership=partnership, roundtable=meeting, text="A joint desk"
    )
    FollowUp.objects.create(partnership=partnership, decision=decided, text="Open it", owner="ILO", due=DAY)
    common = {"scheme": cast.alpha, "made_on": DAY, "state_on": DAY, "due": DAY}
    Promise.objects.create(
        kind="employer_post", organisation=cast.employer, value=Decimal(12), unit="posts", **common
    )
    broken = Promise.objects.create(kind="visa_slots", maker="A consulate", state="broken", **common)
    PromiseEntry.objects.create(promise=broken, event="broken", on=DAY, at=AT)
    Remedy.objects.create(promise=broken, kind="refund", due=DAY, opened_on=DAY)
    file = InstitutionFile.objects.create(organisation=cast.service, scheme=cast.alpha, opened_on=DAY)
    Measurement.objects.create(file=file, measure="turnaround_days", value=30, unit="days", on=DAY, at=AT)
    Goal.objects.create(file=file, measure="turnaround_days", target=10, unit="days", due=DAY, at=AT)
    Activity.objects.create(file=file, kind="twinning", title="Twinning of two services", start=DAY, women=4)
    return cast


def _pages() -> dict[str, str]:
    why = "the screens"
    promise = Promise.objects.unscoped(why).get(kind="visa_slots")
    number = InstitutionFile.objects.unscoped(why).get().number
    return {
        "partnerships": reverse("partnerships"),
        "compare": reverse("partnerships-compare"),
        "partnership": reverse("partnership", args=["bangladesh"]),
        "actions": reverse("partnership-actions"),
        "follow-ups": reverse("follow-ups"),
        "follow-up": reverse("follow-up", args=[FollowUp.objects.unscoped(why).get().number]),
        "action-new": reverse("partnership-action-new", args=["bangladesh"]),
        "promises": reverse("promises"),
        "promise": reverse("promise", args=[promise.number]),
        "promise-new": reverse("promise-new"),
        "makers": reverse("promise-makers"),
        "scheme-promises": reverse("scheme-promises", args=["alpha"]),
        "institutions": reverse("institutions"),
        "institution": reverse("institution", args=[number]),
        "activity-new": reverse("activity-new", args=[number]),
    }


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_nothing_serious_and_nothing_wider_than_a_phone(cast: Cast, browser: Any, language: str) -> None:
    browser.sign_in(User.objects.get(pk=cast.actors[Role.SCHEME_MANAGER].id))
    for name, path in _pages().items():
        browser.visit(path, language=language)
        assert browser.serious() == [], path
        browser.picture(f"{name}-{language}-wide")
        browser.visit(path, language=language, width=360)
        assert browser.overflow() <= 0, path
        browser.picture(f"{name}-{language}-360")
