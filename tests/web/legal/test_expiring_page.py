"""Documents that run out: what is listed, how many questions that takes, who is reminded."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from contract_cast import Hired, another, make_hired
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from matching_cast import scheme_facts, state
from people import make_candidate
from web.conftest import signed_in

from passerelle.actions.permits.prepare import settle
from passerelle.actions.permits.record import Happened, open_permit_files, record_entries
from passerelle.actions.permits.remind_expiring import RunsOut, remind_expiring
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.legal.expiring import expiring_documents
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Person
from passerelle.records.dossiers.models import Attestation, DossierItem, ExpiryReminder
from passerelle.records.journeys.models import Journey
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import SchemeVersion

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def hired(db: None) -> Hired:
    made = make_hired()
    state(made.cast.alpha, scheme_facts())
    Person.objects.unscoped("test").update(email="amina@people.example")
    return made


def _in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _with_papers(hired: Hired) -> None:
    """A passport, a language certificate, an insurance and a granted permit, each with its last day."""
    number = open_permit_files(hired.staff, [hired.journey.number], kind="permit")[0]
    items = DossierItem.objects.filter(dossier__permit_file__number=number)
    items.filter(code="passport").update(status="accepted", expires_on=_in(50), reviewed_at=timezone.now())
    items.exclude(code="passport").update(status="missing", expires_on=_in(3))
    record_entries(hired.staff, [number], Happened("filed", _in(0), lodged_by="employer"))
    record_entries(hired.staff, [number], Happened("granted", _in(0), until=_in(20)))
    record_entries(hired.staff, [number], Happened("extended", _in(0), until=_in(40)))
    insured = {"code": "insurance", "on": _in(0), "until": _in(10), "evidence": "policy 7"}
    settle(hired.staff, [hired.journey.number], **insured)
    Attestation.objects.create(
        candidate=hired.candidate, what="language", language="fr", level="B1", issuer_name="a school",
        method="test", issued_on=_in(-700), expires_on=_in(-2),
    )  # fmt: skip


def test_everything_that_runs_out_is_listed_with_its_days(hired: Hired) -> None:
    _with_papers(hired)
    rows = expiring_documents(hired.staff, today=_in(0), days=60)
    assert [(one.code, one.days_left) for one in rows] == [
        ("language", -2),
        ("insurance", 10),
        ("permit", 40),
        ("passport", 50),
    ]
    assert [one.code for one in expiring_documents(hired.staff, today=_in(0), days=30, scheme="alpha")] == [
        "language",
        "insurance",
    ]
    assert [one.code for one in expiring_documents(hired.staff, today=_in(0), code="passport")] == ["passport"]
    assert not expiring_documents(hired.cast.mallory, today=_in(0))
    with pytest.raises(NotPermitted):
        expiring_documents(hired.cast.actors[Role.CANDIDATE], today=_in(0))
    Journey.objects.unscoped("test").update(ended_on=_in(0))
    assert not expiring_documents(hired.staff, today=_in(0))


def test_thirty_people_take_as_many_questions_as_three(hired: Hired) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            expiring_documents(hired.staff, today=_in(0))
        return len(caught)

    for one in (another(hired, f"Few{n}") for n in range(3)):
        _with_papers(one)
    few = queries()
    for one in (another(hired, f"Many{n}") for n in range(27)):
        _with_papers(one)
    assert queries() == few
    assert len(expiring_documents(hired.staff, today=_in(0))) == 120


def test_people_are_reminded_from_the_list_and_that_is_shown(hired: Hired) -> None:
    _with_papers(hired)
    other = another(hired, "Unreachable")
    _with_papers(other)
    client, address = signed_in(hired.staff), reverse("expiring")
    assert client.get(address).status_code == 200
    rows = expiring_documents(hired.staff, today=_in(0))
    assert client.post(address, {"document": []}).status_code == 422
    assert client.post(address, {"document": [one.key for one in rows]}).status_code == 302
    mine = Message.objects.filter(template="document_expiring")
    assert mine.count() == 1, "one message for a case, and none without a way to the person"
    assert "passport" not in str(mine.get().facts), "which document it is stays on the person's page"
    assert ExpiryReminder.objects.count() == 4
    again = expiring_documents(hired.staff, today=_in(0))
    assert {one.journey for one in again if one.reminded_at} == {hired.journey.number}
    only = [one.key for one in rows if one.journey == other.journey.number]
    assert client.post(address, {"document": only}).status_code == 422
    for days in ("30", "nonsense"):
        assert client.get(address, {"days": days, "code": "visa"}).status_code == 200


def test_the_same_reminder_sent_twice_is_sent_once(hired: Hired) -> None:
    _with_papers(hired)
    what = [RunsOut(hired.journey.number, "I-1", "passport", _in(9))]
    assert remind_expiring(hired.staff, what, key="k") == remind_expiring(hired.staff, what, key="k") == 1
    assert ExpiryReminder.objects.count() == 1
    with pytest.raises(NotPermitted):
        remind_expiring(hired.cast.mallory, what)
    with pytest.raises(Refused):
        remind_expiring(hired.staff, [])


def test_each_letter_speaks_for_the_scheme_of_its_case(hired: Hired) -> None:
    """One act over two schemes: each with its own words, and the event belongs to neither alone."""
    beta, mallory = hired.cast.beta, hired.cast.mallory
    assert mallory is not None
    there = Journey.objects.create(
        candidate=make_candidate(beta, "Elsewhere"), track="mobility", stage="placed", since=_in(0),
        scheme_version=SchemeVersion.objects.get(scheme=beta),
    )  # fmt: skip
    Person.objects.unscoped("test").update(email="", channel="letter")
    there.candidate.brought_by = hired.candidate.brought_by
    there.candidate.save()
    both = replace(hired.staff, grants=(*hired.staff.grants, *mallory.grants))
    what = [RunsOut(one.number, f"I-{one.pk}", "passport", _in(9)) for one in (hired.journey, there)]
    assert remind_expiring(both, what) == 2, "a letter by the partner service is a way to the person"
    letters = Message.objects.filter(template="document_expiring")
    assert sorted(letters.values_list("scheme_code", flat=True)) == ["alpha", "beta"]
    assert Event.objects.get(action="document.remind").scheme_code == ""
