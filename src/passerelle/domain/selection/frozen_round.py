"""A ranked round as one frozen record: criteria, sheets, and the published rule that turned them into ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.scoring import Criterion, Ranked, points_of, ranked, sheet_faults

ROUND_VERSION = "round-1"
Sheets = Mapping[str, Sequence[Mapping[str, int]]]  # interview -> the scores of each panelist, in their order


@dataclass(frozen=True, slots=True)
class RoundRule:
    """What decides a round: criteria with weights, places, pass mark, whether there is a reserve, the seed."""

    criteria: tuple[Criterion, ...]
    places: int | None
    pass_mark: int | None
    has_reserve: bool
    seed: str

    def rank(self, sheets: Sheets) -> list[Ranked]:
        """Everybody's place; no sheet is not heard."""
        return ranked(
            {one: points_of(self.criteria, scores) for one, scores in sheets.items()},
            places=self.places,
            pass_mark=self.pass_mark,
            seed=self.seed,
            has_reserve=self.has_reserve,
        )


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """One score of one sheet (numbered from 1) as it stood, and as it should have been."""

    sheet: int
    criterion: str
    label: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person stood: points of a hundred as text, rank among those heard, outcome; nobody else."""

    points: str
    rank: int | None
    outcome: str


@dataclass(frozen=True, slots=True)
class RoundReplayed:
    """The place as it was and with the corrected scores alone, and how many were heard."""

    before: Place
    after: Place
    heard: int
    scores: tuple[ScoreChange, ...]

    @property
    def changes(self) -> bool:
        """Whether the corrected scores change the rank or what came of it."""
        return (self.before.rank, self.before.outcome) != (self.after.rank, self.after.outcome)


def freeze_round(rule: RoundRule, sheets: Sheets) -> dict[str, Any]:
    """The record as JSON values: numbers of interviews, never a name, nobody of the panel."""
    return {
        "engine": ROUND_VERSION,
        "rule": asdict(rule) | {"criteria": [asdict(one) for one in rule.criteria]},
        "sheets": {one: [dict(scores) for scores in sheets[one]] for one in sorted(sheets)},
    }


def thaw_round(record: Mapping[str, Any]) -> tuple[RoundRule, Sheets]:
    """Rule and sheets of a record; ``ValueError`` for one of another version."""
    if record.get("engine") != ROUND_VERSION:
        raise ValueError(f"made by version {record.get('engine')}, this is {ROUND_VERSION}")
    stated = dict(record["rule"])
    criteria = tuple(Criterion(**one) for one in stated.pop("criteria"))
    return RoundRule(criteria=criteria, **stated), record["sheets"]


def replay_round(
    record: Mapping[str, Any], interview: str, scores: Mapping[tuple[int, str], int]
) -> RoundReplayed:
    """The round again with these scores of one person alone: (sheet from 1, criterion) -> score.

    Refused with ``score_missing`` for a score out of its bounds, ``unknown_sheet`` where there is none.
    """
    rule, sheets = thaw_round(record)
    own = sheets[interview]
    changed = [dict(one) for one in own]
    for (sheet, criterion), score in scores.items():
        if not 1 <= sheet <= len(own) or criterion not in own[sheet - 1]:
            hint = Text("Correct a score that stands on a sheet.")
            raise Refused([Problem("unknown_sheet", Text("There is no such score."), hint)])
        changed[sheet - 1][criterion] = score
    if faults := [fault for one in changed for fault in sheet_faults(rule.criteria, one)]:
        raise Refused(faults)
    labels = {one.code: one.label for one in rule.criteria}
    alone = {**sheets, interview: changed}
    return RoundReplayed(
        before=_place(rule.rank(sheets), interview),
        after=_place(rule.rank(alone), interview),
        heard=sum(bool(one) for one in sheets.values()),
        scores=tuple(
            ScoreChange(sheet, criterion, labels[criterion], own[sheet - 1][criterion], score)
            for (sheet, criterion), score in sorted(scores.items())
            if own[sheet - 1][criterion] != score
        ),
    )


def _place(ranks: Sequence[Ranked], interview: str) -> Place:
    mine = next(one for one in ranks if one.id == interview)
    return Place("" if mine.points is None else str(mine.points), mine.rank, mine.outcome)
