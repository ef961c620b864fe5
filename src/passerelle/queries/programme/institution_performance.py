"""An institution's real performance, computed from cases: how fast its people work, how good its data are.

Turnaround: for each stage, the days between a case's arrival there and the change that a member of the
institution recorded. Data quality: of the people whom it brought. A figure that rests on fewer than ten
cases is not told to those who may not read the cases.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach
from passerelle.domain.capacity.progress import Spread, spread
from passerelle.domain.kernel.disclosure import SMALL
from passerelle.queries.people.candidate_list import ASSESSED
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate
from passerelle.records.capacity.models import InstitutionFile
from passerelle.records.journeys.models import StageChange
from passerelle.records.partnerships.models import Membership

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class StageTime:
    """One stage: how long cases stood there before the institution moved them; ``None``: too few to tell."""

    stage: str
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Performance:
    """What the cases say. ``None`` is unknown: nobody was brought, or too few to tell."""

    stages: list[StageTime]
    overall: Spread | None
    people: int | None
    known: float | None  # share of the assessed facts that somebody told
    doubles: float | None  # share of the people who may be there twice: same name and birth date
    lists: int | None  # imports by its members
    changes_per_list: float | None  # people changed again by each list
    hides_small: bool


def institution_performance(actor: Actor, number: str) -> Performance:
    """Raises ``DoesNotExist`` out of reach; six queries whatever the number of cases."""
    file = InstitutionFile.objects.visible_to(actor).select_related("scheme").get(number=number)
    whole = actor.schemes(Permission.CANDIDATE_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
    may_read = whole is None or file.scheme_id in whole
    members = set(
        Membership.objects.filter(organisation_id=file.organisation_id, scheme_id=file.scheme_id).values_list(
            "user_id", flat=True
        )
    )
    durations = _durations(file, members)
    everything = [days for one in durations.values() for days in one]
    least = 1 if may_read else SMALL
    stages = [StageTime(stage, _spread(days, least)) for stage, days in sorted(durations.items())]
    found = Performance(
        stages=stages,
        overall=_spread(everything, least),
        people=None,
        known=None,
        doubles=None,
        lists=None,
        changes_per_list=None,
        hides_small=not may_read,
    )
    return _with_lists(_with_people(found, file, least), file, members)


def _spread(days: list[float], least: int) -> Spread | None:
    return spread(days) if len(days) >= least else None


def _durations(file: InstitutionFile, members: set[int]) -> dict[str, list[float]]:
    """Days at each stage before one of the members moved the case on."""
    theirs = StageChange.objects.filter(by__in=members, journey__candidate__scheme_id=file.scheme_id)
    cases = theirs.order_by().values("journey_id").distinct()
    rows = StageChange.objects.filter(journey_id__in=cases).order_by("journey_id", "at", "pk")
    found: dict[str, list[float]] = defaultdict(list)
    before: tuple[int, datetime] | None = None
    for journey, stage, by, at in rows.values_list("journey_id", "before", "by_id", "at"):
        if before is not None and before[0] == journey and by in members:
            found[stage].append((at - before[1]).total_seconds() / DAY)
        before = (journey, at)
    return dict(found)


def _with_people(found: Performance, file: InstitutionFile, least: int) -> Performance:
    why = "counts only, hidden below for those who may not read the rows"
    brought = Candidate.objects.unscoped(why).filter(
        scheme_id=file.scheme_id, brought_by_id=file.organisation_id, withdrawn_on__isnull=True
    )
    counted: Any = {f"has_{fact}": Count(f"person__{fact}") for fact in ASSESSED}
    row = brought.aggregate(people=Count("pk"), **counted)
    people = row["people"]
    if people < least:
        return found if found.hides_small else replace(found, people=people)
    known = sum(row[f"has_{fact}"] for fact in ASSESSED) / (people * len(ASSESSED))
    return replace(found, people=people, known=known, doubles=_doubles(brought) / people)


def _doubles(brought: Any) -> int:
    """People of whom another with the same name and birth date was brought too."""
    named = brought.filter(person__birth_date__isnull=False).order_by()
    groups = named.values("person__search_name", "person__birth_date").annotate(count=Count("pk"))
    return sum(groups.filter(count__gt=1).values_list("count", flat=True))


def _with_lists(found: Performance, file: InstitutionFile, members: set[int]) -> Performance:
    rows = Event.objects.filter(
        actor__in=members, action="candidates.import", scheme_code=file.scheme.code
    ).values_list("details", flat=True)
    details = list(rows)
    if not details:
        return found
    return replace(found, lists=len(details), changes_per_list=_mean(details))


def _mean(details: Iterable[dict[str, Any]]) -> float:
    changed = [int(one.get("changed", 0) or 0) for one in details]
    return sum(changed) / len(changed)
