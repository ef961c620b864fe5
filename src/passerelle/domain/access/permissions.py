"""What can be permitted at all."""

from enum import StrEnum


class Permission(StrEnum):
    """One verb on one kind of record."""

    SCHEME_READ = "scheme.read"
    SCHEME_LOAD = "scheme.load"
    CLASSIFICATION_LOAD = "classification.load"
    VACANCY_READ = "vacancy.read"
    VACANCY_WRITE = "vacancy.write"
    CANDIDATE_READ = "candidate.read"  # with name and contact
    CANDIDATE_WRITE = "candidate.write"
    REFERRAL_READ = "referral.read"  # the pseudonymous profile of a referred candidate
    REFERRAL_ANSWER = "referral.answer"  # the candidate agrees, or does not
    LIST_IMPORT = "list.import"
    LIST_EXPORT = "list.export"
    MATCH_RUN = "match.run"
    MATCH_READ = "match.read"
    MATCH_DECIDE = "match.decide"
    OFFER_MAKE = "offer.make"
    FAIRNESS_READ = "fairness.read"
    JOURNEY_READ = "journey.read"
    JOURNEY_MOVE = "journey.move"
    AGGREGATE_READ = "aggregate.read"
    OWN_READ = "own.read"
    AUDIT_READ = "audit.read"
    PEOPLE_ADMIN = "people.admin"
