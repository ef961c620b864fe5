"""Plans counted back from a start, of one case or of many: table, contract, route, consular post."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.durations import expected_days
from passerelle.domain.permits.departure import formalities
from passerelle.domain.permits.posts import Channel, is_open, usual_wait
from passerelle.domain.planning.backward import PlannedStep, Step, backward_plan, verdict
from passerelle.domain.planning.durations import DURATIONS
from passerelle.domain.planning.table import steps_of
from passerelle.queries.planned_facts import PlannedFacts, planned_facts
from passerelle.records.journeys.models import Journey
from passerelle.records.vacancies.models import Vacancy


@dataclass(frozen=True, slots=True)
class CasePlan:
    """A case with its steps counted back; ``origin`` and ``destination`` are empty where nobody knows them."""

    journey: Journey
    start: date | None
    origin: str
    destination: str
    steps: tuple[PlannedStep, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class _Place:
    vacancy: Vacancy | None
    route: str
    origin: str
    destination: str


def case_plan(actor: Actor, number: str, *, on: date) -> CasePlan:
    """The plan of a case within reach. Constant queries, whatever posts and observations there are."""
    actor.must(Permission.JOURNEY_READ)
    rows = Journey.objects.visible_to(actor).filter(number=number)
    journey = rows.select_related("candidate").get()
    actor.must(Permission.JOURNEY_READ, scheme=journey.candidate.scheme_id)
    return next(plans_of(rows, on=on))


def plans_of(rows: QuerySet[Journey], *, on: date) -> Iterator[CasePlan]:
    """The plans of cases that were reached, in the order of the rows; constant queries, however many."""
    known = planned_facts(rows)
    joined = rows.select_related("candidate__person", "candidate__scheme", "candidate__brought_by")
    asked: dict[tuple[int, str, str], dict[str, bool]] = {}
    for journey in joined:
        where = (journey.scheme_version_id, journey.track, journey.stage)
        if where not in asked:
            track = known.tracks.get(where[:2])
            asked[where] = steps_of(track, journey.stage) if track else {}
        yield _planned(journey, asked[where], known, on)


def _planned(journey: Journey, asked: dict[str, bool], known: PlannedFacts, on: date) -> CasePlan:
    place, candidate = _place(journey, known), journey.candidate_id
    start = known.starts.get(candidate) or (place.vacancy.start if place.vacancy else None)
    done = {**asked, "contract": True} if candidate in known.signed and "contract" in asked else asked
    steps = [Step(code, DURATIONS[code].days, DURATIONS[code].basis, ready) for code, ready in done.items()]
    steps = [_at_post(one, place, known, on) if one.code == "appointment" else one for one in steps]
    steps = [_papers(one, journey, place.origin, known) if one.code == "exit_papers" else one for one in steps]
    planned = tuple(_with_law(start, steps, place.route, known, on))
    return CasePlan(journey, start, place.origin, place.destination, planned, verdict(planned))


def _place(journey: Journey, known: PlannedFacts) -> _Place:
    candidate = journey.candidate
    vacancy = known.offered.get(candidate.pk) or known.referred.get(candidate.pk)
    service, towards = candidate.brought_by, known.destinations[journey.scheme_version_id]
    only = towards[0] if len(towards) == 1 else ""
    return _Place(
        vacancy,
        known.routes.get(journey.pk) or (vacancy.route if vacancy else "") or "",
        candidate.person.nationality or (service.country if service else "") or "",
        (vacancy.country if vacancy else "") or only,
    )


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


def _at_post(step: Step, place: _Place, known: PlannedFacts, on: date) -> Step:
    """The appointment with what is recorded about posts between the two countries."""
    pair = (place.destination, place.origin)
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


def _papers(step: Step, journey: Journey, origin: str, known: PlannedFacts) -> Step:
    """Exit papers: done once their dossier is complete; of a country that nobody described, not known."""
    done = step.done or journey.pk in known.papers
    described = formalities(origin) is not None
    changed = replace(step, done=done)
    return changed if described else replace(changed, days=None, basis="unknown", why="papers_unknown")
