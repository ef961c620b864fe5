"""The weeks of a simulation: what is due is done, who moved is planned on, until nothing is due any more."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from passerelle.commands.simulation.calls import begin_cases
from passerelle.commands.simulation.clock import monday
from passerelle.commands.simulation.deeds import carry_out_due
from passerelle.commands.simulation.follow import ask_how_they_are, close_unanswered, next_day
from passerelle.commands.simulation.pay import pay_months
from passerelle.commands.simulation.rounds import match_round
from passerelle.commands.simulation.world import WHY, World, parts
from passerelle.domain.journey.transitions import Track
from passerelle.domain.simulation.results import History, Moved
from passerelle.domain.simulation.walk import Standing, next_step, track_of
from passerelle.records.journeys.models import Journey, StageChange


@dataclass(slots=True)
class Held:
    """Steps that were due and did not happen: a guard did not hold, nothing could be recorded."""

    steps: Counter[str] = field(default_factory=Counter)


def play(world: World) -> Held:
    """Everybody from the first stage to where the run ends."""
    held = Held()
    _begin(world)
    while True:
        due = list(world.plans.due())
        if world.plans.list_is_complete():
            _moved(world, match_round(world), held, "referred")
            continue
        wave = next_day(world) if world.plans.to == "end" else None
        if wave is not None and (not due or wave <= due[0].on):
            _turn(world, wave)
            _moved(world, ask_how_they_are(world), held, "followed_up")
        elif due:
            _turn(world, max(due[0].on, world.clock.today))
            for one in due:
                carry_out_due(world, one)
                _moved(world, one.people, held, one.event)
        elif not _closed(world, held):
            return held


def _turn(world: World, day: date) -> None:
    """It is this day: months that are over meanwhile are paid."""
    world.clock.set_to(day)
    if world.plans.to == "end":
        pay_months(world)


def _closed(world: World, held: Held) -> bool:
    """Whether closing after the last wave moved anybody; when nobody moves any more the run is over."""
    if world.plans.to != "end":
        return False
    rows = StageChange.objects.filter(journey__candidate__scheme=world.scheme)
    before = rows.count()
    _moved(world, close_unanswered(world), held, "followed_up")
    return rows.count() > before


def _begin(world: World) -> None:
    """Each person takes a track and begins on the day that is drawn; weeks in their order."""
    plans, first = world.plans, world.clock.today
    by_week: dict[tuple[date, str, str], list[str]] = {}
    for number in world.candidates:
        track = track_of(plans.assumed, number, seed=plans.seed)
        step = next_step(plans.assumed, Standing(number, track, track.first, first), seed=plans.seed)
        if step is not None:
            by_week.setdefault((monday(step.on), track.id, step.row.event), []).append(number)
    for (week, track_id, event), people in sorted(by_week.items()):
        world.clock.set_to(week)
        begin_cases(world, plans.assumed.ways[track_id], event, people)
        _planned(world, people)


def _moved(world: World, people: Iterable[str], held: Held, event: str) -> None:
    """Plan on for those who moved; who did not stays where the case stands, and is counted."""
    plans = world.plans
    asked = set(people)
    journeys = world.journeys(asked)
    for number in sorted(asked):
        journey, standing = journeys[number], plans.standings[number]
        step = plans.steps.get(number)
        if _has_moved(world, journey, standing):
            plans.arrived(number, standing.track, journey.stage, journey.since)
        elif step is not None and step.row.event == event:
            held.steps[f"{standing.stage}.{event}"] += 1
            plans.steps.pop(number)


def _has_moved(world: World, journey: Journey, standing: Standing) -> bool:
    if journey.stage != standing.stage:
        return True
    # A row may lead back to its own stage: then the case was changed today.
    return journey.since == world.clock.today and journey.version > 1 and standing.since < journey.since


def _planned(world: World, people: Iterable[str]) -> None:
    for number, journey in world.journeys(list(people)).items():
        way: Track = world.plans.assumed.ways[journey.track]
        world.plans.arrived(number, way, journey.stage, journey.since)


def histories(world: World) -> list[History]:
    """What was recorded of everybody, read back from the database."""
    found: list[History] = []
    goals = {way.id: world.plans.assumed.goals(way) for way in world.plans.assumed.ways.values()}
    for part in parts(world.candidates):
        steps: dict[str, list[Moved]] = {}
        rows = StageChange.objects.filter(journey__candidate__number__in=part).order_by("at", "pk")
        names = ("journey__candidate__number", "before", "event", "after", "at")
        for number, before, event, after, at in rows.values_list(*names):
            steps.setdefault(number, []).append(Moved(before, event, after, timezone.localdate(at)))
        journeys = Journey.objects.unscoped(WHY).filter(
            candidate__number__in=part, candidate__scheme=world.scheme
        )
        for one in journeys.select_related("candidate"):
            number = one.candidate.number
            at_goal = world.plans.to == "departure" and one.stage in goals[one.track]
            over = one.ended_on is not None or at_goal
            found.append(History(number, one.track, tuple(steps[number]), over))
    return found
