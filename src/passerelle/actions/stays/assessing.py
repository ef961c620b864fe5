"""Hold a change against the law of its route, as known on a day."""

from datetime import date
from typing import Any

from passerelle.domain.stays.changes import Wish
from passerelle.domain.stays.conditions import answers
from passerelle.records.pathways.confirmed import digests_in_use
from passerelle.records.stays.circumstances import circumstances
from passerelle.records.stays.models import Stay, StayChange


def assessed(
    stay: Stay, wish: Wish, *, today: date, noticed_on: date | None = None, breach: bool | None = None
) -> list[dict[str, Any]]:
    """The answers of the route as the record keeps them; nine queries at most."""
    held = circumstances(stay, today=today, noticed_on=noticed_on, breach=breach)
    return [one.as_dict() for one in answers(wish, held, on=today, confirmed=digests_in_use())]


def assess_again(row: StayChange, stay: Stay, *, today: date) -> None:
    """Put the answers of today on a change that is about to be saved."""
    wish = Wish(row.kind, row.from_on, row.until, row.site)
    row.conditions = assessed(stay, wish, today=today, noticed_on=row.noticed_on, breach=row.breach)
    row.assessed_on = today
