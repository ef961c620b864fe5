"""Coded reasons for every no in selection, each with what the person is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

OTHER = "other"


@dataclass(frozen=True, slots=True)
class NoReason:
    """A reason in a word for lists, and the sentence that goes to the person."""

    word: Text
    told: Text


SCREENING: Mapping[str, NoReason] = MappingProxyType(
    {
        "language_below": NoReason(
            Text("Language below the level asked"),
            Text("This call asks for a higher level in a language. You can apply again with a certificate."),
        ),
        "education_below": NoReason(
            Text("Education below the level asked"),
            Text("This call asks for a higher level of education than the one recorded for you."),
        ),
        "experience_below": NoReason(
            Text("Experience below what is asked"),
            Text("This call asks for more years of experience than are recorded for you."),
        ),
        "other_occupation": NoReason(
            Text("Another occupation"), Text("This call is for other occupations than yours.")
        ),
        "outside_the_call": NoReason(
            Text("Outside the call"),
            Text("This call is for people in another situation: the text of the call says for whom."),
        ),
        "document_not_valid": NoReason(
            Text("A document is missing or not valid"),
            Text("A document that this call asks for is missing, has expired or cannot be read."),
        ),
        "facts_not_confirmed": NoReason(
            Text("Facts could not be confirmed"),
            Text("Something in your application could not be confirmed. You can correct it and contest."),
        ),
        OTHER: NoReason(Text("Another reason"), Text("The reason is written below.")),
    }
)
SELECTION: Mapping[str, NoReason] = MappingProxyType(
    {
        "below_pass_mark": NoReason(
            Text("Below the pass mark"),
            Text("The interview gave fewer points than the pass mark of this round."),
        ),
        "others_ranked_higher": NoReason(
            Text("Others ranked higher"),
            Text("There were more people than places, and others were ranked higher this time."),
        ),
        "not_present": NoReason(Text("Did not come"), Text("You were not present at the interview.")),
        OTHER: NoReason(Text("Another reason"), Text("The reason is written below.")),
    }
)
EMPLOYER: Mapping[str, NoReason] = MappingProxyType(
    {
        "other_skills": NoReason(
            Text("Other skills are needed"), Text("The employer looks for other skills for this vacancy.")
        ),
        "other_experience": NoReason(
            Text("Other experience is needed"),
            Text("The employer looks for other experience for this vacancy."),
        ),
        "language_not_enough": NoReason(
            Text("Language not enough for this work"), Text("This work needs a higher level in a language.")
        ),
        "not_in_time": NoReason(
            Text("Cannot begin in time"), Text("The work begins on a day on which you are not available yet.")
        ),
        "enough_people": NoReason(
            Text("Enough people to interview"), Text("The employer has enough people to interview.")
        ),
        "vacancy_closed": NoReason(
            Text("The vacancy is closed"), Text("The employer no longer looks for somebody for this work.")
        ),
        "other_person_chosen": NoReason(
            Text("Another person was chosen"),
            Text("After the interviews the employer chose somebody else for this work."),
        ),
    }
)
# What an employer can say after it has met somebody; who did not come is told so.
AFTER_INTERVIEW: Mapping[str, NoReason] = MappingProxyType(
    {**EMPLOYER, "not_present": SELECTION["not_present"]}
)
CLOSED: Mapping[str, NoReason] = MappingProxyType(
    {
        "placed": NoReason(
            Text("Has a place"), Text("You have a place, so your other applications are closed.")
        ),
        "placed_elsewhere": NoReason(
            Text("Has another place"),
            Text("You took another place, so this application is closed. You can open it again later."),
        ),
        "call_ended": NoReason(Text("The call ended"), Text("This call has ended.")),
    }
)


def must_know_no(codes: Mapping[str, NoReason], code: str, words: str = "") -> None:
    """Refuse a code that is not of the table (``unknown_code``), and ``other`` without words to the person."""
    if code not in codes:
        hint = Text("Choose one from the list.")
        raise Refused([Problem("unknown_code", Text("Say why."), hint, column="reason_code")])
    if code == OTHER and not words.strip():
        hint = Text("One sentence to the person is enough.")
        raise Refused([Problem("words_missing", Text("Another reason needs words."), hint, column="words")])
