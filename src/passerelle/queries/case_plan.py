"""The plan of one case, counted back from its start: its table, contract, route and consular post."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.durations import expected_days
from passerelle.domain.permits.departure import formalities
from passerelle.domain.permits.posts import Channel, Wait, is_open, usual_wait
from passerelle.domain.planning.backward import PlannedStep, Step, backward_plan, verdict
from passerelle.domain.planning.durations import DURATIONS
from passerelle.domain.planning.table import steps_of
from passerelle.domain.schemes.kept import tracks_from
from passerelle.records.contracts.models import Contract, ContractVersion
from passerelle.records.dossiers.models import Dossier
from passerelle.records.journeys.models import Journey
from passerelle.records.permits.models import ConsularPost, PostWait
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Vacancy

WHY = "joined to a case within reach"


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
    origin: str
    destination: str


def case_plan(actor: Actor, number: str, *, on: date) -> CasePlan:
    """The plan of a case within reach. Constant queries, whatever posts and observations there are."""
    actor.must(Permission.JOURNEY_READ)
    rows = Journey.objects.visible_to(actor).select_related(
        "candidate__person", "candidate__scheme", "candidate__brought_by", "scheme_version"
    )
    journey = rows.get(number=number)
    actor.must(Permission.JOURNEY_READ, scheme=journey.candidate.scheme_id)
    track = tracks_from(journey.scheme_version.facts).get(journey.track)
    place = _place(journey)
    start, signed = _contract(journey)
    start = start or (place.vacancy.start if place.vacancy else None)
    asked = steps_of(track, journey.stage) if track else {}
    if signed and "contract" in asked:
        asked["contract"] = True
    steps = [_timed(code, done, place, on) for code, done in asked.items()]
    steps = [_at_post(one, place, on) if one.code == "appointment" else one for one in steps]
    steps = [_papers(one, journey, place.origin) if one.code == "exit_papers" else one for one in steps]
    planned = tuple(backward_plan(start, steps, on))
    return CasePlan(journey, start, place.origin, place.destination, planned, verdict(planned))


def _place(journey: Journey) -> _Place:
    candidate = journey.candidate
    offers = Offer.objects.filter(candidate=candidate, released_at__isnull=True).order_by("-pk")
    offer = offers.select_related("place__vacancy").first()
    vacancy = offer.place.vacancy if offer else None
    if vacancy is None:
        referrals = Referral.objects.unscoped(WHY).filter(candidate=candidate, ended_at__isnull=True)
        referral = referrals.select_related("vacancy").order_by("-pk").first()
        vacancy = referral.vacancy if referral else None
    service, towards = candidate.brought_by, journey.scheme_version.facts.get("destinations") or []
    only = towards[0] if len(towards) == 1 else ""
    return _Place(
        vacancy,
        candidate.person.nationality or (service.country if service else "") or "",
        (vacancy.country if vacancy else "") or only,
    )


def _contract(journey: Journey) -> tuple[date | None, bool]:
    """The start that the newest contract states, and whether the worker has signed one."""
    contracts = Contract.objects.unscoped(WHY).filter(candidate=journey.candidate, ended_on__isnull=True)
    newest = ContractVersion.objects.filter(contract__in=contracts).order_by("-pk").first()
    said = newest.terms.get("start") if newest else None
    signed = contracts.filter(
        versions__paper__signatures__role__in=("worker", "student"),
        versions__paper__signatures__signed_at__isnull=False,
        versions__paper__withdrawn_at__isnull=True,
    ).exists()
    return (date.fromisoformat(said) if said else None), signed


def _timed(code: str, done: bool, place: _Place, on: date) -> Step:
    """A step with the law's days for the decision where the route has them, else an assumption."""
    route = book().routes.get(place.vacancy.route or "") if place.vacancy else None
    term = expected_days(route, on=on) if route and code == "decision" else None
    if term:
        return Step(code, term.days, "law", done, source=f"{term.source} ({term.evidence})")
    return Step(code, DURATIONS[code].days, DURATIONS[code].basis, done)


def _at_post(step: Step, place: _Place, on: date) -> Step:
    """The appointment with what is recorded about posts between the two countries."""
    posts = list(ConsularPost.objects.filter(state=place.destination, country=place.origin).order_by("pk"))
    rows = PostWait.objects.filter(post__state=place.destination, post__country=place.origin)
    waits = [Wait(one.days, one.on, one.source) for one in rows]
    observed = usual_wait(waits, on=on)
    step = replace(step, channel=_any_open(posts, on))
    return replace(step, days=observed, basis="observed") if observed is not None else step


def _any_open(posts: Sequence[ConsularPost], on: date) -> bool | None:
    states = [is_open(Channel(one.opened_on, one.closed_on, one.opening_known), on) for one in posts]
    if True in states:
        return True
    return None if None in states or not states else False


def _papers(step: Step, journey: Journey, origin: str) -> Step:
    """Exit papers: done once their dossier is complete; of a country that nobody described, not known."""
    exits = Dossier.objects.unscoped(WHY).filter(kind="exit", journey=journey)
    done = step.done or exits.filter(complete_on__isnull=False).exists()
    known = formalities(origin) is not None
    return replace(step, done=done) if known else replace(step, days=None, basis="unknown", done=done)
