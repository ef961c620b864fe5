"""From a job at home to a job abroad: a person goes on in another scheme from the case's page, under one number."""

import re
from datetime import date
from pathlib import Path

import pytest
from case_cast import Cases, make_cases
from django.urls import reverse
from django.utils import timezone
from people import TODAY, make_candidate, make_user
from web.conftest import signed_in

from passerelle.actions.schemes.load import load_scheme
from passerelle.actions.steps.journey.journeys import begin, take
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.queries.people.actors import actor_of
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership, Scheme

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FILES = Path(__file__).parents[3] / "schemes"


def _caseworker_of(*schemes: Scheme) -> Actor:
    user = make_user("samira")
    for one in schemes:
        Membership.objects.create(user=user, role=Role.CASEWORKER, scheme=one, since=date(2026, 1, 1))
    return actor_of(user, on=TODAY)


def _hired_in_casablanca(palim: Scheme) -> Journey:
    """A trainee of PALIM who was offered a job at home and took it."""
    person = make_candidate(palim, "Benali")
    with writing(SYSTEM, "test.hired", purpose=Purpose.JOURNEY) as note:
        begin(note, [person], event="applied", by=SYSTEM, at=timezone.now(), track="home")
        Journey.objects.unscoped("test").filter(candidate=person).update(stage="job_offered")
        case = Journey.objects.unscoped("test").get(candidate=person)
        return take(note, [case], "job_taken", by=SYSTEM, at=timezone.now())[0]


def test_a_trainee_of_palim_joins_thamm_with_the_same_number() -> None:
    for code in ("palim", "thamm"):
        load_scheme(SYSTEM, (FILES / f"{code}.toml").read_text())
    palim, thamm = (Scheme.objects.unscoped("test").get(code=code) for code in ("palim", "thamm"))
    home = _hired_in_casablanca(palim)
    client = signed_in(_caseworker_of(palim, thamm))
    url = reverse("case-go-on", args=[home.number])
    assert url in client.get(reverse("case", args=[home.number])).content.decode()
    form = client.get(url).content.decode()
    assert re.findall(r'<option value="([a-z]+)"', form) == ["thamm"]
    assert client.post(url, {"to": "thamm", "reason": ""}).status_code == 422
    answer = client.post(url, {"to": "thamm", "reason": "A job in Germany."}, follow=True)
    again = Candidate.objects.unscoped("test").get(scheme=thamm)
    assert again.person_id == home.candidate.person_id
    assert (
        f'<a href="{reverse("candidate", args=[again.number])}">{again.number}</a>' in answer.content.decode()
    )
    abroad = Journey.objects.unscoped("test").get(candidate=again)
    home.refresh_from_db()
    assert (home.track, home.stage) == ("home", "working_at_home")
    assert (abroad.stage, abroad.ended_on) == ("applied", None)
    assert Event.objects.get(action="case.pass_on").details["reason"] == "A job in Germany."
    # Once in both, there is nowhere else to go on.
    assert url not in client.get(reverse("case", args=[home.number])).content.decode()
    assert "No other scheme to go on in" in client.get(url).content.decode()


def test_only_who_writes_candidates_in_both_passes_on() -> None:
    cases: Cases = make_cases()
    number = cases.journeys()[0].number
    url = reverse("case-go-on", args=[number])
    assert url not in signed_in(cases.caseworker).get(reverse("case", args=[number])).content.decode()
    assert signed_in(cases.caseworker).post(url, {"to": "beta", "reason": "x"}).status_code == 422
    for stranger in (cases.cast.mallory, cases.cast.actors[Role.FUNDER], cases.cast.actors[Role.EMPLOYER]):
        assert signed_in(stranger).get(url).status_code == 404
