"""The person answers from a link without an account; staff call, write down and read counts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wave_cast import Followed, another_followed, make_followed
from web.conftest import signed_in

from passerelle.actions.followups.send import send_due
from passerelle.actions.steps.papers.links import token_from
from passerelle.domain.access.roles import Role
from passerelle.records.audit.models import Event
from passerelle.records.followups.models import Wave
from passerelle.records.stays.models import Stay

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> Followed:
    monkeypatch.setattr("passerelle.actions.followups.send.is_quiet", lambda _now: False)
    found = make_followed()
    due(found)
    return found


def due(followed: Followed) -> None:
    today, rows = timezone.localdate(), Wave.objects.unscoped("test").filter(state="planned")
    rows.filter(months=3).update(due_on=today)
    rows.exclude(months=3).update(due_on=today + timedelta(days=90))


def link(followed: Followed) -> str:
    send_due(now=timezone.now())
    return reverse("link", args=[token_from(followed.wave().seed)])


def test_a_person_answers_from_her_link_in_her_language_once(followed: Followed) -> None:
    address, client = link(followed), Client()
    page = client.get(address)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "no-referrer"
    assert 'lang="fr"' in page.content.decode()
    wrong = client.post(address, {"working": "employed", "pay": "much", "currency": "MAD"})
    assert wrong.status_code == 422
    assert 'value="much"' in wrong.content.decode()
    said = {
        "working": "employed",
        "pay": "4 500,50",
        "currency": "mad",
        "next_wave": "yes",
        "key": "abcdef123456",
    }
    assert client.post(address, said).status_code == 200
    assert client.post(address, said).status_code == 200  # a double click
    assert followed.wave().answers == {
        "working": "employed", "pay_known": "stated", "next_wave": "yes", "pay": "4500.50", "currency": "MAD",
    }  # fmt: skip
    assert client.get(address).status_code == 404
    assert "Amina" not in client.get(address).content.decode()


def test_a_no_needs_no_reason(followed: Followed) -> None:
    assert Client().post(link(followed), {"refuses": "this_one"}).status_code == 200
    assert (followed.wave().state, followed.wave(6).state) == ("refused", "planned")


def test_the_sheet_and_the_wave_for_who_calls(followed: Followed) -> None:
    staff = signed_in(followed.actor(Role.CASEWORKER))
    sheet = staff.get(reverse("wave-sheet")).content.decode()
    assert "+212600000001" in sheet
    assert "ALAOUI Amina" in sheet
    address = reverse("wave", args=[followed.wave().number])
    assert "Are you working?" in staff.get(address).content.decode()
    sent = {"how": "telephone", "working": "own_business", "business_open": "open", "version": "1"}
    assert staff.post(address, sent).status_code == 302
    assert "own business" in staff.get(address).content.decode()
    assert "+212600000001" not in staff.get(reverse("wave-sheet")).content.decode()
    read = Event.objects.filter(action="read.wave").order_by("pk").first()
    assert read is not None
    assert read.purpose == "follow_up"


def test_not_reached_is_noted_and_an_old_version_is_refused(followed: Followed) -> None:
    staff = signed_in(followed.actor(Role.CASEWORKER))
    address = reverse("wave", args=[followed.wave().number])
    staff.post(address, {"lost": "1", "version": "7"})
    assert followed.wave().state == "planned"
    staff.post(address, {"lost": "1", "version": "1"})
    assert followed.wave().state == "unreachable"


def test_a_funder_reads_counts_and_nobody(followed: Followed) -> None:
    funder = signed_in(followed.actor(Role.FUNDER))
    assert funder.get(reverse("waves")).status_code == 404
    page = funder.get(reverse("wave-counts")).content.decode()
    assert "not told" in page  # one person
    assert "Alaoui" not in page
    team = signed_in(followed.actor(Role.SCHEME_MANAGER)).get(reverse("wave-counts")).content.decode()
    assert "not told" not in team


@pytest.mark.parametrize("name", ["waves", "wave-sheet", "wave-counts"])
def test_pages_take_the_same_queries_for_3_and_30(followed: Followed, name: str) -> None:
    staff = signed_in(followed.actor(Role.SCHEME_MANAGER))

    def counted(first: int, last: int) -> int:
        for number in range(first, last):
            another_followed(followed, f"N{number}")
        due(followed)
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(reverse(name)).status_code == 200
        return len(queries)

    counted(0, 1)
    assert counted(1, 3) == counted(3, 30)


def test_the_list_by_state(followed: Followed) -> None:
    staff = signed_in(followed.actor(Role.CASEWORKER))
    assert staff.get(reverse("waves"), {"state": "planned"}).content.decode().count("FW-") >= 4
    assert "Nobody waits" in staff.get(reverse("waves"), {"state": "answered"}).content.decode()
    assert (
        "Nobody waits" in staff.get(reverse("waves"), {"scheme": "alpha", "state": "unknown"}).content.decode()
    )


def test_whoever_works_at_home_is_called_and_whoever_is_abroad_again_is_not(followed: Followed) -> None:
    staff = signed_in(followed.actor(Role.CASEWORKER))
    stay = Stay.objects.create(journey=followed.journey, ordinal=1, host=followed.cast.employer, kind="home")
    assert "ALAOUI Amina" in staff.get(reverse("wave-sheet")).content.decode()
    stay.kind = "work"
    stay.save()
    assert "ALAOUI Amina" not in staff.get(reverse("wave-sheet")).content.decode()
