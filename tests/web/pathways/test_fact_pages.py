"""Dated history of a person and terms of a contract: entered on a page, read by the legal routes."""

from datetime import date

import pytest
from django.urls import reverse
from people import Cast, make_candidate, make_vacancy
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.domain.pathways.assess import check
from passerelle.domain.pathways.book import book
from passerelle.queries.pathways.route_case import cases_for
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Person
from passerelle.records.contracts.models import Contract, ContractVersion
from passerelle.records.vacancies.models import Vacancy

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 2)
HISTORY = {
    "work": "2512:2019-03-01/2022-08-31\n2512:2023-01-01/",
    "diplomas": "6:2018-07-15:MA:3",
    "certificates": "de:B1:2026-02-10",
    "stays": "none",
    "passport_until": "2030-01-01",
    "enrolled": "no",
    "version": "1",
}
TERMS = {
    "start": "2026-09-01", "contract_months": "24", "hours_week": "38", "salary": "4000", "currency": "eur",
    "salary_period": "month", "pay_known": "yes", "states_known": "", "regulated": "no", "law_of": "nl",
    "filed_by": "employer", "sickness_cover": "yes", "version": "1",
}  # fmt: skip


def post(cast: Cast, name: str, number: str, form: dict[str, str], role: Role = Role.CASEWORKER):
    return signed_in(cast.actors[role]).post(reverse(name, args=[number]), form)


def test_dated_history_is_kept_and_unknown_stays_unknown(cast: Cast) -> None:
    assert post(cast, "person-history", cast.candidate.number, HISTORY).status_code == 302
    person = Person.objects.unscoped("test").get(pk=cast.candidate.person_id)
    assert person.work[1] == {"isco": "2512", "from": "2023-01-01", "to": None}
    assert person.diplomas == [{"eqf": 6, "on": "2018-07-15", "country": "MA", "years": 3}]
    assert (person.stays, person.enrolled, person.passport_until) == ([], False, date(2030, 1, 1))
    event = Event.objects.get(action="person.history")
    assert "2512" not in str(event.details)
    page = signed_in(cast.actors[Role.CASEWORKER]).get(reverse("person-history", args=[cast.candidate.number]))
    assert "2512:2019-03-01/2022-08-31" in page.content.decode()
    assert Event.objects.filter(action="read.history").count() == 1


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("work", "2512:2022-03-01/2019-08-31", "ends before it begins"),
        ("work", "programmer since 2019", "cannot be read"),
        ("diplomas", "9:2018-07-15", "cannot be read"),
        ("certificates", "de:fluent", "cannot be read"),
        ("stays", "2025-03-01", "cannot be read"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_nothing_is_kept(cast: Cast, field, text, said) -> None:
    answer = post(cast, "person-history", cast.candidate.number, {**HISTORY, field: text})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Person.objects.unscoped("test").get(pk=cast.candidate.person_id).work is None


def test_two_editors_notice_each_other_and_strangers_find_nothing(cast: Cast) -> None:
    assert post(cast, "person-history", cast.candidate.number, HISTORY).status_code == 302
    late = post(cast, "person-history", cast.candidate.number, {**HISTORY, "enrolled": "yes"})
    assert late.status_code == 422
    assert "Somebody changed this meanwhile" in late.content.decode()
    assert cast.mallory is not None
    assert (
        signed_in(cast.mallory).get(reverse("person-history", args=[cast.candidate.number])).status_code == 404
    )
    assert signed_in(cast.mallory).get(reverse("vacancy-terms", args=[cast.vacancy.number])).status_code == 404


def test_the_terms_of_a_contract_reach_the_legal_routes(cast: Cast) -> None:
    assert post(cast, "vacancy-terms", cast.vacancy.number, TERMS).status_code == 302
    vacancy = Vacancy.objects.unscoped("test").get(pk=cast.vacancy.pk)
    assert (vacancy.pay_includes, vacancy.states, vacancy.currency) == ([], None, "EUR")
    page = signed_in(cast.actors[Role.CASEWORKER]).get(reverse("vacancy-terms", args=[vacancy.number]))
    assert 'value="24"' in page.content.decode()
    (case,) = cases_for([(cast.candidate, vacancy)], JUNE)
    assert case.get("job.contract_months") == 24
    assert case.get("job.salary.includes") == ()
    assert case.get("events.filed_by") == "employer"
    again = post(
        cast, "vacancy-terms", vacancy.number, {**TERMS, "version": "2", "currency": "EURO", "salary": "-1"}
    )
    assert again.status_code == 422
    lacking = post(cast, "vacancy-terms", vacancy.number, {**TERMS, "version": "2", "currency": ""})
    assert "Pay needs its currency" in lacking.content.decode()


def test_a_contract_outweighs_what_the_vacancy_said(cast: Cast) -> None:
    vacancy = make_vacancy(
        cast.alpha, cast.employer, country="NL", route="nl_hsm", salary=3000, currency="EUR",
        salary_period="month", contract_months=6, hours_week=20,
    )  # fmt: skip
    candidate = make_candidate(cast.alpha, "Haddad", birth_date=date(1980, 1, 1))
    contract = Contract.objects.create(
        candidate=candidate, vacancy=vacancy, employer=cast.employer, form="employment", hiring="named"
    )
    terms = {
        "salary": "6000", "currency": "EUR", "salary_period": "month", "duration_months": "24",
        "hours_week": "40", "salary_includes": "holiday pay", "governing_law": "NL", "start": "2026-09-01",
    }  # fmt: skip
    ContractVersion.objects.create(
        contract=contract, ordinal=1, terms=terms, parties={}, language="en", digest="0" * 64,
        made_at=contract.created_at,
    )  # fmt: skip
    (case,) = cases_for([(candidate, vacancy)], JUNE)
    assert case.get("job.salary.amount") == 6000
    assert case.get("job.salary.includes") == ("holiday_pay",)
    assert (case.get("job.contract_months"), case.get("job.weekly_hours")) == (24, 40)
    (found,) = check(case, on=JUNE, routes=[book().routes["nl_hsm"]])
    pay = next(one for one in found.conditions if one.id == "NL-HSM")
    assert pay.verdict == "not_assessable"
    assert pay.missing == ("person.search_year",)


def test_dated_periods_stand_for_years_and_a_past_plan_says_nothing(cast: Cast) -> None:
    candidate = make_candidate(
        cast.alpha, "Haddad", years=4, eqf=6, work=None, certificates=[{"code": "de", "level": "B2", "on": None}],
        languages=[{"code": "de", "level": "A2"}], region="MA-06",
    )  # fmt: skip
    vacancy = make_vacancy(cast.alpha, cast.employer, start=date(2020, 1, 1))
    (case,) = cases_for([(candidate, vacancy)], JUNE)
    assert case.get("person.experience") is None
    assert case.languages() == {"de": "B2"}
    assert case.get("person.residence") == "MA"
    assert case.get("events.contract_start") is None
