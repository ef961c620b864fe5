"""The one way in which a case begins and moves: by an event, along its own version of the stage table."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from passerelle.actions.steps.consequences.moved import Act, Moved
from passerelle.actions.steps.consequences.registry import carry_out
from passerelle.actions.steps.journey.plan import Bringing, Plan, Step, about, plan
from passerelle.actions.steps.journey.start import locked_people, must_be_free, openings
from passerelle.actions.steps.places.reserve import MOVED_UP
from passerelle.actions.steps.tables import CHECKED
from passerelle.actions.steps.writing import Writing, record_event
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.journey.reasons import needs_reason
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey, StageChange

WHY = "the action reached these candidacies"
BATCH = 2_000


def begin(  # noqa: PLR0913  # what, by whom, when, where
    note: Writing,
    candidates: Collection[Candidate],
    *,
    event: str,
    by: Actor,
    at: datetime,
    track: str | None = None,
    who: str | None = None,
    joins: bool = False,
) -> list[Journey]:
    """Begin a case for each candidacy at the table's first stage (``joins``: at its start stage).

    The current version of each scheme's file; ``track`` or its first one. All or nothing: refused with
    ``already_under_way``, ``unknown-track`` or as ``take`` says.
    """
    people = locked_people(candidates)
    must_be_free(people)
    bringing = Bringing(by, at, who)
    found = openings(people, event, bringing, track=track, joins=joins)
    _must_hold(found.problems)
    try:
        with transaction.atomic():
            Journey.objects.bulk_create([step.journey for step in found.steps], batch_size=BATCH)
    except IntegrityError:  # somebody began the same case a moment before
        must_be_free(people)
        raise
    return _written(note, found.steps, bringing, {step.journey.pk: "" for step in found.steps})


def take(  # noqa: PLR0913  # what, by whom, when, why
    note: Writing,
    journeys: Collection[Journey],
    event: str,
    *,
    by: Actor,
    at: datetime,
    who: str | None = None,
    reason: str = "",
    detail: str = "",
) -> list[Journey]:
    """Move every case by an event, or none: refused with one problem for each case that cannot follow.

    Codes: ``event-not-possible``, ``actor-not-allowed``, ``guard-not-met``, ``guard-unknown``,
    ``already_ended``, ``stale``, ``dates-out-of-order``, ``reason_missing``.
    """
    bringing = Bringing(by, at, who, reason, detail)
    seen = {one.pk: one.version for one in journeys}
    locked = list(_locked().filter(pk__in=seen))
    found = plan(locked, event, bringing)
    stale = [(one, _stale()) for one in locked if one.version != seen[one.pk]]
    _must_hold([*stale, *found.problems])
    return _moved(note, found, bringing)


def follow(  # noqa: PLR0913  # what, by whom, when, why
    note: Writing,
    candidate: Candidate,
    event: str,
    *,
    by: Actor,
    at: datetime,
    who: str | None = None,
    reason: str = "",
) -> bool:
    """Move the person's open case where its own table knows the event and its guards hold; else leave it."""
    return bool(follow_all(note, [candidate], event, by=by, at=at, who=who, reason=reason))


def follow_all(  # noqa: PLR0913  # what, by whom, when, why
    note: Writing,
    candidates: Collection[Candidate],
    event: str,
    *,
    by: Actor,
    at: datetime,
    who: str | None = None,
    reason: str = "",
) -> list[Journey]:
    """``follow`` for many people at once, in a constant number of queries; those that moved."""
    people = {one.pk for one in candidates}
    open_ = list(_locked().filter(candidate__in=people, ended_on__isnull=True))
    bringing = Bringing(by, at, who, reason)
    return _moved(note, plan(open_, event, bringing), bringing)


def _leave(note: Writing, people: Collection[Candidate], *, at: datetime) -> None:
    """Cases of other schemes that end with their application, as events of their own schemes."""
    by_scheme: dict[str, list[Candidate]] = defaultdict(list)
    for one in people:
        by_scheme[one.scheme.code].append(one)
    for code, some in sorted(by_scheme.items()):
        own = Writing()
        if follow_all(own, some, "withdrew", by=SYSTEM, at=at, reason="placed_elsewhere"):
            record_event(SYSTEM, "case.withdraw", Purpose.JOURNEY, scheme_code=code, subjects=own.subjects)
            note.messages.extend(own.messages)


def follow_moved_up(note: Writing, people: Collection[Candidate], *, by: Actor, at: datetime) -> None:
    """The cases of people who moved up from a reserve list."""
    for event in MOVED_UP:
        follow_all(note, people, event, by=by, at=at, who=CHECKED)


def _locked() -> QuerySet[Journey]:
    rows = Journey.objects.unscoped(WHY).select_for_update(of=("self",)).order_by("pk")
    return rows.select_related("candidate__person", "candidate__scheme")


def _must_hold(problems: Sequence[tuple[Journey, Problem]]) -> None:
    if problems:
        raise Refused([about(journey, problem) for journey, problem in problems])


def _stale() -> Problem:
    hint = Text("Compare with what is there now, then save again.")
    return Problem("stale", Text("Somebody changed this meanwhile."), hint)


def _moved(note: Writing, found: Plan, bringing: Bringing) -> list[Journey]:
    since = timezone.localdate(bringing.at)
    before = {step.journey.pk: step.journey.stage for step in found.steps}
    by_row: dict[tuple[str, date | None, bool], list[Step]] = defaultdict(list)
    for step in found.steps:
        due = None if step.ends else step.row.due_after(since)
        by_row[(step.row.to, due, step.ends)].append(step)
    for (stage, due, ends), steps in by_row.items():
        ended = since if ends else None
        rows = Journey.objects.unscoped(WHY).filter(pk__in=[step.journey.pk for step in steps])
        rows.update(stage=stage, since=since, due_on=due, ended_on=ended,
                    version=F("version") + 1, changed_at=timezone.now())  # fmt: skip
        for step in steps:
            one = step.journey
            one.stage, one.since, one.due_on, one.ended_on, one.version = (
                stage,
                since,
                due,
                ended,
                one.version + 1,
            )
    return _written(note, found.steps, bringing, before)


def _written(note: Writing, steps: Sequence[Step], bringing: Bringing, before: dict[int, str]) -> list[Journey]:
    """The changes of stage, the event's subjects, and what the rows bring with them."""
    if not steps:
        return []
    StageChange.objects.bulk_create(
        (_change(step, bringing, before[step.journey.pk]) for step in steps), batch_size=BATCH
    )
    for step in steps:
        candidate = step.journey.candidate
        note.about(step.journey.number, candidate.number, candidate.person.number)
    note.scheme_code = note.scheme_code or steps[0].journey.candidate.scheme.code
    moved = [Moved(step.journey, step.row, step.ends, bringing.reason) for step in steps]
    act = Act(note, bringing.by, bringing.at)
    carry_out(act, moved)
    if act.left:
        _leave(note, act.left, at=bringing.at)
    if act.moved_up:
        follow_moved_up(note, act.moved_up, by=bringing.by, at=bringing.at)
    return [step.journey for step in steps]


def _change(step: Step, bringing: Bringing, before: str) -> StageChange:
    return StageChange(
        journey=step.journey,
        before=before,
        event=step.row.event,
        after=step.row.to,
        by_id=bringing.by.id,
        at=bringing.at,
        reason_code=bringing.reason if needs_reason(step.track, step.row) else "",
        note=bringing.detail.strip()[:500],
    )
