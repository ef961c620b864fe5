"""People at the published stages: as many as a source counts, brought there by the acts of the pages."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from passerelle.actions.demonstration.open_cases import open_cases
from passerelle.actions.matching.accept import accept_many
from passerelle.actions.steps.writing import without_letters
from passerelle.commands.demonstration.published import COHORTS, Cohort
from passerelle.commands.demonstration.sides import world_of
from passerelle.commands.simulation.clock import Day
from passerelle.commands.simulation.deeds import carry_out_due
from passerelle.commands.simulation.plans import REFERRED, Due
from passerelle.commands.simulation.quotas import open_quotas
from passerelle.commands.simulation.world import WHY, World
from passerelle.domain.journey.transitions import Track, Transition, transitions_from
from passerelle.domain.schemes.scheme import Scheme as SchemeFile
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Proposal, Referral, Run

AGO = timedelta(days=10)  # long enough that something has been waiting, short enough that nobody is late


def ensure_standing(stated: SchemeFile, *, today: date) -> int:
    """Bring a scheme's people to the published stages, once, all or nothing; gives how many people moved."""
    cohorts = [one for one in COHORTS if one.scheme == stated.code]
    begun = Journey.objects.unscoped(WHY).filter(candidate__scheme__code=stated.code)
    if not cohorts or begun.exclude(stage=REFERRED).exists():
        return 0
    with Day(today - AGO) as day, transaction.atomic(), without_letters():
        world = world_of(stated, day)
        open_quotas(world)
        chosen = _chosen(world, cohorts)
        for cohort, people in zip(cohorts, _within(world, cohorts, chosen), strict=True):
            _bring(world, cohort, people, chosen)
    return len(_stages(world, list(world.candidates)))


def _within(
    world: World, cohorts: Sequence[Cohort], chosen: Mapping[str, Proposal]
) -> Iterable[tuple[str, ...]]:
    """The people of each cohort: those with a proposal first, so that the narrower lies in the wider."""
    referred = Referral.objects.unscoped(WHY).filter(candidate__scheme=world.scheme)
    spared = set(referred.values_list("candidate__number", flat=True))
    others = [number for number in world.candidates if number not in chosen and number not in spared]
    order = [*chosen, *others]
    placed = order[: len(chosen)]
    return [tuple((placed if _needs_place(world, one) else order)[: _count(world, one)]) for one in cohorts]


def _count(world: World, cohort: Cohort) -> int:
    fact = world.stated.fact(cohort.fact)
    return fact.value if fact is not None and isinstance(fact.value, int) else 0


def _chosen(world: World, cohorts: Sequence[Cohort]) -> dict[str, Proposal]:
    """A proposal for each of those who go beyond the list; never more for a vacancy than it has places."""
    placed = [one for one in cohorts if _needs_place(world, one)]
    if not placed:
        return {}
    most = max(_count(world, one) for one in placed)
    rule = placed[0]
    wanted = _wanted(world, rule, most)
    found: dict[str, Proposal] = {}
    left: dict[int, int] = {}
    for row in _proposals(world):
        person = row.candidate.person
        sex = (person.sex or "") if rule.sexes else ""
        free = left.setdefault(row.vacancy_id, row.vacancy.posts)
        if row.candidate.number in found or not free or wanted.get(sex, 0) <= 0:
            continue
        if rule.without and person.nationality not in set(world.stated.origins) - set(rule.without):
            continue
        found[row.candidate.number] = row
        left[row.vacancy_id] -= 1
        wanted[sex] -= 1
    # A population cut down for a test has fewer people than were published; the real one never.
    if len(found) < most <= len(world.candidates):
        raise RuntimeError(f"{world.stated.code}: {len(found)} proposals for {most} published")
    return found


def _wanted(world: World, rule: Cohort, most: int) -> dict[str, int]:
    """How many of each sex, as published; where one is published alone the other is the rest."""
    if not rule.sexes:
        return {"": most}
    known = {sex: world.stated.fact(name) for sex, name in rule.sexes.items()}
    counts = {sex: one.value for sex, one in known.items() if one is not None and isinstance(one.value, int)}
    return {sex: counts.get(sex, most - sum(counts.values())) for sex in ("f", "m")}


def _needs_place(world: World, cohort: Cohort) -> bool:
    track = next(one for one in world.stated.tracks if one.id == cohort.track)
    return any(row.event == REFERRED for row in way(track, track.first, cohort.stage, via=cohort.via))


def _proposals(world: World) -> Iterable[Proposal]:
    rows = Proposal.objects.filter(run__scheme=world.scheme, decision__isnull=True)
    last = rows.order_by("-run__ordinal").values_list("run", flat=True).first()
    return rows.filter(run=last).select_related("candidate__person", "vacancy").order_by("-score", "number")


def _bring(world: World, cohort: Cohort, people: Sequence[str], chosen: dict[str, Proposal]) -> None:
    track = next(one for one in world.stated.tracks if one.id == cohort.track)
    by_stage: dict[str, list[str]] = {}
    stages = _stages(world, people)
    for number in people:
        by_stage.setdefault(stages.get(number, track.first), []).append(number)
    for stage, numbers in by_stage.items():
        for row in way(track, stage, cohort.stage, via=cohort.via):
            _step(world, track, row, numbers, chosen)


def _step(
    world: World, track: Track, row: Transition, people: Sequence[str], chosen: dict[str, Proposal]
) -> None:
    if row.leaving == track.first:
        # Lists of partners brought them: no form was filled in.
        open_cases(world.staff, world.stated.code, people, event=row.event, track=track.id)
    elif row.event == REFERRED:
        rows = [chosen[number] for number in people]
        run = Run.objects.unscoped(WHY).values_list("number", flat=True).get(pk=rows[0].run_id)
        accept_many(world.staff, run, [(one.number, one.version) for one in rows], shown_at=None, key=None)
    else:
        carry_out_due(world, Due(world.clock.today, track, row.leaving, row.event, tuple(sorted(people))))
    there = sum(stage == row.to for stage in _stages(world, people).values())
    if there != len(people):
        raise RuntimeError(f"{world.stated.code}: {there} of {len(people)} came to {row.to}")


def _stages(world: World, people: Sequence[str]) -> dict[str, str]:
    """Where the case of each of these people stands."""
    wanted = set(people)
    rows = Journey.objects.unscoped(WHY).filter(candidate__scheme=world.scheme).order_by("pk")
    every = rows.values_list("candidate__number", "stage")
    return {number: stage for number, stage in every if number in wanted}


def way(track: Track, start: str, goal: str, *, via: str = "") -> tuple[Transition, ...]:
    """The shortest way along a table's rows; empty at the goal. Raises ``ValueError`` where there is none."""
    if via and start != via and via in track.stages:
        return (*way(track, start, via), *way(track, via, goal))
    ways: dict[str, tuple[Transition, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == goal:
            return ways[here]
        for row in transitions_from(track, here):
            if row.to not in ways:
                ways[row.to] = (*ways[here], row)
                waiting.append(row.to)
    raise ValueError(f"no way leads from {start} to {goal}")
