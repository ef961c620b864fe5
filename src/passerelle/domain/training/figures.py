"""What training came to, counted by course, sex and age band, with small counts kept back."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from passerelle.domain.kernel.disclosure import Sum, hidden

MEASURES = ("enrolled", "attended", "completed", "dropped")
UNSHOWN = ("open", "absent")  # they follow from the others: neither completed nor left; never present
ALL = ("all", "")
BREAKDOWNS = ("course", "sex", "age_band")
Group = tuple[str, str]  # a breakdown and its value; ``ALL`` is everybody
Cell = tuple[Group, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """One enrolment that had a seat. ``sex`` and ``age_band`` may be ``unknown``; ``reason`` of leaving."""

    course: str
    sex: str
    age_band: str
    attended: bool
    completed: bool
    reason: str = ""

    def groups(self) -> tuple[Group, ...]:
        """Everybody, and its value in each breakdown."""
        return (ALL, ("course", self.course), ("sex", self.sex), ("age_band", self.age_band))

    def measures(self) -> Iterator[str]:
        """What it counts for."""
        yield "enrolled"
        yield "attended" if self.attended else "absent"
        yield "dropped" if self.reason else "completed" if self.completed else "open"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of enrolments by group and measure, of reasons, of levels; ``None`` is not told."""

    groups: Mapping[Group, Mapping[str, int | None]]
    reasons: Mapping[str, int | None]
    levels: Mapping[tuple[str, str], int | None]

    @property
    def keeps_back(self) -> bool:
        """Whether some figure is not told."""
        told = [count for row in self.groups.values() for count in row.values()]
        return None in (*told, *self.reasons.values(), *self.levels.values())


def figures(taken: Iterable[Taken], levels: Mapping[tuple[str, str], int], *, whole: bool) -> Figures:
    """Counted; unless ``whole``, small counts and those that would give one away are not told.

    ``levels``: people by language and the level certified.
    """
    counts: Counter[Cell] = Counter({(ALL, name): 0 for name in (*MEASURES, *UNSHOWN)})
    for one in taken:
        counts.update((group, name) for group in one.groups() for name in one.measures())
        if one.reason:
            counts[("reason", one.reason), "dropped"] += 1
    groups = sorted({group for group, _ in counts if group[0] != "reason"})
    reasons = sorted({group for group, _ in counts if group[0] == "reason"})
    full = {
        **{(group, name): counts[group, name] for group in groups for name in (*MEASURES, *UNSHOWN)},
        **{(group, "dropped"): counts[group, "dropped"] for group in reasons},
    }
    unshown = [cell for cell in full if cell[1] in UNSHOWN]
    kept = set() if whole else hidden(full, _sums(groups, reasons), unshown)
    told = {cell: None if cell in kept else count for cell, count in full.items()}
    return Figures(
        {group: {name: told[group, name] for name in MEASURES} for group in groups},
        {group[1]: told[group, "dropped"] for group in reasons},
        _levels(levels, whole=whole),
    )


def _levels(levels: Mapping[tuple[str, str], int], *, whole: bool) -> dict[tuple[str, str], int | None]:
    kept = set() if whole else hidden(levels, ())
    return {one: None if one in kept else count for one, count in sorted(levels.items())}


def _sums(groups: Iterable[Group], reasons: Iterable[Group]) -> Iterator[Sum[Cell]]:
    everybody = tuple(groups)
    for group in everybody:
        yield Sum((group, "enrolled"), tuple((group, name) for name in ("completed", "dropped", "open")))
        yield Sum((group, "enrolled"), ((group, "attended"), (group, "absent")))
    for breakdown in BREAKDOWNS:
        parts = [group for group in everybody if group[0] == breakdown]
        for name in MEASURES:
            yield Sum((ALL, name), tuple((group, name) for group in parts))
    yield Sum((ALL, "dropped"), tuple((group, "dropped") for group in reasons))
