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
    MENTOR = "mentor"
    COMMITTEE_MEMBER = "committee_member"
    FUNDER = "funder"
    CANDIDATE = "candidate"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMINISTRATOR = "administrator"
    LAW_REVIEWER = "law_reviewer"  # compares values of the law with the official text


class Reach(StrEnum):
    """How far a role sees inside the records it may read at all."""

    SCHEME = "scheme"  # every row of the scheme
    ORGANISATION = "organisation"  # rows that the person's own organisation brought or owns
    SELF = "self"  # the person's own rows
    NAMED = "named"  # rows of a scheme that name this account, as a mentor for instance
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
        Permission.STAY_READ,
        Permission.STAY_WRITE,
        Permission.WORK_READ,
        Permission.WORK_WRITE,
        Permission.VISIT_READ,
        Permission.VISIT_ANSWER,
        Permission.INCIDENT_READ,
        Permission.INCIDENT_WRITE,
        Permission.REINTEGRATION_READ,
        Permission.REINTEGRATION_WRITE,
        Permission.DIASPORA_READ,
        Permission.DIASPORA_WRITE,
        Permission.FOLLOW_UP_READ,
        Permission.FOLLOW_UP_WRITE,
        Permission.ALUMNI_READ,
        Permission.CARD_ISSUE,
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
        Permission.GRANT_PAY,
        Permission.LETTER_WRITE,
    },
    Role.CASEWORKER: _CASEWORK | {Permission.OFFER_MAKE, Permission.AGGREGATE_READ},
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
            Permission.REINTEGRATION_READ,
            Permission.REINTEGRATION_WRITE,
            Permission.FOLLOW_UP_READ,
            Permission.FOLLOW_UP_WRITE,
            Permission.ALUMNI_READ,
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
            Permission.STAY_READ,
            Permission.STAY_WRITE,
            Permission.WORK_READ,
            Permission.WORK_WRITE,
            Permission.VISIT_READ,
            Permission.VISIT_ANSWER,
            Permission.INCIDENT_READ,
            Permission.INCIDENT_WRITE,
        }
    ),
    Role.TRAINING_PROVIDER: frozenset(
        {Permission.SCHEME_READ, Permission.TRAINING_READ, Permission.TRAINING_WRITE, Permission.PLAN_COACH}
    ),
    # Independent of the employer: sees what was agreed and what was stated, and hears the worker.
    Role.WELFARE_OFFICER: frozenset(
        {
            Permission.SCHEME_READ,
            Permission.STAY_READ,
            Permission.WORK_READ,
            Permission.WORK_FLAG,
            Permission.VISIT_READ,
            Permission.VISIT_WRITE,
            Permission.INCIDENT_READ,
            Permission.INCIDENT_WRITE,
            Permission.GRIEVANCE_READ,
            Permission.GRIEVANCE_ACT,
        }
    ),
    Role.MENTOR: frozenset({Permission.MENTEE_READ}),
    Role.COMMITTEE_MEMBER: frozenset({Permission.SCHEME_READ, Permission.PLAN_SCORE}),
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
    # A value confirmed here holds for every scheme, so no scheme's own staff confirms it. No profiles.
    Role.LAW_REVIEWER: frozenset({Permission.SCHEME_READ, Permission.PATHWAY_READ, Permission.PATHWAY_CONFIRM}),
}

REACH: dict[Role, Reach] = {
    Role.SCHEME_MANAGER: Reach.SCHEME,
    Role.CASEWORKER: Reach.SCHEME,
    Role.EMPLOYMENT_SERVICE: Reach.ORGANISATION,
    Role.EMPLOYER: Reach.ORGANISATION,
    Role.TRAINING_PROVIDER: Reach.ORGANISATION,
    Role.WELFARE_OFFICER: Reach.SCHEME,
    Role.MENTOR: Reach.NAMED,
    Role.COMMITTEE_MEMBER: Reach.SCHEME,
    Role.FUNDER: Reach.SCHEME,
    Role.CANDIDATE: Reach.SELF,
    Role.DATA_PROTECTION_OFFICER: Reach.EVERYWHERE,
    Role.ADMINISTRATOR: Reach.EVERYWHERE,
    Role.LAW_REVIEWER: Reach.EVERYWHERE,
}
