"""Permit, post and departure pages."""

import pytest
from contract_cast import Hired, make_hired, signed_contract
from django.urls import reverse
from django.utils import timezone
from matching_cast import scheme_facts, state
from web.conftest import signed_in

from passerelle.actions.permits.record import open_permit_files
from passerelle.domain.access.roles import Role
from passerelle.records.permits.models import Appointment, ConsularPost, PermitEntry, PermitFile, Preparation

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
    assert client.post(reverse("posts"), wait).status_code == 302
    assert client.post(reverse("posts"), {"deed": "wait"}).status_code == 422
    assert client.get(reverse("posts")).status_code == 200
    slot = {"deed": "appointment", "post": there, "asked_on": day}
    assert client.post(address, slot).status_code == 302
    assert client.post(address, {"deed": "appointment"}).status_code == 422
    assert Appointment.objects.count() == 1
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


def test_the_departure_board_says_what_is_missing(hired: Hired) -> None:
    client, address, day = signed_in(hired.staff), reverse("departures"), timezone.localdate().isoformat()
    assert client.get(address).status_code == 200
    signed_contract(hired)
    assert hired.journey.number in client.get(address).content.decode()
    sent = {"journeys": hired.journey.number, "code": "housing", "on": day, "evidence": "lease"}
    assert client.post(address, {**sent, "journeys": "J-NOTHING"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert Preparation.objects.get().evidence == "lease"
