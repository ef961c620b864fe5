"""Before departure: exit papers and statements, the gate of a route or track, journeys, briefings."""

from datetime import date, timedelta

import pytest
from contract_cast import Hired, another, make_hired, signed_contract
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from matching_cast import scheme_facts, state
from stay_cast import make_stay

from passerelle.actions.dossiers.hand_in import hand_in
from passerelle.actions.permits.exit_word import Word, record_exit_statement, withdraw_exit_statement
from passerelle.actions.permits.prepare import settle
from passerelle.actions.permits.record import open_exit_files
from passerelle.actions.permits.travelling import Booked, Held, acknowledge_briefing, book_travel, hold_briefing
from passerelle.actions.steps.consequences.legal import CONSEQUENCES
from passerelle.actions.steps.guards.legal import GUARD_CHECKS
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.legal.departures import departing, departure_rows
from passerelle.records.candidates.models import Person
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.outbox.models import Message
from passerelle.records.permits.models import Briefing, ExitStatement, Preparation, Travel
from passerelle.records.stays.models import Stay
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]
GATES = """
[[route]]
id = "remote"
name = "Remote work"
departure = ["contract", "complaint"]

[[track]]
id = "briefed"
kind = "mobility"
first = "placed"
start_stage = "placed"
ends = ["completed"]
departure = ["contract", "travel", "briefing"]
transitions = [{ from = "placed", event = "completed", who = ["caseworker"], to = "completed" }]
"""


@pytest.fixture
def hired(db: None) -> Hired:
    made = make_hired()
    state(made.cast.alpha, scheme_facts(more=GATES))
    return made


def _today() -> date:
    return timezone.localdate()


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.problems]


def _from(hired: Hired, country: str) -> None:
    Person.objects.unscoped("test").filter(candidacies=hired.candidate).update(nationality=country)
    hired.candidate.brought_by = None
    hired.candidate.save()


def _leaves(on: date, **more: str) -> Booked:
    return Booked(on, "Casablanca", "Brussels", "an airline", **more)


WORD = {"authority": "Ministry of Manpower", "evidence": "letter 12", "source": "letter received by post"}


def test_exit_papers_open_where_they_are_known(hired: Hired) -> None:
    assert {"open_contract", "open_permit_file", "open_exit"} <= set(CONSEQUENCES)
    other = another(hired)
    open_exit_files(hired.staff, [hired.journey.number, other.journey.number])
    open_exit_files(hired.staff, [hired.journey.number])
    dossier = Dossier.objects.unscoped("test").get(kind="exit")
    assert dossier.candidate_id == hired.candidate.pk
    assert not GUARD_CHECKS["exit_complete"]([hired.candidate.pk])
    DossierItem.objects.update(status="accepted", received_on=_today(), reviewed_at=timezone.now(),
                               reviewer_id=hired.staff.id, issued_on=_today())  # fmt: skip
    assert GUARD_CHECKS["exit_complete"]([hired.candidate.pk, other.candidate.pk]) == {hired.candidate.pk}
    DossierItem.objects.filter(code="medical_certificate").update(
        issued_on=_today() - timedelta(days=9), expires_on=_today() - timedelta(days=1)
    )
    assert not GUARD_CHECKS["exit_complete"]([hired.candidate.pk])


def test_a_medical_certificate_is_counted_to_the_day_of_departure(hired: Hired) -> None:
    who, number = [hired.candidate.pk], hired.journey.number
    open_exit_files(hired.staff, [number])
    item = DossierItem.objects.get(code="medical_certificate")
    with pytest.raises(Refused) as refused:
        hand_in(hired.staff, item.number)
    assert _codes(refused) == ["no_issue_date"]
    with pytest.raises(Refused) as refused:
        hand_in(hired.staff, item.number, issued_on=_today() + timedelta(days=1))
    assert _codes(refused) == ["dates-out-of-order"]
    hand_in(hired.staff, item.number, issued_on=_today() - timedelta(days=20))
    item.refresh_from_db()
    assert item.expires_on == _today() + timedelta(days=10), "thirty days from its issue"
    DossierItem.objects.update(status="accepted", reviewed_at=timezone.now())
    assert GUARD_CHECKS["exit_complete"](who) == set(who)
    book_travel(hired.staff, [number], _leaves(_today() + timedelta(days=10)))
    assert GUARD_CHECKS["exit_complete"](who) == set(who)
    book_travel(hired.staff, [number], _leaves(_today() + timedelta(days=11)))
    assert not GUARD_CHECKS["exit_complete"](who), "too old on the day that is booked"
    DossierItem.objects.update(issued_on=None, expires_on=None)
    assert not GUARD_CHECKS["exit_complete"](who), "its age is not known"


