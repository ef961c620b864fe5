"""An employer's file: four eyes, suspension, commitment, plans."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from matching_cast import Matched, make_matched
from people import make_organisation

from passerelle.actions.employers.checks import hand_in_check, review_check
from passerelle.actions.employers.committing import commit_posts
from passerelle.actions.employers.opening import open_file
from passerelle.actions.employers.plans import review_plan, start_plan, submit_plan, use_plan, write_plan
from passerelle.actions.employers.suspending import lift_suspension, suspend
from passerelle.actions.matching.accept import accept_many
from passerelle.actions.matching.offers import make_offer
from passerelle.actions.matching.referral_life import agree
from passerelle.actions.steps.guards.demand import committed_post, employer_cleared
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.employers.checks import CHECKS
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.demand.commitments import seats_against_posts
from passerelle.queries.demand.employer_files import (
    as_rows,
    employer_rows,
    employers_without_file,
    file_page,
    own_files,
)
from passerelle.queries.demand.vacancy_demand import demand_page

pytestmark = [pytest.mark.django_db, pytest.mark.database]
GOOD = {"type": "house", "address": "a", "owner": "b", "bond": "0", "occupancy": "4", "sleeping": "c",
        "cost": "250", "cost_basis": "d"}  # fmt: skip


@pytest.fixture
def matched(db: None) -> Matched:
    return make_matched()


def file_of(matched: Matched) -> str:
    return open_file(matched.employer, "alpha", matched.cast.employer.number)


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def clear(matched: Matched, number: str) -> None:
    for check in CHECKS:
        hand_in_check(matched.employer, number, check, evidence="register of firms")
        review_check(matched.caseworker, number, check, verdict="accepted")


def test_the_verdict_needs_every_check_reviewed_by_somebody_else(matched: Matched) -> None:
    number = file_of(matched)
    assert open_file(matched.caseworker, "ALPHA", matched.cast.employer.number) == number
    today = timezone.localdate()
    page = file_page(matched.caseworker, number, on=today)
    assert page.clearance.verdict == "incomplete"
    hand_in_check(matched.caseworker, number, "staff", evidence="12 people on the payroll", key="k")
    hand_in_check(matched.caseworker, number, "staff", evidence="12 people on the payroll", key="k")
    with pytest.raises(Refused) as refused:
        review_check(matched.caseworker, number, "staff", verdict="accepted")
    assert code(refused) == "own_work"
    for deed, wanted in (
        (lambda: hand_in_check(matched.employer, number, "staff", evidence="x"), "already_waiting"),
        (lambda: hand_in_check(matched.employer, number, "colour", evidence="x"), "unknown_code"),
        (lambda: hand_in_check(matched.employer, number, "no_sanction", evidence=" "), "evidence_missing"),
        (lambda: review_check(matched.manager, number, "no_sanction", verdict="accepted"), "nothing_waits"),
        (lambda: review_check(matched.manager, number, "staff", verdict="sent_back"), "reason_missing"),
        (lambda: review_check(matched.manager, number, "staff", verdict="maybe"), "unknown_code"),
        (
            lambda: review_check(matched.manager, number, "staff", verdict="accepted", expires_on=today),
            "already_expired",
        ),
        (lambda: review_check(matched.manager, number, "staff", verdict="accepted", version=9), "stale"),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert code(refused) == wanted
    review_check(matched.manager, number, "staff", verdict="sent_back", reason="too old", key="r")
    review_check(matched.manager, number, "staff", verdict="sent_back", reason="too old", key="r")
    clear(matched, number)
    hand_in_check(matched.employer, number, "staff", evidence="newer payroll")  # the accepted one still holds
    assert file_page(matched.caseworker, number, on=today).clearance.is_cleared
    assert [one.number for one in own_files(matched.employer)] == [number]


def test_strangers_find_no_file(matched: Matched) -> None:
    number = file_of(matched)
    for actor in (matched.cast.mallory, SYSTEM):
        with pytest.raises((NotPermitted, Refused)):
            hand_in_check(actor, number, "staff", evidence="x") if actor is not SYSTEM else review_check(
                actor, number, "staff", verdict="accepted"
            )
    with pytest.raises(NotPermitted):
        review_check(matched.employer, number, "staff", verdict="accepted")
    with pytest.raises(NotPermitted):
        file_page(matched.cast.mallory, number, on=date(2026, 1, 1))
    with pytest.raises(NotPermitted):
        open_file(matched.cast.mallory, "alpha", matched.cast.employer.number)
    with pytest.raises(NotPermitted):
        open_file(matched.employer, "alpha", matched.cast.service.number)


def test_a_suspended_employer_gets_nobody_new_and_running_cases_are_listed(matched: Matched) -> None:
    number, today = file_of(matched), timezone.localdate()
    rows = [(matched.proposal(one).number, 1) for one in (matched.best, matched.second)]
    first = accept_many(matched.caseworker, matched.run.number, rows[:1], shown_at=None, key=None)[0]
    agree(matched.caseworker, first)
    make_offer(matched.employer, first, key=None)
    suspend(matched.caseworker, number, code="pay_breach", since=today, key="s")
    suspend(matched.caseworker, number, code="pay_breach", since=today, key="s")
    with pytest.raises(Refused) as refused:
        accept_many(matched.caseworker, matched.run.number, rows[1:], shown_at=None, key=None)
    assert code(refused) == "employer_suspended"
    page = file_page(matched.caseworker, number, on=today)
    assert page.clearance.verdict == "suspended"
    assert page.running[0][0] == matched.best.number
    assert (page.history.offers, page.history.breaches, page.history.response_days) == (1, 1, 0.0)
    for facts, wanted in (
        ({"code": "colour"}, "unknown_code"),
        ({"code": "other"}, "note_missing"),
        ({"code": "sanction", "until": today - timedelta(days=1)}, "dates_reversed"),
        ({"code": "sanction"}, "already_suspended"),
    ):
        with pytest.raises(Refused) as refused:
            suspend(matched.caseworker, number, since=today, **facts)
        assert code(refused) == wanted
    lift_suspension(matched.manager, number, key="l")
    lift_suspension(matched.manager, number, key="l")
    with pytest.raises(Refused) as refused:
        lift_suspension(matched.manager, number)
    assert code(refused) == "not_suspended"
    second = accept_many(matched.caseworker, matched.run.number, rows[1:], shown_at=None, key=None)[0]
    agree(matched.caseworker, second)
    suspend(matched.caseworker, number, code="sanction", since=today)
    with pytest.raises(Refused) as refused:
        make_offer(matched.employer, second, key=None)
    assert code(refused) == "employer_suspended"


def test_commitment_is_shown_against_seats_and_guards_read_it(matched: Matched) -> None:
    today, vacancy = timezone.localdate(), matched.developer
    number = file_of(matched)
    for facts, wanted in (
        ({"level": "hope", "posts": 1}, "unknown_code"),
        ({"level": "letter", "posts": 3, "evidence": "x"}, "too_many_posts"),
        ({"level": "letter", "posts": 1}, "evidence_missing"),
        ({"level": "letter", "posts": 1, "evidence": "x", "on": today + timedelta(days=1)}, "in_the_future"),
    ):
        with pytest.raises(Refused) as refused:
            commit_posts(matched.employer, vacancy.number, **facts)
        assert code(refused) == wanted
    commit_posts(
        matched.employer, vacancy.number, level="contract", posts=1, evidence="signed 1 March", key="k"
    )
    commit_posts(
        matched.employer, vacancy.number, level="contract", posts=1, evidence="signed 1 March", key="k"
    )
    seen = seats_against_posts(matched.manager, "alpha", 120, on=today, isco="25")
    assert str(seen.sentence) == "120 seats, 1 committed"
    assert (
        seats_against_posts(matched.manager, "alpha", 1, on=today, vacancies=[matched.dutch.number]).firm == 0
    )
    rows = [(matched.proposal(one).number, 1) for one in (matched.best, matched.second)]
    referrals = accept_many(matched.caseworker, matched.run.number, rows, shown_at=None, key=None)
    people = {matched.best.pk, matched.second.pk, matched.nurse.pk}
    assert committed_post(people) == {matched.best.pk, matched.second.pk}  # one promised post is still free
    for one in referrals:
        agree(matched.caseworker, one)
        make_offer(matched.employer, one, key=None)
    assert committed_post(people) == {matched.best.pk}
    assert employer_cleared(people) == set()
    clear(matched, number)
    assert employer_cleared(people) == {matched.best.pk, matched.second.pk}
    with pytest.raises(NotPermitted):
        commit_posts(matched.cast.mallory, vacancy.number, level="interest", posts=1)


def test_plans_are_reviewed_by_somebody_else_and_kept(matched: Matched) -> None:
    number = file_of(matched)
    with pytest.raises(Refused):
        start_plan(matched.employer, number, kind="garden", title="x", content={})
    with pytest.raises(Refused):
        start_plan(matched.employer, number, kind="welfare", title=" ", content={})
    plan = start_plan(matched.employer, number, kind="accommodation", title="Mill Street", content={}, key="k")
    assert (
        start_plan(matched.employer, number, kind="accommodation", title="Mill Street", content={}, key="k")
        == plan
    )
    with pytest.raises(Refused) as refused:
        submit_plan(matched.employer, plan)
    assert code(refused) == "plan_incomplete"
    with pytest.raises(Refused) as refused:
        use_plan(matched.employer, plan, matched.developer.number)
    assert code(refused) == "not_accepted"
    write_plan(matched.employer, plan, content=GOOD, version=1)
    submit_plan(matched.employer, plan, version=2)
    with pytest.raises(Refused) as refused:
        write_plan(matched.employer, plan, content=GOOD)
    assert code(refused) == "wrong_state"
    review_plan(matched.caseworker, plan, verdict="sent_back", reason="beds?")
    write_plan(matched.caseworker, plan, content=GOOD)
    submit_plan(matched.caseworker, plan)
    with pytest.raises(Refused) as refused:
        review_plan(matched.caseworker, plan, verdict="accepted")
    assert code(refused) == "own_work"
    review_plan(matched.manager, plan, verdict="accepted")
    use_plan(matched.employer, plan, matched.developer.number)
    page = demand_page(matched.employer, matched.developer.number, on=timezone.localdate())
    assert [one.number for one in page.plans] == [plan]
    with pytest.raises(NotPermitted):
        write_plan(matched.cast.mallory, plan, content=GOOD)
    with pytest.raises(NotPermitted):
        write_plan(matched.employer, "N-NOTHING", content=GOOD)


def test_the_list_of_employers_asks_a_constant_number_of_queries(matched: Matched) -> None:
    assert employers_without_file(matched.caseworker, "alpha") == [(matched.cast.employer.number, "Firm")]
    number = file_of(matched)
    rows = employer_rows(matched.caseworker, scheme="alpha", text="Fir")
    assert [one.number for one in as_rows(rows, on=date(2026, 3, 1))] == [number]
    assert as_rows(rows, on=date(2026, 3, 1))[0].vacancies == 2
    assert employers_without_file(matched.caseworker, "alpha") == []

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            as_rows(employer_rows(matched.caseworker, scheme="alpha"), on=date(2026, 3, 1))
        return len(captured)

    one = asked()
    for number in range(30):
        open_file(matched.caseworker, "alpha", make_organisation(f"Firm {number}").number)
    assert asked() == one
