"""Facts that single routes ask: told by staff, the employer or the person, and read by the routes."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from people import Cast, make_vacancy
from web.browser import NARROW, WIDE, Browser
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.domain.pathways.assess import check
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.case_files import known_facts
from passerelle.domain.pathways.told import CANDIDACY, JOB
from passerelle.queries.pathways.route_case import cases_for
from passerelle.records.accounts.models import User
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate
from passerelle.records.contracts.models import Contract, ContractVersion
from passerelle.records.signing.models import Paper, Signature
from passerelle.records.vacancies.models import Vacancy

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 2)


def own(cast: Cast) -> Vacancy:
    return make_vacancy(cast.alpha, cast.employer, country="BE")


def test_every_fact_of_the_tables_is_one_that_the_law_may_ask() -> None:
    assert set(JOB) | set(CANDIDACY) <= set(known_facts())
    assert not set(JOB) & set(CANDIDACY)
    assert "person.joint_application" not in CANDIDACY, "a spouse is never held as a record"


def test_staff_tell_and_unknown_stays_unknown(cast: Cast) -> None:
    client, address = (
        signed_in(cast.actors[Role.CASEWORKER]),
        reverse("candidacy-law-facts", args=[cast.candidate.number]),
    )
    sent = {
        "person-funds": "no", "person-funds_month": "1100", "person-status": "employee",
        "job-signed_by": ["host", "student"], "version": str(cast.candidate.version),
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    row = Candidate.objects.unscoped("test").get(pk=cast.candidate.pk)
    assert row.law_facts == {
        "person.funds": False, "person.funds_month": 1100.0, "person.status": "employee",
        "job.signed_by": ["host", "student"],
    }  # fmt: skip
    case = cases_for([(row, own(cast))], JUNE)[0]
    assert (case.get("person.funds"), case.get("job.signed_by")) == (False, ("host", "student"))
    event = Event.objects.get(action="candidate.law_facts")
    assert "1100" not in str(event.details), "values stay out of the event"
    again = {**sent, "person-funds": "", "job-signed_by": ["-"], "version": str(row.version)}
    client.post(address, again)
    row.refresh_from_db()
    assert "person.funds" not in row.law_facts
    assert row.law_facts["job.signed_by"] == []


@pytest.mark.parametrize(
    ("field", "text"), [("person-funds_month", "-1"), ("person-funds_month", "many"), ("person-status", "king")]
)
def test_what_cannot_be_is_named_and_what_was_typed_stays(cast: Cast, field: str, text: str) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    address = reverse("candidacy-law-facts", args=[cast.candidate.number])
    page = client.post(address, {"person-prior_service_months": "14", field: text, "version": "1"})
    assert page.status_code == 422
    assert 'value="14"' in page.content.decode()
    assert Candidate.objects.unscoped("test").get(pk=cast.candidate.pk).law_facts == {}


def test_two_editors_notice_each_other_and_strangers_find_nothing(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    address = reverse("candidacy-law-facts", args=[cast.candidate.number])
    assert client.post(address, {"person-funds": "yes", "version": "1"}).status_code == 302
    assert client.post(address, {"person-funds": "no", "version": "1"}).status_code == 422
    assert cast.mallory is not None
    for name, number in (
        ("candidacy-law-facts", cast.candidate.number),
        ("vacancy-law-facts", own(cast).number),
    ):
        assert signed_in(cast.mallory).get(reverse(name, args=[number])).status_code == 404


def test_the_person_tells_what_the_person_knows_and_nothing_else(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CANDIDATE])
    address = reverse("own-law-facts", args=[cast.candidate.number])
    page = client.get(address).content.decode()
    assert "person-funds" in page
    assert "person-complied" not in page
    assert (
        client.post(address, {"person-funds": "yes", "person-complied": "yes", "version": "1"}).status_code
        == 302
    )
    row = Candidate.objects.unscoped("test").get(pk=cast.candidate.pk)
    assert row.law_facts == {"person.funds": True}
    other = Candidate.objects.unscoped("test").exclude(person=row.person).first()
    if other is not None:
        assert client.get(reverse("own-law-facts", args=[other.number])).status_code == 404


def test_the_employer_tells_of_its_own_jobs_alone(cast: Cast) -> None:
    client, vacancy = signed_in(cast.actors[Role.EMPLOYER]), own(cast)
    address = reverse("vacancy-law-facts", args=[vacancy.number])
    sent = {
        "job-vacancy_weeks": "9",
        "job-post_share": "0.8",
        "job-published_on": ["VDAB", "EURES"],
        "version": "1",
    }
    assert client.post(address, sent).status_code == 302
    vacancy.refresh_from_db()
    case = cases_for([(cast.candidate, vacancy)], JUNE)[0]
    finding = check(case, on=JUNE, routes=[book().routes["be_vlg_medium_skilled"]])[0]
    verdicts = {one.id: one.verdict.value for one in finding.conditions}
    assert verdicts["BE-VLG-VDAB"] == "met"
    assert client.get(reverse("candidacy-law-facts", args=[cast.candidate.number])).status_code in (403, 404)


def test_who_signed_a_training_agreement_is_read_from_its_paper(cast: Cast) -> None:
    vacancy = own(cast)
    contract = Contract.objects.create(
        candidate=cast.candidate, vacancy=vacancy, employer=cast.employer, form="internship", hiring="named"
    )
    paper = Paper.objects.create(
        kind="contract", about=contract.number, scheme=cast.alpha, title="A", language="en", texts={"en": "A"},
        digest="d",
    )  # fmt: skip
    ContractVersion.objects.create(
        contract=contract, ordinal=1, terms={}, parties={}, language="en", digest="d", made_at="2026-03-01T00:00Z",
        paper=paper,
    )  # fmt: skip
    for role, at in (("student", "2026-03-02T00:00Z"), ("host", None)):
        Signature.objects.create(paper=paper, role=role, signed_at=at, evidence={} if at else None)
    Candidate.objects.unscoped("test").filter(pk=cast.candidate.pk).update(
        law_facts={"job.signed_by": ["host", "school", "student"]}
    )
    row = Candidate.objects.unscoped("test").get(pk=cast.candidate.pk)
    assert cases_for([(row, vacancy)], JUNE)[0].get("job.signed_by") == ("student",), (
        "the paper outweighs words"
    )


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "width"), [("fr", NARROW), ("ar", NARROW), ("en", WIDE)])
def test_nothing_serious_and_no_sideways_scrolling(
    browser: Browser, cast: Cast, live_server: Any, language: str, width: int
) -> None:
    pages = {
        "candidacy": (Role.CASEWORKER, reverse("candidacy-law-facts", args=[cast.candidate.number])),
        "own": (Role.CANDIDATE, reverse("own-law-facts", args=[cast.candidate.number])),
        "job": (Role.EMPLOYER, reverse("vacancy-law-facts", args=[own(cast).number])),
        "value": (Role.LAW_REVIEWER, reverse("pathway-value", args=["BE-VLG-HQ"])),
    }
    faults = []
    for name, (role, path) in pages.items():
        browser.sign_in(User.objects.get(pk=cast.actors[role].id))
        browser.visit(path, language=language, width=width)
        browser.picture(f"law-{name}-{language}-{width}")
        faults += [f"{name}: {fault}" for fault in browser.serious()]
        if browser.overflow():
            faults.append(f"{name}: {browser.overflow()} pixels too wide")
    assert faults == []
