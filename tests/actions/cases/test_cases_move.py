"""A case moves by its own table: all or nothing, with roles, guards, terms, reasons and messages."""

from datetime import timedelta

import pytest
from case_cast import Cases, apply_all, make_cases
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from people import make_candidate

from passerelle.actions.cases.hand_over import Handing, hand_over
from passerelle.actions.cases.pass_on import pass_on
from passerelle.actions.cases.screen import Recording, preview_screen, screen
from passerelle.actions.steps.guards import registry
from passerelle.actions.steps.journey.journeys import follow, take
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.problems]


def _taken(cases: Cases, event: str, **options: object) -> list[Journey]:
    with writing(SYSTEM, "test.take", purpose=Purpose.JOURNEY) as note:
        return take(note, cases.journeys(), event, by=SYSTEM, at=timezone.now(), **options)


def test_a_case_begins_with_its_term_and_owner(cases: Cases) -> None:
    for one in cases.journeys():
        assert (one.stage, one.due_on) == ("applied", one.since + timedelta(days=14))
        assert one.owner_id == cases.caseworker.id
        assert one.changes.get().event == "applied"


def test_nobody_has_two_open_cases_in_a_scheme(cases: Cases) -> None:
    with pytest.raises(Refused) as refused:
        apply_all(cases.people)
    assert _codes(refused) == ["already_under_way"] * 3
    journey = cases.journeys()[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Journey.objects.create(
            candidate=journey.candidate, scheme_version=journey.scheme_version, track="mobility",
            stage="applied", since=journey.since,
        )  # fmt: skip


def test_one_act_moves_many_and_answers_a_repeat_alike(cases: Cases) -> None:
    versions = cases.versions()
    seen = preview_screen(cases.caseworker, versions, Recording("test_passed"))
    assert set(seen.will.values()) == {"tested"}
    numbers = screen(cases.caseworker, versions, Recording("test_passed"), key="k")
    assert screen(cases.caseworker, versions, Recording("test_passed"), key="k") == numbers
    assert {one.stage for one in cases.journeys()} == {"tested"}
    assert Event.objects.filter(action="case.record").count() == 1
    assert all(one.due_on is None for one in cases.journeys())


def test_all_or_none_with_a_problem_for_each(cases: Cases) -> None:
    first = cases.journeys()[0]
    screen(cases.manager, {first.number: None}, Recording("test_passed"))
    seen = preview_screen(cases.caseworker, cases.versions(), Recording("test_passed"))
    assert len(seen.will) == 2
    assert [(number, one.code) for number, one in seen.will_not] == [(first.number, "event-not-possible")]
    with pytest.raises(Refused) as refused:
        screen(cases.caseworker, cases.versions(), Recording("test_passed"))
    assert refused.value.problems[0].column == first.number
    assert sorted(one.stage for one in cases.journeys()) == ["applied", "applied", "tested"]


def test_who_saw_an_older_version_is_told(cases: Cases) -> None:
    seen = {number: (version or 0) - 1 for number, version in cases.versions().items()}
    with pytest.raises(Refused) as refused:
        screen(cases.caseworker, seen, Recording("test_passed"))
    assert set(_codes(refused)) == {"stale"}


def test_roles_decide_and_strangers_see_nothing(cases: Cases) -> None:
    for actor in (cases.cast.mallory, cases.cast.actors[Role.FUNDER], cases.cast.actors[Role.EMPLOYER]):
        with pytest.raises(NotPermitted):
            screen(actor, cases.versions(), Recording("test_passed"))
    service = cases.cast.actors[Role.EMPLOYMENT_SERVICE]
    own = {cases.journeys()[0].number: None}
    with pytest.raises(Refused) as refused:
        screen(service, own, Recording("test_passed"))
    assert _codes(refused) == ["actor-not-allowed"]


def test_an_end_without_result_says_why_and_the_person_is_told(cases: Cases) -> None:
    for reason, note, code in (("", "", "reason_missing"), ("because", "", "reason_missing"), ("other", " ", "note_missing")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            screen(cases.caseworker, cases.versions(), Recording("test_failed", reason, note))
        assert set(_codes(refused)) == {code}
    screen(cases.caseworker, cases.versions(), Recording("test_failed", "test_not_passed"))
    assert cases.journeys() == []
    assert {one.reason_code for one in StageChange.objects.filter(event="test_failed")} == {"test_not_passed"}
    told = Message.objects.filter(template="case_ended")
    assert set(told.values_list("recipient", flat=True)) == {one.person.number for one in cases.people}
    assert "test_not_passed" not in str(list(told.values_list("facts", flat=True)))


def test_withdrawing_is_confirmed_though_no_row_says_so(cases: Cases) -> None:
    _taken(cases, "withdrew", reason="candidate_withdrew")
    assert Message.objects.filter(template="case_ended").count() == 3
    with pytest.raises(Refused) as refused, writing(SYSTEM, "test.take", purpose=Purpose.JOURNEY) as note:
        take(note, Journey.objects.unscoped("test"), "withdrew", by=SYSTEM, at=timezone.now())
    assert set(_codes(refused)) == {"already_ended"}


def test_an_offer_is_more_than_a_record(cases: Cases) -> None:
    with pytest.raises(Refused) as refused:
        preview_screen(cases.caseworker, cases.versions(), Recording("offered"))
    assert _codes(refused) == ["needs_its_deed"]
    Journey.objects.unscoped("test").update(stage="agreed")
    with pytest.raises(Refused) as refused:
        _taken(cases, "offered")
    assert set(_codes(refused)) == {"no_place_kept"}


def test_a_guard_keeps_back_with_reason_and_next_step(cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    Journey.objects.unscoped("test").update(stage="placed")
    checks = {name: check for name, check in registry.GUARD_CHECKS.items() if name != "departure_ready"}
    monkeypatch.setattr("passerelle.actions.steps.journey.plan.GUARD_CHECKS", checks)
    with pytest.raises(Refused) as refused:
        _taken(cases, "departed")
    assert set(_codes(refused)) == {"guard-unknown"}
    ready = cases.people[0].pk
    checks["departure_ready"] = lambda people: {ready} & set(people)
    with pytest.raises(Refused) as refused:
        _taken(cases, "departed")
    assert _codes(refused) == ["guard-not-met"] * 2
    assert str(refused.value.problems[0].hint) == "Settle what is open at the departure gate."
    with writing(SYSTEM, "test.follow", purpose=Purpose.JOURNEY) as note:
        moved = [follow(note, one, "departed", by=SYSTEM, at=timezone.now()) for one in cases.people]
    assert moved == [True, False, False]


def test_dates_stay_in_order(cases: Cases) -> None:
    with writing(SYSTEM, "test.take", purpose=Purpose.JOURNEY) as note, pytest.raises(Refused) as refused:
        take(note, cases.journeys(), "test_passed", by=SYSTEM, at=timezone.now() - timedelta(days=2))
    assert set(_codes(refused)) == {"dates-out-of-order"}


def test_a_track_that_is_gone_is_said(cases: Cases) -> None:
    Journey.objects.unscoped("test").update(track="gone")
    with pytest.raises(Refused) as refused:
        _taken(cases, "test_passed")
    assert set(_codes(refused)) == {"unknown-track"}
    with pytest.raises(Refused) as refused, writing(SYSTEM, "test.begin", purpose=Purpose.JOURNEY) as note:
        from_nowhere(note, cases)
    assert _codes(refused) == ["unknown-track"]


def from_nowhere(note: object, cases: Cases) -> None:
    """Begin on a track that the file does not have."""
    from passerelle.actions.steps.journey.journeys import begin  # noqa: PLC0415

    person = make_candidate(cases.cast.alpha, "Newcomer")
    begin(note, [person], event="applied", by=SYSTEM, at=timezone.now(), track="gone")


def test_the_number_of_queries_does_not_grow() -> None:
    counts = []
    for people in (3, 30):
        with transaction.atomic():
            made = make_cases(people)
            with CaptureQueriesContext(
                connection,
            ) as seen:
                screen(made.caseworker, made.versions(), Recording("test_failed", "test_not_passed"))
            counts.append(len(seen))
            transaction.set_rollback(True)
    assert counts[0] == counts[1]


def test_cases_change_hands_with_a_reason_and_a_message(cases: Cases) -> None:
    manager, worker = cases.manager, cases.caseworker
    first = cases.journeys()[0]
    with pytest.raises(Refused) as refused:
        hand_over(worker, {first.number: first.version}, Handing(manager.id, " "))
    assert _codes(refused) == ["reason_missing"]
    with pytest.raises(Refused) as refused:
        hand_over(worker, {first.number: None}, Handing(cases.cast.mallory.id, "leave"))
    assert _codes(refused) == ["not_of_the_scheme"]
    leave = Handing(manager.id, "leave")
    assert hand_over(worker, {first.number: first.version}, leave, key="h") == 1
    assert hand_over(worker, {first.number: first.version}, leave, key="h") == 1
    assert hand_over(worker, cases.versions(), leave, key="a") == 2
    assert hand_over(worker, cases.versions(), leave) == 0
    assert {one.owner_id for one in cases.journeys()} == {manager.id}
    assert Message.objects.filter(template="cases_handed_over").count() == 2
    with pytest.raises(NotPermitted):
        hand_over(cases.cast.mallory, {first.number: None}, Handing(cases.cast.mallory.id, "mine"))


def test_a_person_goes_on_in_another_scheme_with_one_number(cases: Cases) -> None:
    person = cases.people[0].person
    with pytest.raises(Exception, match="matching query does not exist"):
        pass_on(cases.caseworker, cases.people[0].number, to="beta")
    both = _manager_of_both(cases)
    number = pass_on(both, cases.people[0].number, to="beta", key="p")
    assert pass_on(both, cases.people[0].number, to="beta", key="p") == number
    again = Candidate.objects.unscoped("test").get(number=number)
    assert again.person_id == person.pk
    assert Journey.objects.unscoped("test").filter(candidate__person=person, ended_on__isnull=True).count() == 2
    with pytest.raises(Refused) as refused:
        pass_on(both, cases.people[0].number, to="beta")
    assert _codes(refused) == ["already_a_candidate"]


def _manager_of_both(cases: Cases) -> object:
    from case_cast import SCHEME, state_table  # noqa: PLC0415

    state_table(cases.cast.beta, SCHEME.replace('"alpha"', '"beta"'))
    actor = cases.manager
    grant = actor.grants[0]
    other = type(grant)(grant.role, cases.cast.beta.pk)
    return type(actor)(actor.id, actor.name, (grant, other))
