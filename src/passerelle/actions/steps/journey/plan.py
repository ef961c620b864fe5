"""What an event would do to many cases at once: the row each would follow, or why it cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from passerelle.actions.steps.guards.bound import routes_of
from passerelle.actions.steps.guards.registry import GUARD_CHECKS
from passerelle.actions.steps.tables import Tracks, roles_in, tables_for
from passerelle.domain.access.actor import Actor
from passerelle.domain.journey.guards import GUARDS
from passerelle.domain.journey.reasons import OTHER, REASONS, needs_reason
from passerelle.domain.journey.transitions import Track, Transition, move, row_for
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.journeys.models import Journey


@dataclass(frozen=True, slots=True)
class Bringing:
    """By whom and when an event comes, as whom (``who`` of a signed link), and why."""

    by: Actor
    at: datetime
    who: str | None = None
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One case and the row of its own table that it would follow."""

    journey: Journey
    track: Track
    row: Transition

    @property
    def ends(self) -> bool:
        """Whether the case is closed by it."""
        return self.track.is_end(self.row.to)


@dataclass(slots=True)
class Plan:
    """The cases that would move, and those that would not with the reason of each."""

    steps: list[Step] = field(default_factory=list)
    problems: list[tuple[Journey, Problem]] = field(default_factory=list)


def plan(journeys: Sequence[Journey], event: str, bringing: Bringing) -> Plan:
    """What the event would do; a constant number of queries. Journeys come with candidate and person."""
    found = Plan()
    tables = tables_for(journeys)
    for journey in journeys:
        try:
            found.steps.append(_step(journey, event, bringing, tables))
        except Refused as refused:
            found.problems.append((journey, about(journey, refused.problems[0])))
    keep_guarded(found)
    return found


def about(journey: Journey, problem: Problem) -> Problem:
    """The problem as one of this case among many."""
    return Problem(
        problem.code, problem.message, problem.hint, column=journey.number or journey.candidate.number
    )


def _step(journey: Journey, event: str, bringing: Bringing, tables: Tracks) -> Step:
    if journey.ended_on is not None:
        raise _refused("already_ended", Text("This case is closed."), Text("A new case begins for the person."))
    track = tables.get((journey.scheme_version_id, journey.track))
    if track is None:
        message = Text("The scheme's file has no track %(track)s.", {"track": journey.track})
        raise _refused("unknown-track", message, Text("Move the case to a version that has it."))
    roles = roles_in(bringing.by, journey.candidate, bringing.who)
    row = permitted_row(track, journey.stage, event, roles)
    if timezone.localdate(bringing.at) < journey.since:
        message = Text("The case came to its stage on %(since)s, later than that.", {"since": journey.since})
        raise _refused("dates-out-of-order", message, Text("Give a day from then on."))
    if needs_reason(track, row):
        must_say_why(bringing.reason, bringing.detail)
    return Step(journey, track, row)


def permitted_row(track: Track, stage: str, event: str, roles: frozenset[str]) -> Transition:
    """The row of the event for somebody who holds these roles; ``Refused`` as ``move`` says."""
    row = row_for(track, stage, event)
    role = next((one for one in row.who if one in roles), "") if row else ""
    return move(track, stage, event, who=role or ", ".join(sorted(roles)) or "nobody")


def must_say_why(reason: str, detail: str) -> None:
    """A case that closes without a result says why by a code; ``other`` needs a sentence."""
    if reason not in REASONS:
        hint = Text("Choose one from the list.")
        raise Refused([Problem("reason_missing", Text("Say why."), hint, column="reason")])
    if reason == OTHER and not detail.strip():
        hint = Text("One sentence is enough.")
        raise Refused([Problem("note_missing", Text("Another reason needs a note."), hint, column="note")])


def keep_guarded(found: Plan) -> None:
    """Move those whose row has a guard that does not hold from the steps to the problems."""
    asked = guards_asked({step.journey.candidate_id: step.row for step in found.steps})
    met = guards_met(asked)
    kept: list[Step] = []
    for step in found.steps:
        person = step.journey.candidate_id
        missing = [name for name in asked[person] if person not in met.get(name, ())]
        if missing:
            found.problems.append((step.journey, about(step.journey, unmet(missing[0]))))
        else:
            kept.append(step)
    found.steps = kept


def guards_asked(rows: Mapping[int, Transition]) -> dict[int, tuple[str, ...]]:
    """By candidacy, the guards of its row that stand for it; some stand for certain legal routes only."""
    routes = routes_of([person for person, row in rows.items() if row.only_on])
    return {person: row.guards_on(routes.get(person)) for person, row in rows.items()}


def guards_met(asked: Mapping[int, tuple[str, ...]]) -> Mapping[str, set[int]]:
    """For each guard that is asked, who meets it; one check for each."""
    people: dict[str, set[int]] = {}
    for person, names in asked.items():
        for name in names:
            people.setdefault(name, set()).add(person)
    return {name: GUARD_CHECKS[name](asked_of) for name, asked_of in people.items() if name in GUARD_CHECKS}


def unmet(name: str) -> Problem:
    """What a guard that does not hold says; one that nobody checks here refuses too."""
    if name not in GUARD_CHECKS:
        message = Text("This installation cannot check it yet: %(guard)s.", {"guard": name})
        return Problem("guard-unknown", message, Text("Ask for the room that keeps these records."))
    return Problem("guard-not-met", GUARDS[name].unmet, GUARDS[name].next_step)


def _refused(code: str, message: Text, hint: Text) -> Refused:
    return Refused([Problem(code, message, hint)])
