"""What a simulation shows: the funnel of each track, the outcomes, and one digest over all of it."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from passerelle.domain.kernel.digest import digest

# Ends at which a case is lost to the scheme; the others are results.
LOST = frozenset(
    {
        "not_eligible", "not_selected", "withdrawn", "ended_early", "permit_lost", "visa_lost", "no_job",
        "no_partnership",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """One step that was really recorded; ``before`` is empty where a case began."""

    before: str
    event: str
    after: str
    on: date


@dataclass(frozen=True, slots=True)
class History:
    """One person (or firm): the track, every step in order, and whether the case has ended."""

    person: str
    track: str
    steps: tuple[Moved, ...]
    is_over: bool

    @property
    def stage(self) -> str:
        """Where the person stands now."""
        return self.steps[-1].after if self.steps else ""


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """Unique people at one stage of a track: entered, left, of those lost; days are those of the first stay."""

    track: str
    stage: str
    entered: int
    left: int
    dropped: int
    median_days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A whole run's figures; outcomes and open cases add up to the population."""

    population: int
    funnel: tuple[FunnelRow, ...]
    outcomes: dict[str, int] = field(default_factory=dict)
    open: dict[str, int] = field(default_factory=dict)
    digest: str = ""


def outcome_of(histories: Iterable[History], order: Sequence[tuple[str, str]], *, population: int) -> Outcome:
    """Count a run; ``order`` gives tracks and stages in the order of the tables.

    Raises ``ValueError`` when a person is counted twice or somebody of the population is missing.
    """
    known = list(histories)
    if len({one.person for one in known}) != len(known):
        raise ValueError("a person is counted twice")
    outcomes = Counter(one.stage for one in known if one.is_over)
    still_open = Counter(one.stage for one in known if not one.is_over)
    if outcomes.total() + still_open.total() != population:
        raise ValueError("outcomes and open cases do not add up to the population")
    return Outcome(
        population=population,
        funnel=tuple(_funnel(known, order)),
        outcomes=dict(sorted(outcomes.items())),
        open=dict(sorted(still_open.items())),
        digest=digest(sorted(_plain(one) for one in known)),
    )


def funnel_dicts(outcome: Outcome) -> list[dict[str, object]]:
    """The funnel as JSON objects."""
    return [asdict(row) for row in outcome.funnel]


@dataclass(slots=True)
class _Stay:
    entered: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    days: dict[str, int] = field(default_factory=dict)


def _funnel(histories: Iterable[History], order: Sequence[tuple[str, str]]) -> list[FunnelRow]:
    stays: dict[tuple[str, str], _Stay] = defaultdict(_Stay)
    for one in histories:
        since: date | None = None
        for step in one.steps:
            here = stays[one.track, step.before]
            if step.before and since is not None:
                here.left.add(one.person)
                here.days.setdefault(one.person, (step.on - since).days)
                if step.after in LOST:
                    here.dropped.add(one.person)
            stays[one.track, step.after].entered.add(one.person)
            since = step.on
    return [_row(where, stays[where]) for where in order if stays[where].entered]


def _row(where: tuple[str, str], stay: _Stay) -> FunnelRow:
    days = list(stay.days.values())
    median = float(statistics.median(days)) if days else None
    return FunnelRow(*where, len(stay.entered), len(stay.left), len(stay.dropped), median)


def _plain(one: History) -> list[object]:
    steps = [[step.before, step.event, step.after, step.on.isoformat()] for step in one.steps]
    return [one.person, one.track, one.is_over, steps]
