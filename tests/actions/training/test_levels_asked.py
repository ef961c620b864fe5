"""The guards of language and recognition ask what the gate, the vacancy and the route ask."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from people import make_candidate, make_vacancy
from training_cast import School, days_ago, make_running

from passerelle.actions.steps.guards.training import GUARD_CHECKS
from passerelle.actions.steps.journey.journeys import take
from passerelle.actions.steps.writing import writing
from passerelle.actions.training.results import Result, enter_results
from passerelle.actions.training.revoke import revoke_attestation
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.records.candidates.models import Candidate
from passerelle.records.dossiers.models import Attestation
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.training.models import TestResult as Tested

pytestmark = [pytest.mark.django_db, pytest.mark.database]
GERMAN = {"title": "German", "kind": "language", "language": "de", "level": "B1", "skills": ()}
GATE = {"id": "g", "kind": "language", "language": "de", "level": "B2", "route": None, "applies_to": []}
certified = GUARD_CHECKS["language_certified"]
THAMM = Path(__file__).resolve().parents[3] / "schemes" / "thamm.toml"


def bind(school: School, one: Candidate, facts: dict[str, object] | None, **vacancy: object) -> Journey:
    """An open case of a scheme with these facts, with a place in a vacancy like this."""
    version = school.cast.alpha.versions.get()
    version.facts = facts or {}
    version.save()
    row = make_vacancy(school.cast.alpha, school.cast.employer, **vacancy)
    referral = Referral.objects.create(candidate=one, vacancy=row)
    manager = school.manager.id
    Offer.objects.create(
        referral=referral, candidate=one, place=row.places.get(), made_by_id=manager, made_at=timezone.now()
    )
    facts_ = {"scheme_version": version, "track": "mobility", "stage": "contract_signed", "since": days_ago(1)}
    return Journey.objects.unscoped("test").create(candidate=one, **facts_)


def passed_at(level: str) -> tuple[School, Candidate]:
    school = make_running(people=1, seats=1, valid_months=6, **GERMAN)
    enter_results(
        school.trainer, school.group, [Result(school.numbers()[0], True, level)], issued_on=days_ago(0)
    )
    return school, school.people[0]


@pytest.mark.parametrize(
    ("shown", "gates", "languages", "holds"),
    [
        ("B1", [GATE], None, False),  # the course leads to B1, the gate asks B2
        ("B2", [GATE], None, True),
        ("B1", [], [{"code": "de", "level": "C1"}], False),
        ("A2", [], [{"code": "de", "level": "A2"}], True),  # below the course's own level, as the vacancy asks
        ("B1", [], [{"code": "fr", "level": None}], False),
        ("A2", [], None, True),  # nobody names a level: a certificate of the language learnt
    ],
)
def test_the_level_asked_is_the_gates_or_the_vacancys_not_the_courses(
    shown: str, gates: list[object], languages: object, holds: bool
) -> None:
    school, one = passed_at(shown)
    bind(school, one, {"gate": gates, "track": [{"id": "mobility"}]}, languages=languages)
    assert certified({one.pk}) == ({one.pk} if holds else set())


def test_a_certificate_counts_to_its_last_day_and_not_once_revoked() -> None:
    _school, one = passed_at("B1")
    assert certified({one.pk}) == {one.pk}
    for model in (Tested.objects, Attestation.objects.unscoped("test")):
        model.update(issued_on=days_ago(200), expires_on=days_ago(0))
    assert certified({one.pk}) == {one.pk}
    for model in (Tested.objects, Attestation.objects.unscoped("test")):
        model.update(expires_on=days_ago(1))
    assert certified({one.pk}) == set()


def test_a_revoked_level_no_longer_counts_though_the_test_was_passed() -> None:
    school, one = passed_at("B1")
    revoke_attestation(school.manager, Attestation.objects.unscoped("test").get().number, code="evidence_false")
    assert Tested.objects.get().passed
    assert certified({one.pk}) == set()


@pytest.mark.parametrize(
    ("route", "goes_on"), [("de_16a", True), ("be_single_permit", True), ("de_18a", False), (None, False)]
)
def test_in_thamm_recognition_holds_up_the_route_that_asks_for_it(route: str | None, goes_on: bool) -> None:
    school = make_running(people=1, seats=1, **GERMAN)
    case = bind(school, school.people[0], _thamm_without_contract(), route=route, country="DE")
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        if goes_on:
            assert take(note, [case], "visa_filed", by=SYSTEM, at=timezone.now(), who="caseworker")
            return
        with pytest.raises(Refused) as refused:
            take(note, [case], "visa_filed", by=SYSTEM, at=timezone.now(), who="caseworker")
    assert "recognition" in str(refused.value.problems[0].message)


def _thamm_without_contract() -> dict[str, object]:
    text = THAMM.read_text().replace('guard = ["contract_signed", "contract_filed_equal", ', "guard = [")
    return parse_scheme(text).normalised()


def test_the_check_takes_as_many_queries_for_thirty_as_for_three(django_assert_num_queries) -> None:
    school, one = passed_at("B1")
    bind(school, one, {"gate": [GATE]})
    few = [one.pk, *(make_candidate(school.cast.alpha, f"Few{number}").pk for number in range(2))]
    many = [*few, *(make_candidate(school.cast.alpha, f"More{number}").pk for number in range(27))]
    for people in (few, many):
        with django_assert_num_queries(8):
            certified(people)


def test_days_of_the_future_count_for_nothing() -> None:
    _school, one = passed_at("B1")
    tomorrow = timezone.localdate() + timedelta(days=1)
    Tested.objects.update(issued_on=tomorrow, expires_on=None)
    Attestation.objects.unscoped("test").update(issued_on=tomorrow, expires_on=None)
    assert certified({one.pk}) == set()
