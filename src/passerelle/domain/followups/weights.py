"""Weights of a survey as a file states them: whole and with their source, or refused with every fault."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from passerelle.domain.followups.instrument import INSTRUMENTS, Instrument
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

NEEDED = ("instrument", "version", "source", "question", "weight")
HEADS = ("instrument", "version", "source")
OFF_BY = Decimal("1e-9")
LONGEST_SOURCE = 500
# Twelve decimals at most: sums stay exact.
_WEIGHT = re.compile(r"^(0(\.[0-9]{1,12})?|1(\.0{1,12})?)$")
HINT = Text("Put the row right and load the file again.")


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One weight as written; ``row`` is the line of a CSV, ``None`` in JSON."""

    instrument: str
    version: str
    source: str
    question: str
    weight: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one version of an instrument, one for each question, with a sum of 1."""

    instrument: str
    version: str
    source: str
    by_question: Mapping[str, Decimal]


def checked_weights(rows: Sequence[WeightRow], file: str) -> Weights:
    """The weights of a file; ``Refused`` names row, column and reason of every fault."""
    if not rows:
        raise Refused([Problem("empty", Text("The file holds no weights."), HINT, file=file)])
    first = rows[0]
    instrument = INSTRUMENTS.get((first.instrument, first.version))
    if instrument is None:
        message = Text("There is no such instrument and version here.")
        known = ", ".join(f"{code} {version}" for code, version in INSTRUMENTS)
        hint = Text("Known: %(known)s.", {"known": known})
        problem = Problem("unknown_instrument", message, hint, file=file, row=first.row, column="instrument")
        raise Refused([problem])
    problems = [
        Problem(code, text, HINT, file=file, row=row.row, column=column)
        for row, code, text, column in _faults(rows, instrument)
    ] or list(_sum_faults(rows, instrument, file))
    if problems:
        raise Refused(problems)
    found = {row.question: Decimal(row.weight) for row in rows}
    return Weights(first.instrument, first.version, first.source, found)


def _faults(rows: Sequence[WeightRow], instrument: Instrument) -> Iterator[tuple[WeightRow, str, Text, str]]:
    known, seen = {one.code for one in instrument.questions}, set[str]()
    for row in rows:
        yield from ((row, *fault) for fault in _head_faults(row, rows[0]))
        if row.question not in known:
            yield row, "unknown_question", Text("The survey has no such question."), "question"
        if row.question in seen:
            yield row, "twice", Text("This question has a weight already."), "question"
        seen.add(row.question)
        if not _WEIGHT.match(row.weight):
            text = Text("A weight is a number from 0 to 1 with a point and at most 12 decimals.")
            yield row, "bad_weight", text, "weight"


def _head_faults(row: WeightRow, first: WeightRow) -> Iterator[tuple[str, Text, str]]:
    for name in HEADS:
        if getattr(row, name) != getattr(first, name):
            yield "not_one", Text("This differs from the first row."), name
    if not row.source:
        yield "source_missing", Text("Weights need their source."), "source"
    if len(row.source) > LONGEST_SOURCE:
        yield "too_long", Text("This is too long."), "source"


def _sum_faults(rows: Sequence[WeightRow], instrument: Instrument, file: str) -> Iterator[Problem]:
    """What only the whole file can show: questions without a weight, and a sum that is not 1."""
    absent = sorted({one.code for one in instrument.questions} - {row.question for row in rows})
    if absent:
        message = Text("These questions have no weight: %(codes)s.", {"codes": ", ".join(absent)})
        hint = Text("Give every question a weight; 0 where it does not count.")
        yield Problem("question_missing", message, hint, file=file, column="question")
    total = sum((Decimal(row.weight) for row in rows), Decimal(0))
    if abs(total - 1) > OFF_BY:
        message = Text("The weights sum to %(total)s.", {"total": str(total)})
        yield Problem("sum", message, Text("They must sum to 1."), file=file, column="weight")
