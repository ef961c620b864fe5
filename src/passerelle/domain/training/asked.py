"""Which language levels a case must show: from the scheme's gates and from the vacancy, never from a course."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from passerelle.domain.training.completion import reaches

ANY = ""  # a certificate is asked, its level is not said


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a case is bound: its track, the place's country and route, the vacancy's languages.

    ``None`` is unknown: no place is settled, or the vacancy does not say.
    """

    track: str = ""
    country: str | None = None
    route: str | None = None
    languages: tuple[tuple[str, str | None], ...] = ()  # code and level; level None: asked, not said
    gates: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)  # as a scheme's version keeps them
    tracks: tuple[str, ...] = ()


def asked_levels(bound: Bound, learnt: Collection[str]) -> dict[str, str]:
    """Language codes with the highest level that is asked; ``ANY`` where only a certificate is.

    A gate of which it is not sure whether it applies (no country or route is settled) is asked of who learns
    its language in the scheme. Where nobody names a level, a certificate of each language learnt is asked.
    """
    asked: dict[str, str] = {}
    for code, level in (*_of_gates(bound, learnt), *bound.languages):
        asked[code] = _higher(asked.get(code, ANY), level or ANY)
    return asked or dict.fromkeys(learnt, ANY)


def meets(held: Iterable[tuple[str, str]], asked: Mapping[str, str]) -> bool:
    """Whether certificates (language, level) show every level asked, and there is one at all."""
    shown = tuple(held)
    return bool(shown) and all(
        any(code == language and (need == ANY or reaches(level, need)) for language, level in shown)
        for code, need in asked.items()
    )


def _of_gates(bound: Bound, learnt: Collection[str]) -> Iterable[tuple[str, str | None]]:
    for gate in bound.gates:
        code = gate.get("language")
        if gate["kind"] != "language" or not code:
            continue
        applies = gate_applies(gate, bound)
        if applies or (applies is None and code in learnt):
            yield code, gate.get("level")


def gate_applies(gate: Mapping[str, Any], bound: Bound) -> bool | None:
    """Whether a gate is asked of a case; ``None`` where its country or route is not known."""
    limits = gate.get("applies_to") or ()
    ways = tuple(one for one in limits if one in bound.tracks)
    countries = tuple(one for one in limits if one not in bound.tracks)
    answers = [bound.track in ways] if ways else []
    for wanted, have in ((countries, bound.country), ((gate.get("route"),), bound.route)):
        if any(wanted):
            answers.append(None if have is None else have in wanted)  # type: ignore[arg-type]
    if False in answers:
        return False
    return None if None in answers else True


def _higher(one: str, other: str) -> str:
    return one if other == ANY or (one != ANY and reaches(one, other)) else other
