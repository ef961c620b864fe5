"""The versions of a scheme's file, the open cases on each, and what the current version means for them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.journey.transitions import Track
from passerelle.domain.journey.version_effect import STAGE_GONE, TRACK_GONE, Effect, effect_on
from passerelle.domain.schemes.kept import tracks_from
from passerelle.queries.programme.version_effect import EffectLine
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Scheme, SchemeVersion


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version with the open cases that stand on it."""

    number: int
    loaded_at: datetime
    current: bool
    cases: int


@dataclass(frozen=True, slots=True)
class SchemeVersions:
    """The page of a scheme's versions; ``lines`` are those of older versions only."""

    scheme: Scheme
    rows: list[VersionRow]
    lines: list[EffectLine]
    tracks: Mapping[str, Track]  # of the current version

    def gone(self, version: int) -> list[str]:
        """Stages of a version at which cases stand and that the current one does not have."""
        lines = [one for one in self.lines if one.version == version and one.effect.code == STAGE_GONE]
        return list(dict.fromkeys(one.stage for one in lines))

    def places(self) -> list[str]:
        """Stages of the current version at which a case may stand open."""
        stages = [one for track in self.tracks.values() for one in track.stages if not track.is_end(one)]
        return list(dict.fromkeys(stages))

    def stuck(self, version: int) -> int:
        """Cases of a version whose track the current file has no more; they stay."""
        return sum(one.cases for one in self.lines if (one.version, one.effect.code) == (version, TRACK_GONE))


def scheme_versions(actor: Actor, code: str) -> SchemeVersions:
    """Three queries, however many cases; for whoever moves cases of the scheme."""
    scheme = Scheme.objects.visible_to(actor).get(code=code)
    actor.must(Permission.JOURNEY_MOVE, scheme=scheme.pk)
    versions = list(SchemeVersion.objects.filter(scheme=scheme).order_by("-number"))
    open_ = Journey.objects.visible_to(actor).filter(candidate__scheme=scheme, ended_on__isnull=True)
    standing = Counter(open_.values_list("scheme_version__number", "track", "stage"))
    cases: Counter[int] = Counter()
    for (number, _track, _stage), count in standing.items():
        cases[number] += count
    tables = {one.number: tracks_from(one.facts) for one in versions}
    now = tables[scheme.current]
    lines = []
    for (number, track, stage), count in sorted(standing.items()):
        if number != scheme.current:
            lines.append(EffectLine(number, track, stage, count, _effect(tables[number], now, track, stage)))
    rows = [
        VersionRow(one.number, one.loaded_at, one.number == scheme.current, cases[one.number])
        for one in versions
    ]
    return SchemeVersions(scheme, rows, lines, now)


def movable_cases(actor: Actor, found: SchemeVersions, version: int) -> dict[str, int | None]:
    """The open cases of a version whose track goes on, as they are now."""
    rows = Journey.objects.visible_to(actor).filter(
        candidate__scheme=found.scheme, scheme_version__number=version, ended_on__isnull=True
    )
    return dict(rows.filter(track__in=list(found.tracks)).values_list("number", "version"))


def _effect(before: Mapping[str, Track], now: Mapping[str, Track], track: str, stage: str) -> Effect:
    former = before.get(track)
    return effect_on(former, now.get(track), stage) if former else Effect(TRACK_GONE, (track,))
