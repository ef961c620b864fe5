"""A certificate is signed under a digest; its skills enter the profile with who saw them, and leave it revoked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from stay_cast import TODAY, Placed, make_placed

from passerelle.actions.returns.certificates import issue, revoke_certificate
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.returns.experience import Experience, Gained, certificate_digest
from passerelle.records.candidates.models import Person
from passerelle.records.dossiers.models import Attestation
from passerelle.records.outbox.models import Message
from passerelle.records.returns.models import ExperienceCertificate

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WIND = "http://data.europa.eu/esco/skill/9be02d2d-9d45-400b-aa05-1e9aee7bd815"
SOLAR = "http://data.europa.eu/esco/skill/05e5e14f-ffa6-4106-b311-c6335ccc2bd2"
SAID = Experience(
    "3113", "Small wind turbines: mounting and upkeep", date(2026, 3, 10), date(2026, 6, 1), Decimal(38),
    (Gained(WIND, "Rosa Gil"), Gained(SOLAR, "Luis Vega")), "Eva Ruiz",
)  # fmt: skip


@pytest.fixture
def placed() -> Placed:
    return make_placed()


def skills(placed: Placed) -> dict[str, str]:
    person = Person.objects.unscoped("test").get(pk=placed.hired.candidate.person_id)
    return {one["uri"]: one["how"] for one in person.skills or ()}


def test_the_host_signs_and_the_skills_enter_the_profile(placed: Placed) -> None:
    row = issue(placed.actor(Role.EMPLOYER), placed.stay.number, SAID, today=TODAY, key="k")
    assert issue(placed.actor(Role.EMPLOYER), placed.stay.number, SAID, today=TODAY, key="k").pk == row.pk
    person = placed.hired.candidate.person.number
    assert row.digest == certificate_digest(row.number, person, placed.stay.host.name, SAID)
    assert skills(placed) == {WIND: "attested", SOLAR: "attested"}
    told = Attestation.objects.unscoped("test").filter(source=row.number)
    assert {(one.skill, one.issuer_name, one.method, one.evidence) for one in told} == {
        (WIND, "Rosa Gil, Firm", "experience", row.digest),
        (SOLAR, "Luis Vega, Firm", "experience", row.digest),
    }
    assert Message.objects.filter(template="experience_certified").count() == 1


def test_one_standing_certificate_and_a_revoked_one_gives_everything_back(placed: Placed) -> None:
    staff = placed.actor(Role.CASEWORKER)
    row = issue(staff, placed.stay.number, SAID, today=TODAY)
    with pytest.raises(Refused) as refused:
        issue(staff, placed.stay.number, SAID, today=TODAY)
    assert refused.value.problems[0].code == "already_certified"
    for code, expected in (("x", "unknown_code"), ("other", "reason_missing")):
        with pytest.raises(Refused) as refused:
            revoke_certificate(staff, row.number, code=code)
        assert refused.value.problems[0].code == expected
    with pytest.raises(NotPermitted):
        revoke_certificate(placed.actor(Role.EMPLOYER), row.number, code="wrong_person")
    revoke_certificate(staff, row.number, code="wrong_person", version=1)
    assert skills(placed) == {}
    with pytest.raises(Refused) as refused:
        revoke_certificate(staff, row.number, code="wrong_person")
    assert refused.value.problems[0].code == "already_revoked"
    issue(staff, placed.stay.number, replace(SAID, skills=()), today=TODAY)
    assert ExperienceCertificate.objects.unscoped("test").count() == 2


def test_who_has_no_part_issues_none(placed: Placed) -> None:
    for role in (Role.CANDIDATE, Role.EMPLOYMENT_SERVICE, Role.WELFARE_OFFICER, Role.MENTOR):
        with pytest.raises(NotPermitted):
            issue(placed.actor(role), placed.stay.number, SAID, today=TODAY)


def test_a_skill_that_is_none_keeps_nothing(placed: Placed) -> None:
    occupation = "http://data.europa.eu/esco/occupation/75b63949-1b93-4bf2-a777-ccf978dc3e8a"
    wrong = replace(SAID, skills=(Gained(occupation, "Rosa"),))
    with pytest.raises(Refused) as refused:
        issue(placed.actor(Role.EMPLOYER), placed.stay.number, wrong, today=TODAY)
    assert [one.code for one in refused.value.problems] == ["unknown_skill"]
    assert not ExperienceCertificate.objects.unscoped("test").exists()
    assert issue(
        placed.actor(Role.EMPLOYER), placed.stay.number, replace(SAID, occupation=occupation), today=TODAY
    )
