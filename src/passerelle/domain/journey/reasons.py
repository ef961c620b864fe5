"""Ends that are a result, and why a case ended otherwise: one coded reason, told to the person."""

from collections.abc import Mapping
from types import MappingProxyType

from passerelle.domain.journey.transitions import Track, Transition
from passerelle.domain.kernel.text import Text

# An end that is not among these closes a case without its result, so it says why. Staying lawfully is neutral.
RESULTS = frozenset({"completed", "stayed_legally", "business_formalised", "partnership_signed"})
OTHER = "other"
# Events by which a person returns to the list without a place: no end, and yet a no that says why.
BACK_TO_POOL = frozenset({"not_retained", "offer_declined", "offer_withdrawn"})

REASONS: Mapping[str, Text] = MappingProxyType(
    {
        "condition_not_met": Text("A condition of the call is not met"),
        "papers_missing": Text("Papers that were asked for did not come"),
        "test_not_passed": Text("The test was not passed"),
        "course_not_passed": Text("The course was not passed"),
        "others_ranked_higher": Text("Others were ranked higher and the places are taken"),
        "profile_not_retained": Text("The employer or school chose another profile"),
        "candidate_declined": Text("The person said no"),
        "candidate_withdrew": Text("The person withdrew"),
        "no_answer": Text("The person could not be reached"),
        "took_other_work": Text("The person took other work"),
        "employer_withdrew": Text("The employer withdrew"),
        "employer_declined": Text("The employer said no"),
        "vacancy_closed": Text("The vacancy was closed"),
        "placed_elsewhere": Text("The person took another place"),
        "term_passed": Text("The term for an answer passed"),
        "refused_by_authority": Text("The authority refused"),
        "route_not_open": Text("No legal route is open"),
        "contract_ended": Text("The contract ended early"),
        "conditions_not_kept": Text("What was promised about work, pay or housing was not kept"),
        "no_offer_found": Text("No employer made an offer"),
        "promise_not_kept": Text("A promise to the person was not kept"),
        "plan_given_up": Text("The plan was given up"),
        "talks_without_result": Text("The talks led to nothing"),
        "passed_on": Text("The person goes on in another scheme"),
        "scheme_ended": Text("The scheme ended"),
        "entered_in_error": Text("Entered in error"),
        OTHER: Text("Another reason"),
    }
)


def needs_reason(track: Track, row: Transition) -> bool:
    """Whether a row closes the case without its result, or sends the person back to the list."""
    return row.event in BACK_TO_POOL or (track.is_end(row.to) and row.to not in RESULTS)