def test_a_named_person_states_exit_where_the_papers_are_not_known(hired: Hired) -> None:
    _from(hired, "TN")
    who, number = [hired.candidate.pk], hired.journey.number
    assert not GUARD_CHECKS["exit_complete"](who)
    for wrong, code in (
        ({"authority": " "}, "nothing_said"),
        ({"evidence": ""}, "nothing_said"),
        ({"source": ""}, "nothing_said"),
        ({"says_on": _today() + timedelta(days=1)}, "dates-out-of-order"),
        ({"until": _today() - timedelta(days=1)}, "dates-out-of-order"),
    ):
        with pytest.raises(Refused) as refused:
            record_exit_statement(hired.staff, [number], Word(**{"says_on": _today(), **WORD, **wrong}))
        assert _codes(refused) == [code]
    with pytest.raises(Refused) as refused:
        record_exit_statement(SYSTEM, [number], Word(says_on=_today(), **WORD))
    assert _codes(refused) == ["no_account"]
    with pytest.raises(NotPermitted):
        record_exit_statement(hired.cast.mallory, [number], Word(says_on=_today(), **WORD))
    assert not GUARD_CHECKS["exit_complete"](who)
    for key in ("k", "k"):
        record_exit_statement(hired.staff, [number], Word(says_on=_today(), **WORD), key=key)
    assert GUARD_CHECKS["exit_complete"](who) == set(who)
    assert ExitStatement.objects.get().recorded_by_id == hired.staff.id
    record_exit_statement(hired.staff, [number], Word(says_on=_today(), until=_today(), **WORD))
    assert GUARD_CHECKS["exit_complete"](who) == set(who)
    book_travel(hired.staff, [number], _leaves(_today() + timedelta(days=1)))
    assert not GUARD_CHECKS["exit_complete"](who), "the statement does not hold on the day of departure"
    with pytest.raises(Refused):
        withdraw_exit_statement(hired.staff, [number], because=" ")
    withdraw_exit_statement(hired.staff, [number], because="for somebody else", key="w")
    withdraw_exit_statement(hired.staff, [number], because="for somebody else", key="w")
    with pytest.raises(Refused) as refused:
        withdraw_exit_statement(hired.staff, [number], because="again")
    assert _codes(refused) == ["no_statement"]
    assert ExitStatement.objects.count() == 2


def test_a_statement_never_stands_in_for_papers_that_are_known(hired: Hired) -> None:
    other = another(hired, "Trabelsi")
    _from(hired, "MA")
    _from(other, "TN")
    numbers = [hired.journey.number, other.journey.number]
    with pytest.raises(Refused) as refused:
        record_exit_statement(hired.staff, numbers, Word(says_on=_today(), **WORD))
    assert [(one.code, one.sheet) for one in refused.value.problems] == [("exit_known", hired.journey.number)]
    assert not ExitStatement.objects.exists()
    ExitStatement.objects.create(journey=hired.journey, country="MA", authority="a", says_on=_today(),
                                 evidence="e", source="s", recorded_at=timezone.now())  # fmt: skip
    assert not GUARD_CHECKS["exit_complete"]([hired.candidate.pk])


