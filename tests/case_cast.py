"""A small scheme whose table has terms, guards, hidden stages and consequences, and people on their way."""

from dataclasses import dataclass

from django.utils import timezone
from people import Cast, make_candidate, make_cast

from passerelle.actions.steps.journey.journeys import begin
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Scheme, SchemeVersion

SCHEME = """
code = "alpha"
name = "Alpha"
version = "1"
unit = "worker"
origins = ["MA"]
destinations = ["BE"]
[act]
kind = "assignment"
[weights]
skills = 10000
occupation = 0
country = 0
experience = 0
[[track]]
id = "mobility"
kind = "mobility"
first = "call"
start_stage = "referred"
ends = ["completed", "not_selected", "withdrawn"]
transitions = [
  { from = "call", event = "applied", who = ["candidate", "caseworker"], to = "applied", due_days = 14 },
  { from = "applied", event = "test_passed", who = ["caseworker"], to = "tested", hidden = true },
  { from = "applied", event = "test_failed", who = ["caseworker"], to = "not_selected", then = ["tell_candidate"] },
  { from = "tested", event = "referred", who = ["caseworker"], to = "referred", then = ["tell_candidate"] },
  { from = "referred", event = "agreed", who = ["candidate"], to = "agreed" },
  { from = "agreed", event = "offered", who = ["caseworker", "employer"], to = "offered", then = ["reserve_place"] },
  { from = "offered", event = "placed", who = ["candidate"], to = "placed", then = ["tell_employer"] },
  { from = "placed", event = "departed", who = ["caseworker"], to = "departed", guard = ["departure_ready"] },
  { from = "departed", event = "case_closed", who = ["caseworker"], to = "completed" },
  { from = ["applied", "tested", "referred"], event = "withdrew", who = ["candidate", "caseworker"], to = "withdrawn" },
  { from = ["agreed", "offered", "placed"], event = "withdrew", who = ["candidate", "caseworker"], to = "withdrawn", then = ["release_place"] },
]
"""


def state_table(scheme: Scheme, text: str = SCHEME) -> None:
    """Give a scheme this file."""
    SchemeVersion.objects.filter(scheme=scheme).update(facts=parse_scheme(text).normalised())


@dataclass
class Cases:
    """The cast, and three people who applied."""

    cast: Cast
    people: list[Candidate]

    @property
    def manager(self) -> Actor:
        """The scheme's manager."""
        return self.cast.actors[Role.SCHEME_MANAGER]

    @property
    def caseworker(self) -> Actor:
        """The scheme's caseworker."""
        return self.cast.actors[Role.CASEWORKER]

    def journeys(self) -> list[Journey]:
        """The open cases in order."""
        return list(Journey.objects.unscoped("test").filter(ended_on__isnull=True).order_by("pk"))

    def versions(self) -> dict[str, int | None]:
        """The open cases as somebody sees them now."""
        return {one.number: one.version for one in self.journeys()}


def apply_all(people: list[Candidate], by: Actor = SYSTEM) -> list[Journey]:
    """Begin a case for each, today."""
    with writing(by, "test.apply", purpose=Purpose.JOURNEY) as note:
        return begin(note, people, event="applied", by=by, at=timezone.now())


def make_cases(people: int = 3) -> Cases:
    """The cast with people who applied; the first of them is the cast's own candidate."""
    cast = make_cast()
    state_table(cast.alpha)
    more = [make_candidate(cast.alpha, f"Person{place:03}") for place in range(1, people)]
    cases = Cases(cast, [cast.candidate, *more])
    apply_all(cases.people, cases.caseworker)
    return cases
