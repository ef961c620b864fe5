"""Permit, post and departure pages."""

from datetime import timedelta
from decimal import Decimal

import pytest
from contract_cast import Hired, make_hired
from django.urls import reverse
from django.utils import timezone
from matching_cast import scheme_facts, state
from web.conftest import signed_in

from passerelle.actions.permits.record import open_permit_files
from passerelle.domain.access.roles import Role
from passerelle.records.contracts.models import Fee
from passerelle.records.permits.models import Appointment, ConsularPost, PermitEntry, PermitFile, PostWait

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def hired(db: None) -> Hired:
    made = make_hired()
    state(made.cast.alpha, scheme_facts())
    return made


def test_a_file_through_its_page(hired: Hired) -> None:
    number = open_permit_files(hired.staff, [hired.journey.number], kind="visa")[0]
    client, address, day = (
        signed_in(hired.staff),
        reverse("permit", args=[number]),
        timezone.localdate().isoformat(),
    )
    assert client.get(address).status_code == 200
    assert client.post(address, {"kind": "filed", "on": "2999-01-01"}).status_code == 422
    assert client.post(address, {"kind": "filed", "on": day, "version": "1"}).status_code == 302
    assert client.post(reverse("posts"), {"state": "lt", "country": "ng", "place": "Abuja"}).status_code == 422
    post = {"state": "lt", "country": "ng", "place": "Abuja", "opened_on": day, "source": "staff"}
    assert client.post(reverse("posts"), post).status_code == 302
    there = ConsularPost.objects.get().number
    wait = {"deed": "wait", "post": there, "days": "9", "on": day, "source": "applicant"}
    for _ in range(2):
        assert client.post(reverse("posts"), {**wait, "key": "abcdefgh1"}).status_code == 302
    assert PostWait.objects.count() == 1, "a form sent twice is one observation"
    assert client.post(reverse("posts"), {"deed": "wait"}).status_code == 422
    assert client.get(reverse("posts")).status_code == 200
    slot = {"deed": "appointment", "post": there, "asked_on": day}
    assert client.post(address, slot).status_code == 302
    assert client.post(address, {"deed": "appointment"}).status_code == 422
    assert Appointment.objects.count() == 1
    cost = {"deed": "cost", "amount": "80.10", "currency": "eur", "payer": "worker"}
    assert client.post(address, {**cost, "currency": "zz9"}).status_code == 422
    assert client.post(address, cost).status_code == 302
    fee = Fee.objects.unscoped("test").get()
    assert (fee.about, fee.amount, fee.category) == (number, Decimal("80.10"), "administration")
    assert fee.number in client.get(address).content.decode()
    assert fee.number in client.get(reverse("fees"), {"gaps": "1"}).content.decode()
    assert client.get(address).status_code == 200


def test_many_are_recorded_from_the_list(hired: Hired) -> None:
    number = open_permit_files(hired.staff, [hired.journey.number], kind="permit")[0]
    client, day = signed_in(hired.staff), timezone.localdate().isoformat()
    address = reverse("permits")
    assert client.get(address).status_code == 200
    assert client.post(address, {"kind": "filed", "on": day}).status_code == 422
    assert client.post(address, {"kind": "filed", "on": day, "file": [number]}).status_code == 302
    assert PermitFile.objects.unscoped("test").get().state == "pending"
    mine = signed_in(hired.cast.actors[Role.CANDIDATE])
    assert mine.get(reverse("permit", args=[number])).status_code == 200
    mine.post(reverse("permit", args=[number]), {"kind": "granted", "on": day})
    assert PermitEntry.objects.count() == 1


def test_a_file_from_lodging_to_the_end_of_its_permit(hired: Hired) -> None:
    number = open_permit_files(hired.staff, [hired.journey.number], kind="permit")[0]
    client, address = signed_in(hired.staff), reverse("permit", args=[number])
    day, later = timezone.localdate(), timezone.localdate() + timedelta(days=400)
    for kind, more, stands in (
        ("filed", {}, "pending"),
        ("suspended", {}, "suspended"),
        ("resumed", {}, "pending"),
        ("refused", {"ground": "salary", "until": later.isoformat()}, "refused"),
        ("appealed", {}, "pending"),
        ("granted", {"until": later.isoformat()}, "granted"),
        ("extended", {"until": later.isoformat()}, "granted"),
        ("held", {"ground": "employer"}, "held"),
        ("restored", {}, "granted"),
        ("revoked", {"ground": "other"}, "lost"),
    ):
        sent = {"kind": kind, "on": day.isoformat(), **more}
        if "ground" in more:
            assert client.post(address, {**sent, "ground": ""}).status_code == 422, kind
        assert client.post(address, sent).status_code == 302, kind
        assert PermitFile.objects.unscoped("test").get().state == stands
    assert client.get(address).status_code == 200
    assert client.get(reverse("permits"), {"state": "lost"}).status_code == 200


def test_an_application_can_be_withdrawn(hired: Hired) -> None:
    number = open_permit_files(hired.staff, [hired.journey.number], kind="permit")[0]
    client, address = signed_in(hired.staff), reverse("permit", args=[number])
    day = timezone.localdate().isoformat()
    assert client.post(address, {"kind": "withdrawn", "on": day}).status_code == 302
    assert PermitFile.objects.unscoped("test").get().state == "withdrawn"
