"""Any pair on demand: every gate, every part of the score, the price in the way and what would change it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.asking import requirements_of
from passerelle.domain.matching.context import Context
from passerelle.domain.matching.graph import TOLERANCE, Graph
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.limits import rule_rows, rules_in_force
from passerelle.domain.matching.moves import (
    Move,
    candidate_moves,
    concerns,
    employer_moves,
    raised,
    scheme_moves,
)
from passerelle.domain.matching.profiles import NOBODYS_FACTS, CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.matching.requirements import Facts, Verdict, assess
from passerelle.domain.matching.scoring import Score, score_pair


@dataclass(frozen=True, slots=True)
class GateLine:
    """One requirement put to the candidate; unconfirmed ones are shown and exclude nobody."""

    code: str
    rule: str
    label: Text
    source: str | None
    confirmed: bool
    verdict: Verdict
    have: str
    need: str
    missing: str | None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that counts this pair: what it adds to the clearing score, and whether one more would break it."""

    rule: str
    group: str
    charge: float
    full: bool


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A possible change. ``sure``: it gives a place, here or somewhere better; else a rerun must say."""

    move: Move
    sure: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a pair is or is not proposed. ``price``: the clearing score, with what rules add here."""

    candidate: str
    vacancy: str
    proposed: bool
    placed_at: tuple[str, ...]
    gates: tuple[GateLine, ...]
    score: Score
    price: float
    open_places: int
    rules: tuple[RuleLine, ...]
    moves: tuple[MoveLine, ...]

    @property
    def eligible(self) -> bool:
        """All confirmed gates met."""
        return all(gate.verdict is Verdict.MET for gate in self.gates if gate.confirmed)

    @property
    def obstacle(self) -> GateLine | None:
        """The first confirmed gate that is not met, else the first that cannot be assessed."""
        counting = [gate for gate in self.gates if gate.confirmed and gate.verdict is not Verdict.MET]
        return min(counting, key=lambda gate: gate.verdict is Verdict.UNKNOWN, default=None)

    def cheapest(self, who: str) -> MoveLine | None:
        """The change of least effort that somebody could make, sure ones first."""
        theirs = [line for line in self.moves if line.move.who == who]
        return min(theirs, key=lambda line: (not line.sure, line.move.effort), default=None)


def explain(
    context: Context,
    candidate: CandidateProfile,
    vacancy: VacancyProfile,
    *,
    group: GroupFacts = NOBODYS_FACTS,
) -> Explanation:
    """Explain one pair of a finished run from its context and the two profiles as they were in the run."""
    pair = _Pair(context, _pair_inputs(context, candidate, vacancy, group))
    rules = tuple(pair.rules())
    price = max(0.0, context.prices[vacancy.id] + sum(line.charge for line in rules))
    placed_at = tuple(context.placed.get(candidate.id, ()))
    return Explanation(
        candidate=candidate.id,
        vacancy=vacancy.id,
        proposed=vacancy.id in placed_at,
        placed_at=placed_at,
        gates=pair.gates(candidate),
        score=score_pair(candidate, vacancy, context.scale),
        price=round(price, 3),
        open_places=context.open_places[vacancy.id],
        rules=rules,
        moves=() if vacancy.id in placed_at else tuple(pair.moves(price, free=not placed_at)),
    )


def _pair_inputs(
    context: Context, candidate: CandidateProfile, vacancy: VacancyProfile, group: GroupFacts
) -> MatchInputs:
    return MatchInputs(
        scheme=context.scheme,
        candidates=(candidate,),
        vacancies=(vacancy,),
        on=context.on,
        groups={candidate.id: group},
        isco_of=context.scale.isco_of,
        dropped=context.dropped,
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    context: Context
    inputs: MatchInputs

    def gates(self, candidate: CandidateProfile) -> tuple[GateLine, ...]:
        facts = Facts(candidate, self.inputs.group(candidate.id), self.inputs.on, self.inputs.isco_of)
        return tuple(self._gate_lines(facts))

    def _gate_lines(self, facts: Facts) -> Iterator[GateLine]:
        for one in requirements_of(self.inputs, self.inputs.vacancies[0]):
            answer = assess(one.test, facts)
            shown = (answer.verdict, answer.have, answer.need, answer.missing)
            yield GateLine(one.code, one.rule, one.label, one.source, one.confirmed, *shown)

    def rules(self) -> Iterator[RuleLine]:
        for row in rule_rows(self.inputs, _lone_graph(self._total())):
            state = self.context.rows.get((row.rule, row.group))
            amount = float(row.coefficients.sum())
            if state is None or not row.edges.size:
                continue
            full = amount > 0 and state.load + amount > state.limit + TOLERANCE
            yield RuleLine(row.rule, row.group, round(state.price * amount, 3), full)

    def _total(self, candidate: CandidateProfile | None = None) -> int:
        total = score_pair(
            candidate or self.inputs.candidates[0], self.inputs.vacancies[0], self.context.scale
        ).total
        return total or 0

    def moves(self, price: float, *, free: bool) -> Iterator[MoveLine]:
        candidate, vacancy = self.inputs.candidates[0], self.inputs.vacancies[0]
        for move in candidate_moves(candidate, vacancy):
            after = raised(candidate, move)
            if after is not None:
                yield MoveLine(move, free and self.context.capacity_only and self._wins(after, price))
        asked_in_vain = {gate.code for gate in self.gates(candidate) if gate.verdict is not Verdict.MET}
        for move in employer_moves(vacancy):
            if concerns(move, asked_in_vain):
                yield MoveLine(move, False)
        for move in scheme_moves(rules_in_force(self.inputs)):
            yield MoveLine(move, False)

    def _wins(self, after: CandidateProfile, price: float) -> bool:
        score = score_pair(after, self.inputs.vacancies[0], self.context.scale)
        open_gates = all(gate.verdict is Verdict.MET for gate in self.gates(after) if gate.confirmed)
        return open_gates and score.shares_enough and score.total is not None and score.total > price


def _lone_graph(score: int) -> Graph:
    one, nothing = np.ones(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
    return Graph(nothing, nothing, np.array([float(score)]), one, one)
