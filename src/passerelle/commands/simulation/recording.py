"""Events that are recorded on a case, many cases at once: the act of the case pages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from passerelle.actions.cases.screen import Recording, preview_screen, screen
from passerelle.commands.simulation.plans import Due
from passerelle.commands.simulation.world import World
from passerelle.domain.access.actor import Actor, Grant
from passerelle.domain.access.roles import Role
from passerelle.domain.journey.reasons import needs_reason
from passerelle.domain.journey.transitions import transitions_from
from passerelle.domain.kernel.problems import Refused
from passerelle.records.journeys.models import Journey

# Why a case ends by an event; the codes are those of the case page.
REASONS = {
    "found_not_eligible": "condition_not_met",
    "test_failed": "test_not_passed",
    "not_retained": "profile_not_retained",
    "no_place_found": "no_offer_found",
    "search_ended": "no_offer_found",
    "appeal_waived": "refused_by_authority",
    "left_early": "contract_ended",
    "promise_not_kept": "promise_not_kept",
    "plan_given_up": "plan_given_up",
    "talks_ended": "talks_without_result",
}
OTHERWISE = "candidate_withdrew"


def record(world: World, due: Due) -> None:
    """Record the event for everybody to whom it happens that day."""
    row = next(row for row in transitions_from(due.track, due.stage) if row.event == due.event)
    reason = REASONS.get(due.event, OTHERWISE) if needs_reason(due.track, row) else ""
    cases = world.journeys(due.people)
    actor = as_people(world, due.people) if row.who == (Role.CANDIDATE,) else world.staff
    versions: dict[str, int | None] = {one.number: one.version for one in cases.values()}
    _screen(actor, versions, Recording(due.event, reason))


def note(world: World, due: Due) -> None:
    """An event after departure that this simulation has no act for: by the table only, and counted."""
    record_the_rest(world, due, world.journeys(due.people))


def record_the_rest(world: World, due: Due, before: Mapping[str, Journey]) -> None:
    """Whose case the act of the pages did not move is recorded as it is, and counted where that is told."""
    now = world.journeys(due.people)
    left = tuple(one for one in due.people if now[one].version == before[one].version)
    if left:
        record(world, replace(due, people=left))
        world.noted[due.event] += len(left)


def _screen(actor: Actor, versions: dict[str, int | None], recording: Recording) -> None:
    """All at once; where the act refuses some, those whom its own preview lets through."""
    try:
        screen(actor, versions, recording)
    except Refused:
        possible = preview_screen(actor, versions, recording).will
        if possible:
            screen(actor, {number: versions[number] for number in possible}, recording)


def as_people(world: World, people: Sequence[str]) -> Actor:
    """The same account, speaking for these people: an event that only they may bring."""
    own = (
        Grant(Role.CANDIDATE, scheme=world.scheme.pk, person=world.candidates[number].person.number)
        for number in people
    )
    return replace(world.staff, grants=(*world.staff.grants, *own))
