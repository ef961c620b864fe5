"""A certificate is issued by the host on a page, read and printed by the person, revoked by the team."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from stay_cast import Placed, make_placed
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.records.returns.models import CertifiedSkill, ExperienceCertificate

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WIND = "http://data.europa.eu/esco/skill/9be02d2d-9d45-400b-aa05-1e9aee7bd815"
SENT = {
    "occupation": "3113", "tasks": "Small wind turbines", "starts_on": "2026-03-10", "ends_on": "2026-06-01",
    "hours_week": "38", "skill": WIND, "seen": "Rosa Gil, trainer", "signer": "Eva Ruiz, director", "agreed": "on",
}  # fmt: skip


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch) -> Placed:
    monkeypatch.setattr("passerelle.web.returns.certifying.today", lambda: date(2026, 6, 20))
    return make_placed()


def issued(placed: Placed) -> ExperienceCertificate:
    answer = signed_in(placed.actor(Role.EMPLOYER)).post(address(placed), SENT)
    assert answer.status_code == 302
    return ExperienceCertificate.objects.unscoped("test").get()


def address(placed: Placed) -> str:
    return reverse("stay-certificate", args=[placed.stay.number])


def read(client: Client, row: ExperienceCertificate) -> str:
    return client.get(reverse("certificate", args=[row.number])).content.decode()


def test_the_host_issues_and_the_person_reads_it_with_every_name(placed: Placed) -> None:
    host = signed_in(placed.actor(Role.EMPLOYER))
    assert address(placed) in host.get(reverse("experience")).content.decode()
    row = issued(placed)
    page = read(signed_in(placed.actor(Role.CANDIDATE)), row)
    for word in ("mini wind power generation", "Rosa Gil, trainer", "Eva Ruiz, director", row.digest, "38"):
        assert word in page
    assert "Revoke" not in page
    assert row.number in host.get(reverse("experience")).content.decode()


def test_a_wrong_line_keeps_nothing_and_says_what_to_do(placed: Placed) -> None:
    host = signed_in(placed.actor(Role.EMPLOYER))
    for change, said in [
        ({"skill": "wind"}, "Find it by its words and choose it."),
        ({"seen": " "}, "Nobody is named who saw this skill shown: mini wind power generation."),
        ({"ends_on": "2026-07-01"}, "The last day has not come yet."),
        ({"occupation": "wind"}, "This occupation is not known here."),
        ({"agreed": ""}, "This field is required."),
    ]:
        answer = host.post(address(placed), {**SENT, **change})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not ExperienceCertificate.objects.unscoped("test").exists()


def test_occupation_and_skills_are_found_by_their_words_and_nothing_typed_is_lost(placed: Placed) -> None:
    host = signed_in(placed.actor(Role.EMPLOYER))
    typed = {**SENT, "occupation": "wind turbine technician", "agreed": ""}
    page = host.post(address(placed), {**typed, "find_occupation": "1"}).content.decode()
    occupation = re.search(r'name="pick_occupation" value="([^"]+)"', page)
    assert occupation is not None
    for kept in ("Small wind turbines", "Rosa Gil, trainer", "Eva Ruiz, director", WIND):
        assert kept in page
    page = host.post(address(placed), {**typed, "pick_occupation": occupation[1]}).content.decode()
    assert f'value="{occupation[1]}"' in page
    page = host.post(address(placed), {**typed, "occupation": occupation[1], "drop_occupation": "1"})
    assert occupation[1] not in page.content.decode()
    page = host.post(
        address(placed), {**typed, "skill_words": "mini wind power", "find_skill": "1"}
    ).content.decode()
    assert f'name="pick_skill" value="{WIND}"' in page
    empty = {**typed, "skill": [], "seen": []}
    page = host.post(address(placed), {**empty, "pick_skill": WIND}).content.decode()
    assert f'name="skill" value="{WIND}"' in page
    page = host.post(address(placed), {**typed, "drop_skill": WIND}).content.decode()
    assert f'name="skill" value="{WIND}"' not in page
    page = host.post(address(placed), {**typed, "skill_words": "zzzzqqq", "find_skill": "1"}).content.decode()
    assert "Nothing was found" in page
    assert not ExperienceCertificate.objects.unscoped("test").exists()  # looking signs nothing
    assert host.post(address(placed), {**SENT, "occupation": occupation[1]}).status_code == 302


def test_an_occupation_in_words_is_answered_with_those_that_fit(placed: Placed) -> None:
    host = signed_in(placed.actor(Role.EMPLOYER))
    answer = host.post(address(placed), {**SENT, "occupation": "wind turbine technician"})
    assert answer.status_code == 422
    assert 'name="pick_occupation"' in answer.content.decode()


def test_changed_words_are_told_as_such(placed: Placed) -> None:
    row = issued(placed)
    warning = "These words are not those that were signed"
    assert warning not in read(signed_in(placed.actor(Role.CASEWORKER)), row)
    CertifiedSkill.objects.update(attested_by="Somebody else")
    assert warning in read(signed_in(placed.actor(Role.CASEWORKER)), row)


def test_the_team_revokes_and_the_person_reads_why(placed: Placed) -> None:
    row, staff = issued(placed), signed_in(placed.actor(Role.CASEWORKER))
    there = reverse("certificate", args=[row.number])
    assert staff.post(there, {"code": "other"}).status_code == 422
    assert staff.post(there, {"code": "wrong_person", "version": "1"}).status_code == 302
    page = read(signed_in(placed.actor(Role.CANDIDATE)), row)
    assert "This certificate was revoked" in page
    assert "it is about somebody else" in page


def test_others_find_no_certificate(placed: Placed) -> None:
    row = issued(placed)
    for role in (Role.MENTOR, Role.FUNDER, Role.TRAINING_PROVIDER):
        assert signed_in(placed.actor(role)).get(reverse("certificate", args=[row.number])).status_code == 404
        assert signed_in(placed.actor(role)).get(address(placed)).status_code == 404
