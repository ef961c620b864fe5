"""Changes of a stay with what the legal route says of them, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from passerelle.domain.stays.changes import ACCEPTED, SUSPENSION
from passerelle.domain.stays.conditions import kept
from passerelle.queries.stays.stay_page import StayPage
from passerelle.records.stays.models import StayChange
from passerelle.web.shared.law_shown import ShownCondition, ShownFinding, shown_condition, shown_finding
from passerelle.web.shared.wording import word_for


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One question of a change with its answer; ``routes``: named where the route's name stands for several."""

    question: str
    routes: tuple[str, ...]
    answer: ShownCondition

    @property
    def is_compared(self) -> bool:
        """Whether there is anything to compare: what the case has, or what is asked."""
        return bool(self.answer.have or self.answer.need)


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change with the answers of its route; ``gaps``: questions about which nothing is held here."""

    row: StayChange
    answers: tuple[ShownAnswer, ...]
    gaps: tuple[str, ...]
    new_job: tuple[ShownFinding, ...]
    pause_words: str  # what an accepted pause does; empty for everything else


def shown_changes(page: StayPage, on: date) -> list[ShownChange]:
    """The changes of a stay, the newest first."""
    return [_shown(one, page, on) for one in page.changes]


def _shown(row: StayChange, page: StayPage, on: date) -> ShownChange:
    found = [kept(one) for one in row.conditions]
    day = row.assessed_on or on
    several = len({route for one in found for route in one.routes}) > 1
    return ShownChange(
        row,
        tuple(
            ShownAnswer(
                word_for(one.code, "stay_condition"),
                _names(one.routes) if several else (),
                shown_condition(one.condition, day),
            )
            for one in found
            if not one.is_gap
        ),
        tuple(word_for(one.code, "stay_condition") for one in found if one.is_gap),
        tuple(shown_finding(one, on, ()) for one in page.new_jobs.get(row.pk, ())),
        _pause(row) if row.kind == SUSPENSION and row.answer == ACCEPTED else "",
    )


def _pause(row: StayChange) -> str:
    if row.moves_end is None:
        end = _("Whether the planned end moves is not known here: the scheme's file says nothing about it.")
    elif row.moves_end:
        end = _("The planned end moved by as many days.")
    else:
        end = _("The planned end does not move.")
    waits = _("Terms that end in the pause wait; pay below the contract is explained by it, day by day.")
    return f"{waits} {end}"


def _names(routes: Sequence[str]) -> tuple[str, ...]:
    return tuple(word_for(one, "route_name") for one in routes)
