"""What must hold before a step: a sentence for who is kept waiting, and the next thing to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition of a step: what it asks, what is missing when it does not hold, what to do about it."""

    asks: Text
    unmet: Text
    next_step: Text


GUARDS: Mapping[str, Guard] = MappingProxyType(
    {
        "application_complete": Guard(
            Text("The application is complete"),
            Text("The application is not complete."),
            Text("Ask for the papers that are missing and accept them."),
        ),
        "papers_accepted": Guard(
            Text("The papers of this stage are accepted"),
            Text("A paper of this stage is missing, not accepted or out of date."),
            Text("Ask for the paper that is missing; somebody else than who handed it in accepts it."),
        ),
        "interview_held": Guard(
            Text("An interview was held"),
            Text("No interview is recorded."),
            Text("Record the interview and its minutes."),
        ),
        "course_completed": Guard(
            Text("The course is completed"),
            Text("The course is not completed."),
            Text("Record the result of the course; somebody who failed may sit again or leave."),
        ),
        "language_certified": Guard(
            Text("The language level is certified"),
            Text("The language level that is asked is not certified."),
            Text("Record a test that is still valid, at the level asked or above."),
        ),
        "recognition_settled": Guard(
            Text("The qualification is recognised"),
            Text("The recognition of the qualification is not settled."),
            Text("Follow the recognition file to its outcome."),
        ),
        "promise_at_origin": Guard(
            Text("A job at home is promised"),
            Text("No job at home is promised."),
            Text("Record the promise of an employer in the country of origin."),
        ),
        "commitment_signed": Guard(
            Text("The commitment is signed"),
            Text("The commitment is not signed."),
            Text("Ask the person to sign the commitment."),
        ),
        "agreement_signed": Guard(
            Text("The agreement is signed by everyone"),
            Text("The agreement is not signed by everyone."),
            Text("Remind those whose signature is missing."),
        ),
        "contract_signed": Guard(
            Text("The contract is signed"),
            Text("The contract is not signed by everyone."),
            Text("Remind those whose signature is missing."),
        ),
        "contract_filed_equal": Guard(
            Text("The contract filed is the one signed"),
            Text("The contract filed is not the one that was signed."),
            Text("File the signed text itself."),
        ),
        "employer_cleared": Guard(
            Text("The employer is cleared"),
            Text("The employer is not cleared."),
            Text("Finish the checks in the employer's file."),
        ),
        "committed_post": Guard(
            Text("A committed post stands behind it"),
            Text("No committed post stands behind it."),
            Text("Raise the vacancy's commitment, or choose a vacancy that is committed."),
        ),
        "permit_granted": Guard(
            Text("The permit is granted"),
            Text("No granted permit is recorded."),
            Text("Record the decision in the permit file."),
        ),
        "visa_granted": Guard(
            Text("The visa is granted"),
            Text("No granted visa is recorded."),
            Text("Record the decision in the visa file."),
        ),
        "exit_complete": Guard(
            Text("The exit papers are complete"),
            Text("The exit papers are not complete."),
            Text(
                "Accept the papers that are missing in the exit file; where they are not known here, record "
                "the authority's statement."
            ),
        ),
        "departure_ready": Guard(
            Text("Everything for departure is ready"),
            Text("Departure is not ready."),
            Text("Settle what is open at the departure gate."),
        ),
        "short_stay_days_left": Guard(
            Text("Days are left of 90 in any 180"),
            Text("No day is left of 90 in any 180."),
            Text("Plan the stay for later, or ask for a national visa."),
        ),
    }
)
