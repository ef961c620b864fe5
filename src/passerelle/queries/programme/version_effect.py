"""A scheme file that is not kept yet: its effect on the open cases of each version, track and stage."""

from collections import Counter
from dataclasses import dataclass

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.journey.version_effect import SAME, Effect, effect_on
from passerelle.domain.schemes.kept import tracks_from
from passerelle.domain.schemes.scheme import Scheme as SchemeFile
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Scheme, SchemeVersion

WHY = "counts only; whoever loads schemes sees no person"


@dataclass(frozen=True, slots=True)
class EffectLine:
    """How many open cases stand at a stage of a version, and what the new file means for them."""

    version: int
    track: str
    stage: str
    cases: int
    effect: Effect


def version_effect(actor: Actor, stated: SchemeFile) -> list[EffectLine]:
    """One line for each version, track and stage at which open cases stand; two queries."""
    actor.must(Permission.SCHEME_LOAD)
    scheme = Scheme.objects.unscoped(WHY).filter(code=stated.code).first()
    if scheme is None:
        return []
    return effect_lines(scheme.pk, stated)


def effect_lines(scheme: int, stated: SchemeFile) -> list[EffectLine]:
    """The lines for a scheme that was reached."""
    open_ = Journey.objects.unscoped(WHY).filter(candidate__scheme=scheme, ended_on__isnull=True)
    standing = Counter(open_.values_list("scheme_version__number", "track", "stage"))
    after = {track.id: track for track in stated.tracks}
    versions = SchemeVersion.objects.filter(scheme=scheme, number__in={number for number, _, _ in standing})
    before = {one.number: tracks_from(one.facts) for one in versions}
    lines = []
    for (number, track, stage), cases in sorted(standing.items()):
        former = before[number].get(track)
        effect = effect_on(former, after.get(track), stage) if former else Effect("track-gone", (track,))
        lines.append(EffectLine(number, track, stage, cases, effect))
    return lines


def touches(lines: list[EffectLine]) -> bool:
    """Whether anything would change for an open case."""
    return any(line.effect.code != SAME for line in lines)
