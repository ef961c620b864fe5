"""The checks of an employer's file, and the verdict that follows from them: derived, never typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

CHECKS: Mapping[str, Text] = MappingProxyType(
    {
        "lawfully_established": Text("Lawfully established"),
        "registration_number": Text("Registration number"),
        "tax_and_social_insurance": Text("Tax and social insurance paid"),
        "no_sanction": Text("No sanction in force"),
        "age_of_firm": Text("Age of the firm"),
        "staff": Text("Has staff"),
    }
)
STATUSES = ("received", "accepted", "sent_back")


@dataclass(frozen=True, slots=True)
class Check:
    """The newest state of one check; ``None`` as status: nothing was handed in."""

    code: str
    status: str | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Clearance:
    """What the file says about an employer on a day, and why."""

    verdict: str  # cleared | incomplete | expired | suspended
    missing: tuple[str, ...] = ()  # nothing handed in
    waiting: tuple[str, ...] = ()  # handed in, not reviewed
    sent_back: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    valid_until: date | None = None  # the first expiry among the accepted

    @property
    def is_cleared(self) -> bool:
        """Whether new referrals and offers may go to this employer."""
        return self.verdict == "cleared"


def clearance(checks: Iterable[Check], *, suspended: bool, on: date) -> Clearance:
    """Cleared when every check is accepted and none has expired; a suspension outweighs them."""
    known = {check.code: check for check in checks}
    found = [known.get(code, Check(code)) for code in CHECKS]
    missing = _named(one for one in found if one.status is None)
    waiting = _named(one for one in found if one.status == "received")
    sent_back = _named(one for one in found if one.status == "sent_back")
    accepted = [one for one in found if one.status == "accepted"]
    expired = _named(one for one in accepted if one.expires_on is not None and one.expires_on < on)
    ends = [one.expires_on for one in accepted if one.expires_on is not None]
    verdict = _verdict(suspended=suspended, open_=bool(missing or waiting or sent_back), expired=bool(expired))
    return Clearance(verdict, missing, waiting, sent_back, expired, min(ends, default=None))


def _named(checks: Iterable[Check]) -> tuple[str, ...]:
    return tuple(check.code for check in checks)


def _verdict(*, suspended: bool, open_: bool, expired: bool) -> str:
    if suspended:
        return "suspended"
    if open_:
        return "incomplete"
    return "expired" if expired else "cleared"
