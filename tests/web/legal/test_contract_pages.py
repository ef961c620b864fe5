"""Contract, fee and own pages."""

from datetime import date

import pytest
from contract_cast import TERMS, Hired, make_contract, make_hired, signed_contract
from django.urls import reverse
from people import make_scheme
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.records.candidates.models import Candidate
from passerelle.records.contracts.models import ContractVersion, Fee, FeeStatement

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def hired(db: None) -> Hired:
    return make_hired()


def test_the_contract_from_its_first_words_to_the_filed_text(hired: Hired) -> None:
    number = make_contract(hired)
    client = signed_in(hired.staff)
    assert number in client.get(reverse("contracts")).content.decode()
    assert client.get(reverse("contracts"), {"format": "csv"}).status_code == 200
    address = reverse("contract", args=[number])
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"deed": "write", "language": "en", **TERMS, "salary": "much"})
    assert wrong.status_code == 422
    assert 'value="much"' in wrong.content.decode()
    sent = {"deed": "write", "language": "en", "version": "2", **TERMS, "salary": "2600"}
    assert client.post(address, sent).status_code == 302
    assert ContractVersion.objects.count() == 2
    assert client.post(address, {"deed": "ask"}).status_code == 422
    assert client.post(address, {"deed": "ask", "address_employer": "f@example.org"}).status_code == 302
    assert client.post(reverse("contract-remind", args=[number])).status_code == 302
    assert client.post(reverse("contract-remind", args=[number])).status_code == 302
    assert client.post(address, {"deed": "nothing"}).status_code == 422


def test_a_filed_text_that_differs_is_shown_fact_by_fact(hired: Hired) -> None:
    number = signed_contract(hired)
    client, address = signed_in(hired.staff), reverse("contract", args=[number])
    filed = {"deed": "file", **TERMS, "salary": "1800", "authority": "Ministry", "filed_on": "2026-03-02"}
    assert client.post(address, filed).status_code == 302
    text = client.get(address).content.decode()
    assert "<del><bdi>2500</bdi></del>" in text
    assert "<ins><bdi>1800</bdi></ins>" in text


def test_the_employer_and_the_person_read_but_do_not_write(hired: Hired) -> None:
    address = reverse("contract", args=[make_contract(hired)])
    for role in (Role.EMPLOYER, Role.CANDIDATE):
        client = signed_in(hired.cast.actors[role])
        assert client.get(address).status_code == 200
        assert client.post(address, {"deed": "write", "language": "en", **TERMS}).status_code == 422
    assert ContractVersion.objects.count() == 1


def test_costs_are_recorded_and_paid_back(hired: Hired) -> None:
    client = signed_in(hired.staff)
    cost = {"category": "medical", "payer": "worker", "amount": "80", "currency": "mad", "candidate": "C-1"}
    assert client.post(reverse("fees"), cost).status_code == 422
    assert client.post(reverse("fees"), {**cost, "candidate": hired.candidate.number}).status_code == 302
    page = client.get(reverse("fees"), {"gaps": "1"})
    assert page.status_code == 200
    assert page.context["rows"][0].duties == ()
    address = reverse("fee", args=[Fee.objects.unscoped("test").get().number])
    assert client.get(address).status_code == 200
    assert client.post(address, {"step": "paid", "on": "2026-03-02"}).status_code == 422
    assert client.post(address, {"step": "claimed", "on": "2026-03-02", "version": "1"}).status_code == 302
    assert client.get(reverse("fee", args=["X-NOTHING"])).status_code == 404


def test_the_person_tells_what_they_paid(hired: Hired) -> None:
    signed_contract(hired)
    client, address = signed_in(hired.cast.actors[Role.CANDIDATE]), reverse("own-papers")
    assert client.get(address).status_code == 200
    me = {"candidate": hired.candidate.number}
    assert client.post(address, {**me, "amount": "80"}).status_code == 422
    forgotten = client.post(address, {**me, "category": "medical", "evidence": "to the agent"})
    assert forgotten.status_code == 422, "without an amount nothing is said, least of all that it was nothing"
    assert "to the agent" in forgotten.content.decode()
    assert (
        client.post(address, {**me, "category": "medical", "amount": "80", "currency": "mad"}).status_code
        == 302
    )
    assert client.post(address, {**me, "nothing": "1"}).status_code == 302
    assert client.get(address).status_code == 200
    assert list(FeeStatement.objects.values_list("paid_nothing", flat=True)) == [False, True]


def test_each_open_candidacy_of_the_person_has_costs_of_its_own(hired: Hired) -> None:
    signed_contract(hired)
    person, beta = hired.candidate.person, hired.cast.beta
    newer = Candidate.objects.create(person=person, scheme=beta)
    ended = Candidate.objects.create(person=person, scheme=make_scheme("gamma"), withdrawn_on=date(2026, 1, 1))
    client, address = signed_in(hired.cast.actors[Role.CANDIDATE]), reverse("own-papers")
    page = client.get(address)
    assert [one.candidate.pk for one in page.context["page"].costs] == [newer.pk, hired.candidate.pk, ended.pk]
    paid = {"category": "medical", "amount": "80", "currency": "mad"}
    for one in (hired.candidate, newer):
        assert client.post(address, {**paid, "candidate": one.number}).status_code == 302
    assert client.post(address, {**paid, "candidate": "C-0000000000-0"}).status_code == 422
    told = Fee.objects.unscoped("test").order_by("pk").values_list("candidate", flat=True)
    assert list(told) == [hired.candidate.pk, newer.pk]
