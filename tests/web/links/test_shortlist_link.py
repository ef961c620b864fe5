"""A shortlist answered from a link, without names and without an account."""

import pytest
from django.test import Client
from django.urls import reverse
from matching_cast import Matched, make_matched
from web.conftest import signed_in

from passerelle.actions.matching.accept import accept_many
from passerelle.actions.signing.shortlist import send_shortlist
from passerelle.actions.steps.papers.links import token_from
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.kernel.problems import Refused
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Referral
from passerelle.records.signing.models import SignedLink

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched(db: None) -> Matched:
    made = make_matched()
    rows = [(made.proposal(one).number, 1) for one in (made.best, made.second)]
    accept_many(made.caseworker, made.run.number, rows, shown_at=None, key=None)
    return made


def test_the_contact_answers_each_profile(matched: Matched) -> None:
    first, second = Referral.objects.unscoped("test").order_by("pk")
    number = first.vacancy.number
    staff = signed_in(matched.caseworker)
    form = reverse("vacancy-shortlist-link", args=[number])
    assert staff.get(form).status_code == 200
    assert staff.post(form, {"recipient": "nobody"}).status_code == 422
    assert staff.post(form, {"recipient": "hr@example.org", "language": "fr"}).status_code == 302
    assert Message.objects.filter(template="shortlist_asked", recipient="hr@example.org").count() == 1
    address = reverse("link", args=[token_from(SignedLink.objects.get().seed)])
    client = Client()
    page = client.get(address)
    text = page.content.decode()
    assert first.candidate.number in text
    for name in ("Alami", "Bennani", "@people"):
        assert name not in text, "nobody is named"
    sent = {"referral": first.number, "reason": "other_skills", "key": "abcdefgh1234"}
    assert client.post(address, sent).status_code == 200
    first.refresh_from_db()
    assert first.end_code == "employer_declined"
    assert client.post(address, {"referral": first.number, "answer": "interview"}).status_code == 422
    assert client.post(address, {"referral": second.number, "answer": "because"}).status_code == 422
    other = {"referral": second.number, "answer": "interview", "key": "bbcdefgh1234"}
    assert client.post(address, other).status_code == 200
    assert client.post(address, other).status_code == 200


def test_only_staff_send_it_and_only_to_an_address(matched: Matched) -> None:
    number = matched.developer.number
    for actor in (matched.employer, matched.cast.mallory):
        with pytest.raises(NotPermitted):
            send_shortlist(actor, number, recipient="hr@example.org")
    with pytest.raises(Refused):
        send_shortlist(matched.caseworker, number, recipient="nobody")
    once = send_shortlist(matched.caseworker, number, recipient="hr@example.org", key="k")
    assert send_shortlist(matched.caseworker, number, recipient="hr@example.org", key="k") == once
