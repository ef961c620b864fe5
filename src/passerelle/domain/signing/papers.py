"""A paper's digest, whose turn it is, and what its signatures add up to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from passerelle.domain.classifications.folding import fold
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text


class PaperState(StrEnum):
    """What the signatures of a paper add up to."""

    OPEN = "open"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Party:
    """One who signs: a place in the order, and what they did so far."""

    ordinal: int
    role: str
    name: str = ""
    signed_at: datetime | None = None
    refused_at: datetime | None = None

    @property
    def has_answered(self) -> bool:
        """Whether nothing more is expected of this party."""
        return self.signed_at is not None or self.refused_at is not None


def paper_digest(
    kind: str, about: str, title: str, *, language: str, texts: Mapping[str, str]
) -> str:  # five facts make the paper
    """One digest over every language version: a changed sign in any of them is another paper."""
    return digest({"kind": kind, "about": about, "title": title, "language": language, "texts": dict(texts)})


def state_of(parties: Iterable[Party], *, withdrawn: bool = False) -> PaperState:
    """Withdrawn, refused by one, signed by all, or open."""
    rows = list(parties)
    if withdrawn:
        return PaperState.WITHDRAWN
    if any(one.refused_at for one in rows):
        return PaperState.REFUSED
    if rows and all(one.signed_at for one in rows):
        return PaperState.SIGNED
    return PaperState.OPEN


def whose_turn(parties: Sequence[Party], *, in_turn: bool) -> tuple[Party, ...]:
    """Who may sign now: everybody left, or, where the order counts, only those of the lowest open place."""
    if state_of(parties) is not PaperState.OPEN:
        return ()
    left = [one for one in parties if not one.has_answered]
    if not in_turn:
        return tuple(left)
    first = min((one.ordinal for one in left), default=0)
    return tuple(one for one in left if one.ordinal == first)


def name_is_typed(typed: str, known: Iterable[str]) -> bool:
    """Whether the typed name is one of the known spellings: the same words, in any order, accents aside.

    A party without a known name (a firm's representative) types their own.
    """
    spellings = [fold(one) for one in known if one.strip()]
    words = set(fold(typed).split())
    if not spellings:
        return len("".join(words)) >= 2
    return any(words == set(one.split()) for one in spellings)


def refusal_to_accept(
    party: Party, parties: Sequence[Party], *, in_turn: bool, withdrawn: bool = False
) -> Problem | None:
    """Why this party cannot sign or refuse now, if so."""
    state = state_of(parties, withdrawn=withdrawn)
    if party.signed_at is not None:
        return Problem("already_signed", Text("You have already signed this paper."))
    if state is PaperState.WITHDRAWN:
        hint = Text("If there is a new version, you get a new link.")
        return Problem("paper_withdrawn", Text("This paper is no longer to be signed."), hint)
    if state is PaperState.REFUSED:
        message = Text("A party has refused this paper, so it cannot be signed.")
        return Problem("paper_refused", message, Text("Ask the scheme's team what happens next."))
    if party not in whose_turn(parties, in_turn=in_turn):
        message = Text("Others sign before you.")
        return Problem("not_your_turn", message, Text("You get a message when it is your turn."))
    return None
