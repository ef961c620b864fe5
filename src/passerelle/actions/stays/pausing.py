"""What an accepted pause does: terms inside it wait, and the planned end moves where the scheme says so."""

from datetime import date

from passerelle.actions.stays.plan_days import must_be_lawful
from passerelle.actions.stays.reach import refusal
from passerelle.actions.steps.versions import save_next
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.pauses import Pause, after_the_pause, moves_end
from passerelle.records.stays.circumstances import route_of
from passerelle.records.stays.models import Stay, StayChange
from passerelle.records.stays.pauses import pauses_of
from passerelle.records.stays.permits import permit_until


def must_be_new(stay: Stay, pause: Pause) -> None:
    """Refuse days that lie in a pause already (``already_paused``): they would count twice.

    Asked once is enough: a stay has one open wish for a pause at a time.
    """
    if any(pause.meets(one) for one in pauses_of([stay])[stay.pk]):
        message = Text("Some of these days lie in a pause already.")
        raise refusal("already_paused", message, Text("Choose other days."), column="from_on")


def pause_stay(row: StayChange, stay: Stay, pause: Pause) -> None:
    """The next word on stay and case waits, if its term ends inside the pause; the end moves or not.

    Whether it moves is stated by the scheme's file for the route of the stay; where it says nothing, nothing
    moves and the change keeps that nobody knows. Refused as planned days of a visit are.
    """
    journey = stay.journey
    stay.due_on = after_the_pause(stay.due_on, pause)
    waiting = after_the_pause(journey.due_on, pause)
    if waiting != journey.due_on:
        journey.due_on = waiting
        save_next(journey)
    row.moves_end = moves_end(journey.scheme_version.facts, route_of(stay))
    begins = stay.arrived_on or stay.planned_from
    if row.moves_end and stay.planned_until and begins:
        moved = stay.planned_until + pause.length
        must_be_lawful(stay, begins, moved)
        _must_be_covered(stay, moved)
        stay.planned_until = moved
    save_next(stay)


def _must_be_covered(stay: Stay, moved: date) -> None:
    """Refused with ``beyond_permit``: an end that moves passes no permit."""
    until = permit_until([stay]).get(stay.pk)
    if until is not None and moved > until:
        message = Text("With this pause the stay would end on %(day)s, after the permit.", {"day": moved})
        hint = Text("The permit covers the days up to %(day)s. Extend it first.", {"day": until})
        raise refusal("beyond_permit", message, hint)
