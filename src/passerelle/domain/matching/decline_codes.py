"""Why a person said no to a proposal, put a pair forward by hand, ended a referral or released an offer."""

from collections.abc import Mapping
from types import MappingProxyType

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

OTHER = "other"  # needs a note: a code that says nothing must not stand alone

DECLINE: Mapping[str, Text] = MappingProxyType(
    {
        "facts_out_of_date": Text("The facts are out of date"),
        "experience_not_relevant": Text("The experience is of another kind"),
        "skill_overrated": Text("A skill counted here is not enough for this work"),
        "requirement_missing": Text("The vacancy asks for something that is not recorded"),
        "not_interested": Text("The candidate does not want this vacancy"),
        "cannot_be_reached": Text("The candidate cannot be reached"),
        "better_elsewhere": Text("Another vacancy suits the candidate better"),
        "vacancy_changed": Text("The vacancy has changed"),
        "employer_not_ready": Text("The employer is not ready"),
        OTHER: Text("Another reason"),
    }
)
BY_HAND: Mapping[str, Text] = MappingProxyType(
    {
        "fact_not_recorded": Text("Something that counts is not recorded"),
        "interview": Text("An interview showed the fit"),
        "employer_asked": Text("The employer asked for this person"),
        "candidate_asked": Text("The candidate asked for this vacancy"),
        "family_or_place": Text("Family or place of residence"),
        OTHER: Text("Another reason"),
    }
)
ENDED: Mapping[str, Text] = MappingProxyType(
    {
        "candidate_declined": Text("The candidate said no"),
        "employer_declined": Text("The employer said no"),
        "vacancy_closed": Text("The vacancy was closed"),
        "employer_withdrew": Text("The employer withdrew the offer"),
        "term_passed": Text("The term for an answer passed"),
        "candidate_withdrew": Text("The candidate withdrew from the scheme"),
        "placed_elsewhere": Text("The candidate took another place"),
        "entered_in_error": Text("Entered in error"),
    }
)
RELEASED: Mapping[str, Text] = MappingProxyType(
    {
        "candidate_declined": Text("The candidate turned the offer down"),
        "employer_withdrew": Text("The employer withdrew the offer"),
        "term_passed": Text("The term for an answer passed"),
        "referral_ended": Text("The referral was ended"),
        "entered_in_error": Text("Entered in error"),
    }
)


def must_know(codes: Mapping[str, Text], code: str, note: str = "") -> None:
    """Refuse a code that is not of the table (``unknown_code``), and ``other`` without a note."""
    if code not in codes:
        hint = Text("Choose one from the list.")
        raise Refused([Problem("unknown_code", Text("Say why."), hint, column="reason_code")])
    if code == OTHER and not note.strip():
        hint = Text("One sentence is enough.")
        raise Refused([Problem("note_missing", Text("Another reason needs a note."), hint, column="note")])
