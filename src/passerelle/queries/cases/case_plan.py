"""Plans counted back from a start, of one case or of many: table, contract, route, consular post."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.durations import expected_days
from passerelle.domain.permits.departure import formalities, leaves_from
from passerelle.domain.permits.posts import Channel, is_open, usual_wait
from passerelle.domain.planning.backward import PlannedStep, Step, backward_plan, verdict
from passerelle.domain.planning.durations import DURATIONS
from passerelle.domain.planning.table import steps_of
from passerelle.queries.cases.planned_facts import PlannedFacts, planned_facts
from passerelle.records.journeys.models import Journey

# What a plan reads of a case, in the order in which an outlook takes it.
COLUMNS = (
    "number", "pk", "candidate_id", "scheme_version_id", "track", "stage", "candidate__person__nationality",
    "candidate__brought_by__country",
)  # fmt: skip


class Outlook(NamedTuple):
    """Everything that a plan follows from; cases that are alike in it have the same plan."""

    table: tuple[int, str]  # scheme version and track
    stage: str
    start: date | None
    route: str
    origin: str  # empty: nobody knows it
    destination: str
    signed: bool
    papers: bool  # those for leaving are complete


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Steps counted back from a start; ``origin`` and ``destination`` are empty where nobody knows them.

    Cases that are alike share one plan: it is counted as itself, not compared step by step.
    """

    start: date | None
    origin: str
    destination: str
    steps: tuple[PlannedStep, ...]
    verdict: str


@dataclass(frozen=True, slots=True, eq=False)
class CasePlan(Plan):
    """The plan of one case."""

    journey: Journey


def case_plan(actor: Actor, number: str, *, on: date) -> CasePlan:
    """The plan of a case within reach. Constant queries, whatever posts and observations there are."""
    actor.must(Permission.JOURNEY_READ)
    rows = Journey.objects.visible_to(actor).filter(number=number)
    journey = rows.select_related("candidate__person", "candidate__scheme").get()
    actor.must(Permission.JOURNEY_READ, scheme=journey.candidate.scheme_id)
    ((_number, plan),) = plans_of(rows, on=on)
    return CasePlan(plan.start, plan.origin, plan.destination, plan.steps, plan.verdict, journey)


def plans_of(rows: QuerySet[Journey], *, on: date) -> list[tuple[str, Plan]]:
    """The number and plan of each case that was reached, in the order of the rows; constant queries.

    Many cases are alike in everything that their plan follows from: each such plan is worked out once.
    """
    known = planned_facts(rows)
    made: dict[Outlook, Plan] = {}
    asked: dict[tuple[tuple[int, str], str], dict[str, bool]] = {}
    found = []
    for row in rows.values_list(*COLUMNS):
        outlook = _outlook(row, known)
        plan = made.get(outlook)
        if plan is None:
            where = (outlook.table, outlook.stage)
            if where not in asked:
                track = known.tracks.get(outlook.table)
                asked[where] = steps_of(track, outlook.stage) if track else {}
            plan = made[outlook] = _planned(outlook, asked[where], known, on)
        found.append((row[0], plan))
    return found


def _outlook(row: tuple[Any, ...], known: PlannedFacts) -> Outlook:
    _number, case, candidate, version, track, stage, nationality, service = row
    post = known.offered.get(candidate) or known.referred.get(candidate)
    towards = known.destinations[version]
    return Outlook(
        (version, track),
        stage,
        known.starts.get(candidate) or (post.start if post else None),
        known.routes.get(case) or (post.route if post else ""),
        leaves_from(service, nationality),
        (post.country if post else "") or (towards[0] if len(towards) == 1 else ""),
        candidate in known.signed,
        case in known.papers,
    )


def _planned(outlook: Outlook, asked: dict[str, bool], known: PlannedFacts, on: date) -> Plan:
    done = {**asked, "contract": True} if outlook.signed and "contract" in asked else asked
    steps = [Step(code, DURATIONS[code].days, DURATIONS[code].basis, ready) for code, ready in done.items()]
    steps = [_at_post(one, outlook, known, on) if one.code == "appointment" else one for one in steps]
    steps = [_papers(one, outlook) if one.code == "exit_papers" else one for one in steps]
    planned = tuple(_with_law(outlook.start, steps, outlook.route, known, on))
    return Plan(outlook.start, outlook.origin, outlook.destination, planned, verdict(planned))


def _with_law(
    start: date | None, steps: list[Step], route: str, known: PlannedFacts, on: date
) -> list[PlannedStep]:
    """The plan with the law's days for the permit, or for the visa where a table asks for nothing else.

    The value is that of the day on which the step must begin, never another year's. That day follows from
    the days themselves: it is first counted with today's value.
    """
    codes = [one.code for one in steps]
    code = "decision" if "decision" in codes else "visa"
    if route not in book().routes or code not in codes:
        return backward_plan(start, steps, on)

    def counted(day: date) -> list[PlannedStep]:
        lawful = [_by_law(one, route, day, known) if one.code == code else one for one in steps]
        return backward_plan(start, lawful, on)

    first = counted(on)
    day = next((one.latest for one in first if one.code == code), None)
    return counted(day) if day and day > on else first


def _by_law(step: Step, route: str, day: date, known: PlannedFacts) -> Step:
    term = expected_days(book().routes[route], on=day)
    if term is None:
        return replace(step, days=None, basis="unknown", why="no_value")
    basis = "law_confirmed" if term.parameter in known.confirmed else "law"
    return replace(step, days=term.days, basis=basis, source=f"{term.source} ({term.evidence})")


def _at_post(step: Step, outlook: Outlook, known: PlannedFacts, on: date) -> Step:
    """The appointment with what is recorded about posts between the two countries."""
    pair = (outlook.destination, outlook.origin)
    channels = known.channels.get(pair, [])
    observed = usual_wait(known.waits.get(pair, []), on=on)
    channel = _any_open(channels, on)
    why = "" if channel is not None else "opening_unknown" if channels else "no_post"
    step = replace(step, channel=channel, why=why)
    return replace(step, days=observed, basis="observed") if observed is not None else step


def _any_open(channels: Sequence[Channel], on: date) -> bool | None:
    states = [is_open(one, on) for one in channels]
    if True in states:
        return True
    return None if None in states or not states else False


def _papers(step: Step, outlook: Outlook) -> Step:
    """Exit papers: done once their dossier is complete; of a country that nobody described, not known."""
    changed = replace(step, done=step.done or outlook.papers)
    described = formalities(outlook.origin) is not None
    return changed if described else replace(changed, days=None, basis="unknown", why="papers_unknown")
