"""When a person is asked how they are: waves counted in months from a neutral end, each with a state.

The months are the scheme's own (``follow_up_months`` in its file); where it does not say, 3, 6, 12 and 24.
That, the reminders and the term after which an unanswered wave reads unknown are choices of this project.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

MONTHS = (3, 6, 12, 24)
REMINDERS = 2
LINK_DAYS = 60  # a link serves as long as the wave waits for an answer
SILENT_DAYS = 60  # after so many days without an answer nobody knows

# The stage that a case reached, and what begins with it. All are equal: no end is better than another.
ANCHORS: Mapping[str, str] = {
    "returned": "returned",
    "stayed_legally": "stayed",
    "working_at_home": "home_job",
    "working_remotely": "home_job",
    "business_formalised": "formalised",
    "partnership_signed": "formalised",
}

PLANNED, SENT, ANSWERED = "planned", "sent", "answered"
REFUSED, UNREACHABLE, UNKNOWN = "refused", "unreachable", "unknown"
STATES = (PLANNED, SENT, ANSWERED, REFUSED, UNREACHABLE, UNKNOWN)
OPEN = (PLANNED, SENT)
SETTLED = (ANSWERED, REFUSED, UNREACHABLE, UNKNOWN)
# A late answer is still an answer; whoever answered or said no is not asked that wave again.
MAY_ANSWER = (PLANNED, SENT, UNREACHABLE, UNKNOWN)
CHANNELS = ("link", "telephone", "caseworker")


def months_of(facts: Mapping[str, object]) -> tuple[int, ...]:
    """The months of a scheme version, in order; the default where its file does not say."""
    said = facts.get("follow_up_months")
    if not isinstance(said, Sequence) or isinstance(said, str) or not said:
        return MONTHS
    return tuple(sorted({int(str(one)) for one in said}))


def due_on(began: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    years, month = divmod(began.month - 1 + months, 12)
    year = began.year + years
    return date(year, month + 1, min(began.day, monthrange(year, month + 1)[1]))


def is_silent(sent: date, on: date) -> bool:
    """Whether a wave that was sent has waited too long: then unknown is its value."""
    return on >= sent + timedelta(days=SILENT_DAYS)
