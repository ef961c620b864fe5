"""Training and recognition on real screens: nothing serious for axe, nothing wider than an old phone."""

from decimal import Decimal
from typing import Any

import pytest
from matching_cast import sign_in_as
from training_cast import School, days_ago, make_running

from passerelle.actions.recognition.keep_file import FileFacts, open_file
from passerelle.actions.training.attend import Mark, attend
from passerelle.actions.training.results import Result, enter_results
from passerelle.actions.training.revoke import revoke_attestation
from passerelle.actions.training.vouchers import VoucherTerms, issue_vouchers
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.dossiers.models import Attestation
from passerelle.records.training.models import Voucher

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def school(transactional_db: None) -> School:
    school = make_running(people=6, seats=5)
    marks = [Mark(one, days_ago(day), "present") for one in school.numbers()[:5] for day in (9, 8, 7)]
    attend(school.trainer, school.group, marks)
    results = [Result(school.numbers()[0], False), Result(school.numbers()[1], True)]
    enter_results(school.trainer, school.group, results, issued_on=days_ago(0))
    return school


def _pages(school: School) -> list[str]:
    known = {"country": "DE", "authority": "Chamber of trades", "qualification": "Technicien"}
    file = open_file(school.manager, school.people[0].number, FileFacts(**known))
    group = f"/groups/{school.group}/"
    terms = VoucherTerms(Decimal("350.50"), "EUR", "Region of Tangier", days_ago(-60))
    issue_vouchers(school.manager, school.course, school.numbers(), terms)
    voucher = Voucher.objects.unscoped("test").first()
    attested = Attestation.objects.unscoped("test").first()
    assert voucher
    assert attested
    return [
        f"/courses/{school.course}/vouchers/new/",
        f"/vouchers/?group={school.group}",
        f"/vouchers/{voucher.number}/cancel/",
        f"{group}vouchers/use/",
        f"/attestations/{attested.number}/revoke/",
        f"/candidates/{school.people[1].number}/",
        "/training/figures/",
        "/groups/",
        group,
        f"{group}attendance/",
        f"{group}results/",
        f"{group}attendance/sheet/",
        "/courses/",
        "/courses/new/",
        "/recognition/",
        f"/recognition/{file}/",
        f"/recognition/{file}/decision/",
    ]


@pytest.mark.parametrize(("language", "width"), [("en", 1366), ("fr", 360), ("ar", 1366), ("ar", 360)])
def test_nothing_serious_and_nothing_too_wide(school: School, browser: Any, language: str, width: int) -> None:
    browser.sign_in(User.objects.get(pk=school.manager.id))
    for path in _pages(school):
        browser.visit(path, language=language, width=width)
        assert not browser.serious(), path
        assert browser.overflow() <= 0, path
        browser.picture(f"training{path.replace('/', '-').replace('?', '')}{language}-{width}")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_persons_own_courses_fit_a_phone(school: School, browser: Any, language: str) -> None:
    account = school.cast.actors[Role.CANDIDATE]
    sign_in_as(school.people[1], account)
    issue_vouchers(school.manager, school.course, school.numbers(), VoucherTerms())
    attested = Attestation.objects.unscoped("test").first()
    assert attested
    revoke_attestation(school.manager, attested.number, code="evidence_false")
    browser.sign_in(User.objects.get(pk=account.id))
    browser.visit("/me/courses/", language=language, width=360)
    assert not browser.serious()
    assert browser.overflow() <= 0
    browser.picture(f"training-me-{language}")
