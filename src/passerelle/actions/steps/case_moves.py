"""Cases begin and move with selection: in bulk, where their own stage table knows the event."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.journey.transitions import Track, transitions_from
from passerelle.domain.matching.snapshot import known
from passerelle.domain.schemes.building import build
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.partnerships.models import Scheme, SchemeVersion

WHY = "the action has reached these people"


def newest_version(scheme: Scheme) -> SchemeVersion:
    """The version of the scheme's file in force."""
    return SchemeVersion.objects.get(scheme=scheme, number=scheme.current)


def tracks_of(version: SchemeVersion) -> dict[str, Track]:
    """The tracks of a version by their names."""
    return {track.id: track for track in build(known(version.facts)).tracks}


def begin_cases(
    scheme: Scheme, track: str, candidates: Sequence[Candidate], event: str, *, by: Actor, at: datetime
) -> list[Journey]:
    """A case for each person who has none under way; its first stage by the event. Six queries at most."""
    open_ = Journey.objects.unscoped(WHY).filter(candidate__in=candidates, ended_on__isnull=True)
    under_way = set(open_.values_list("candidate_id", flat=True))
    version = newest_version(scheme)
    table = tracks_of(version)[track]
    row = next((one for one in transitions_from(table, table.first) if one.event == event), None)
    stage = row.to if row else table.first
    made = Journey.objects.bulk_create(
        [
            Journey(
                candidate=one, scheme_version=version, track=track, stage=stage, since=timezone.localdate(at)
            )
            for one in candidates
            if one.pk not in under_way
        ],
        batch_size=1_000,
    )
    _note_changes([(one, "", event, one.stage) for one in made], by, at)
    return list(made)


def move_cases(candidates: Sequence[int], event: str, *, by: Actor, at: datetime) -> int:
    """Move each open case whose table knows the event at its stage; the rest stays. Counts the moves."""
    rows = Journey.objects.unscoped(WHY).filter(candidate__in=candidates, ended_on__isnull=True)
    journeys = list(rows.select_related("scheme_version").select_for_update(of=("self",)))
    tables = {one.scheme_version_id: tracks_of(one.scheme_version) for one in _one_each(journeys)}
    groups: dict[tuple[str, bool], list[Journey]] = {}
    changes = []
    for one in journeys:
        table = tables[one.scheme_version_id].get(one.track)
        found = transitions_from(table, one.stage) if table else ()
        row = next((row for row in found if row.event == event), None)
        if table is None or row is None:
            continue
        groups.setdefault((row.to, table.is_end(row.to)), []).append(one)
        changes.append((one, one.stage, event, row.to))
    day = timezone.localdate(at)
    for (stage, is_end), moved in groups.items():
        some = Journey.objects.unscoped(WHY).filter(pk__in=[one.pk for one in moved])
        some.update(
            stage=stage, since=day, ended_on=day if is_end else None, version=F("version") + 1, changed_at=at
        )
    _note_changes(changes, by, at)
    return len(changes)


def _one_each(journeys: Sequence[Journey]) -> list[Journey]:
    return list({one.scheme_version_id: one for one in journeys}.values())


def _note_changes(changes: Sequence[tuple[Journey, str, str, str]], by: Actor, at: datetime) -> None:
    StageChange.objects.bulk_create(
        [
            StageChange(journey=journey, before=before, event=event, after=after, by_id=by.id, at=at)
            for journey, before, event, after in changes
        ],
        batch_size=1_000,
    )