def test_nobody_leaves_before_five_things_are_known(hired: Hired) -> None:
    who, number = [hired.candidate.pk], hired.journey.number
    signed_contract(hired)
    for code in ("insurance", "housing", "contact"):
        settle(hired.staff, [number], code=code, on=_today(), evidence="file 1", key=code)
        settle(hired.staff, [number], code=code, on=_today(), evidence="file 1", key=code)
    row = departure_rows(list(departing(hired.staff, scheme="alpha")))[0]
    assert row.missing == ("complaint",)
    assert row.exit.state == "not_opened"
    assert row.settled["housing"].evidence == "file 1"
    assert row.settled["housing"].by, "who said so"
    assert not GUARD_CHECKS["departure_ready"](who)
    settle(hired.staff, [number], code="complaint", on=_today(), evidence="tested")
    assert GUARD_CHECKS["departure_ready"](who) == set(who)
    insured = Preparation.objects.filter(code="insurance")
    insured.update(on=_today() - timedelta(days=9), until=_today() - timedelta(days=1))
    assert not GUARD_CHECKS["departure_ready"](who), "an insurance that has run out"
    assert departure_rows(list(departing(hired.staff, scheme="alpha")))[0].missing == ("insurance",)
    settle(hired.staff, [number], code="insurance", on=_today(), evidence="renewed", until=_today())
    assert GUARD_CHECKS["departure_ready"](who) == set(who)
    open_exit_files(hired.staff, [number])
    assert departure_rows(list(departing(hired.staff)))[0].exit.state == "open"
    for code, evidence, wrong in (("mood", "x", "unknown_code"), ("housing", " ", "no_evidence")):
        with pytest.raises(Refused) as refused:
            settle(hired.staff, [number], code=code, on=_today(), evidence=evidence)
        assert _codes(refused) == [wrong]
    with pytest.raises(Refused):
        settle(hired.staff, [number], code="insurance", on=_today(), evidence="x", until=date(2020, 1, 1))
    assert Preparation.objects.count() == 4
    with pytest.raises(NotPermitted):
        settle(hired.cast.mallory, [number], code="housing", on=_today(), evidence="x")


def test_whoever_has_left_is_no_longer_before_departure(hired: Hired) -> None:
    signed_contract(hired)
    assert list(departing(hired.staff)) == [hired.journey]
    stay = make_stay(hired)
    assert list(departing(hired.staff)) == []
    Stay.objects.unscoped("test").filter(pk=stay.pk).update(ended_on=_today(), end_code="season_over")
    assert list(departing(hired.staff)) == [], "nor whoever has come back"


def test_whoever_comes_back_each_season_leaves_again(hired: Hired) -> None:
    signed_contract(hired)
    version = hired.journey.scheme_version
    again = {"from": hired.journey.stage, "event": "departed", "who": ["caseworker"], "to": "departed"}
    table = {"id": hired.journey.track, "kind": "seasonal", "first": "recalled", "start_stage": "recalled"}
    table |= {"ends": ["returned"], "transitions": [again | {"guard": ["departure_ready"]}]}
    version.facts = version.facts | {"track": [table]}
    version.save()
    Stay.objects.unscoped("test").filter(pk=make_stay(hired).pk).update(
        ended_on=_today(), end_code="season_over"
    )
    assert list(departing(hired.staff)) == [hired.journey]


def test_remote_work_asks_only_what_its_route_states(hired: Hired) -> None:
    who, number = [hired.candidate.pk], hired.journey.number
    signed_contract(hired)
    Vacancy.objects.unscoped("test").filter(places__offers=hired.offer).update(route="remote")
    assert departure_rows(list(departing(hired.staff)))[0].missing == ("complaint",)
    assert not GUARD_CHECKS["departure_ready"](who)
    settle(hired.staff, [number], code="complaint", on=_today(), evidence="tested")
    assert GUARD_CHECKS["departure_ready"](who) == set(who)


