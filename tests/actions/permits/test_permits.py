"""Permit files, posts, exit papers and departure through their actions; guards; bulk."""

from datetime import date, timedelta

import pytest
from contract_cast import Hired, another, make_hired
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from matching_cast import scheme_facts, state

from passerelle.actions.permits.prepare import PostFacts, book_appointment, keep_post, record_wait
from passerelle.actions.permits.record import Happened, open_permit_files, record_entries
from passerelle.actions.steps.guards.legal import GUARD_CHECKS
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.permits.posts import Observed
from passerelle.queries.legal.permits import as_file_row, permit_page, permit_rows, posts
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.outbox.models import Message
from passerelle.records.permits.models import PermitEntry, PermitFile
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PERMITS = """
[[track]]
id = "permits"
kind = "mobility"
first = "placed"
start_stage = "placed"
ends = ["permit_lost", "completed"]
transitions = [
  { from = "placed", event = "permit_filed", who = ["employer", "caseworker"], to = "permit_filed" },
  { from = "permit_filed", event = "permit_granted", who = ["caseworker"], to = "permit_granted", guard = ["permit_granted"] },
  { from = "permit_filed", event = "permit_refused", who = ["caseworker"], to = "permit_refused" },
  { from = "permit_granted", event = "completed", who = ["caseworker"], to = "completed" },
  { from = "permit_refused", event = "appealed", who = ["candidate", "caseworker"], to = "permit_filed" },
  { from = "permit_refused", event = "appeal_waived", who = ["candidate", "caseworker"], to = "permit_lost" },
]
"""


@pytest.fixture
def hired(db: None) -> Hired:
    made = make_hired(track="permits")
    state(made.cast.alpha, scheme_facts(more=PERMITS))
    return made


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.problems]


def _today() -> date:
    return timezone.localdate()


def _stage(hired: Hired) -> str:
    return Journey.objects.unscoped("test").get(pk=hired.journey.pk).stage


def _open(hired: Hired, route: str = "be_single_permit", kind: str = "permit") -> str:
    Vacancy.objects.unscoped("test").filter(places__offers=hired.offer).update(route=route)
    return open_permit_files(hired.staff, [hired.journey.number], kind=kind)[0]


def test_the_case_follows_lodging_refusal_appeal_and_grant(hired: Hired) -> None:
    number = _open(hired)
    for kind, stage in (
        ("filed", "permit_filed"),
        ("refused", "permit_refused"),
        ("appealed", "permit_filed"),
        ("granted", "permit_granted"),
    ):
        until = _today() + timedelta(days=30) if kind == "refused" else None
        record_entries(
            hired.staff, [number], Happened(kind, _today(), "salary", until, lodged_by="worker"), key=kind
        )
        record_entries(
            hired.staff, [number], Happened(kind, _today(), "salary", until, lodged_by="worker"), key=kind
        )
        assert _stage(hired) == stage
    assert GUARD_CHECKS["permit_granted"]([hired.candidate.pk]) == {hired.candidate.pk}
    assert not GUARD_CHECKS["visa_granted"]([hired.candidate.pk])
    told = Message.objects.get(template="permit_refused_term")
    assert told.facts["until"] == (_today() + timedelta(days=30)).isoformat()
    page = permit_page(hired.staff, number, today=_today())
    assert page.possible == ("extended", "held", "revoked")
    assert len(page.entries) == 4


def test_a_waived_appeal_loses_the_permit(hired: Hired) -> None:
    number = _open(hired)
    record_entries(hired.staff, [number], Happened("filed", _today(), lodged_by="employer"))
    record_entries(hired.staff, [number], Happened("refused", _today(), "documents"))
    record_entries(hired.staff, [number], Happened("appeal_waived", _today()))
    assert _stage(hired) == "permit_lost"
    assert PermitFile.objects.unscoped("test").get().state == "lost"
    assert Message.objects.filter(template="permit_refused").exists()


def test_only_the_employer_lodges_on_the_dutch_route(hired: Hired) -> None:
    number = _open(hired, "nl_hsm")
    with pytest.raises(Refused) as refused:
        record_entries(hired.staff, [number], Happened("filed", _today(), lodged_by="worker"))
    assert _codes(refused) == ["may_not_lodge"]
    assert not PermitEntry.objects.exists()
    record_entries(hired.staff, [number], Happened("filed", _today(), lodged_by="employer", reference="NL-1"))
    assert permit_page(hired.staff, number, today=_today()).file.reference == "NL-1"


