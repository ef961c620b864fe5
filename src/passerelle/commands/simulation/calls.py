"""The call of each track, the applications to it, and their screening: the acts of the selection pages."""

from collections.abc import Sequence
from datetime import timedelta

from passerelle.actions.calls.apply_many import apply_many
from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.actions.calls.screen import screen
from passerelle.actions.demonstration.open_cases import open_cases
from passerelle.commands.simulation.plans import Due
from passerelle.commands.simulation.recording import record
from passerelle.commands.simulation.world import WHY, World, parts
from passerelle.domain.journey.transitions import Track
from passerelle.records.calls.models import Application

OPEN_DAYS = 200
NOT_ELIGIBLE = "outside_the_call"


def begin_cases(world: World, track: Track, event: str, people: Sequence[str]) -> None:
    """The first event of these people: they apply to the track's call, or a service selects them."""
    if event != "applied":
        open_cases(world.staff, world.scheme.code, people, event=event, track=track.id)
        return
    apply_many(world.staff, _call(world, track), people, on=world.clock.today)


def screen_applications(world: World, due: Due) -> None:
    """Answer the applications of these people, all at once; who came by a list is screened on the case."""
    eligible = due.event == "found_eligible"
    choices: dict[str, int | None] = {}
    for part in parts(due.people):
        rows = Application.objects.unscoped(WHY).filter(candidate__number__in=part)
        mine = rows.filter(call__number=world.calls.get(due.track.id, ""), state=Application.State.HANDED_IN)
        choices |= dict(mine.values_list("number", "version"))
    if choices:
        reason = "" if eligible else NOT_ELIGIBLE
        screen(world.staff, world.calls[due.track.id], choices, eligible=eligible, reason_code=reason, words="")
    else:
        record(world, due)


def _call(world: World, track: Track) -> str:
    """The call of a track, written and published when the first people apply."""
    if track.id not in world.calls:
        facts = CallFacts(
            track=track.id,
            opens_on=world.clock.today,
            closes_on=world.clock.today + timedelta(days=OPEN_DAYS),
            languages=("en",),
            texts={"en": {"title": f"{world.stated.name}: {track.id} (invented)"}},
            # Only what every invented person has: whoever lacks an answer would stay a draft.
            fields=({"code": "family_name", "needed": True},),
        )
        number = write_call(world.staff, world.scheme.code, facts)
        publish_call(world.staff, number)
        world.calls[track.id] = number
    return world.calls[track.id]
