"""What happened, as lines that people read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from passerelle.domain.journey.reasons import REASONS
from passerelle.queries.people.person_history import HistoryLine
from passerelle.web.shared.labels import say
from passerelle.web.shared.wording import word_for

# Told better by the decision itself, which carries its reason and its score.
TOLD_ELSEWHERE = frozenset({"match.accept", "match.decline"})
# Whose codes an event's reason is of.
CODES_OF = {
    "referral.end": "ended",
    "offer.release": "released",
    "match.refer_by_hand": "by_hand",
    "application.screen": "no_reason",
    "group.leave": "drop_out",
    "voucher.cancel": "voucher_cancelled",
    "attestation.revoke": "revoked",
    "certificate.revoke": "revoked",
    "contract.end": "contract_end",
    "departure.settle": "departure",
    "document.hand_in": "document",
    "document.review": "document",
}
# Their reason is a sentence, not a code.
WRITTEN = frozenset({"case.hand_over", "case.move_version", "case.pass_on"})


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
    return _why(line)


def _why(line: HistoryLine) -> str:
    """The coded reason of an event in words, or the sentence that somebody wrote; never a bare code."""
    code = str(line.details.get("code") or line.details.get("reason") or "")
    if line.code in WRITTEN or not code:
        return code
    if line.code == "case.record":
        return say(REASONS[code]) if code in REASONS else ""
    return word_for(code, CODES_OF[line.code]) if line.code in CODES_OF else ""
