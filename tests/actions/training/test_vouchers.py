"""Vouchers: given with who pays, used once before the last day, cancelled for a coded reason."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from training_cast import days_ago, make_running, make_school

from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.vouchers import VoucherTerms, cancel_voucher, issue_vouchers, use_voucher
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.kernel.problems import Refused
from passerelle.records.outbox.models import Message
from passerelle.records.training.models import Voucher

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_a_voucher_is_used_once_by_its_person_before_its_end() -> None:
    school = make_running(people=2, seats=2)
    first, second = school.numbers()
    terms = VoucherTerms(Decimal(200), "EUR", "Region", timezone.localdate())
    codes = issue_vouchers(school.manager, school.course, [first, second], terms, key="k1k1k1k1")
    assert issue_vouchers(school.manager, school.course, [first, second], terms, key="k1k1k1k1") == codes
    mine = school.enrolments()[first].number
    with pytest.raises(Refused) as refused:
        use_voucher(school.manager, mine, codes[1])
    assert code_of(refused) == "unknown_voucher"
    use_voucher(school.trainer, mine, codes[0].lower(), key="k2k2k2k2")
    use_voucher(school.trainer, mine, codes[0].lower(), key="k2k2k2k2")
    with pytest.raises(Refused) as refused:
        use_voucher(school.manager, mine, codes[0])
    assert code_of(refused) == "voucher_used"
    theirs = school.enrolments()[second].number
    voucher = Voucher.objects.unscoped("test").get(code=codes[1])
    voucher.issued_on, voucher.expires_on = days_ago(9), days_ago(1)
    voucher.save()
    with pytest.raises(Refused) as refused:
        use_voucher(school.manager, theirs, codes[1])
    assert code_of(refused) == "voucher_expired"
    other = plan_course(school.manager, "alpha", CourseFacts(title="Other", kind="technical"))
    (elsewhere,) = issue_vouchers(school.manager, other, [second], VoucherTerms())
    with pytest.raises(Refused) as refused:
        use_voucher(school.manager, theirs, elsewhere)
    assert code_of(refused) == "voucher_elsewhere"


@pytest.mark.parametrize(
    ("terms", "people", "code"),
    [
        (VoucherTerms(Decimal(1)), True, "value_without_currency"),
        (VoucherTerms(Decimal(1), "EURO"), True, "unknown_currency"),
        (VoucherTerms(Decimal(-1), "EUR"), True, "value_out_of_range"),
        (VoucherTerms(Decimal("NaN"), "EUR"), True, "value_out_of_range"),
        (VoucherTerms(expires_on=date(2020, 1, 1)), True, "ends_in_the_past"),
        (VoucherTerms(), False, "nobody"),
    ],
)
def test_a_voucher_that_makes_no_sense_is_refused(terms: VoucherTerms, people: bool, code: str) -> None:
    school = make_school(people=1)
    with pytest.raises(Refused) as refused:
        issue_vouchers(school.manager, school.course, school.numbers() if people else [], terms)
    assert code_of(refused) == code
    with pytest.raises(NotPermitted):
        issue_vouchers(school.trainer, school.course, school.numbers(), VoucherTerms())


def test_a_voucher_that_nobody_used_is_cancelled_for_a_reason_and_the_person_told() -> None:
    school = make_running(people=1, seats=1)
    enrolment = school.enrolments()[school.numbers()[0]].number
    (code,) = issue_vouchers(school.manager, school.course, school.numbers(), VoucherTerms(payer="Region"))
    row = Voucher.objects.unscoped("test").get()
    for actor in (school.trainer, school.cast.mallory):
        with pytest.raises(NotPermitted):
            cancel_voucher(actor, row.number, code="lost")
    with pytest.raises(Refused) as refused:
        cancel_voucher(school.manager, row.number, code="nonsense")
    assert code_of(refused) == "unknown_code"
    for _ in range(2):
        cancel_voucher(school.manager, row.number, code="lost", key="k1k1k1k1")
    row.refresh_from_db()
    assert (row.state(days_ago(0)), row.cancelled_code) == ("cancelled", "lost")
    for again in (
        lambda: use_voucher(school.trainer, enrolment, code),
        lambda: cancel_voucher(school.manager, row.number, code="lost"),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert code_of(refused) == "voucher_cancelled"
    told = Message.objects.filter(recipient=school.people[0].person.number)
    assert set(told.values_list("template", flat=True)) >= {"voucher_given", "voucher_cancelled"}


def test_the_database_keeps_a_used_voucher_from_being_cancelled_and_a_cancelled_one_from_saying_nothing() -> (
    None
):
    school = make_school(people=1)
    issue_vouchers(school.manager, school.course, school.numbers(), VoucherTerms())
    rows = Voucher.objects.unscoped("test")
    for bad in (
        {"cancelled_on": days_ago(0)},
        {"cancelled_code": "lost"},
        {"cancelled_on": days_ago(0), "cancelled_code": "lost", "used_on": days_ago(0)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**bad)


def test_a_voucher_stands_as_its_days_say() -> None:
    row = Voucher(issued_on=days_ago(9), expires_on=days_ago(1))
    assert row.state(days_ago(1)) == "open"
    assert row.state(days_ago(0)) == "expired"
    row.used_on = days_ago(5)
    assert row.state(days_ago(0)) == "used"
