"""Codes of leaving a course, of what was missing for its completion, of what no longer holds; their words."""

from passerelle.domain.kernel.text import Text

DROP_OUT = {
    "job_found": Text("took a job"),
    "other_course": Text("went to another course"),
    "too_far": Text("the place is too far"),
    "hours": Text("the hours do not fit"),
    "level": Text("the level does not fit"),
    "withdrew": Text("withdrew from the scheme"),
    "no_longer_reached": Text("could no longer be reached"),
    "moved_away": Text("moved away"),
    "other": Text("another reason"),
}
SHORTFALL = {
    "attendance_short": Text("was present at too few sessions"),
    "attendance_unknown": Text("attendance was not written down"),
    "test_failed": Text("did not pass the test"),
    "test_missing": Text("has not taken the test"),
    "level_short": Text("the test shows a lower level than asked"),
}
NEXT_STEP = {
    "attendance_short": Text("Agree with the trainer on sessions to make up, or enrol in another group."),
    "attendance_unknown": Text("Ask the trainer to write the attendance down."),
    "test_failed": Text("Register for the next test, or enrol in another group."),
    "test_missing": Text("Agree on a day for the test."),
    "level_short": Text("Enrol in a course of the level asked, then repeat the test."),
}
REVOKED = {
    "result_corrected": Text("the result was corrected"),
    "issued_in_error": Text("it was issued by mistake"),
    "wrong_person": Text("it is about somebody else"),
    "evidence_false": Text("the evidence was not genuine"),
    "issuer_withdrew": Text("the issuer withdrew it"),
    "other": Text("another reason"),
}
VOUCHER_CANCELLED = {
    "issued_in_error": Text("it was issued by mistake"),
    "course_not_held": Text("the course is not held"),
    "payer_withdrew": Text("who pays withdrew"),
    "person_left": Text("the person left the scheme"),
    "lost": Text("the code was lost or seen by others"),
}
