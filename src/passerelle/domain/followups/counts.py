"""Counts of waves for the scheme and its funders; small ones are kept back from who may not read the people."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from passerelle.domain.followups.questions import QUESTIONS
from passerelle.domain.followups.waves import ANSWERED, STATES
from passerelle.domain.kernel.disclosure import Sum, hidden

NO_ANSWER = "unknown"
Cell = tuple[int, str, str]  # months, question (empty: the state of the wave), answer or state


@dataclass(frozen=True, slots=True)
class WaveCounts:
    """One wave: how many stand in each state, and the answers of those who answered; ``None``: not told."""

    months: int
    all: int | None
    states: Mapping[str, int | None]
    answers: Mapping[str, Mapping[str, int | None]]


def wave_counts(rows: Iterable[tuple[int, str, Mapping[str, str]]], *, whole: bool) -> list[WaveCounts]:
    """The counts by wave from rows of months, state and answers; with ``whole`` nothing is kept back.

    Under every question the answers and unknown add up to those who answered.
    """
    cells: Counter[Cell] = Counter()
    waves: set[int] = set()
    for months, state, answers in rows:
        waves.add(months)
        cells[months, "", "all"] += 1
        cells[months, "", state] += 1
        if state == ANSWERED:
            for question in QUESTIONS:
                cells[months, question, answers.get(question, NO_ANSWER)] += 1
    kept = set() if whole else hidden(_filled(cells, waves), _sums(waves))
    return [_one(months, cells, kept) for months in sorted(waves)]


def _filled(cells: Mapping[Cell, int], waves: Iterable[int]) -> dict[Cell, int]:
    named = {cell: 0 for one in _sums(waves) for cell in (one.total, *one.parts)}
    return named | dict(cells)


def _sums(waves: Iterable[int]) -> list[Sum[Cell]]:
    found: list[Sum[Cell]] = []
    for months in sorted(waves):
        found.append(Sum((months, "", "all"), tuple((months, "", state) for state in STATES)))
        found += [
            Sum((months, "", ANSWERED), tuple((months, question, one) for one in (*codes, NO_ANSWER)))
            for question, codes in QUESTIONS.items()
        ]
    return found


def _one(months: int, cells: Mapping[Cell, int], kept: set[Cell]) -> WaveCounts:
    def told(question: str, value: str) -> int | None:
        cell = (months, question, value)
        return None if cell in kept else cells[cell]

    return WaveCounts(
        months=months,
        all=told("", "all"),
        states={state: told("", state) for state in STATES},
        answers={
            question: {one: told(question, one) for one in (*codes, NO_ANSWER)}
            for question, codes in QUESTIONS.items()
        },
    )
