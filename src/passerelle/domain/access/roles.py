"""Roles are code; which person holds which role, where, is data."""

from enum import StrEnum

from passerelle.domain.access.permissions import Permission


class Role(StrEnum):
    """What a person is to a scheme."""

    SCHEME_MANAGER = "scheme_manager"
    CASEWORKER = "caseworker"
    EMPLOYMENT_SERVICE = "employment_service"
    EMPLOYER = "employer"
    TRAINING_PROVIDER = "training_provider"
    WELFARE_OFFICER = "welfare_officer"
    FUNDER = "funder"
    CANDIDATE = "candidate"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"


class Reach(StrEnum):
    """How far a role sees inside the records it may read at all."""

    SCHEME = "scheme"  # every row of the scheme
    ORGANISATION = "organisation"  # rows that the person's own organisation brought or owns
    SELF = "self"  # the person's own rows
    EVERYWHERE = "everywhere"  # the whole installation; never with personal profiles


_CASEWORK = frozenset(
    {
        Permission.SCHEME_READ,
        Permission.VACANCY_READ,
        Permission.VACANCY_WRITE,
        Permission.CANDIDATE_READ,
        Permission.CANDIDATE_WRITE,
        Permission.LIST_IMPORT,
        Permission.LIST_EXPORT,
        Permission.MATCH_READ,
        Permission.MATCH_DECIDE,
        Permission.JOURNEY_READ,
        Permission.JOURNEY_MOVE,
        Permission.PARTNERSHIP_READ,
        Permission.PROMISE_READ,
        Permission.PROMISE_WRITE,
        Permission.EMPLOYER_READ,
        Permission.EMPLOYER_WRITE,
        Permission.EMPLOYER_REVIEW,
        Permission.QUOTA_READ,
        Permission.TRAINING_READ,
        Permission.RECOGNITION_READ,
        Permission.RECOGNITION_WRITE,
        Permission.SELECTION_READ,
        Permission.SELECTION_WRITE,
        Permission.CONTRACT_READ,
        Permission.CONTRACT_WRITE,
        Permission.PERMIT_READ,
        Permission.PERMIT_WRITE,
        Permission.PATHWAY_READ,
        Permission.CASE_HAND_OVER,
    }
)

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.SCHEME_MANAGER: _CASEWORK
    | {
        Permission.MATCH_RUN,
        Permission.FAIRNESS_READ,
        Permission.OFFER_MAKE,
        Permission.AGGREGATE_READ,
        Permission.PARTNERSHIP_WRITE,
        Permission.CAPACITY_READ,
        Permission.CAPACITY_WRITE,
        Permission.QUOTA_WRITE,
        Permission.TRAINING_WRITE,
        Permission.CONTEST_DECIDE,
        Permission.PATHWAY_CONFIRM,
    },
    Role.CASEWORKER: _CASEWORK | {Permission.OFFER_MAKE},
    Role.EMPLOYMENT_SERVICE: frozenset(
        {
            Permission.SCHEME_READ,
            Permission.CANDIDATE_READ,
            Permission.CANDIDATE_WRITE,
            Permission.LIST_IMPORT,
            Permission.LIST_EXPORT,
            Permission.JOURNEY_READ,
            Permission.JOURNEY_MOVE,
            Permission.PARTNERSHIP_READ,
            Permission.TRAINING_READ,
            Permission.RECOGNITION_READ,
            Permission.RECOGNITION_WRITE,
            Permission.SELECTION_READ,
            Permission.SELECTION_WRITE,
            Permission.PATHWAY_READ,
        }
    ),
    Role.EMPLOYER: frozenset(
        {
            Permission.SCHEME_READ,
            Permission.VACANCY_READ,
            Permission.REFERRAL_READ,
            Permission.OFFER_MAKE,
            Permission.EMPLOYER_READ,
            Permission.EMPLOYER_WRITE,
            Permission.CONTRACT_READ,
        }
    ),
    Role.TRAINING_PROVIDER: frozenset(
        {Permission.SCHEME_READ, Permission.TRAINING_READ, Permission.TRAINING_WRITE}
    ),
    Role.WELFARE_OFFICER: frozenset({Permission.SCHEME_READ}),
    Role.FUNDER: frozenset(
        {
            Permission.SCHEME_READ,
            Permission.AGGREGATE_READ,
            Permission.PARTNERSHIP_READ,
            Permission.CAPACITY_READ,
            Permission.QUOTA_READ,
        }
    ),
    Role.CANDIDATE: frozenset({Permission.OWN_READ, Permission.OWN_ACT, Permission.REFERRAL_ANSWER}),
    Role.DATA_PROTECTION_OFFICER: frozenset(
        {Permission.SCHEME_READ, Permission.AUDIT_READ, Permission.FAIRNESS_READ}
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.SCHEME_READ,
            Permission.SCHEME_LOAD,
            Permission.CLASSIFICATION_LOAD,
            Permission.PEOPLE_ADMIN,
        }
    ),
}

REACH: dict[Role, Reach] = {
    Role.SCHEME_MANAGER: Reach.SCHEME,
    Role.CASEWORKER: Reach.SCHEME,
    Role.EMPLOYMENT_SERVICE: Reach.ORGANISATION,
    Role.EMPLOYER: Reach.ORGANISATION,
    Role.TRAINING_PROVIDER: Reach.ORGANISATION,
    Role.WELFARE_OFFICER: Reach.SCHEME,
    Role.FUNDER: Reach.SCHEME,
    Role.CANDIDATE: Reach.SELF,
    Role.DATA_PROTECTION_OFFICER: Reach.EVERYWHERE,
    Role.ADMINISTRATOR: Reach.EVERYWHERE,
}
