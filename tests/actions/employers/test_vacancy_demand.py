"""Market tests, recognitions, shortage lists, and vacancies that nobody confirms."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from matching_cast import Matched, make_matched

from passerelle.actions.employers.committing import commit_posts, confirm_open
from passerelle.actions.employers.market_tests import Advertised, record_market_test, review_market_test
from passerelle.actions.employers.opening import open_file
from passerelle.actions.employers.recognitions import Recognised, record_recognition
from passerelle.actions.employers.shortages import load_shortages
from passerelle.actions.employers.staleness import age_vacancies, anything_due
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.employers.shortages import Listing
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.classifications.shortages import shortage_signs
from passerelle.queries.demand.employer_files import file_page
from passerelle.records.employers.models import MarketTest
from passerelle.records.outbox.models import Message
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched(db: None) -> Matched:
    return make_matched()


def file_of(matched: Matched) -> str:
    return open_file(matched.employer, "alpha", matched.cast.employer.number)


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_market_tests_and_recognitions(matched: Matched) -> None:
    day = date(2026, 2, 1)
    good = Advertised("VDAB", day, day, "nobody suitable", "print of 1 February", 3)
    record_market_test(matched.employer, matched.developer.number, good, key="k")
    record_market_test(matched.employer, matched.developer.number, good, key="k")
    for wrong in (Advertised("", day, day, "x", "x"), Advertised("x", day, day - timedelta(days=1), "x", "x")):
        with pytest.raises(Refused):
            record_market_test(matched.employer, matched.developer.number, wrong)
    number = MarketTest.objects.get().number
    for _twice in range(2):
        review_market_test(matched.caseworker, number, verdict="accepted", version=1, key="review-once")
    with pytest.raises(Refused) as refused:
        review_market_test(matched.caseworker, number, verdict="accepted")
    assert code(refused) == "nothing_waits"
    with pytest.raises(NotPermitted):
        review_market_test(matched.caseworker, "LM-NOTHING", verdict="accepted")
    file = file_of(matched)
    record_recognition(
        matched.caseworker, file, Recognised("nl", "NL_HSM", "A1", day, None, "register"), key="r"
    )
    record_recognition(
        matched.caseworker, file, Recognised("nl", "NL_HSM", "A1", day, None, "register"), key="r"
    )
    for wrong_ in (
        Recognised("nl", "", "A1", day, None, "x"),
        Recognised("nl", "x", "A1", day, day - timedelta(1), "x"),
    ):
        with pytest.raises(Refused):
            record_recognition(matched.caseworker, file, wrong_)
    assert file_page(matched.manager, file, on=day).recognitions[0].country == "NL"


def test_a_vacancy_that_nobody_confirms_closes_after_notice(matched: Matched) -> None:
    now = timezone.now()
    assert not anything_due(now=now)
    late = now + timedelta(days=80)
    assert age_vacancies(now=late) == 2
    assert Message.objects.filter(template="vacancy_expires").count() == 2
    confirm_open(matched.employer, matched.dutch.number, key="k")
    confirm_open(matched.employer, matched.dutch.number, key="k")
    assert age_vacancies(now=late + timedelta(days=5)) == 1  # the confirmed one is 85 days old again
    assert age_vacancies(now=late + timedelta(days=14)) == 1
    row = Vacancy.objects.unscoped("test").get(pk=matched.developer.pk)
    assert row.closed_on == timezone.localdate(late + timedelta(days=14))
    assert row.freshness.close_code == "not_confirmed"
    assert Message.objects.filter(template="vacancy_expired").count() == 1
    for deed in (
        lambda: confirm_open(matched.employer, row.number),
        lambda: commit_posts(matched.employer, row.number, level="interest", posts=1),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert code(refused) == "vacancy_closed"


def test_shortage_lists_load_once_and_are_shown(matched: Matched, django_assert_num_queries: object) -> None:
    row = Listing("shortage", "candidates", "2512", "EU", source="somewhere")
    assert load_shortages(SYSTEM, [row]) == {"created": 1, "unchanged": 0}
    assert load_shortages(SYSTEM, [row]) == {"created": 0, "unchanged": 1}
    both = [matched.developer, matched.dutch]
    for vacancies in (both[:1], both):
        with django_assert_num_queries(3):  # type: ignore[operator]
            signs = shortage_signs(vacancies, on=date(2026, 3, 1))
    assert signs[matched.developer.pk].shortage[0].source == "somewhere"
    assert not signs[matched.developer.pk].guard_needed
