"""The papers that a stage names: opened with the stage, handed in, reviewed, closed with the case."""

import pytest
from case_cast import SCHEME, Cases, make_cases, state_table
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from people import make_candidate

from passerelle.actions.dossiers.hand_in import hand_in
from passerelle.actions.dossiers.review import review_document
from passerelle.actions.steps.guards.papers import papers_accepted
from passerelle.actions.steps.journey.journeys import begin, take
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.candidates.models import Candidate
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.journeys.models import Journey
from passerelle.records.promises.models import SignedCommitment

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ASKING = SCHEME.replace(
    'to = "applied", due_days = 14', 'to = "applied", due_days = 14, documents = ["identity", "commitment"]'
).replace('to = "tested", hidden = true', 'to = "tested", hidden = true, guard = ["papers_accepted"]')


@pytest.fixture
def cases() -> Cases:
    made = make_cases()
    state_table(made.cast.alpha, ASKING)
    return made


def applied(cases: Cases, *names: str) -> list[Journey]:
    return begun([make_candidate(cases.cast.alpha, name) for name in names])


def begun(people: list[Candidate]) -> list[Journey]:
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        return begin(note, people, event="applied", by=SYSTEM, at=timezone.now())


def move(journeys: list[Journey], event: str, **more: str) -> None:
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        take(note, journeys, event, by=SYSTEM, at=timezone.now(), **more)


def dossiers(journey: Journey) -> list[Dossier]:
    return list(Dossier.objects.unscoped("test").filter(journey=journey).order_by("pk"))


def test_a_stage_that_names_papers_opens_a_dossier_for_each_case(cases: Cases) -> None:
    one, two = applied(cases, "Adil", "Badr")
    (first,), (second,) = dossiers(one), dossiers(two)
    assert (first.kind, first.stage, first.closed_on) == ("stage", "applied", None)
    assert list(second.items.values_list("code", flat=True)) == ["identity", "commitment"]


def test_opening_takes_as_many_queries_for_twenty_cases_as_for_three(cases: Cases) -> None:
    counts = []
    for size in (3, 20):  # SQLite writes more rows in batches
        people = [make_candidate(cases.cast.alpha, f"Name{size}{n}") for n in range(size)]
        with CaptureQueriesContext(connection) as seen:
            begun(people)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_guard_keeps_the_case_until_somebody_else_accepted_the_papers(cases: Cases) -> None:
    (journey,) = applied(cases, "Adil")
    with pytest.raises(Refused) as refused:
        move([journey], "test_passed")
    assert refused.value.problems[0].code == "guard-not-met"
    service, staff = cases.cast.actors[Role.SCHEME_MANAGER], cases.caseworker
    for number in DossierItem.objects.filter(dossier__journey=journey).values_list("number", flat=True):
        hand_in(service, number)
        assert journey.candidate_id not in papers_accepted([journey.candidate_id])
        review_document(staff, number, verdict="accepted")
    move([journey], "test_passed")
    assert Journey.objects.unscoped("test").get(pk=journey.pk).stage == "tested"
    assert papers_accepted([journey.candidate_id]) == {journey.candidate_id}, "this stage asks for none"


def test_what_is_signed_here_is_not_asked_for_again(cases: Cases) -> None:
    person = make_candidate(cases.cast.alpha, "Adil")
    SignedCommitment.objects.create(
        candidate=person, signed_on=timezone.localdate(), evidence="paper 7", at=timezone.now()
    )
    (journey,) = begun([person])
    items = dict(DossierItem.objects.filter(dossier__journey=journey).values_list("code", "status"))
    assert items == {"identity": "missing", "commitment": "waived"}


def test_a_case_that_ends_asks_for_nothing_more(cases: Cases) -> None:
    (journey,) = applied(cases, "Adil")
    move([journey], "withdrew", reason="candidate_withdrew")
    (dossier,) = dossiers(journey)
    assert dossier.closed_on == timezone.localdate()


def test_a_document_sent_back_with_a_code_keeps_it_and_tells_the_person(cases: Cases) -> None:
    (journey,) = applied(cases, "Adil")
    item = DossierItem.objects.get(dossier__journey=journey, code="identity")
    hand_in(cases.manager, item.number)
    review_document(cases.caseworker, item.number, verdict="sent_back", reason_code="unreadable")
    item.refresh_from_db()
    assert (item.status, item.reason_code, item.reason) == ("sent_back", "unreadable", "")
    with pytest.raises(Refused) as refused:
        review_document(cases.caseworker, item.number, verdict="sent_back", reason_code="burnt")
    assert refused.value.problems[0].code == "unknown_reason"
    hand_in(cases.manager, item.number)
    item.refresh_from_db()
    assert (item.status, item.reason_code) == ("received", "")
