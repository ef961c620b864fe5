"""What happened, as lines that people read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from passerelle.queries.person_history import HistoryLine
from passerelle.web.shared.wording import word_for

# Told better by the decision itself, which carries its reason and its score.
TOLD_ELSEWHERE = frozenset({"match.accept", "match.decline"})


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line: when, what in words, more about it, who."""

    at: datetime
    kind: str
    what: str
    more: str
    by: str


def shown_history(lines: Iterable[HistoryLine], *, other: str) -> list[ShownLine]:
    """The lines in words; ``other`` is the side that a decision names: candidate or vacancy."""
    shown = [line for line in lines if line.code not in TOLD_ELSEWHERE]
    return [
        ShownLine(line.at, _kind(line), _what(line), _more(line, other), line.by or _("the system"))
        for line in shown
    ]


def _kind(line: HistoryLine) -> str:
    return "read" if line.code.startswith("read.") else line.kind


def _what(line: HistoryLine) -> str:
    if line.kind == "stage":
        return word_for(line.code, "event")
    if line.kind == "decision":
        return _("proposal: %(answer)s") % {"answer": word_for(line.code, "answer")}
    return word_for(line.code, "deed")


def _more(line: HistoryLine, other: str) -> str:
    details = line.details
    if line.kind == "stage":
        return " → ".join(word_for(details[one], "stage") for one in ("before", "after") if details.get(one))
    if line.kind == "decision":
        reason = word_for(details["reason_code"], "decline") if details.get("reason_code") else ""
        return " – ".join(one for one in (details.get(other, ""), reason, details.get("note", "")) if one)
    vocabulary, code = _reason(line.code), str(details.get("code") or details.get("reason") or "")
    return word_for(code, vocabulary) if code else ""


def _reason(action: str) -> str:
    """Whose codes an event's reason is of."""
    return {"referral.end": "ended", "offer.release": "released", "match.refer_by_hand": "by_hand"}.get(
        action, ""
    )
