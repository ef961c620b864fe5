"""What a further candidate must beat at a vacancy: at once where only places bind, else by shared reruns.

Under rules the clearing score depends on what a candidate adds to each rule. All candidates who add the
same at a vacancy share one rerun: that place and those amounts are taken, the rest is solved again, and the
clearing score is what the sum loses. The prices of the run bound it from below, so only pairs above that
bound are put to a rerun, and a pair is settled when no other can be worth as much.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from passerelle.domain.matching.budget import Budget
from passerelle.domain.matching.eligibility import Bools
from passerelle.domain.matching.graph import TOLERANCE, Floats, Ints
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.limits import rule_rows, rules_in_force
from passerelle.domain.matching.plan import Plan
from passerelle.domain.matching.rule_columns import column_of
from passerelle.domain.matching.standing import Answer, Shift, Standing, lone, shifted

# Where a rule reads what a candidate could change, or the score, a change moves the rule's sums as well.
CHANGEABLE = frozenset({"skills", "languages", "licences", "eqf", "years", "score"})
Rows = NDArray[np.intp]


class Unsettled(Exception):  # noqa: N818  # an end of the budget, not a fault
    """The budget of reruns ended before a question was answered."""


@dataclass(slots=True, eq=False)
class Clearing:
    """Clearing scores of a standing answer for candidates without a place; ``group`` by candidate index."""

    plan: Plan
    standing: Standing
    budget: Budget
    group: Ints = field(init=False)
    _adds: dict[int, tuple[Floats, Bools]] = field(default_factory=dict)
    _floors: dict[int, Floats] = field(default_factory=dict)
    _rests: dict[tuple[int, bytes], Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.group = groups_of(self.plan.inputs)

    @property
    def exact(self) -> bool:
        """Whether the prices are the clearing scores themselves: only places bind."""
        return not self.standing.rows

    def floors(self, rows: Rows) -> Floats:
        """Candidates x vacancies (one row where all are alike): no clearing score is lower, in score points."""
        kinds, inverse = np.unique(self.group[rows], return_inverse=True)
        table = np.stack([self._floor(int(kind)) for kind in kinds])
        return table if kinds.size == 1 else table[inverse]

    def _floor(self, kind: int) -> Floats:
        """Price of each vacancy with its rules for one kind of candidate, less a placement's own worth."""
        if kind not in self._floors:
            adds, barred = self.adds(kind)
            prices = self.standing.prices + self.standing.multipliers @ adds
            prices = prices - self.standing.weight - self.standing.slack
            self._floors[kind] = np.where(barred | (self.plan.places < 1), np.inf, prices)
        return self._floors[kind]

    def adds(self, kind: int) -> tuple[Floats, Bools]:
        """What such a candidate adds to each row at each vacancy, and where a rule without a row bars them."""
        if kind not in self._adds:
            self._adds[kind] = self._added(int(np.flatnonzero(self.group == kind)[0]))
        return self._adds[kind]

    def _added(self, person: int) -> tuple[Floats, Bools]:
        inputs, count = self.plan.inputs, len(self.plan.inputs.vacancies)
        place = {(row.rule, row.group): at for at, row in enumerate(self.standing.rows)}
        added, barred = np.zeros((len(place), count)), np.zeros(count, dtype=bool)
        if place:
            alone = replace(inputs, candidates=(inputs.candidates[person],))
            for row in rule_rows(alone, lone(self.plan.places)):
                at = place.get((row.rule, row.group))
                if at is None:
                    barred[row.edges[row.coefficients > row.limit + TOLERANCE]] = True
                else:
                    added[at, row.edges] = row.coefficients
        return added, barred

    def settle(self, person: int, posts: Ints, scores: Floats) -> tuple[int, float] | None:
        """The vacancy that a candidate with these scores is sure to get, and by how much; ``None``: none.

        ``posts`` are those where the score is above the floor; a tie is not sure. Raises ``Unsettled``.
        """
        adds = self._floor(int(self.group[person]))[posts]
        gains, known = scores - adds, np.full(posts.size, self.exact)
        if not self.exact:
            gains = np.floor(gains + 1e-4)
        while True:
            most = gains.max(initial=0.0)
            top = np.flatnonzero(gains == most)
            if most <= 0 or (known[top].all() and top.size > 1):
                return None
            open_ = top[~known[top]]
            if not open_.size:
                return int(posts[top[0]]), float(most)
            at = int(open_[0])
            gains[at] = scores[at] - self.threshold(person, int(posts[at]))
            known[at] = True

    def threshold(self, person: int, post: int) -> float:
        """The exact clearing score of a vacancy for a candidate without a place, in score points."""
        adds = self.adds(int(self.group[person]))[0][:, post]
        key = (post, adds.tobytes())
        if key not in self._rests:
            self._rests[key] = self._rest(post, adds)
        rest = self._rests[key]
        graph = self.standing.graph
        if person in graph.candidate[rest.chosen]:  # the rest must do without the candidate in question
            lost = np.arange(*np.searchsorted(graph.candidate, [person, person + 1]))
            rest = self._rest(post, adds, lost)
        return self.standing.value - rest.value - self.standing.weight

    def _rest(self, post: int, adds: Floats, lost: Ints | None = None) -> Answer:
        places = np.zeros(self.plan.places.size, dtype=np.int64)
        places[post] = -1
        shift = Shift(places, -adds) if lost is None else Shift(places, -adds, lost)
        answer = shifted(self.standing, shift, self.budget)
        if answer is None:
            raise Unsettled
        return answer


def groups_of(inputs: MatchInputs) -> Ints:
    """A number for each candidate; equal ones hold the same in every column that a rule in force reads."""
    columns = [
        values for name in _named(inputs) for side, values in column_of(inputs, name) if side == "candidate"
    ]
    keys: Sequence[tuple[str, ...]] = list(zip(*columns, strict=True)) or [()] * len(inputs.candidates)
    number = {key: at for at, key in enumerate(sorted(set(keys)))}
    return np.array([number[key] for key in keys], dtype=np.int64)


def _named(inputs: MatchInputs) -> list[str]:
    rules = rules_in_force(inputs)
    names = {name for rule in rules for name in (*rule.where, *rule.share_of, *rule.per, *_summed(rule.sum))}
    return sorted(names - {"score"})


def _summed(column: str | None) -> tuple[str, ...]:
    return () if column is None else (column,)


def reads_changeable(inputs: MatchInputs) -> bool:
    """Whether a rule in force reads what a candidate could change, or the score."""
    rules = rules_in_force(inputs)
    names = {name for rule in rules for name in (*rule.where, *rule.share_of, *rule.per, *_summed(rule.sum))}
    return not CHANGEABLE.isdisjoint(name.removeprefix("candidate.") for name in names)