def test_one_open_file_of_a_kind_and_only_for_staff(hired: Hired) -> None:
    number = _open(hired)
    assert open_permit_files(hired.staff, [hired.journey.number], kind="permit", key="k") == []
    assert open_permit_files(hired.staff, [hired.journey.number], kind="permit", key="k") == []
    with pytest.raises(Refused) as refused:
        open_permit_files(hired.staff, [hired.journey.number], kind="passport")
    assert _codes(refused) == ["unknown_kind"]
    for actor in (hired.cast.mallory, hired.cast.actors[Role.EMPLOYER], hired.cast.actors[Role.CANDIDATE]):
        with pytest.raises(NotPermitted):
            open_permit_files(actor, [hired.journey.number], kind="visa")
        with pytest.raises(NotPermitted):
            record_entries(actor, [number], Happened("filed", _today()))
    assert permit_page(hired.cast.actors[Role.CANDIDATE], number, today=_today()).file.number == number
    with pytest.raises(NotPermitted):
        permit_page(hired.cast.mallory, number, today=_today())
    with pytest.raises(Refused) as refused:
        record_entries(hired.staff, [number], Happened("granted", _today()), version=9)
    assert _codes(refused) == ["stale"]


def test_many_are_decided_at_once_or_none(hired: Hired) -> None:
    people = [hired, *(another(hired, f"Person{n}") for n in range(6))]
    numbers = open_permit_files(hired.staff, [one.journey.number for one in people], kind="permit")
    Journey.objects.unscoped("test").update(track="permits")
    with CaptureQueriesContext(connection) as two:
        record_entries(hired.staff, numbers[:2], Happened("filed", _today(), lodged_by="employer"))
    with CaptureQueriesContext(connection) as five:
        record_entries(hired.staff, numbers[2:], Happened("filed", _today(), lodged_by="employer"))
    assert len(two) == len(five)
    record_entries(hired.staff, numbers[:1], Happened("granted", _today()))
    with pytest.raises(Refused) as refused:
        record_entries(hired.staff, numbers, Happened("granted", _today()))
    assert _codes(refused) == ["entry_not_possible"]
    assert PermitEntry.objects.filter(kind="granted").count() == 1
    with CaptureQueriesContext(connection) as few:
        [as_file_row(row, today=_today()) for row in permit_rows(hired.staff)[:2]]
    with CaptureQueriesContext(connection) as many:
        rows = [
            as_file_row(row, today=_today()) for row in permit_rows(hired.staff, scheme="alpha", kind="permit")
        ]
    assert len(rows) == 7
    assert len(few) == len(many)
    assert len(permit_rows(hired.staff, state="granted")) == 1


def test_no_channel_at_a_post_is_an_answer(hired: Hired) -> None:
    file = _open(hired, kind="visa")
    facts = PostFacts("LT", "NG", "Abuja", opening_known=True, source="recorded by staff")
    post = keep_post(hired.staff, facts, key="k")
    assert keep_post(hired.staff, facts, key="k") == post
    with pytest.raises(Refused) as refused:
        book_appointment(hired.staff, file, post, asked_on=_today(), slot_on=None)
    assert _codes(refused) == ["no_channel"]
    assert posts(hired.staff, today=_today())[0].is_open is False
    keep_post(hired.staff, PostFacts("LT", "NG", "Abuja", _today(), source="recorded by staff"))
    book_appointment(hired.staff, file, post, asked_on=_today(), slot_on=_today() + timedelta(days=9), key="b")
    book_appointment(hired.staff, file, post, asked_on=_today(), slot_on=_today() + timedelta(days=9), key="b")
    record_wait(hired.staff, post, days=9, on=_today(), source="applicant")
    row = posts(hired.staff, today=_today())[0]
    assert row.is_open is True
    assert row.wait == Observed(9, 2, _today()), "one of ours, one told by an applicant"
    with pytest.raises(Refused):
        record_wait(hired.staff, post, days=9, on=_today(), source=" ")
    for odd in (PostFacts("XX", "NG", "A", source="s"), PostFacts("LT", "NG", " ", source="s")):
        with pytest.raises(Refused):
            keep_post(hired.staff, odd)


def test_short_stays_count_ninety_in_any_hundred_and_eighty(hired: Hired) -> None:
    who = [hired.candidate.pk]
    assert GUARD_CHECKS["short_stay_days_left"](who) == set(who)
    now = timezone.now()
    for after, ago in (("visiting", 120), ("negotiating", 31), ("visiting", 10)):
        StageChange.objects.create(journey=hired.journey, event="e", after=after, at=now - timedelta(days=ago))
    assert not GUARD_CHECKS["short_stay_days_left"](who)
