"""A case follows its waves: an answer is an event of its table, and after the last wave it is closed."""

from collections.abc import Sequence
from datetime import datetime

from passerelle.actions.steps.journey.journeys import follow_all
from passerelle.actions.steps.tables import CHECKED, tables_for
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.followups.waves import ANSWERED, OPEN
from passerelle.domain.journey.transitions import transitions_from
from passerelle.records.followups.models import Wave

WHY = "the action reached these waves"
# A stage that leads on to more than these is left to the room whose steps they are, such as reintegration.
OF_FOLLOW_UP = frozenset({"followed_up", "case_closed", "withdrew"})


def close_followed(note: Writing, waves: Sequence[Wave], *, by: Actor, at: datetime) -> None:
    """Take the open cases of these settled waves along their own table, where it knows the event."""
    open_ = [one for one in waves if one.journey.ended_on is None]
    if not open_:
        return
    tables = tables_for([one.journey for one in open_])
    answered = []
    for one in open_:
        track = tables.get((one.journey.scheme_version_id, one.journey.track))
        rows = transitions_from(track, one.journey.stage) if track else ()
        if one.state == ANSWERED and rows and {row.event for row in rows} <= OF_FOLLOW_UP:
            answered.append(one.journey.candidate)
    follow_all(note, answered, "followed_up", by=by, at=at, who=CHECKED)
    still = Wave.objects.unscoped(WHY).filter(journey__in=[one.journey_id for one in open_], state__in=OPEN)
    waiting = set(still.values_list("journey_id", flat=True))
    over = [one.journey.candidate for one in open_ if one.journey_id not in waiting]
    follow_all(note, over, "case_closed", by=by, at=at, who=CHECKED)
