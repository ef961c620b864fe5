"""A panelist who scores blindly opens no page that names the person, until the round is ranked."""

import pytest
from actions.interviews.test_rounds import eligible, interview, planned
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from matching_cast import scheme_facts, state
from people import Cast, make_actor, make_cast
from web.conftest import signed_in

from passerelle.actions.interviews.rank import rank_round
from passerelle.actions.interviews.score import declare, score
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.calls.models import Application
from passerelle.records.journeys.models import Journey

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    state(made.alpha, scheme_facts())
    return made


def pages(cast: Cast, judge: Actor, *, blind: bool) -> list[int]:
    """What the panelist is answered on each page of a person, then once the round is ranked."""
    staff = cast.actors[Role.CASEWORKER]
    call, (one,) = eligible(cast, staff, 1)
    number = planned(staff, call, blind=blind)
    declare(judge, number, conflicts=[])
    case = Journey.objects.unscoped("test").get(candidate=one).number
    own = Application.objects.unscoped("test").get(candidate=one)
    addresses = [
        reverse("candidate", args=[one.number]),
        reverse("case", args=[case]),
        reverse("case-plan", args=[case]),
        reverse("candidate-edit", args=[one.number]),
    ]
    client = signed_in(judge)
    before = [client.get(address).status_code for address in addresses]
    assert own.candidate_id == one.pk
    lists = [
        reverse("call-kept", args=[call]),
        f"{reverse('call-kept', args=[call])}?format=csv",
        reverse("candidates"),
        reverse("caseload"),
    ]
    said = [client.get(address).content.decode().upper() for address in [*lists, addresses[0]]]
    family = one.person.family_name.upper()
    assert [family in text for text in said] == [not blind] * 5
    assert all(family in signed_in(staff).get(address).content.decode().upper() for address in lists)
    score(judge, interview(one).number, {"skill": 5, "speech": 5})
    rank_round(staff, number)
    assert {client.get(address).status_code for address in addresses} == {200}, "open again once ranked"
    assert signed_in(staff).get(addresses[0]).status_code == 200
    return before


def test_a_blind_panelist_opens_no_page_of_the_person(cast: Cast) -> None:
    judge = make_actor("judge", Role.SCHEME_MANAGER, cast.alpha)
    assert set(pages(cast, judge, blind=True)) == {403}


def test_a_panel_that_reads_names_opens_them(cast: Cast) -> None:
    judge = make_actor("judge", Role.SCHEME_MANAGER, cast.alpha)
    assert set(pages(cast, judge, blind=False)) == {200}


def test_others_of_the_team_are_not_kept_out(cast: Cast) -> None:
    judge = make_actor("judge", Role.SCHEME_MANAGER, cast.alpha)
    staff = cast.actors[Role.CASEWORKER]
    call, (one,) = eligible(cast, staff, 1)
    planned(staff, call, blind=True)
    address = reverse("candidate", args=[one.number])
    assert signed_in(staff).get(address).status_code == 200
    assert signed_in(judge).get(address).status_code == 403
    says = "their names are not shown to you until it is ranked"
    assert says in signed_in(judge).get(reverse("candidates")).content.decode()
    assert says not in signed_in(staff).get(reverse("candidates")).content.decode()


def test_the_lists_ask_for_the_blind_once_whatever_their_length(cast: Cast) -> None:
    judge, staff = make_actor("judge", Role.SCHEME_MANAGER, cast.alpha), cast.actors[Role.CASEWORKER]
    counts = []
    for people in (2, 7):
        call, _candidates = eligible(cast, staff, people)
        planned(staff, call, blind=True)
        client, address = signed_in(judge), reverse("call-kept", args=[call])
        client.get(address)
        with CaptureQueriesContext(connection) as read:
            client.get(address)
        counts.append(len(read))
    assert counts[0] == counts[1]
