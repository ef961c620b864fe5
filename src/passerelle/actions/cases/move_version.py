"""Move open cases to the current version, on purpose; until then they stay on the one they began with."""

from collections.abc import Mapping, Sequence

from django.db.models import F
from django.utils import timezone

from passerelle.actions.cases.chosen import chosen
from passerelle.actions.steps.journey.plan import about
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.journey.transitions import Track
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.kept import tracks_from
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.partnerships.models import SchemeVersion

EVENT = "version_moved"
WHY = "the cases were reached"
Places = Mapping[str, str]  # stage of the former table -> stage of the new one, where it is gone


def move_version(
    actor: Actor, versions: dict[str, int | None], places: Places, *, reason: str, key: str | None = None
) -> int:
    """Move the chosen cases of one scheme to its current file; answers how many moved.

    ``places`` says where a case goes whose stage is gone. All or nothing; refused with ``stage-gone``,
    ``unknown-track``, ``would_end``, ``already_ended``, ``stale`` or ``reason_missing``.
    """
    content = [sorted(versions), dict(places), reason]
    with writing(actor, "case.move_version", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        if not reason.strip():
            hint = Text("One sentence is enough.")
            raise Refused([Problem("reason_missing", Text("Say why the cases move."), hint, column="reason")])
        _must_be_as_seen(versions)
        steps, problems = _planned(actor, versions, places)
        if problems:
            raise Refused(problems)
        _moved(actor, steps, reason.strip()[:500])
        for one, _current, _stage in steps:
            note.about(one.number, one.candidate.number, one.candidate.person.number)
            note.scheme_code = one.candidate.scheme.code
        note.details = {"cases": len(steps), "reason": reason.strip()[:500]}
        note.answer = len(steps)
        return len(steps)


def _must_be_as_seen(versions: Mapping[str, int | None]) -> None:
    """Hold the rows until they have moved; a case that somebody moved meanwhile is not put back."""
    rows = Journey.objects.unscoped(WHY).select_for_update().filter(number__in=versions).order_by("pk")
    now = dict(rows.values_list("number", "version"))
    late = [number for number, version in now.items() if versions[number] not in (None, version)]
    if late:
        message = Text("%(case)s changed since you looked at it.", {"case": late[0]})
        raise Refused([Problem("stale", message, Text("Look at the effect again, then confirm."))])


def preview_move(
    actor: Actor, versions: dict[str, int | None], places: Places
) -> tuple[dict[str, str], list[Problem]]:
    """The stage at which each case would stand, and why others cannot move; nothing is written."""
    steps, problems = _planned(actor, versions, places)
    return {one.number: stage for one, _current, stage in steps}, problems


Step = tuple[Journey, SchemeVersion, str]


def _planned(actor: Actor, versions: dict[str, int | None], places: Places) -> tuple[list[Step], list[Problem]]:
    journeys = chosen(actor, versions, Permission.JOURNEY_MOVE)
    schemes = {one.candidate.scheme_id for one in journeys}
    current = SchemeVersion.objects.filter(scheme__in=schemes, number=F("scheme__current"))
    tables = {one.scheme_id: (one, tracks_from(one.facts)) for one in current}
    steps: list[Step] = []
    problems: list[Problem] = []
    for one in journeys:
        version, tracks = tables[one.candidate.scheme_id]
        stage = places.get(one.stage, one.stage)
        problem = _problem(one, tracks.get(one.track), stage)
        if problem:
            problems.append(about(one, problem))
        elif one.scheme_version_id != version.pk:
            steps.append((one, version, stage))
    return steps, problems


def _problem(journey: Journey, track: Track | None, stage: str) -> Problem | None:
    if journey.ended_on is not None:
        return Problem("already_ended", Text("This case is closed."), Text("Closed cases stay as they are."))
    if track is None:
        message = Text("The scheme's file has no track %(track)s.", {"track": journey.track})
        return Problem("unknown-track", message, Text("Leave the case on its version."))
    if stage not in track.stages:
        message = Text("The new table has no stage %(stage)s.", {"stage": stage})
        return Problem("stage-gone", message, Text("Say at which stage such cases stand now."))
    if track.is_end(stage):
        hint = Text("Close the case by its own event.")
        return Problem("would_end", Text("A move to another version closes no case."), hint)
    return None


def _moved(actor: Actor, steps: Sequence[Step], reason: str) -> None:
    now = timezone.now()
    groups: dict[tuple[int, str], list[int]] = {}
    for one, version, stage in steps:
        groups.setdefault((version.pk, stage), []).append(one.pk)
    for (version_id, stage), numbers in groups.items():
        rows = Journey.objects.unscoped(WHY).filter(pk__in=numbers, ended_on__isnull=True)
        rows.update(scheme_version=version_id, stage=stage, version=F("version") + 1, changed_at=now)
    StageChange.objects.bulk_create(
        (
            StageChange(
                journey=one, before=one.stage, event=EVENT, after=stage, by_id=actor.id, at=now, note=reason
            )
            for one, _version, stage in steps
        ),
        batch_size=2_000,
    )
