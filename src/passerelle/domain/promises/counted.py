"""What the cases say of a promise that counts something: a proposal, which a person confirms or does not."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# Kinds whose keeping shows in numbers of the scheme's own records.
COUNTED = ("employer_post", "visa_slots", "seat")


@dataclass(frozen=True, slots=True)
class Use:
    """How many were used, of how many promised (``None``: unknown), counted on a day.

    ``part`` is a narrower count: offers that were accepted. ``own``: what was counted is this promise's
    alone; else it is the whole scheme's, and nothing follows from it.
    """

    used: int
    promised: Decimal | None
    on: date
    part: int | None = None
    own: bool = True

    def proposal(self, state: str, due: date | None) -> str:
        """``kept`` or ``broken`` for an open promise that the numbers decide, else empty.

        Kept as soon as as many were used as promised; broken once the due day has passed with fewer. A promise
        of unknown size, or without a due day and not used up, is decided by nobody's numbers.
        """
        if not self.own or state not in ("open", "broken") or not self.promised:
            return ""
        if self.used >= self.promised:
            return "kept"
        return "broken" if state == "open" and due is not None and due < self.on else ""