def test_a_track_can_ask_for_the_journey_and_for_a_briefing_that_was_understood(hired: Hired) -> None:
    who, number = [hired.candidate.pk], hired.journey.number
    hired.journey.track = "briefed"
    hired.journey.save()
    signed_contract(hired)
    book_travel(hired.staff, [number], _leaves(_today(), paid_by="employer", met_by="Ms Peeters"), key="t")
    book_travel(hired.staff, [number], _leaves(_today(), paid_by="employer", met_by="Ms Peeters"), key="t")
    hold_briefing(hired.staff, [number], Held(_today(), "fr", ("rights", "complaint"), "Mr Diop"), key="b")
    hold_briefing(hired.staff, [number], Held(_today(), "fr", ("rights", "complaint"), "Mr Diop"), key="b")
    assert Message.objects.filter(template="briefing_held").count() == 1
    assert departure_rows(list(departing(hired.staff)))[0].missing == ("briefing",)
    assert not GUARD_CHECKS["departure_ready"](who)
    person = hired.cast.actors[Role.CANDIDATE]
    with pytest.raises(NotPermitted):
        acknowledge_briefing(hired.staff, number)
    acknowledge_briefing(person, number, key="a")
    acknowledge_briefing(person, number, key="a")
    with pytest.raises(Refused) as refused:
        acknowledge_briefing(person, number)
    assert _codes(refused) == ["no_briefing"]
    assert GUARD_CHECKS["departure_ready"](who) == set(who)
    row = departure_rows(list(departing(hired.staff)))[0]
    assert (row.travel.met_by, row.briefing.topics) == ("Ms Peeters", ["rights", "complaint"])


@pytest.mark.parametrize(
    ("booked", "code"),
    [
        (Booked(date(2026, 5, 1), " ", "Gent", "x"), "nothing_said"),
        (Booked(date(2026, 5, 1), "Rabat", "Gent", "x", paid_by="nobody"), "unknown_payer"),
        (Booked(date(2062, 5, 1), "Rabat", "Gent", "x"), "unlikely_date"),
    ],
)
def test_a_journey_that_cannot_be_is_refused(hired: Hired, booked: Booked, code: str) -> None:
    with pytest.raises(Refused) as refused:
        book_travel(hired.staff, [hired.journey.number], booked)
    assert _codes(refused) == [code]
    assert not Travel.objects.exists()


@pytest.mark.parametrize(
    ("days", "language", "topics", "held_by", "code"),
    [
        (0, "fr", ("pay",), " ", "nothing_said"),
        (0, "xx", ("pay",), "Mr Diop", "unknown_language"),
        (0, "fr", (), "Mr Diop", "no_topic"),
        (0, "fr", ("mood",), "Mr Diop", "unknown_topic"),
        (1, "fr", ("pay",), "Mr Diop", "unlikely_date"),
    ],
)
def test_a_briefing_that_cannot_be_is_refused(  # noqa: PLR0913  # the facts of a briefing
    hired: Hired, days: int, language: str, topics: tuple[str, ...], held_by: str, code: str
) -> None:
    held = Held(_today() + timedelta(days=days), language, topics, held_by)
    with pytest.raises(Refused) as refused:
        hold_briefing(hired.staff, [hired.journey.number], held)
    assert _codes(refused) == [code]
    assert not Briefing.objects.exists()


def test_a_group_is_recorded_in_one_act_and_read_in_as_many_queries(hired: Hired) -> None:
    people = [hired, *(another(hired, f"Person{n}") for n in range(6))]
    for one in people:
        signed_contract(one)
    numbers = [one.journey.number for one in people]

    def queries(do: object) -> int:
        with CaptureQueriesContext(connection) as caught:
            do()  # type: ignore[operator]
        return len(caught)

    held = Held(_today(), "fr", ("pay",), "Mr Diop", sheet="folder 3")
    for act in (
        lambda some: book_travel(hired.staff, some, _leaves(_today())),
        lambda some: hold_briefing(hired.staff, some, held),
        lambda some: departure_rows(list(departing(hired.staff)[: len(some)])),
        lambda some: GUARD_CHECKS["exit_complete"]([one.candidate.pk for one in people[: len(some)]]),
        lambda some: GUARD_CHECKS["departure_ready"]([one.candidate.pk for one in people[: len(some)]]),
    ):
        assert queries(lambda act=act: act(numbers[:2])) == queries(lambda act=act: act(numbers))
    assert Travel.objects.filter(replaced_at__isnull=True).count() == 7
    assert Briefing.objects.filter(replaced_at__isnull=True, acknowledged_how="folder 3").count() == 7
