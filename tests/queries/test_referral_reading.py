"""Who reads what of a referral: no name before consent, bands instead of scores, a constant number of queries."""

import dataclasses
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from matching_cast import (
    JAVA,
    Matched,
    asking,
    make_matched,
    run_now,
    skilled,
)
from people import make_organisation

from passerelle.actions.matching.accept import accept_many
from passerelle.actions.matching.offers import make_offer
from passerelle.actions.matching.referral_life import agree, end_referral
from passerelle.domain.access.actor import Actor, Grant, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.queries.matching.fairness_sheet import fairness_sheet
from passerelle.queries.matching.reasons import frozen_run, pair_reasons
from passerelle.queries.matching.referrals import employer_referrals, own_reasons, own_referrals
from passerelle.queries.matching.run_comparison import compare_runs
from passerelle.queries.matching.workbench import workbench
from passerelle.queries.matching.workbench_measures import run_measures
from passerelle.queries.matching.workbench_rows import run_people
from passerelle.queries.people.person_history import candidate_page, vacancy_page
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.selection.models import Proposal

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched(db: None) -> Matched:
    """Four people, two vacancies, one run."""
    return make_matched()


def _person(matched: Matched, candidate: Candidate) -> Actor:
    account = matched.actors[Role.CANDIDATE]
    return Actor(
        account.id, account.name, (Grant(Role.CANDIDATE, matched.cast.alpha.pk, None, candidate.person.number),)
    )


def _text(answer: Any) -> str:
    """Everything that an answer says, as one text."""
    return json.dumps([dataclasses.asdict(one) for one in answer], default=str)


@pytest.fixture
def referred(matched: Matched) -> Matched:
    """Both proposals accepted; only the second person has agreed."""
    Person.objects.unscoped("test").update(
        email="secret@example.org", phone="+212600000000", given_name="Given", birth_date="1990-05-17",
        sex="f", nationality="MA", region="MA-06", name_original="اسم",
    )  # fmt: skip
    rows = [(matched.proposal(one).number, 1) for one in (matched.best, matched.second)]
    numbers = accept_many(matched.caseworker, matched.run.number, rows, shown_at=None, key=None)
    agree(matched.caseworker, numbers[1])
    make_offer(matched.employer, numbers[1], key=None)
    return matched


def test_an_employer_reads_no_name_until_the_person_agreed(referred: Matched) -> None:
    lines = {line.profile.candidate: line for line in employer_referrals(referred.employer)}
    best, second = lines[referred.best.number], lines[referred.second.number]
    assert best.contact is None
    assert best.profile.languages == [("fr", "B2")]
    told = _text([best])
    for hidden in ("Alami", "secret@", "+212", "1990", "MA-06", referred.best.person.number, "اسم"):
        assert hidden not in told
    assert second.contact is not None
    assert second.contact.family_name == "Bennani"
    assert [offer.place for offer in second.offers] == [1]
    assert len(employer_referrals(referred.employer, vacancy=referred.developer.number)) == 2


def test_a_name_is_hidden_again_once_the_referral_ends_or_the_person_withdraws(referred: Matched) -> None:
    line = next(one for one in employer_referrals(referred.employer) if one.contact)
    Candidate.objects.unscoped("test").filter(pk=referred.second.pk).update(withdrawn_on=date(2026, 3, 1))
    assert all(one.contact is None for one in employer_referrals(referred.employer))
    Candidate.objects.unscoped("test").filter(pk=referred.second.pk).update(withdrawn_on=None)
    end_referral(referred.caseworker, line.number, code="candidate_withdrew", key=None)
    assert all(one.contact is None for one in employer_referrals(referred.employer))


def test_an_employer_reads_its_own_referrals_only(referred: Matched) -> None:
    other = Actor(5, "Other", (Grant(Role.EMPLOYER, referred.cast.alpha.pk, make_organisation("Other").pk),))
    assert employer_referrals(other) == []
    for role in (Role.CANDIDATE, Role.FUNDER, Role.CASEWORKER):
        with pytest.raises(NotPermitted):
            employer_referrals(referred.actors[role])


def test_other_peoples_scores_are_told_in_bands_only(referred: Matched) -> None:
    scores = {str(score) for score in Proposal.objects.values_list("score", flat=True)} - {"10000"}
    assert scores
    third = own_reasons(_person(referred, referred.third))
    assert (third[0].outcome, third[0].score is not None) == ("outbid", True)
    assert third[0].needed_band in {"4000-5999", "6000-7999", "8000-10000"}
    texts = [
        _text(third),
        _text(employer_referrals(referred.employer)),
        _text(own_referrals(_person(referred, referred.third))),
    ]
    for text in texts:
        assert not [score for score in scores if f" {score}" in text or f'"{score}"' in text]


def test_a_person_reads_their_own_referrals(referred: Matched) -> None:
    (line,) = own_referrals(_person(referred, referred.second))
    assert (line.title, line.has_offer, line.agreed_at is not None) == ("Java developer", True, True)
    assert own_referrals(_person(referred, referred.third)) == []
    with pytest.raises(NotPermitted):
        own_reasons(referred.caseworker)


def test_the_number_of_queries_does_not_grow_with_the_rows(referred: Matched) -> None:
    def readings(run: str) -> list[Callable[[], object]]:
        return [
            lambda: workbench(referred.manager, run),
            lambda: run_people(referred.manager, run),
            lambda: run_measures(referred.manager, run),
            lambda: compare_runs(referred.manager, referred.run.number, run),
            lambda: pair_reasons(referred.manager, run, referred.best.number, referred.developer.number),
            lambda: candidate_page(referred.manager, referred.best.number),
            lambda: vacancy_page(referred.manager, referred.developer.number),
            lambda: employer_referrals(referred.employer),
            lambda: own_referrals(_person(referred, referred.best)),
            lambda: own_reasons(_person(referred, referred.best)),
            lambda: fairness_sheet(referred.manager, run),
        ]

    few = [_queries(read) for read in readings(run_now(referred.cast, dropped=["nl>=B1"]).number)]
    for number in range(6):
        skilled(referred.cast.alpha, f"Family {number}", JAVA)
        asking(referred.cast, JAVA, title=f"Job {number}")
    run = run_now(referred.cast)
    rows = [
        (one.number, 1)
        for one in Proposal.objects.filter(run=run).exclude(candidate__in=[referred.best, referred.second])
    ]
    accept_many(referred.caseworker, run.number, rows, shown_at=None, key=None)
    frozen_run.cache_clear()
    assert [_queries(read) for read in readings(run.number)] == few
    # Workbench, people, measures, comparison, pair, candidate, vacancy, employer, own, reasons, fairness.
    assert few == [10, 3, 3, 8, 3, 10, 8, 2, 3, 2, 1]


def _queries(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)
