"""Why a document is sent back: codes that can be counted, each with what the person reads."""

from collections.abc import Mapping
from types import MappingProxyType

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text

OTHER = "other"
SENT_BACK: Mapping[str, Text] = MappingProxyType(
    {
        "unreadable": Text("The picture or scan cannot be read."),
        "incomplete": Text("Pages or sides are missing."),
        "expired": Text("It has run out, or runs out too soon."),
        "wrong_document": Text("It is another document than the one that was asked for."),
        "differs": Text("A name or date on it differs from what your file says."),
        "not_translated": Text("A translation is missing."),
        "not_certified": Text("A certified copy is asked for."),
        OTHER: Text("Another reason, as written beside it."),
    }
)


def why_fault(verdict: str, code: str, words: str) -> Problem | None:
    """What is wrong with the reason given: a no says why by a code or in words, ``other`` always in words."""
    if verdict == "accepted":
        return None
    if code and code not in SENT_BACK:
        hint = Text("Choose one from the list.")
        return Problem("unknown_reason", Text("There is no such reason."), hint, column="reason_code")
    if words.strip() or (verdict == "sent_back" and code not in ("", OTHER)):
        return None
    hint = Text("Say in one sentence what is wrong or why it is not needed: the person reads it.")
    return Problem("reason_missing", Text("A reason is missing."), hint, column="reason")
