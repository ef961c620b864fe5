"""Who gets each letter, and when it goes out."""

from collections.abc import Mapping
from dataclasses import dataclass

from passerelle.domain.kernel.text import Text

PERSON, EMPLOYER, STAFF, SIGNER = "person", "employer", "staff", "signer"


@dataclass(frozen=True, slots=True)
class Kind:
    """The audience of a letter, and the moment at which it is written."""

    audience: str
    when: Text


KINDS: Mapping[str, Kind] = {
    "case_moved": Kind(PERSON, Text("when a step of the scheme's table says that the person is told")),
    "case_ended": Kind(PERSON, Text("when a case is closed")),
    "step_due": Kind(PERSON, Text("three days before the term of the person's own step, again after a pause")),
    "step_open": Kind(PERSON, Text("when the team reminds of the person's own step that has no term")),
    "employer_cases_moved": Kind(EMPLOYER, Text("when people put forward to the employer move on or leave")),
    "cases_lent": Kind(STAFF, Text("when cases are handed over to this account for an absence")),
    "cases_came_back": Kind(STAFF, Text("when an absence ends and the cases come back")),
    "cases_handed_over": Kind(STAFF, Text("when cases are handed over to this account")),
    "sign_in_code": Kind(PERSON, Text("when somebody signs in with a phone number")),
    "application_received": Kind(PERSON, Text("when an application is handed in")),
    "application_eligible": Kind(PERSON, Text("when an application meets what the call asks")),
    "application_no": Kind(PERSON, Text("when an application is answered with no")),
    "application_closed": Kind(PERSON, Text("when an application is closed because of something else")),
    "application_selected": Kind(PERSON, Text("when the ranking selects the person")),
    "application_reserve": Kind(PERSON, Text("when the ranking puts the person on the reserve list")),
    "invited_to_apply": Kind(PERSON, Text("when a partner service proposes the person to a call")),
    "apply_by_link": Kind(PERSON, Text("when a call or a partner service sends a link to apply")),
    "shortlisted": Kind(PERSON, Text("when an employer chooses the person for an interview")),
    "interview_invited": Kind(PERSON, Text("when an interview is planned")),
    "application_may_reopen": Kind(PERSON, Text("when a place comes to nothing that closed an application")),
    "interview_slots": Kind(PERSON, Text("when an employer offers times for an interview")),
    "interview_passed": Kind(PERSON, Text("when the employer's interview led on")),
    "reserve_moved_up": Kind(PERSON, Text("when a place frees for the next on a reserve list")),
    "contest_opened": Kind(PERSON, Text("when the person contests a no")),
    "contest_decided": Kind(PERSON, Text("when the contest is decided")),
    "document_sent_back": Kind(PERSON, Text("when a reviewer sends a document back")),
    "seat_given": Kind(PERSON, Text("when the person gets a seat in a course")),
    "course_passed": Kind(PERSON, Text("when the results of a course are entered: completed")),
    "course_not_passed": Kind(PERSON, Text("when the results of a course are entered: not completed")),
    "recognition_decided": Kind(PERSON, Text("when an authority has decided on a qualification")),
    "referred": Kind(PERSON, Text("when the person is put forward to an employer")),
    "offered": Kind(PERSON, Text("when an employer makes an offer")),
    "offer_released": Kind(PERSON, Text("when an offer ends")),
    "referral_ended": Kind(PERSON, Text("when a vacancy is no longer open to the person")),
    "sign_asked": Kind(SIGNER, Text("when it is the party's turn to sign a paper")),
    "sign_reminder": Kind(SIGNER, Text("when a signature is still missing after some days")),
    "shortlist_asked": Kind(EMPLOYER, Text("when a shortlist is sent by link")),
    "permit_refused": Kind(PERSON, Text("when the authority refuses a permit or visa; the term is unknown")),
    "permit_refused_term": Kind(PERSON, Text("when the authority refuses a permit or visa; the term is known")),
    "briefing_held": Kind(PERSON, Text("when a briefing was held and the person has not said yes to it")),
    "document_expiring": Kind(PERSON, Text("when staff remind of documents that run out")),
    "vacancy_expires": Kind(EMPLOYER, Text("when nobody has confirmed a vacancy for a while")),
    "vacancy_expired": Kind(EMPLOYER, Text("when a vacancy closes because nobody confirmed it")),
    "vacancy_reopened": Kind(EMPLOYER, Text("when an expired vacancy is opened again")),
    "vacancy_open_again": Kind(PERSON, Text("when a vacancy for which the person was put forward opens again")),
    "moved_up": Kind(PERSON, Text("when the person moves up from a waiting list")),
    "claim_lapsed": Kind(PERSON, Text("when the time of a kept place has passed")),
    "allotted": Kind(PERSON, Text("when places are shared out: the person got one")),
    "not_allotted": Kind(PERSON, Text("when places are shared out: the person got none")),
    "firm_allotted": Kind(EMPLOYER, Text("when places are shared out: the organisation got some")),
    "firm_not_allotted": Kind(EMPLOYER, Text("when places are shared out: the organisation got none")),
    "stay_change_decided": Kind(PERSON, Text("when the team decides on a change of a stay")),
    "season_recalled": Kind(PERSON, Text("when the employer calls the person back for the next season")),
    "work_flags_raised": Kind(STAFF, Text("when stated pay, hours or deductions differ from a contract")),
    "work_flag_closed": Kind(PERSON, Text("when a welfare officer has looked at what differed")),
    "attestation_revoked": Kind(PERSON, Text("when what was attested is taken back")),
    "voucher_cancelled": Kind(PERSON, Text("when a voucher is cancelled")),
    "voucher_given": Kind(PERSON, Text("when the person is given a voucher")),
    "helper_named": Kind(PERSON, Text("when a mentor or another helper is named for a stay")),
    "experience_certified": Kind(PERSON, Text("when a certificate of experience is issued")),
    "experience_revoked": Kind(PERSON, Text("when a certificate of experience is revoked")),
    "card_issued": Kind(PERSON, Text("when a card is issued that proves the contract")),
    "follow_up_asked": Kind(PERSON, Text("when a wave of follow-up is due")),
    "follow_up_reminder": Kind(PERSON, Text("when a wave of follow-up was not answered, after a pause")),
    "survey_asked": Kind(PERSON, Text("when the team sends the survey of reintegration")),
    "alumni_invited": Kind(PERSON, Text("when a team invites somebody of the alumni to a call")),
    "business_plan_yes": Kind(PERSON, Text("when a committee's plan is accepted")),
    "business_plan_no": Kind(PERSON, Text("when a committee's plan is not accepted, with the reason")),
    "introduction": Kind(PERSON, Text("when somebody of the diaspora fits the person's plan")),
    "grievance_waits": Kind(STAFF, Text("when somebody tells something in confidence, or adds to it")),
    "private_answer": Kind(PERSON, Text("when a hearer answers, to the address that the worker called safe")),
    "visit_announced": Kind(EMPLOYER, Text("when an announced visit is planned")),
    "visit_called_off": Kind(EMPLOYER, Text("when an announced visit does not take place")),
    "finding_added": Kind(EMPLOYER, Text("when a visit found something that its reader must put right")),
    "finding_looked_at": Kind(EMPLOYER, Text("when an officer has looked a second time")),
    "audit_proof_asked": Kind(EMPLOYER, Text("when the organisation is drawn in a sampled audit")),
    "audit_moved": Kind(EMPLOYER, Text("when a verdict, a sanction or a contest is decided in an audit")),
    "incident_reported": Kind(STAFF, Text("when an incident of somebody on a stay is reported")),
}
# That such a letter went out is itself a secret: no page of anybody but its reader shows it, and no third hand
# carries it on paper.
CONFIDENTIAL = frozenset({"work_flags_raised", "work_flag_closed", "grievance_waits", "private_answer"})
