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
    PARTNERSHIP_READ = "partnership.read"
    PARTNERSHIP_WRITE = "partnership.write"
    PROMISE_READ = "promise.read"
    PROMISE_WRITE = "promise.write"
    CAPACITY_READ = "capacity.read"
    CAPACITY_WRITE = "capacity.write"
    EMPLOYER_READ = "employer.read"  # an employer's file
    EMPLOYER_WRITE = "employer.write"  # commit, state plans: by the employer itself or for it
    EMPLOYER_REVIEW = "employer.review"  # check, accept, send back, suspend
    QUOTA_READ = "quota.read"
    QUOTA_WRITE = "quota.write"
    TRAINING_READ = "training.read"
    TRAINING_WRITE = "training.write"
    RECOGNITION_READ = "recognition.read"
    RECOGNITION_WRITE = "recognition.write"
    SELECTION_READ = "selection.read"  # calls, applications, interviews
    SELECTION_WRITE = "selection.write"
    CONTEST_DECIDE = "contest.decide"
    CONTRACT_READ = "contract.read"
    CONTRACT_WRITE = "contract.write"
    PERMIT_READ = "permit.read"
    PERMIT_WRITE = "permit.write"
    PATHWAY_READ = "pathway.read"
    PATHWAY_CONFIRM = "pathway.confirm"  # a named person compared a value with the official text
    LETTER_WRITE = "letter.write"  # a scheme's own words of a letter
    CASE_HAND_OVER = "case.hand_over"
    OWN_ACT = "own.act"  # apply, sign, contest, answer tasks: about oneself only
    STAY_READ = "stay.read"  # arrival, start, changes, seasons
    STAY_WRITE = "stay.write"
    WORK_READ = "work.read"  # pay, hours and deductions that were stated
    WORK_WRITE = "work.write"
    WORK_FLAG = "work.flag"  # stated unlike agreed; what the worker confirms in confidence
    VISIT_READ = "visit.read"
    VISIT_WRITE = "visit.write"
    VISIT_ANSWER = "visit.answer"  # reply to a finding or an audit, hand proof in, contest
    INCIDENT_READ = "incident.read"  # what happened to somebody on a stay, told openly
    INCIDENT_WRITE = "incident.write"
    GRIEVANCE_READ = "grievance.read"  # only whoever has no part in the matter, case by case
    GRIEVANCE_ACT = "grievance.act"
    MENTEE_READ = "mentee.read"
    REINTEGRATION_READ = "reintegration.read"  # plans for after the stay, made before its end
    REINTEGRATION_WRITE = "reintegration.write"
    PLAN_COACH = "plan.coach"  # a training provider begins and coaches plans of its own trainees
    PLAN_SCORE = "plan.score"  # a committee member scores business plans
    GRANT_PAY = "grant.pay"
    DIASPORA_READ = "diaspora.read"
    DIASPORA_WRITE = "diaspora.write"
    FOLLOW_UP_READ = "follow_up.read"
    FOLLOW_UP_WRITE = "follow_up.write"
    ALUMNI_READ = "alumni.read"  # of those who agreed
    CARD_ISSUE = "card.issue"
