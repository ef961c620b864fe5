"""Open cases that a changed value of the law touches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.changes import Span, touched
from passerelle.domain.pathways.parameters import Parameter
from passerelle.queries.pathways.route_case import DECIDED, FILED
from passerelle.records.journeys.models import Journey, JourneyQuerySet, StageChange
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.selection.models import Referral

Days = tuple[tuple[str, date], ...]  # of the events of a case
Verdict = tuple[tuple[str, ...], tuple[date | None, ...]]  # routes, and the days that may count
NO_DAYS: Days = ()
WHY = "referrals of candidacies whose journeys were reached"


@dataclass(frozen=True, slots=True)
class AffectedCase:
    """An open case on a route that reads the parameter; ``days``: those that may count, ``None`` to come."""

    journey: str
    candidate: str
    scheme: str
    stage: str
    vacancy: str | None
    routes: tuple[str, ...]
    days: tuple[date | None, ...]
    candidate_id: int
    vacancy_id: int | None

    @property
    def anchored(self) -> date | None:
        """The day that counts; ``None`` while it is to come, or while no source says which one it is."""
        return self.days[0] if len(self.days) == 1 else None


class _Case(NamedTuple):
    pk: int
    number: str
    stage: str
    version: int
    candidate_id: int
    candidate: str
    scheme: str


# Whence each of them comes, in their order.
COLUMNS = (
    "pk", "number", "stage", "scheme_version_id", "candidate_id", "candidate__number",
    "candidate__scheme__code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Post:
    key: int
    number: str
    route: str | None
    start: date | None


def affected_cases(
    actor: Actor, parameter: str, spans: Iterable[Span], *, on: date
) -> tuple[AffectedCase, ...]:
    """Open journeys on such a route whose day lies in the change, or may still come to. Four queries."""
    actor.must(Permission.PATHWAY_READ)
    changed = tuple(spans)
    using = frozenset(route.id for route in book().routes_using(parameter))
    if not changed or not using:
        return ()
    open_ = Journey.objects.visible_to(actor).filter(ended_on__isnull=True)
    posts, days, told = _posts(open_), _days(open_), _told(open_)
    judge = _Judge(book().parameters[parameter], using, changed, on)
    found = []
    for case in map(_Case._make, open_.order_by("pk").values_list(*COLUMNS)):
        post = posts.get(case.candidate_id)
        routes = _serving(post.route) if post and post.route else told[case.version]
        verdict = judge.verdict(routes, post.start if post else None, days.get(case.pk, NO_DAYS))
        if verdict is not None:
            found.append(_affected(case, post, *verdict))
    return tuple(found)


@dataclass(slots=True)
class _Judge:
    """Whether a change touches a case: worked out once for all the cases whose routes and days are alike."""

    parameter: Parameter
    using: frozenset[str]
    changed: tuple[Span, ...]
    on: date
    known: dict[tuple[object, ...], Verdict | None] = field(default_factory=dict)

    def verdict(self, routes: frozenset[str], start: date | None, days: Days) -> Verdict | None:
        """The routes that read the parameter and the days that may count; ``None``: not touched."""
        key = (routes, start, days)
        if key not in self.known:
            self.known[key] = self._worked_out(routes & self.using, start, dict(days))
        return self.known[key]

    def _worked_out(
        self, routes: frozenset[str], start: date | None, events: dict[str, date]
    ) -> Verdict | None:
        if not routes:
            return None
        if start:
            events["contract_start"] = start
        days = self.parameter.days(events, changes_employer=False, fallback=None)
        return (tuple(sorted(routes)), days) if touched(self.changed, days, self.on) else None


def _affected(
    case: _Case, post: _Post | None, routes: tuple[str, ...], days: tuple[date | None, ...]
) -> AffectedCase:
    return AffectedCase(
        journey=case.number,
        candidate=case.candidate,
        scheme=case.scheme,
        stage=case.stage,
        vacancy=post.number if post else None,
        routes=routes,
        days=days,
        candidate_id=case.candidate_id,
        vacancy_id=post.key if post else None,
    )


def _told(journeys: JourneyQuerySet) -> dict[int, frozenset[str]]:
    """All routes that each version of a scheme's file names; read once for each, not for each case."""
    rows = SchemeVersion.objects.filter(pk__in=journeys.order_by().values("scheme_version"))
    named = {pk: [row["id"] for row in kept or ()] for pk, kept in rows.values_list("pk", "facts__route")}
    return {pk: frozenset().union(*map(_serving, names)) for pk, names in named.items()}


@cache
def _serving(name: str) -> frozenset[str]:
    """The routes of the law that a scheme's route stands for; the book never changes while we run."""
    return frozenset(route.id for route in book().serving(name))


def _posts(journeys: JourneyQuerySet) -> dict[int, _Post]:
    rows = Referral.objects.unscoped(WHY).filter(
        candidate__in=journeys.values("candidate"), ended_at__isnull=True
    )
    told = rows.order_by("pk").values_list(
        "candidate_id", "vacancy_id", "vacancy__number", "vacancy__route", "vacancy__start"
    )
    return {row[0]: _Post(row[1], row[2], row[3], row[4]) for row in told}


def _days(journeys: JourneyQuerySet) -> Mapping[int, Days]:
    days: dict[int, dict[str, date]] = defaultdict(dict)
    rows = StageChange.objects.filter(journey__in=journeys.values("pk"), event__in=[FILED, *DECIDED])
    for journey, event, at in rows.values_list("journey_id", "event", "at"):
        days[journey]["filed" if event == FILED else "decided"] = at.date()
    return {journey: tuple(found.items()) for journey, found in days.items()}
