"""What whoever answers a contest reads: gates before and after, the place that would have been reached."""

from typing import Any

import pytest
from actions.contests.test_frozen_noes import (
    GATE,
    account,
    application,
    applied,
    interview,
    ranked_round,
)
from django.urls import reverse
from matching_cast import scheme_facts, state
from people import Cast, make_actor, make_cast
from web.browser import NARROW, WIDE, Browser
from web.conftest import signed_in

from passerelle.actions.calls.screen import screen
from passerelle.actions.contests.open_contest import open_contest
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.contests.models import Contest
from passerelle.web.shared.access import today


def made() -> tuple[Cast, Actor, Actor]:
    cast = make_cast()
    state(cast.alpha, {**scheme_facts(), "gate": [GATE]})
    return cast, cast.actors[Role.CASEWORKER], make_actor("other", Role.SCHEME_MANAGER, cast.alpha)


def screened_out(cast: Cast, staff: Actor) -> str:
    call, (one,) = applied(cast, staff, 1)
    row = application(one)
    screen(staff, call, {row.number: None}, eligible=False, reason_code="language_below")
    answers = {"french": "B2"}
    return open_contest(account(cast, one), row.number, statement="B2.", answers=answers, on=today())


def refused_after(cast: Cast, staff: Actor) -> str:
    judge = make_actor("judge", Role.SCHEME_MANAGER, cast.alpha)
    call, (best, one) = applied(cast, staff, 2)
    screen(staff, call, {application(each).number: None for each in (best, one)}, eligible=True)
    first = ranked_round(staff, judge, call, {best: 9, one: 1})
    about = interview(one, first).number
    return open_contest(account(cast, one), about, statement="Mixed up.", answers={}, on=today())


@pytest.mark.django_db
def test_the_gates_of_a_screening_are_shown_before_and_after() -> None:
    cast, staff, other = made()
    number = screened_out(cast, staff)
    client = signed_in(other)
    assert (
        "It was not computed again yet." in client.get(reverse("contest-kept", args=[number])).content.decode()
    )
    assert client.post(reverse("contest-replay", args=[number])).status_code == 302
    page = client.get(reverse("contest-kept", args=[number])).content.decode()
    assert "French B1" in page
    assert "The correction changes the result." in page
    row = page[page.index("French B1") :].split("</tr>")[0]
    assert "cannot be assessed" in row, "the list that brought the person stated no language"
    assert "fr B2" in row


@pytest.mark.django_db
def test_a_corrected_score_shows_the_place_and_a_wrong_one_is_kept_as_typed() -> None:
    cast, staff, other = made()
    number = refused_after(cast, staff)
    client = signed_in(other)
    address = reverse("contest-replay", args=[number])
    for typed in ("11", "ten", "99999"):
        wrong = client.post(address, {"score-1-skill": typed, "score-1-speech": "5"})
        assert wrong.status_code == 422
        assert f'value="{typed}"' in wrong.content.decode()
    assert Contest.objects.unscoped("test").get(number=number).replay is None
    assert client.post(address, {"score-1-skill": "10", "score-1-speech": "5"}).status_code == 302
    page = client.get(reverse("contest-kept", args=[number])).content.decode()
    assert "rank 2 of 2 with 32.50 points of 100" in page
    assert "rank 1 of 2 with 100.00 points of 100" in page
    assert "1 → 10" in page


@pytest.mark.django_db
def test_the_no_of_an_application_after_an_interview_leads_to_the_interviews() -> None:
    cast, staff, _other = made()
    number = refused_after(cast, staff)
    contest = Contest.objects.unscoped("test").select_related("candidate").get(number=number)
    client = signed_in(cast.actors[Role.CANDIDATE])
    answer = client.get(reverse("own-contest", args=[application(contest.candidate).number]))
    assert answer["Location"] == reverse("own-contest", args=[contest.about])


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "width"), [("fr", NARROW), ("ar", NARROW), ("en", WIDE)])
def test_nothing_serious_and_no_sideways_scrolling(
    browser: Browser, live_server: Any, language: str, width: int
) -> None:
    cast, staff, other = made()
    faults = []
    for name, make in (("screening", screened_out), ("interview", refused_after)):
        number = make(cast, staff)
        client = signed_in(other)
        sent = {"score-1-skill": "10", "score-1-speech": "5"} if name == "interview" else {}
        assert client.post(reverse("contest-replay", args=[number]), sent).status_code == 302
        browser.sign_in(User.objects.get(pk=other.id))
        browser.visit(reverse("contest-kept", args=[number]), language=language, width=width)
        browser.picture(f"contest-{name}-{language}-{width}")
        faults += [f"{name}: {fault}" for fault in browser.serious()]
        if browser.overflow():
            faults.append(f"{name}: {browser.overflow()} pixels too wide")
    assert faults == []
