"""The person takes the place, by themselves or by staff on their word; the case follows its own table."""

import pytest
from case_cast import SCHEME, state_table
from django.urls import reverse
from matching_cast import Matched, sign_in_as
from web.conftest import signed_in

from passerelle.actions.matching.accept import accept_many
from passerelle.actions.matching.accept_offer import accept_offer
from passerelle.actions.matching.offers import make_offer, release_offer
from passerelle.actions.matching.referral_life import agree
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Offer

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def offered(matched: Matched) -> str:
    """An open offer to the best candidate, whose case began with the referral on the table of the cases."""
    state_table(matched.cast.alpha, SCHEME)
    row = [(matched.proposal(matched.best).number, 1)]
    referral = accept_many(matched.caseworker, matched.run.number, row, shown_at=None, key=None)[0]
    agree(matched.caseworker, referral)
    return make_offer(matched.employer, referral, key=None).offer


def _journey(matched: Matched) -> Journey:
    return Journey.objects.unscoped("test").get(candidate=matched.best)


def test_the_case_follows_from_referral_to_place(matched: Matched, offered: str) -> None:
    assert _journey(matched).stage == "offered"
    accept_offer(matched.caseworker, offered, version=1, key="a")
    accept_offer(matched.caseworker, offered, version=1, key="a")
    accept_offer(matched.caseworker, offered)
    assert Offer.objects.get(number=offered).accepted_at is not None
    assert _journey(matched).stage == "placed"
    events = StageChange.objects.filter(journey=_journey(matched)).values_list("event", flat=True)
    assert list(events) == ["referred", "agreed", "offered", "placed"]
    assert Message.objects.filter(template="employer_cases_moved").count() == 1


def test_the_employer_cannot_accept_its_own_offer(matched: Matched, offered: str) -> None:
    for actor in (matched.employer, matched.cast.mallory, matched.actors[Role.FUNDER]):
        with pytest.raises(NotPermitted):
            accept_offer(actor, offered)


def test_an_offer_that_ended_cannot_be_accepted(matched: Matched, offered: str) -> None:
    release_offer(matched.employer, offered, code="term_passed")
    with pytest.raises(Refused) as refused:
        accept_offer(matched.caseworker, offered)
    assert refused.value.problems[0].code == "already_released"


def test_the_person_accepts_on_their_own_page(matched: Matched, offered: str) -> None:
    person = matched.actors[Role.CANDIDATE]
    sign_in_as(matched.best, person)
    client = signed_in(person)
    assert "Yes, I accept this offer" in client.get(reverse("own-page")).content.decode()
    done = client.post(reverse("offer-accept", args=[offered]), {"version": "1"}, follow=True)
    assert "You accepted it. The place is yours." in done.content.decode()
    assert _journey(matched).stage == "placed"
