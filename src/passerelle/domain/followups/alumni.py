"""What somebody agrees to leave for later schemes: which facts, and for what."""

from collections.abc import Collection
from dataclasses import dataclass

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

FACTS = ("occupations", "skills", "languages", "region")
CALLS, SEASONS = "calls", "seasons"  # be invited to calls; be asked back where one has worked
PURPOSES = (CALLS, SEASONS)
INVITATION_DAYS = 60  # its link opens no longer; a choice of this project


@dataclass(frozen=True, slots=True)
class Agreement:
    """The sentence as it was shown, facts (of ``FACTS``) and purposes (of ``PURPOSES``)."""

    wording: str
    facts: frozenset[str] = frozenset(FACTS)
    purposes: frozenset[str] = frozenset(PURPOSES)


def checked_agreement(wording: str, facts: Collection[str], purposes: Collection[str]) -> Agreement:
    """An agreement to something; refused with ``nothing_chosen`` where it names no fact or no purpose."""
    found = Agreement(wording, frozenset(facts) & frozenset(FACTS), frozenset(purposes) & frozenset(PURPOSES))
    problems = []
    if not found.facts:
        text = Text("Choose at least one thing that later schemes may read.")
        problems.append(Problem("nothing_chosen", text, column="facts"))
    if not found.purposes:
        text = Text("Choose at least one purpose.")
        problems.append(Problem("nothing_chosen", text, column="purposes"))
    if problems:
        raise Refused(problems)
    return found
