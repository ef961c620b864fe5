"""Accounts and roles."""

from datetime import date

import pytest
from people import TODAY, Cast, make_user

from passerelle.actions.people.grant import Where, grant
from passerelle.actions.people.invite import invite
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.people.actors import actor_of
from passerelle.records.audit.models import Event
from passerelle.records.partnerships.models import Membership

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SINCE = date(2026, 1, 1)


def test_an_account_can_sign_in_only_with_a_password() -> None:
    assert invite(SYSTEM, " Ada@Example.org ", name="Ada", password="fifteen letters").check_password(
        "fifteen letters"
    )
    grace = invite(SYSTEM, "grace@example.org", name="Grace")
    assert not grace.has_usable_password()
    assert Event.objects.filter(action="account.invite").count() == 2


def test_an_address_has_one_account() -> None:
    invite(SYSTEM, "ada@example.org", name="Ada")
    with pytest.raises(Refused, match="already has an account"):
        invite(SYSTEM, "ADA@example.org", name="Other")


def test_a_role_is_held_from_its_day_and_once(cast: Cast) -> None:
    user = make_user("zoe")
    for _ in range(2):
        grant(SYSTEM, user, Role.CASEWORKER, where=Where(scheme=cast.alpha), since=SINCE)
    assert Membership.objects.filter(user=user).count() == 1
    assert [one.role for one in actor_of(user, on=TODAY).grants] == [Role.CASEWORKER]


def test_a_role_that_ended_can_be_held_again(cast: Cast) -> None:
    user, where = make_user("zoe"), Where(scheme=cast.alpha)
    grant(SYSTEM, user, Role.CASEWORKER, where=where, since=SINCE)
    Membership.objects.filter(user=user).update(until=SINCE)
    assert actor_of(user, on=TODAY).grants == ()
    grant(SYSTEM, user, Role.CASEWORKER, where=where, since=TODAY)
    assert [one.role for one in actor_of(user, on=TODAY).grants] == [Role.CASEWORKER]


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.EMPLOYER, Role.CANDIDATE])
def test_a_role_without_its_place_is_refused(cast: Cast, role: Role) -> None:
    with pytest.raises(Refused, match="needs a scheme"):
        grant(SYSTEM, make_user("zoe"), role, where=Where(), since=SINCE)


def test_oversight_needs_no_scheme_and_a_candidate_needs_the_person(cast: Cast) -> None:
    user = make_user("zoe")
    grant(SYSTEM, user, Role.ADMINISTRATOR, where=Where(), since=SINCE)
    where = Where(scheme=cast.alpha, person=cast.candidate.person.number)
    assert grant(SYSTEM, user, Role.CANDIDATE, where=where, since=SINCE).person_number == where.person


def test_only_an_administrator_gives_accounts(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        invite(cast.actors[Role.CASEWORKER], "x@example.org", name="X")
    with pytest.raises(NotPermitted):
        grant(cast.actors[Role.CASEWORKER], make_user("zoe"), Role.ADMINISTRATOR, where=Where(), since=SINCE)
