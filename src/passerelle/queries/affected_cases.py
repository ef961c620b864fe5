"""Open cases that a changed value of the law touches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.changes import Span, touched
from passerelle.domain.pathways.parameters import Parameter
from passerelle.queries.route_case import DECIDED, FILED
from passerelle.records.journeys.models import Journey, JourneyQuerySet, StageChange
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.selection.models import Referral

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
    using = {route.id for route in book().routes_using(parameter)}
    if not changed or not using:
        return ()
    open_ = Journey.objects.visible_to(actor).filter(ended_on__isnull=True)
    journeys = open_.select_related("candidate", "candidate__scheme").order_by("pk")
    known = book().parameters[parameter]
    posts, days = _posts(open_), _days(open_)
    told = _told(open_)
    found = (
        _affected(one, posts.get(one.candidate_id), days[one.pk], told[one.scheme_version_id], using, known)
        for one in journeys
    )
    return tuple(one for one in found if one is not None and touched(changed, one.days, on))


def _affected(
    journey: Journey,
    post: _Post | None,
    days: Mapping[str, date],
    told: frozenset[str],
    using: set[str],
    parameter: Parameter,
) -> AffectedCase | None:
    routes = (_serving(post.route) if post and post.route else told) & using
    if not routes:
        return None
    events = {**days, **({"contract_start": post.start} if post and post.start else {})}
    return AffectedCase(
        journey=journey.number,
        candidate=journey.candidate.number,
        scheme=journey.candidate.scheme.code,
        stage=journey.stage,
        vacancy=post.number if post else None,
        routes=tuple(sorted(routes)),
        days=parameter.days(events, changes_employer=False, fallback=None),
        candidate_id=journey.candidate_id,
        vacancy_id=post.key if post else None,
    )


def _told(journeys: JourneyQuerySet) -> dict[int, frozenset[str]]:
    """All routes that each version of a scheme's file names; read once for each, not for each case."""
    rows = SchemeVersion.objects.filter(pk__in=journeys.order_by().values("scheme_version"))
    named = {
        pk: [row["id"] for row in facts.get("route") or ()] for pk, facts in rows.values_list("pk", "facts")
    }
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


def _days(journeys: JourneyQuerySet) -> Mapping[int, dict[str, date]]:
    days: dict[int, dict[str, date]] = defaultdict(dict)
    rows = StageChange.objects.filter(journey__in=journeys.values("pk"), event__in=[FILED, *DECIDED])
    for journey, event, at in rows.values_list("journey_id", "event", "at"):
        days[journey]["filed" if event == FILED else "decided"] = at.date()
    return days
