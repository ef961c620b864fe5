"""A committee scores blind, somebody decides within its money, and somebody else pays."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from home_cast import MARKS, Home, awarded, closed, handed_in, make_case, make_home, sitting, today
from people import make_actor

from passerelle.actions.reintegration.awards import Verdict, decide
from passerelle.actions.reintegration.committees import (
    CommitteeFacts,
    call_up,
    close_committee,
    open_committee,
    seat_members,
)
from passerelle.actions.reintegration.payments import close_award, pay, plan_repayment, record_visit, repay
from passerelle.actions.reintegration.scoring import declare_conflict, score
from passerelle.actions.reintegration.ventures import hand_in_plan, take_back_plan
from passerelle.domain.access.actor import Grant, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.reintegration.scoring import WEIGHTS
from passerelle.queries.home.ventures import venture_page
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.reintegration.models import Award, BusinessPlan, Committee, PlanScore, Tranche

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def home() -> Home:
    return make_home()


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_a_plan_that_is_not_complete_is_not_handed_in(home: Home) -> None:
    with pytest.raises(Refused) as refused:
        handed_in(home, sections={}, asked=None)
    assert {one.column for one in refused.value.problems} == {"idea", "customers", "means", "asked"}


def test_four_fifths_first_and_the_rest_after_a_visit_that_finds_it_open(home: Home) -> None:
    award = awarded(home)
    assert [one.amount for one in award.tranches.all()] == [1_600, 400]
    pay(home.payer, [award.number], 1, on=today(), reference="T-1")
    assert home.stage() == "granted"
    for found, against in (("", "no_visit"), ("closed", "not_open")):
        if found:
            record_visit(home.staff, award.number, found, on=today())
        with pytest.raises(Refused) as refused:
            pay(home.payer, [award.number], 2, on=today(), reference="T-2")
        assert code(refused) == against
    record_visit(home.staff, award.number, "open", on=today())
    pay(home.payer, [award.number], 2, on=today(), reference="T-2")
    paid = Tranche.objects.filter(award=award, paid_on__isnull=False)
    assert sum(one.amount for one in paid) == award.amount
    with pytest.raises(Refused) as refused:
        pay(home.payer, [award.number], 2, on=today(), reference="T-3")
    assert code(refused) == "paid_already"


def test_whoever_decided_does_not_pay(home: Home) -> None:
    plan = handed_in(home)
    decide(home.payer, closed(home, [plan]), {plan: Verdict(Decimal(2_000))})
    award = Award.objects.unscoped("test").get()
    with pytest.raises(Refused) as refused:
        pay(home.payer, [award.number], 1, on=today(), reference="T-1")
    assert code(refused) == "who_decided_does_not_pay"
    with pytest.raises(IntegrityError), transaction.atomic():  # the database holds it by itself
        Tranche.objects.filter(award=award).update(paid_on=today(), paid_by=home.payer.id)
    with pytest.raises(NotPermitted):
        pay(home.staff, [award.number], 1, on=today(), reference="T-1")


def test_nothing_is_paid_before_the_decision_or_tomorrow(home: Home) -> None:
    award = awarded(home)
    for days in (-400, 2):
        with pytest.raises(Refused) as refused:
            pay(
                home.payer, [award.number], 1, on=today().fromordinal(today().toordinal() + days), reference="T"
            )
        assert code(refused) == "not_yet"


def test_a_committee_does_not_close_before_everybody_scored_or_stood_aside(home: Home) -> None:
    plan = handed_in(home)
    number = sitting(home, [plan])
    score(home.members[0], plan, MARKS)
    with pytest.raises(Refused) as refused:
        close_committee(home.staff, number, "Minutes", version=None)
    assert code(refused) == "not_scored"
    declare_conflict(home.members[1], plan, "My sister's plan")
    with pytest.raises(Refused) as refused:
        score(home.members[1], plan, MARKS)
    assert code(refused) == "conflict"
    close_committee(home.staff, number, "Minutes", version=None)
    assert BusinessPlan.objects.unscoped("test").get().total == 80
    with pytest.raises(Refused) as refused:
        score(home.members[0], plan, {**MARKS, "effect": 0})
    assert code(refused) == "already_closed"


def test_a_committee_begins_with_what_the_schemes_file_says(home: Home) -> None:
    def opened(**said: object) -> Committee:
        facts = CommitteeFacts(name="Spring", kind="grant", currency="EUR", **said)  # type: ignore[arg-type]
        return Committee.objects.unscoped("test").get(number=open_committee(home.staff, "alpha", facts))

    assert (opened().weights, opened().first_share) == (dict(WEIGHTS), 80)
    version = SchemeVersion.objects.get(scheme=home.cast.alpha)
    version.facts = {**version.facts, "committees": {"viability": 70, "market": 30, "first_share": 50}}
    version.save()
    assert (opened().weights, opened().first_share) == ({"viability": 70, "market": 30}, 50)
    own = opened(weights={"costs": 100}, first_share=100)
    assert (own.weights, own.first_share) == ({"costs": 100}, 100)


def test_a_plan_that_nobody_could_score_keeps_the_committee_open(home: Home) -> None:
    plan = handed_in(home)
    number = sitting(home, [plan])
    score(home.members[0], plan, MARKS)
    for member in home.members:
        declare_conflict(member, plan, "We are neighbours")
    assert not PlanScore.objects.exists()  # marks given before an interest was declared do not count
    with pytest.raises(Refused) as refused:
        close_committee(home.staff, number, "Minutes", version=None)
    assert code(refused) == "not_scored"


def test_only_a_seat_scores_and_only_members_are_seated(home: Home) -> None:
    plan = handed_in(home)
    number = sitting(home, [plan])
    outsider = make_actor("third_member", Role.COMMITTEE_MEMBER, home.cast.alpha)
    assert not BusinessPlan.objects.visible_to(outsider).exists()
    for actor in (outsider, home.staff):
        with pytest.raises(NotPermitted):
            score(actor, plan, MARKS)
    with pytest.raises(Refused) as refused:
        seat_members(home.staff, number, [home.staff.id or 0])
    assert code(refused) == "not_a_member"


def test_ranks_follow_the_mean_of_the_marks(home: Home) -> None:
    other = make_case(home.cast, "placed", "Bennani")
    first, second = handed_in(home), handed_in(home, other)
    number = sitting(home, [first, second])
    for member, low in zip(home.members, (0, 2), strict=True):
        score(member, first, dict.fromkeys(MARKS, low))
        score(member, second, dict.fromkeys(MARKS, 5))
    close_committee(home.staff, number, "Minutes", version=None)
    found = BusinessPlan.objects.unscoped("test").order_by("rank")
    assert [(one.number, one.total, one.rank) for one in found] == [(second, 100, 1), (first, 20, 2)]


def test_ten_prizes_are_never_eleven_and_never_beyond_the_money(home: Home) -> None:
    prize = {"kind": "prize", "asked": Decimal(10_000)}
    cases = [make_case(home.cast, "placed", f"Student{place}") for place in range(11)]
    plans = [handed_in(home, one, **prize) for one in cases]
    number = closed(home, plans, kind="prize", budget=Decimal(100_000), most=10, first_share=100)
    with pytest.raises(Refused) as refused:
        decide(home.staff, number, {plan: Verdict(Decimal(10_000)) for plan in plans})
    assert code(refused) == "beyond_budget"
    with pytest.raises(Refused) as refused:
        decide(home.staff, number, {plan: Verdict(Decimal(9_000)) for plan in plans})
    assert code(refused) == "beyond_most"
    decide(home.staff, number, {plan: Verdict(Decimal(10_000)) for plan in plans[:10]})
    with pytest.raises(Refused) as refused:
        decide(home.staff, number, {plans[10]: Verdict(Decimal(1))})
    assert code(refused) == "beyond_budget"
    no = Verdict(reason="below_the_line", message="Ten prizes; yours was the eleventh plan.")
    decide(home.staff, number, {plans[10]: no})
    awards = Award.objects.unscoped("test")
    assert (awards.count(), sum(one.amount for one in awards)) == (10, 100_000)
    assert all(one.tranches.count() == 1 for one in awards)
    assert Message.objects.filter(template="business_plan_no").count() == 1
    assert Message.objects.filter(template="business_plan_yes").count() == 10


@pytest.mark.parametrize(
    ("verdict", "against"),
    [
        (Verdict(Decimal("2000.01")), "more_than_asked"),
        (Verdict(Decimal(0)), "more_than_asked"),
        (Verdict(Decimal("1.005")), "not_an_amount"),
        (Verdict(), "no_reason"),
        (Verdict(reason="not_viable"), "no_reason"),
        (Verdict(reason="because", message="No."), "no_reason"),
    ],
)
def test_a_verdict_is_an_amount_or_a_reason(home: Home, verdict: Verdict, against: str) -> None:
    plan = handed_in(home)
    number = closed(home, [plan])
    with pytest.raises(Refused) as refused:
        decide(home.staff, number, {plan: verdict})
    assert code(refused) == against


def test_nothing_is_decided_while_the_committee_is_open_nor_twice(home: Home) -> None:
    plan = handed_in(home)
    number = sitting(home, [plan])
    with pytest.raises(Refused) as refused:
        decide(home.staff, number, {plan: Verdict(Decimal(1))})
    assert code(refused) == "not_closed"
    for member in home.members:
        score(member, plan, MARKS)
    close_committee(home.staff, number, "Minutes", version=None)
    decide(home.staff, number, {plan: Verdict(Decimal(1))}, key="k" * 12)
    decide(home.staff, number, {plan: Verdict(Decimal(1))}, key="k" * 12)  # a double click
    with pytest.raises(Refused) as refused:
        decide(home.staff, number, {plan: Verdict(Decimal(1))})
    assert code(refused) == "already_decided"


def test_a_plan_before_a_committee_is_not_taken_back_nor_called_up_twice(home: Home) -> None:
    plan = handed_in(home)
    take_back_plan(home.staff, plan)
    hand_in_plan(home.staff, plan)
    sitting(home, [plan])
    with pytest.raises(Refused) as refused:
        take_back_plan(home.staff, plan)
    assert code(refused) == "before_committee"
    with pytest.raises(Refused) as refused:
        sitting(home, [plan])
    assert code(refused) == "not_for_this"
    with pytest.raises(NotPermitted):
        call_up(home.cast.mallory, "PC-1", [plan])  # type: ignore[arg-type]


def test_a_micro_credit_is_paid_back_and_closes_with_its_last_cent(home: Home) -> None:
    award = awarded(home, kind="micro_credit", amount=Decimal("100.01"))
    plan_repayment(home.payer, award.number, months=3, first_on=today())
    assert [one.amount for one in award.instalments.all()] == [
        Decimal("33.33"), Decimal("33.33"), Decimal("33.35")
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        repay(home.payer, award.number, Decimal(1), on=today())
    assert code(refused) == "too_much"  # nothing was paid out yet
    pay(home.payer, [award.number], 1, on=today(), reference="T-1")
    record_visit(home.staff, award.number, "open", on=today())
    pay(home.payer, [award.number], 2, on=today(), reference="T-2")
    repay(home.payer, award.number, Decimal(100), on=today())
    repay(home.payer, award.number, Decimal("0.01"), on=today())
    row = Award.objects.unscoped("test").get()
    assert (row.closed_code, row.closed_on) == ("repaid", today())
    with pytest.raises(Refused) as refused:
        repay(home.payer, award.number, Decimal("0.01"), on=today())
    assert code(refused) == "already_closed"


def test_an_award_is_closed_with_a_code_and_a_grant_is_not_paid_back(home: Home) -> None:
    award = awarded(home)
    for wrong in (
        lambda: plan_repayment(home.payer, award.number, months=3, first_on=today()),
        lambda: repay(home.payer, award.number, Decimal(1), on=today()),
    ):
        with pytest.raises(Refused) as refused:
            wrong()
        assert code(refused) == "not_a_credit"
    close_award(home.payer, award.number, "not_paid_out", on=today())
    with pytest.raises(Refused) as refused:
        pay(home.payer, [award.number], 1, on=today(), reference="T-1")
    assert code(refused) == "not_there"


def test_the_person_reads_no_marks_even_where_she_works_for_another_scheme(home: Home) -> None:
    plan = awarded(home).plan.number
    person = home.actor(Role.CANDIDATE)
    elsewhere = replace(person, grants=(*person.grants, Grant(Role.CASEWORKER, scheme=home.cast.beta.pk)))
    assert len(venture_page(home.staff, plan, today=today()).scores) == 2
    assert venture_page(elsewhere, plan, today=today()).scores == []
