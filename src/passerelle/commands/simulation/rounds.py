"""A matching round: when the list is complete, the manager asks for a run and accepts what it proposes."""

from datetime import timedelta

from passerelle.actions.matching.accept import accept_many
from passerelle.actions.matching.carry_out import carry_out
from passerelle.actions.matching.request_run import request_run
from passerelle.commands.simulation.world import World
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.selection.models import Proposal, Run

MOST_ROUNDS = 4  # after these, whoever is still on the list stays on it
WEEK = timedelta(days=7)


def match_round(world: World) -> set[str]:
    """The people whom this round referred; empty ends the waiting of everybody."""
    waiting = set(world.plans.waiting)
    if world.runs == MOST_ROUNDS or not _places_open(world):
        world.plans.stop_waiting(waiting)
        return set()
    world.runs += 1
    world.clock.set_to(world.clock.today + WEEK)
    settings = {"seed": world.plans.seed, "on": world.clock.today.isoformat()}
    run = carry_out(request_run(world.staff, world.stated.code, settings=settings).number)
    if run.state != Run.State.READY:
        raise Refused([Problem(f"run_{run.state}", Text("%(fault)s", {"fault": run.fault or run.state}))])
    rows = Proposal.objects.filter(run=run).select_related("candidate").order_by("number")
    chosen = [one for one in rows if one.candidate.number in waiting]
    if chosen:
        accept_many(
            world.staff, run.number, [(one.number, one.version) for one in chosen], shown_at=None, key=None
        )
    referred = {one.candidate.number for one in chosen}
    world.plans.stop_waiting(referred or waiting)
    return referred


def _places_open(world: World) -> bool:
    limit = world.plans.assumed.most("placed")
    return limit is None or world.holding_a_place() < limit[0]
