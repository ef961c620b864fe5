"""What the numbers propose for a promise: kept when used up, broken past its day, else nothing."""

from datetime import date
from decimal import Decimal

import pytest

from passerelle.domain.promises.counted import Use

ON, PAST, LATER = date(2026, 3, 1), date(2026, 2, 1), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("used", "promised", "state", "due", "proposed"),
    [
        (12, 12, "open", LATER, "kept"),
        (13, 12, "open", None, "kept"),
        (12, 12, "broken", PAST, "kept"),  # late
        (11, 12, "open", PAST, "broken"),
        (11, 12, "open", ON, ""),  # the day itself has not passed
        (11, 12, "open", LATER, ""),
        (11, 12, "open", None, ""),
        (11, 12, "broken", PAST, ""),
        (12, 12, "kept", PAST, ""),
        (0, 12, "withdrawn", PAST, ""),
        (5, None, "open", PAST, ""),
        (5, 0, "open", PAST, ""),
    ],
)
def test_what_the_numbers_propose(
    used: int, promised: int | None, state: str, due: date | None, proposed: str
) -> None:
    size = None if promised is None else Decimal(promised)
    assert Use(used, size, ON).proposal(state, due) == proposed
    assert Use(used, size, ON, own=False).proposal(state, due) == ""  # of the whole scheme: decides nothing
