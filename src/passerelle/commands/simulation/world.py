"""The world of one simulation: the scheme, its invented people, the accounts that act, the clock."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils.crypto import get_random_string

from passerelle.actions.demonstration.populate import populate
from passerelle.actions.people.grant import Where, grant
from passerelle.actions.people.invite import invite
from passerelle.actions.schemes.load import load_scheme
from passerelle.commands.simulation.clock import Clock
from passerelle.commands.simulation.plans import Plans
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.population.setting import first_day
from passerelle.domain.schemes.folder import content_of
from passerelle.domain.schemes.scheme import Scheme as SchemeFile
from passerelle.domain.simulation.assumptions import assumptions_of
from passerelle.queries.people.actors import actor_of
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.selection.models import Offer

WHY = "a simulation reads its own invented people"
# One account acts for all sides; who may do what is enforced by the actions and proven in their own tests.
KINDS = {
    Role.EMPLOYMENT_SERVICE: "employment_service",
    Role.TRAINING_PROVIDER: "training_provider",
    Role.EMPLOYER: "employer",
}
WITH = ("candidate__person", "candidate__scheme", "candidate__brought_by")
PART = 900  # numbers in one question to the database


@dataclass(slots=True)
class World:
    """What every deed of the simulation needs."""

    stated: SchemeFile
    scheme: Scheme
    reviewer: Actor  # somebody else, where two people have to look
    staff: Actor  # the scheme manager, who holds the other sides' roles too
    clock: Clock
    plans: Plans
    candidates: dict[str, Candidate] = field(default_factory=dict)
    calls: dict[str, str] = field(default_factory=dict)  # number of the call, by track
    cleared: set[str] = field(default_factory=set)  # employers whose file is complete
    promised: set[str] = field(default_factory=set)  # vacancies with a job promised at origin
    members: list[Actor] = field(default_factory=list)  # of committees
    runs: int = 0
    paid_from: date | None = None  # the first month whose pay is not stated yet
    months_paid: int = 0
    noted: Counter[str] = field(default_factory=Counter)  # events after departure recorded by the table only

    def journeys(self, people: Collection[str]) -> dict[str, Journey]:
        """The newest case of each of these people, by the candidacy's number."""
        found: dict[str, Journey] = {}
        for part in parts(people):
            rows = Journey.objects.unscoped(WHY).filter(
                candidate__number__in=part, candidate__scheme=self.scheme
            )
            for one in rows.select_related(*WITH).order_by("pk"):
                found[one.candidate.number] = one
        return found

    def holding_a_place(self) -> int:
        """How many people have, or ever had, a place that they took; and those who have an offer now."""
        rows = Offer.objects.filter(candidate__scheme=self.scheme)
        held = rows.filter(Q(released_at__isnull=True) | Q(accepted_at__isnull=False))
        return held.values("candidate").distinct().count()


def parts(numbers: Iterable[str]) -> Iterable[list[str]]:
    """The numbers in portions that one question can hold."""
    every = sorted(numbers)
    return (every[first : first + PART] for first in range(0, len(every), PART))


def new_world(file: Path, stated: SchemeFile, *, seed: int, to: str) -> World:
    """Load the scheme, invent its people and vacancies, and start the clock on its first day."""
    first = first_day(stated)
    clock = Clock(first)
    clock.start()
    load_scheme(SYSTEM, content_of(file).decode("utf-8-sig"), file=file.name)
    populate(SYSTEM, stated.code)
    scheme = Scheme.objects.unscoped(WHY).get(code=stated.code)
    assumed = assumptions_of(stated)
    world = World(stated, scheme, _staff(scheme, clock), _staff(scheme, clock), clock, Plans(assumed, seed, to))
    rows = Candidate.objects.unscoped(WHY).filter(scheme=scheme, person__is_synthetic=True)
    world.candidates = {one.number: one for one in rows.select_related("person", "scheme").order_by("number")}
    return world


def _staff(scheme: Scheme, clock: Clock) -> Actor:
    # --into keeps the account of an earlier simulation; its password is thrown away at once.
    address = f"simulation-{get_random_string(8).lower()}@demo.passerelle.example"
    user = invite(SYSTEM, address, name="Simulation", password=get_random_string(40), is_demo=True)
    since = clock.today - timedelta(days=1)
    grant(SYSTEM, user, Role.SCHEME_MANAGER, where=Where(scheme=scheme), since=since)
    for role, kind in KINDS.items():
        every = Organisation.objects.order_by("pk")
        office = every.filter(kind=kind).first() or every.first()
        if office is not None:
            grant(SYSTEM, user, role, where=Where(scheme=scheme, organisation=office), since=since)
    return actor_of(user, on=clock.today)


def schemes_folder() -> Path:
    """Where the scheme files are."""
    return Path(settings.SCHEME_FILES)
