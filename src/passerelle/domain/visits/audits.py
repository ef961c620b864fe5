"""An audit's case: what was asked, what was found, what follows, and who may decide it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

VERDICTS: Mapping[str, Text] = MappingProxyType(
    {
        "in_order": Text("In order"),
        "not_in_order": Text("Not in order"),
        "no_proof": Text("No proof was given in time"),
    }
)
SANCTIONS: Mapping[str, Text] = MappingProxyType(
    {
        "none": Text("No sanction"),
        "warning": Text("Warning"),
        "suspension": Text("No new placements for a time"),
        "exclusion": Text("Excluded from new placements"),
    }
)
CONTESTS: Mapping[str, Text] = MappingProxyType(
    {"upheld": Text("The sanction falls away"), "dismissed": Text("The sanction stands")}
)
REPLY_DAYS, CONTEST_DAYS = 14, 30  # choices of this project; a scheme's rules may give more


@dataclass(frozen=True, slots=True)
class Steps:
    """The days of a case; ``None``: not yet. ``reply_until``: until when the employer may reply."""

    due_on: date
    answered_on: date | None = None
    verdict: str = ""
    reply_until: date | None = None
    replied: bool = False
    sanction: str = ""
    contest_until: date | None = None
    contested: bool = False
    contest_outcome: str = ""


def state(case: Steps, *, today: date) -> str:
    """Where a case stands: what is waited for, or ``closed``."""
    if not case.verdict:
        if case.answered_on is not None:
            return "to_judge"
        return "proof_late" if case.due_on < today else "proof_asked"
    if case.verdict == "in_order":
        return "closed"
    if not case.sanction:
        waits = case.reply_until is not None and today <= case.reply_until and not case.replied
        return "reply_open" if waits else "to_decide"
    if case.contested and not case.contest_outcome:
        return "contested"
    return "closed"


def may_sanction(account: int, auditors: Collection[int | None]) -> bool:
    """Whoever asked or judged does not decide on a sanction."""
    return account not in auditors
