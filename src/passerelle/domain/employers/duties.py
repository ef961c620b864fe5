"""What an employer owes next, with its date, worst first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do; ``due`` is unknown where no day is set."""

    code: str  # confirm_vacancy | renew_check | hand_in_check | mend_plan | renew_recognition | commit
    subject: str  # public number or code of what it is about
    text: Text
    due: date | None = None


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """Those with a day first, the earliest first."""
    return sorted(duties, key=lambda duty: (duty.due is None, duty.due or date.max, duty.code, duty.subject))


def is_late(duty: Duty, on: date) -> bool:
    """Whether its day has passed."""
    return duty.due is not None and duty.due < on
