"""Institutions: baseline, plan, activities with evidence, and performance computed from cases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from people import Cast, make_candidate, make_organisation
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.queries.programme.institution_performance import institution_performance
from passerelle.records.audit.models import Event
from passerelle.records.capacity.models import Activity, InstitutionFile, Participant
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.partnerships.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.database]

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture
def file(cast: Cast) -> InstitutionFile:
    return InstitutionFile.objects.create(
        organisation=cast.service, scheme=cast.alpha, opened_on=date(2026, 1, 2)
    )


def moved(cast: Cast, count: int, **facts: object) -> None:
    """Cases that a member of the service moved from "applied" after 1, 2, 3 ... days."""
    user = Membership.objects.get(role=Role.EMPLOYMENT_SERVICE, scheme=cast.alpha).user
    for number in range(count):
        candidate = make_candidate(cast.alpha, f"Name{number}", brought_by=cast.service, **facts)
        journey = Journey.objects.create(
            candidate=candidate,
            scheme_version=cast.alpha.versions.get(),
            track="t",
            stage="eligible",
            since=START.date(),
        )
        StageChange.objects.create(journey=journey, event="applied", after="applied", at=START)
        StageChange.objects.create(
            journey=journey,
            before="applied",
            event="found_eligible",
            after="eligible",
            by=user,
            at=START + timedelta(days=number + 1),
        )


def test_from_baseline_to_evidence(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    new = {"scheme": "alpha", "organisation": cast.service.number, "opened_on": "2026-01-02"}
    assert client.get(reverse("institution-new")).status_code == 200
    assert client.post(reverse("institution-new"), {**new, "organisation": "O-1"}).status_code == 422
    assert client.post(reverse("institution-new"), new).status_code == 302
    assert client.post(reverse("institution-new"), new).status_code == 422
    number = InstitutionFile.objects.unscoped("test").get().number
    measure = {"measure": "turnaround_days", "value": "30", "unit": "days", "on": "2026-01-02"}
    assert client.post(reverse("measure-new", args=[number]), measure).status_code == 302
    assert (
        client.post(reverse("measure-new", args=[number]), {**measure, "on": "2099-01-01"}).status_code == 422
    )
    goal = {"measure": "turnaround_days", "target": "10", "unit": "days", "due": "2026-02-01"}
    assert client.post(reverse("goal-new", args=[number]), goal).status_code == 302
    held = {"kind": "twinning", "title": "Twinning", "start": "2026-02-01", "state": "held", "women": "4"}
    address = reverse("activity-new", args=[number])
    assert client.post(address, held).status_code == 422  # held without evidence
    assert client.post(address, {**held, "evidence": "List", "end": "2025-01-01"}).status_code == 422
    bad = client.post(address, {**held, "evidence": "List", "participants": "Somebody"})
    assert bad.status_code == 422
    people = "A. Alaoui; head of unit\nB. Berrada; adviser"
    assert client.post(address, {**held, "evidence": "List", "participants": people}).status_code == 302
    page = client.get(reverse("institution", args=[number])).content.decode()
    assert "Twinning" in page
    assert "overdue" in page
    assert "A. Alaoui" not in page
    row = Activity.objects.get()
    edit = reverse("activity", args=[row.number])
    assert "A. Alaoui; head of unit" in client.get(edit).content.decode()
    assert Event.objects.filter(action="read.participants").exists()
    changed = {**held, "evidence": "List", "participants": "A. Alaoui; head of unit", "version": row.version}
    assert client.post(edit, changed).status_code == 302
    assert client.post(edit, {**changed, "title": "Other"}).status_code == 422  # changed meanwhile
    assert Participant.objects.count() == 1
    for name, arguments in (("institutions", []), ("institution", [number])):
        for kind in ("csv", "xlsx"):
            assert client.get(reverse(name, args=arguments) + f"?format={kind}").status_code == 200


def test_turnaround_and_known_facts_come_from_cases(cast: Cast, file: InstitutionFile) -> None:
    moved(cast, 3, eqf=5)
    found = institution_performance(cast.actors[Role.SCHEME_MANAGER], file.number)
    (stage,) = found.stages
    assert stage.stage == "applied"
    assert stage.spread is not None
    assert (stage.spread.count, stage.spread.median) == (3, 2.0)
    assert found.people == 4
    assert found.known is not None
    assert 0 < found.known < 1
    assert found.doubles == 0
    assert found.lists is None


def test_people_who_may_be_there_twice_and_lists_are_counted(cast: Cast, file: InstitutionFile) -> None:
    for _ in range(2):
        make_candidate(cast.alpha, "Twin", brought_by=cast.service, birth_date=date(1999, 1, 1))
    user = Membership.objects.get(role=Role.EMPLOYMENT_SERVICE, scheme=cast.alpha).user
    for changed in (0, 3):
        Event.objects.create(
            at=START,
            actor=user,
            action="candidates.import",
            purpose="recruitment",
            scheme_code="alpha",
            details={"changed": changed},
        )
    found = institution_performance(cast.actors[Role.SCHEME_MANAGER], file.number)
    assert found.doubles == 2 / 3
    assert (found.lists, found.changes_per_list) == (2, 1.5)


def test_few_cases_are_not_told_to_a_funder(cast: Cast, file: InstitutionFile) -> None:
    moved(cast, 3)
    found = institution_performance(cast.actors[Role.FUNDER], file.number)
    assert (found.overall, found.people, found.known, found.doubles) == (None, None, None, None)
    page = signed_in(cast.actors[Role.FUNDER]).get(reverse("institution", args=[file.number])).content.decode()
    assert "fewer than 10" in page
    moved(cast, 12)
    assert institution_performance(cast.actors[Role.FUNDER], file.number).people == 16


def test_a_stranger_finds_no_file(cast: Cast, file: InstitutionFile) -> None:
    assert cast.mallory is not None
    row = Activity.objects.create(file=file, kind="twinning", title="T", start=date(2026, 1, 1))
    stranger, funder = signed_in(cast.mallory), signed_in(cast.actors[Role.FUNDER])
    for name, number in (("institution", file.number), ("measure-new", file.number), ("activity", row.number)):
        assert stranger.get(reverse(name, args=[number])).status_code == 404
    assert funder.get(reverse("activity", args=[row.number])).status_code == 404


def test_the_number_of_queries_does_not_grow(cast: Cast, file: InstitutionFile) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    addresses = (reverse("institutions"), reverse("institution", args=[file.number]))
    counts: list[list[int]] = []
    for many in (3, 30):
        for number in range(many):
            firm = make_organisation(f"Service {many} {number}")
            one = InstitutionFile.objects.create(
                organisation=firm, scheme=cast.alpha, opened_on=date(2026, 1, 2)
            )
            Activity.objects.create(file=one, kind="twinning", title="T", start=date(2026, 1, 1))
            Activity.objects.create(file=file, kind="twinning", title="T", start=date(2026, 1, 1))
        moved(cast, many)
        seen = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as found:
                client.get(address)
            seen.append(len(found))
        counts.append(seen)
    assert counts[0] == counts[1]


def test_a_request_sent_twice_is_answered_once(cast: Cast, file: InstitutionFile) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    measure = {"measure": "other", "value": "3", "unit": "offices", "on": "2026-01-02", "key": "a" * 12}
    goal = {"measure": "other", "target": "9", "unit": "offices", "due": "2026-12-01", "key": "b" * 12}
    held = {"kind": "system", "title": "Register", "start": "2026-02-01", "state": "planned", "key": "c" * 12}
    new = {"scheme": "alpha", "organisation": cast.employer.number, "opened_on": "2026-01-02", "key": "d" * 12}
    for _ in range(2):
        for name, said in (("measure-new", measure), ("goal-new", goal), ("activity-new", held)):
            assert client.post(reverse(name, args=[file.number]), said).status_code == 302
        assert client.post(reverse("institution-new"), new).status_code == 302
    assert (file.measures.count(), file.goals.count(), file.activities.count()) == (1, 1, 1)
    assert InstitutionFile.objects.unscoped("test").count() == 2


def test_the_measures_have_their_own_words(cast: Cast, file: InstitutionFile) -> None:
    page = signed_in(cast.actors[Role.FUNDER]).get(reverse("institution", args=[file.number]))
    assert "turnaround in days (median)" in page.content.decode()
