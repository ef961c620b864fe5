"""What many answer sheets of the survey of reintegration come to; small groups are kept back."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from passerelle.domain.followups.instrument import DIMENSIONS
from passerelle.domain.followups.survey import HIGH_NEED, LOW_NEED, MEDIUM_NEED, Result
from passerelle.domain.kernel.disclosure import Sum, hidden

COMPOSITE = "composite"
BANDS = (HIGH_NEED, MEDIUM_NEED, LOW_NEED)
UNKNOWN = "unknown"
Cell = tuple[str, str]  # of what (empty: the sheets), valued, unknown or a band


@dataclass(frozen=True, slots=True)
class MeanOfMany:
    """The mean over the people who have a value, 0 to 1; ``None``: nobody has one, or it is not told."""

    name: str  # a dimension, or the composite
    mean: Decimal | None
    valued: int | None  # people with a value
    without: int | None  # people of whom none is known


@dataclass(frozen=True, slots=True)
class SurveyFigures:
    """Counts of people, each by the newest sheet of the case; ``None``: not told."""

    people: int | None
    dimensions: tuple[MeanOfMany, ...]
    composite: MeanOfMany
    bands: Mapping[str, int | None]  # and ``unknown``


def survey_figures(results: Iterable[Result], *, whole: bool) -> SurveyFigures:
    """The figures of one version of the questions; with ``whole`` nothing is kept back.

    Otherwise a mean is told only with the number of those behind it, which is never from 1 to 9.
    """
    found = tuple(results)
    values = {name: _values(found, name) for name in (*DIMENSIONS, COMPOSITE)}
    cells = _cells(found, values)
    kept = set() if whole else hidden(cells, _sums())

    def told(cell: Cell) -> int | None:
        return None if cell in kept else cells[cell]

    def mean(name: str) -> MeanOfMany:
        some, valued = values[name], told((name, "valued"))
        of_many = sum(some, Decimal(0)) / len(some) if some and valued is not None else None
        return MeanOfMany(name, of_many, valued, told((name, UNKNOWN)))

    return SurveyFigures(
        people=told(("", "all")),
        dimensions=tuple(mean(name) for name in DIMENSIONS),
        composite=mean(COMPOSITE),
        bands={band: told(("band", band)) for band in (*BANDS, UNKNOWN)},
    )


def _values(results: Sequence[Result], name: str) -> list[Decimal]:
    if name == COMPOSITE:
        return [one.composite for one in results if one.composite is not None]
    means = [part.unweighted_mean for one in results for part in one.dimensions if part.dimension == name]
    return [mean for mean in means if mean is not None]


def _cells(results: Sequence[Result], values: Mapping[str, Sequence[Decimal]]) -> dict[Cell, int]:
    cells: dict[Cell, int] = {("", "all"): len(results)}
    for name, some in values.items():
        cells[name, "valued"], cells[name, UNKNOWN] = len(some), len(results) - len(some)
    bands = Counter(one.band or UNKNOWN for one in results)
    return cells | {("band", band): bands[band] for band in (*BANDS, UNKNOWN)}


def _sums() -> list[Sum[Cell]]:
    whole: Cell = ("", "all")
    parts = [Sum(whole, ((name, "valued"), (name, UNKNOWN))) for name in (*DIMENSIONS, COMPOSITE)]
    banded = tuple(("band", band) for band in BANDS)
    # The composite has a band exactly where it has a value: either count gives the other away.
    return [*parts, Sum(whole, (*banded, ("band", UNKNOWN))), Sum((COMPOSITE, "valued"), banded)]
