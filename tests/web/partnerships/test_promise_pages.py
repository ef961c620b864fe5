"""The ledger on its pages: recorded, marked, made good, exported; small steps with errors beside the field."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from people import Cast
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.records.audit.models import Event
from passerelle.records.promises.models import Promise, Remedy, SignedCommitment

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WHY = "the test looks at everything"
NEW = {"scheme": "alpha", "kind": "employer_post", "made_on": "2026-01-05", "due": "2026-02-01", "value": "12"}


def test_from_promise_to_remedy(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    said = {**NEW, "organisation": cast.employer.number, "unit": "posts", "vacancy": cast.vacancy.number}
    assert client.post(reverse("promise-new"), {**said, "unit": ""}).status_code == 422
    assert client.post(reverse("promise-new"), said).status_code == 302
    row = Promise.objects.unscoped(WHY).get()
    page = client.get(reverse("promises") + "?state=overdue&kind=employer_post&scheme=alpha&maker=Firm")
    assert row.number in page.content.decode()
    mark = {"event": "broken", "on": "2026-02-02", "version": "1"}
    assert client.post(reverse("promise-mark", args=[row.number]), mark).status_code == 302
    assert client.post(reverse("promise-mark", args=[row.number]), mark).status_code == 422
    remedy = Remedy.objects.get()
    shown = client.get(reverse("promise", args=[row.number])).content.decode()
    assert reverse("remedy", args=[remedy.number]) in shown
    assert client.get(reverse("remedy", args=[remedy.number])).status_code == 200
    closed = {"kind": "next_equal_post", "owner": "Agency", "due": "2026-03-01", "outcome": "Post at Firm 2"}
    address = reverse("remedy", args=[remedy.number])
    assert client.post(address, {**closed, "closed_on": "2026-02-20", "version": "1"}).status_code == 302
    assert "Post at Firm 2" in client.get(reverse("promise", args=[row.number])).content.decode()
    for name, arguments in (("promises", []), ("promise-makers", []), ("scheme-promises", ["alpha"])):
        for kind in ("", "?format=csv", "?format=xlsx"):
            assert client.get(reverse(name, args=arguments) + kind).status_code == 200


def test_a_pledge_says_that_it_is_no_gate_and_reading_it_is_noted(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    said = {**NEW, "kind": "pledge_to_return", "person": cast.candidate.number, "value": ""}
    client.post(reverse("promise-new"), said)
    row = Promise.objects.unscoped(WHY).get()
    assert "A pledge, not a gate" in client.get(reverse("promise", args=[row.number])).content.decode()
    assert client.get(reverse("promises") + "?maker=person").status_code == 200
    assert set(Event.objects.filter(action__startswith="read.promise").values_list("action", flat=True)) == {
        "read.promise",
        "read.promises",
    }


def test_the_page_of_a_person_is_the_same_whatever_became_of_a_pledge(cast: Cast) -> None:
    client, own = signed_in(cast.actors[Role.CASEWORKER]), signed_in(cast.actors[Role.CANDIDATE])
    before = own.get(reverse("own-page")).content.decode()
    client.post(
        reverse("promise-new"),
        {**NEW, "kind": "pledge_to_return", "person": cast.candidate.number, "value": ""},
    )
    row = Promise.objects.unscoped(WHY).get()
    client.post(reverse("promise-mark", args=[row.number]), {"event": "broken", "on": "2026-02-02"})
    assert Promise.objects.unscoped(WHY).get().state == "broken"
    after = own.get(reverse("own-page")).content.decode()
    assert _bare(before) == _bare(after)


def _bare(page: str) -> list[str]:
    return [line for line in page.splitlines() if 'name="key"' not in line and "csrf" not in line]


def test_a_signed_commitment_is_noted_on_the_candidate(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    address = reverse("commitment", args=[cast.candidate.number])
    assert client.get(address).status_code == 200
    assert client.post(address, {"signed_on": "2026-02-01"}).status_code == 422
    said = {"signed_on": "2026-02-01", "evidence": "Paper of 1 February"}
    assert client.post(address, said).status_code == 302
    assert "Paper of 1 February" in client.get(address).content.decode()
    assert SignedCommitment.objects.get().signed_on == date(2026, 2, 1)


def test_a_stranger_finds_no_promise(cast: Cast) -> None:
    assert cast.mallory is not None
    client = signed_in(cast.actors[Role.CASEWORKER])
    client.post(reverse("promise-new"), {**NEW, "maker": "Ministry", "unit": "posts"})
    row = Promise.objects.unscoped(WHY).get()
    stranger = signed_in(cast.mallory)
    for name in ("promise", "promise-mark"):
        assert stranger.get(reverse(name, args=[row.number])).status_code == 404
    assert stranger.get(reverse("scheme-promises", args=["alpha"])).status_code == 404
    assert row.number not in stranger.get(reverse("promises")).content.decode()


@pytest.mark.parametrize("name", ["promises", "promise-makers"])
def test_the_number_of_queries_does_not_grow(cast: Cast, name: str) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    counts = []
    for many in (3, 30):
        Promise.objects.bulk_create(
            Promise(
                scheme=cast.alpha,
                kind="seat",
                made_on=date(2026, 1, 1),
                state_on=date(2026, 1, 1),
                maker=f"U{many}{n}",
            )
            for n in range(many)
        )
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(name))
        counts.append(len(seen))
    assert counts[0] == counts[1]
