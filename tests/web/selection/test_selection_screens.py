"""The pages of selection in a real browser: accessible, in both directions, on narrow screens."""

from typing import Any

import pytest
from actions.interviews.test_rounds import eligible, planned
from django.urls import reverse
from matching_cast import scheme_facts, sign_in_as, state
from people import Cast, make_actor, make_cast
from web.browser import NARROW, WIDE, Browser

from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(live_server: Any) -> Cast:
    made = make_cast()
    state(made.alpha, scheme_facts())
    return made


@pytest.mark.parametrize(("language", "width"), [("fr", NARROW), ("ar", NARROW), ("en", WIDE)])
def test_nothing_serious_and_no_sideways_scrolling(
    browser: Browser, cast: Cast, language: str, width: int
) -> None:
    staff = cast.actors[Role.CASEWORKER]
    make_actor("judge", Role.SCHEME_MANAGER, cast.alpha)
    call, (one, _) = eligible(cast, staff, 2)
    number = planned(staff, call)
    sign_in_as(one, cast.actors[Role.CANDIDATE])
    screens = [
        ("open-calls", None, reverse("open-calls")),
        ("open-call", None, reverse("open-call", args=[call])),
        ("phone", None, reverse("phone-sign-in")),
        ("my-applications", Role.CANDIDATE, reverse("own-applications")),
        ("call", Role.CASEWORKER, reverse("call-kept", args=[call])),
        ("call-form", Role.CASEWORKER, reverse("call-new")),
        ("round", Role.CASEWORKER, reverse("round", args=[number])),
        ("contests", Role.SCHEME_MANAGER, reverse("contests-kept")),
        ("service", Role.EMPLOYMENT_SERVICE, reverse("service-people", args=[call])),
    ]
    faults = []
    for name, role, path in screens:
        if role is not None:
            browser.sign_in(User.objects.get(pk=cast.actors[role].id))
        browser.visit(path, language=language, width=width)
        browser.picture(f"selection-{name}-{language}-{width}")
        faults += [f"{name}: {fault}" for fault in browser.serious()]
        if browser.overflow():
            faults.append(f"{name}: {browser.overflow()} pixels too wide")
    assert faults == []
