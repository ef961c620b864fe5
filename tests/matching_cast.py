"""Two small schemes with people and vacancies, carried through the real engine."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from people import Cast, make_candidate, make_cast, make_vacancy

from passerelle.actions.matching.carry_out import carry_out
from passerelle.actions.matching.request_run import request_run
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Membership, Scheme, SchemeVersion
from passerelle.records.selection.models import Proposal, Run
from passerelle.records.vacancies.models import Vacancy

JAVA, SQL, NURSING = (f"http://data.europa.eu/esco/skill/{name}" for name in ("java", "sql", "nursing"))
SCHEME = """
code = "alpha"
name = "Alpha"
version = "1"
unit = "worker"
origins = ["MA"]
destinations = ["BE"]
objective = "score"
sources = {{ here = "an invented scheme" }}
[act]
kind = "{act}"
per_candidate = {per_candidate}
[weights]
skills = 5500
occupation = 2500
country = 1500
experience = 500
[[track]]
id = "mobility"
kind = "mobility"
first = "call"
start_stage = "referred"
ends = ["completed"]
transitions = [
  {{ from = "call", event = "referred", who = ["caseworker"], to = "referred" }},
  {{ from = "referred", event = "agreed", who = ["candidate"], to = "agreed" }},
  {{ from = "agreed", event = "completed", who = ["caseworker"], to = "completed" }},
]
[[track]]
id = "home"
kind = "home"
first = "call"
start_stage = "coached"
ends = ["completed"]
transitions = [
  {{ from = "call", event = "applied", who = ["candidate"], to = "coached" }},
  {{ from = "coached", event = "completed", who = ["caseworker"], to = "completed" }},
]
"""
RULE = """
[[rule]]
name = "few-at-one-employer"
kind = "cap"
per = ["employer"]
limit = 2
"""
HOUR_AGO = timedelta(hours=1)


def scheme_facts(*, act: str = "assignment", per_candidate: int = 1, more: str = "") -> dict[str, object]:
    """The facts of the invented scheme as its file would be kept."""
    return parse_scheme(SCHEME.format(act=act, per_candidate=per_candidate) + more).normalised()


def state(scheme: Scheme, facts: dict[str, object]) -> None:
    """Give a scheme these facts."""
    SchemeVersion.objects.filter(scheme=scheme).update(facts=facts)


def skilled(scheme: Scheme, name: str, *skills: str, **facts: object) -> Candidate:
    """A candidate who holds skills and speaks French at B2."""
    held = [{"uri": skill, "how": "stated"} for skill in skills]
    known = {"occupations": ["2512"], "languages": [{"code": "fr", "level": "B2"}], "years": 3, **facts}
    return make_candidate(scheme, name, skills=held, **known)


def asking(cast: Cast, *skills: str, posts: int = 1, **facts: object) -> Vacancy:
    """A vacancy of the cast's employer that asks skills."""
    asked = [{"uri": skill, "how": "stated"} for skill in skills]
    known = {"isco": "2512", "country": "BE", "years_min": 1, **facts}
    return make_vacancy(cast.alpha, cast.employer, posts=posts, skills=asked, **known)


@dataclass
class Matched:
    """Four candidates and two vacancies after one run: two places for Java, one that asks Dutch."""

    cast: Cast
    run: Run
    best: Candidate  # Java and SQL
    second: Candidate  # SQL, asked less often and so worth more
    third: Candidate  # Java: outbid, or without Dutch
    nurse: Candidate  # no skill in common
    developer: Vacancy
    dutch: Vacancy
    actors: dict[Role, Actor] = field(default_factory=dict)

    @property
    def manager(self) -> Actor:
        """The scheme's manager."""
        return self.actors[Role.SCHEME_MANAGER]

    @property
    def caseworker(self) -> Actor:
        """The scheme's caseworker."""
        return self.actors[Role.CASEWORKER]

    @property
    def employer(self) -> Actor:
        """The employer of both vacancies."""
        return self.actors[Role.EMPLOYER]

    def proposal(self, candidate: Candidate) -> Proposal:
        """The proposal of a candidate in the run."""
        return Proposal.objects.get(run=self.run, candidate=candidate)


def make_matched(*, run: bool = True, act: str = "assignment", per_candidate: int = 1) -> Matched:
    """The cast, matched."""
    cast = make_cast()
    state(cast.alpha, scheme_facts(act=act, per_candidate=per_candidate))
    cast.vacancy.closed_on = date(2026, 3, 1)
    cast.vacancy.save()
    people = [
        skilled(cast.alpha, "Alami", JAVA, SQL),
        skilled(cast.alpha, "Bennani", SQL),
        skilled(cast.alpha, "Chraibi", JAVA),
        skilled(cast.alpha, "Daoudi", NURSING),
    ]
    developer = asking(cast, JAVA, SQL, posts=2, title="Java developer")
    dutch = asking(cast, JAVA, title="Dutch speaker", languages=[{"code": "nl", "level": "B1"}])
    run_row = Run()
    if run:
        run_row = run_now(cast)
    return Matched(cast, run_row, *people, developer, dutch, cast.actors)


def run_now(cast: Cast, **settings: object) -> Run:
    """A run from request to rows."""
    asked = request_run(cast.actors[Role.SCHEME_MANAGER], "alpha", settings=settings)
    return carry_out(asked.number)


def sign_in_as(candidate: Candidate, actor: Actor) -> None:
    """Let the cast's candidate account be this person's."""
    Membership.objects.filter(user_id=actor.id).update(person_number=candidate.person.number)


def an_hour_ago() -> datetime:
    """When the page was shown."""
    return timezone.now() - HOUR_AGO
