"""The versions of a scheme's file: counted, their effect shown, open cases moved on purpose from the page."""

import re

import pytest
from case_cast import SCHEME, Cases, make_cases
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.queries.programme.scheme_versions import scheme_versions
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.partnerships.models import SchemeVersion

pytestmark = [pytest.mark.django_db, pytest.mark.database]
RENAMED = SCHEME.replace('"applied", due_days', '"received", due_days').replace('"applied"', '"received"').replace(
    'event = "received"', 'event = "applied"'
)  # fmt: skip
URL = "/schemes/alpha/versions/"


def _changed(people: int = 3) -> Cases:
    """Cases that began on version 1; version 2 calls their stage by another name."""
    cases = make_cases(people)
    text = RENAMED + '[wordings.received]\nen = "Received."\n'
    SchemeVersion.objects.create(
        scheme=cases.cast.alpha, number=2, text="", facts=parse_scheme(text).normalised(), digest="1" * 64,
        loaded_at=timezone.now(),
    )  # fmt: skip
    cases.cast.alpha.current = 2
    cases.cast.alpha.save()
    return cases


def test_cases_of_an_older_version_move_with_a_place_and_a_reason() -> None:
    cases = _changed()
    client = signed_in(cases.manager)
    assert reverse("scheme-versions", args=["alpha"]) == URL
    assert URL in client.get(reverse("scheme", args=["alpha"])).content.decode()
    text = client.get(URL).content.decode()
    assert "the stage is gone: applied" in text
    assert "?from=1" in text
    asked = {"place-applied": "received", "reason": "The call has changed."}
    assert client.post(f"{URL}?from=1", {**asked, "reason": ""}).status_code == 422
    assert client.post(f"{URL}?from=1", {**asked, "place-applied": "withdrawn"}).status_code == 422
    preview = client.post(f"{URL}?from=1", asked)
    assert preview.status_code == 200
    assert 'name="confirm"' in preview.content.decode()
    assert {one.stage for one in cases.journeys()} == {"applied"}
    done = client.post(f"{URL}?from=1", {**asked, "confirm": "1"}, follow=True)
    assert "3 cases moved to the current version." in done.content.decode()
    assert "Every open case stands on the current version." in done.content.decode()
    assert {(one.stage, one.scheme_version.number) for one in cases.journeys()} == {("received", 2)}
    assert StageChange.objects.filter(event="version_moved", note="The call has changed.").count() == 3


def test_a_confirmation_holds_for_the_effect_that_was_shown() -> None:
    cases = _changed()
    client = signed_in(cases.manager)
    asked = {"place-applied": "received", "reason": "The call has changed."}
    text = client.post(f"{URL}?from=1", asked).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', text)
    assert seen is not None
    Journey.objects.unscoped("test").filter(candidate=cases.people[0]).update(stage="tested")
    late = client.post(f"{URL}?from=1", {**asked, "confirm": "1", "seen": seen[1]})
    assert late.status_code == 422
    assert "The cases have changed since you looked at the effect." in late.content.decode()
    assert {one.scheme_version.number for one in cases.journeys()} == {1}


def test_cases_whose_track_is_gone_stay_where_they_are() -> None:
    cases = _changed()
    Journey.objects.unscoped("test").filter(candidate=cases.people[0]).update(track="gone")
    client = signed_in(cases.manager)
    assert "1 case stays" in client.get(f"{URL}?from=1").content.decode()
    client.post(f"{URL}?from=1", {"place-applied": "received", "reason": "New call.", "confirm": "1"})
    assert sorted(one.scheme_version.number for one in cases.journeys()) == [1, 2, 2]


def test_strangers_and_unknown_versions() -> None:
    cases = _changed()
    for actor in (cases.cast.mallory, cases.cast.actors[Role.FUNDER], cases.cast.actors[Role.EMPLOYER]):
        assert signed_in(actor).get(URL).status_code == 404
    client = signed_in(cases.manager)
    assert client.post(URL, {"reason": "x"}).status_code == 404
    for wanted in ("2", "9", "x"):
        assert 'name="reason"' not in client.get(URL, {"from": wanted}).content.decode()


def test_the_number_of_queries_does_not_grow() -> None:
    counts = []
    for people in (3, 30):
        with transaction.atomic():
            cases = _changed(people)
            with CaptureQueriesContext(connection) as seen:
                assert scheme_versions(cases.manager, "alpha").rows[1].cases == people
            counts.append(len(seen))
            transaction.set_rollback(True)
    assert counts == [3, 3]
