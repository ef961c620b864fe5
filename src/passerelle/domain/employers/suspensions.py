"""Why an employer is suspended, a vacancy is closed, and how long a suspension lasts."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

SUSPENDED: Mapping[str, Text] = MappingProxyType(
    {
        "pay_breach": Text("Pay is not as agreed"),
        "housing_breach": Text("Housing is not as agreed"),
        "fees_charged": Text("Workers were made to pay for recruitment"),
        "papers_withheld": Text("Papers were withheld"),
        "safety_breach": Text("Safety at work"),
        "discrimination": Text("Discrimination or harassment"),
        "false_statements": Text("False statements"),
        "sanction": Text("Sanction by an authority"),
        "not_reachable": Text("Does not answer"),
        "other": Text("Another reason"),
    }
)
# Reasons that are themselves a breach of duty; not answering is not.
BREACHES = frozenset(SUSPENDED) - {"not_reachable", "other"}
CLOSED: Mapping[str, Text] = MappingProxyType(
    {
        "not_confirmed": Text("Nobody confirmed that it is still open"),
        "filled": Text("Every place is taken"),
        "employer_withdrew": Text("The employer withdrew it"),
    }
)


def in_force(since: date, until: date | None, lifted_on: date | None, *, on: date) -> bool:
    """Whether a suspension counts on a day; the last day counts, the day it is lifted does not."""
    if on < since or (lifted_on is not None and on >= lifted_on):
        return False
    return until is None or on <= until
