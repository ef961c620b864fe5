"""Vouchers and attestations on pages: given, redeemed, cancelled, revoked; who sees whose."""

from decimal import Decimal

import pytest
from django.test import Client
from matching_cast import sign_in_as
from training_cast import School, days_ago, make_running

from passerelle.actions.training.results import Result, enter_results
from passerelle.actions.training.vouchers import VoucherTerms, issue_vouchers
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.audit.models import Event
from passerelle.records.dossiers.models import Attestation
from passerelle.records.training.models import Voucher

pytestmark = [pytest.mark.django_db]


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client


@pytest.fixture
def school() -> School:
    return make_running(people=3, seats=3)


def test_vouchers_are_given_redeemed_by_the_trainer_and_cancelled_by_staff(school: School) -> None:
    client = signed_in(school.manager)
    first, second, _third = school.numbers()
    typed = {
        "candidates": f"{first}\n{second}",
        "value": "350.50",
        "currency": "mad",
        "payer": "Region of Tangier",
    }
    assert client.get(f"/courses/{school.course}/vouchers/new/").status_code == 200
    assert client.post(f"/courses/{school.course}/vouchers/new/", typed).status_code == 302
    assert set(Voucher.objects.unscoped("test").values_list("value", "currency", "payer")) == {
        (Decimal("350.50"), "MAD", "Region of Tangier")
    }
    mine, theirs = Voucher.objects.unscoped("test").order_by("pk")
    trainer = signed_in(school.trainer)
    assert mine.code not in trainer.get("/vouchers/").content.decode()
    used = {"person": school.enrolments()[first].number, "code": mine.code.lower()}
    assert trainer.get(f"/groups/{school.group}/vouchers/use/").status_code == 200
    assert trainer.post(f"/groups/{school.group}/vouchers/use/", used).status_code == 302
    refused = trainer.post(f"/groups/{school.group}/vouchers/use/", used)
    assert refused.status_code == 422
    assert "was used on" in refused.content.decode()
    assert mine.code in trainer.get("/vouchers/").content.decode()  # what it may ask to be paid for
    page = client.get(f"/vouchers/?group={school.group}").content.decode()
    assert mine.code in page
    assert "701.00 MAD" in page
    assert "350.50 MAD" in page
    assert f"/vouchers/{theirs.number}/cancel/" in page
    assert client.post(f"/vouchers/{theirs.number}/cancel/", {"code": "nonsense"}).status_code == 422
    assert client.post(f"/vouchers/{theirs.number}/cancel/", {"code": "person_left"}).status_code == 302
    assert theirs.code in client.get("/vouchers/?state=cancelled").content.decode()
    assert theirs.code not in client.get("/vouchers/?state=open").content.decode()
    assert (
        client.get(f"/vouchers/?course={school.course}&format=csv").content.decode().count("Region of Tangier")
        == 2
    )
    assert Event.objects.filter(action="read.vouchers").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "1", "currency": "EURO"}, "at most 3"),
        ({"value": "1", "currency": "ABX"}, "is no currency"),
        ({"value": "0"}, "This worth cannot be."),
        ({"value": "1", "currency": ""}, "A value needs its currency."),
        ({"expires_on": "2020-01-01"}, "has passed already"),
        ({"candidates": "C-1"}, "Somebody is not in this scheme."),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(school: School, typed: dict[str, str], said: str) -> None:
    known = {"candidates": school.numbers()[0], "currency": "EUR", **typed}
    answer = signed_in(school.manager).post(f"/courses/{school.course}/vouchers/new/", known)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Voucher.objects.unscoped("test").exists()


def test_others_do_not_reach_vouchers_and_the_person_sees_hers_only(school: School) -> None:
    first, second, _third = school.numbers()
    terms = VoucherTerms(Decimal(20), "EUR", "Region", days_ago(-9))
    mine, theirs = issue_vouchers(school.manager, school.course, [first, second], terms)
    number = Voucher.objects.unscoped("test").get(code=mine).number
    for actor in (school.cast.mallory, school.cast.actors[Role.EMPLOYER], school.cast.actors[Role.FUNDER]):
        client = signed_in(actor)
        assert client.get(f"/vouchers/{number}/cancel/").status_code == 404
        assert client.get(f"/groups/{school.group}/vouchers/use/").status_code == 404
        assert client.get(f"/vouchers/?group={school.group}").status_code == 404
    assert signed_in(school.cast.actors[Role.CASEWORKER]).get(f"/vouchers/{number}/cancel/").status_code == 404
    account = school.cast.actors[Role.CANDIDATE]
    sign_in_as(school.people[0], account)
    page = signed_in(account).get("/me/courses/").content.decode()
    assert mine in page
    assert "paid by Region" in page
    assert theirs not in page
    staff = signed_in(school.cast.actors[Role.CASEWORKER]).get(f"/candidates/{first}/").content.decode()
    assert mine in staff


def test_staff_revokes_what_was_attested_and_the_person_reads_by_whom_and_why(school: School) -> None:
    enter_results(school.trainer, school.group, [Result(school.numbers()[0], True)], issued_on=days_ago(0))
    row = Attestation.objects.unscoped("test").get()
    candidate = f"/candidates/{school.numbers()[0]}/"
    address = f"/attestations/{row.number}/revoke/"
    client = signed_in(school.manager)
    assert address in client.get(candidate).content.decode()
    caseworker = signed_in(school.cast.actors[Role.CASEWORKER])
    assert address not in caseworker.get(candidate).content.decode()
    for actor in (school.cast.actors[Role.CASEWORKER], school.trainer, school.cast.mallory):
        assert signed_in(actor).get(address).status_code == 404
    assert "java" in client.get(address).content.decode()
    assert client.post(address, {"code": "other"}).status_code == 422
    assert client.post(address, {"code": "other", "because": "A copy."}).url == candidate
    assert client.post(address, {"code": "other", "because": "Again."}).status_code == 422
    account = school.cast.actors[Role.CANDIDATE]
    sign_in_as(school.people[0], account)
    page = signed_in(account).get("/me/courses/").content.decode()
    assert "another reason – A copy." in page
    assert User.objects.get(pk=school.manager.id).name in page


def test_the_list_takes_as_many_queries_for_thirty_as_for_three(
    school: School, django_assert_num_queries
) -> None:
    client = signed_in(school.manager)
    for count in (1, 10):
        for _ in range(count):
            issue_vouchers(school.manager, school.course, school.numbers(), VoucherTerms())
        with django_assert_num_queries(12):
            client.get("/vouchers/")
