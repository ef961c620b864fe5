"""Who may do what: the table of roles, and the actor that carries them."""

import pytest

from passerelle.domain.access.actor import SYSTEM, Actor, Grant, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import RECRUITMENT, Purpose, kept
from passerelle.domain.access.roles import PERMISSIONS, REACH, Reach, Role

MANAGER = Actor(1, "Amal", (Grant(Role.SCHEME_MANAGER, scheme=7),))


def test_every_role_has_permissions_and_a_reach() -> None:
    assert set(PERMISSIONS) == set(Role) == set(REACH)
    assert all(PERMISSIONS.values())


# The reviewed second list: what each role must never hold, whatever the table says.
@pytest.mark.parametrize(
    ("role", "never"),
    [
        (
            Role.FUNDER,
            {
                Permission.CANDIDATE_READ,
                Permission.MATCH_READ,
                Permission.REFERRAL_READ,
                Permission.FAIRNESS_READ,
            },
        ),
        (
            Role.EMPLOYER,
            {
                Permission.CANDIDATE_READ,
                Permission.MATCH_READ,
                Permission.FAIRNESS_READ,
                Permission.LIST_EXPORT,
            },
        ),
        (Role.TRAINING_PROVIDER, {Permission.CANDIDATE_READ, Permission.MATCH_READ}),
        (Role.WELFARE_OFFICER, {Permission.MATCH_READ, Permission.MATCH_DECIDE}),
        (Role.ADMINISTRATOR, {Permission.CANDIDATE_READ, Permission.MATCH_READ, Permission.REFERRAL_READ}),
        (Role.DATA_PROTECTION_OFFICER, {Permission.CANDIDATE_WRITE, Permission.MATCH_DECIDE}),
        (Role.CANDIDATE, {Permission.CANDIDATE_READ, Permission.VACANCY_READ, Permission.MATCH_READ}),
        (Role.EMPLOYMENT_SERVICE, {Permission.MATCH_DECIDE, Permission.FAIRNESS_READ, Permission.VACANCY_READ}),
        (Role.CASEWORKER, {Permission.FAIRNESS_READ, Permission.MATCH_RUN, Permission.PEOPLE_ADMIN}),
        (Role.SCHEME_MANAGER, {Permission.PEOPLE_ADMIN, Permission.AUDIT_READ, Permission.SCHEME_LOAD}),
    ],
)
def test_a_role_never_holds(role: Role, never: set[Permission]) -> None:
    assert not PERMISSIONS[role] & never


def test_roles_that_reach_everywhere_never_read_profiles() -> None:
    for role, reach in REACH.items():
        if reach is Reach.EVERYWHERE:
            assert not PERMISSIONS[role] & {
                Permission.CANDIDATE_READ,
                Permission.REFERRAL_READ,
                Permission.MATCH_READ,
            }


def test_a_grant_counts_in_its_own_scheme_only() -> None:
    assert MANAGER.may(Permission.MATCH_RUN)
    assert MANAGER.may(Permission.MATCH_RUN, scheme=7)
    assert not MANAGER.may(Permission.MATCH_RUN, scheme=8)
    assert MANAGER.schemes(Permission.MATCH_RUN) == {7}
    assert MANAGER.schemes(Permission.MATCH_RUN, reach=[Reach.ORGANISATION]) == frozenset()


def test_what_is_not_permitted_is_refused() -> None:
    MANAGER.must(Permission.MATCH_RUN, scheme=7)
    with pytest.raises(NotPermitted):
        MANAGER.must(Permission.AUDIT_READ)


def test_the_system_and_oversight_reach_everywhere() -> None:
    assert SYSTEM.may(Permission.MATCH_RUN, scheme=99)
    assert SYSTEM.schemes(Permission.MATCH_RUN) is None
    officer = Actor(2, "Omar", (Grant(Role.DATA_PROTECTION_OFFICER),))
    assert officer.schemes(Permission.AUDIT_READ) is None
    assert officer.may(Permission.AUDIT_READ, scheme=5)
    # A manager's role without a scheme reaches nothing: only oversight roles may do without one.
    assert Actor(3, "X", (Grant(Role.SCHEME_MANAGER),)).schemes(Permission.MATCH_RUN) == frozenset()


def test_fields_share_a_term() -> None:
    assert kept(RECRUITMENT, "a", "b") == {"a": RECRUITMENT, "b": RECRUITMENT}
    assert RECRUITMENT.purpose is Purpose.RECRUITMENT
