"""What a new version of a parameter changes: which days, and which cases these days touch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from passerelle.domain.pathways.parameters import Parameter, Value

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, both included; ``None`` is open."""

    first: date | None
    last: date | None

    def covers(self, day: date) -> bool:
        """Whether a day lies within."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def reaches(self, day: date) -> bool:
        """Whether some day from this one on lies within."""
        return self.last is None or day <= self.last


def stored(parameter: Parameter) -> list[dict[str, Any]]:
    """A parameter's values as JSON, to be kept and compared later."""
    return [
        {
            "value": one.value,
            "valid_from": one.valid_from and one.valid_from.isoformat(),
            "valid_to": one.valid_to and one.valid_to.isoformat(),
            "since_year": one.since_year,
        }
        for one in parameter.values
    ]


def restored(rows: Iterable[Mapping[str, Any]]) -> tuple[Value, ...]:
    """Values that were kept as JSON."""
    return tuple(
        Value(row["value"], _day(row["valid_from"]), _day(row["valid_to"]), row["since_year"]) for row in rows
    )


def changed_spans(before: Iterable[Value], after: Iterable[Value]) -> tuple[Span, ...]:
    """The days on which the value in force is another one than before."""
    old, new = tuple(before), tuple(after)
    edges = sorted({edge for one in (*old, *new) for edge in _edges(one)})
    starts: list[date | None] = [None, *edges]
    spans = []
    for place, start in enumerate(starts):
        following = starts[place + 1] if place + 1 < len(starts) else None
        probe = start or (edges[0] - DAY if edges else date(2000, 1, 1))
        if _on(old, probe) != _on(new, probe):
            spans.append(Span(start, following - DAY if following else None))
    return tuple(_joined(spans))


def touched(spans: Iterable[Span], days: Iterable[date | None], today: date) -> bool:
    """Whether a case whose day is one of these lies in a change; a day to come may still fall there."""
    changed = tuple(spans)
    return any(any(span.covers(day) if day else span.reaches(today) for span in changed) for day in days)


def _on(values: Iterable[Value], day: date) -> list[Any]:
    return [one.value for one in values if one.covers(day)][:1]


def _edges(value: Value) -> Iterable[date]:
    if value.since_year is not None:
        yield date(value.since_year + 1, 1, 1)
    if value.valid_from is not None:
        yield value.valid_from
    if value.valid_to is not None and value.valid_to < date.max:
        yield value.valid_to + DAY


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].last is not None and span.first == joined[-1].last + DAY:
            joined[-1] = Span(joined[-1].first, span.last)
        else:
            joined.append(span)
    return joined


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
