"""The one list of what is asked of a person now, in order of term."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Role
from passerelle.domain.journey.next_step import next_step
from passerelle.domain.journey.transitions import Track
from passerelle.domain.journey.visibility import last_shown
from passerelle.domain.schemes.kept import tracks_from
from passerelle.queries.own import asked as own_asked
from passerelle.queries.own.asked import Task
from passerelle.queries.own.asked_end import from_ends
from passerelle.queries.own.asked_home import from_home
from passerelle.queries.own.asked_work import from_work
from passerelle.queries.own.stays import from_stays
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.partnerships.models import SchemeVersion

WHY = "the rows are the person's own"
# What is asked first where no term decides: an answer, then a signature, then papers, then days to come.
ORDER = (
    "offer", "agree", "arrival", "start", "choose", "slot", "sign", "hand_in", "apply", "kept_place", "step",
    "appointment", "attend", "course", "inspectorate", "pay", "helper", "plan_end",
    "agree_plan", "introduction", "plan_step", "wave", "invitation", "contest",
)  # fmt: skip
# Where one of these kinds already asks for what the table's next step wants, the step is not said twice.
SAID_BY: Mapping[str, str] = {
    "agreed": "agree",
    "placed": "offer",
    "contract_signed": "sign",
    "agreement_signed": "sign",
    "commitment_signed": "sign",
}


@dataclass(frozen=True, slots=True)
class _Case:
    """An open case with the table it stands on, and whether the person sees where it stands."""

    journey: Journey
    track: Track
    is_shown: bool


def people_of(actor: Actor) -> list[str]:
    """The public numbers of the person whose account this is; ``NotPermitted`` for nobody's own."""
    found = sorted({grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person})
    if not found:
        raise NotPermitted(Permission.OWN_READ)
    return found


def own_tasks(actor: Actor, language: str, *, now: datetime) -> list[Task]:
    """Everything asked of the signed-in person; the nearest term first, what has no term last.

    A constant number of queries whatever the number of tasks.
    """
    people, on = people_of(actor), timezone.localdate(now)
    cases = _cases(people)
    found = [
        *own_asked.from_employers(people),
        *own_asked.from_papers(people),
        *own_asked.from_interviews(people, now=now),
        *own_asked.from_dossiers(people, _stages(cases), on=on),
        *own_asked.from_applications(people, language, on=on),
        *own_asked.from_courses(people, on=on),
        *own_asked.from_contests(people),
        *own_asked.from_quotas(people),
        *own_asked.from_appointments(people, on=on),
        *from_work(people, on=on),
        *from_stays(people),
        *from_ends(people, on=on),
        *from_home(people, language, on=on),
    ]
    return in_order([*found, *_steps(cases, found)])


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """The nearest term first; without a term, by what matters first."""
    return sorted(tasks, key=lambda one: (one.due or date.max, ORDER.index(one.kind), one.number))


def _cases(people: Sequence[str]) -> list[_Case]:
    rows = Journey.objects.unscoped(WHY).filter(candidate__person__number__in=people, ended_on__isnull=True)
    journeys = list(rows.select_related("candidate__scheme").order_by("pk"))
    versions = SchemeVersion.objects.filter(pk__in={one.scheme_version_id for one in journeys})
    tables = {(one.pk, name): track for one in versions for name, track in tracks_from(one.facts).items()}
    known = [(one, tables.get((one.scheme_version_id, one.track))) for one in journeys]
    came: dict[int, list[tuple[str, str]]] = {one.pk: [] for one in journeys}
    changes = StageChange.objects.filter(journey__in=journeys).order_by("at", "pk")
    for journey, event, after in changes.values_list("journey", "event", "after"):
        came[journey].append((event, after))
    return [
        _Case(one, track, last_shown(track, came[one.pk]) == len(came[one.pk]) - 1)
        for one, track in known
        if track is not None
    ]


def _stages(cases: Iterable[_Case]) -> dict[tuple[int, str], date | None]:
    """The present stages that the person may see, with their terms."""
    shown = [one.journey for one in cases if one.is_shown]
    return {(one.pk, one.stage): one.due_on for one in shown}


def _steps(cases: Iterable[_Case], others: Sequence[Task]) -> Iterable[Task]:
    """The table's own next step where it is the person's, unless a task above already asks for it."""
    for one in cases:
        if not one.is_shown:
            continue
        row, scheme = next_step(one.track, one.journey.stage), one.journey.candidate.scheme.name
        if row is None or Role.CANDIDATE not in row.who or row.hidden:
            continue
        said = SAID_BY.get(row.event)
        if not any(task.kind == said and task.scheme == scheme for task in others):
            yield Task("step", one.journey.number, "", scheme, due=one.journey.due_on, event=row.event)
