"""An explanation whose changes were put to reruns: what the person, the employer or the scheme could do."""

from collections.abc import Iterator
from dataclasses import replace

from passerelle.domain.matching.budget import Budget
from passerelle.domain.matching.context import Context
from passerelle.domain.matching.explain import Explanation, MoveLine, explain
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.moves import OWNERS, Move, lowered, raised
from passerelle.domain.matching.whatif import confirm, moves_of

MOST_PAIRS = 200_000  # feasible pairs of a run up to which an explanation reruns it
RERUN_PAIRS = 2_400_000  # pairs that the reruns behind one explanation may solve over


def explain_confirmed(
    context: Context,
    inputs: MatchInputs,
    *,
    candidate: str,
    vacancy: str,
    feasible_pairs: int,
    budget: Budget | None = None,
) -> Explanation:
    """Explain a pair and put its changes to reruns, for each owner until the least that gives this place.

    ``inputs`` are those of the run. A change that is ``sure`` was confirmed; what no rerun confirmed is left
    out; where the budget (counted in pairs, each rerun ``feasible_pairs``) ends, the first change that was
    not tried stands as not sure. ``KeyError`` for an id that the run does not hold.
    """
    person = {one.id: one for one in inputs.candidates}[candidate]
    post = {one.id: one for one in inputs.vacancies}[vacancy]
    plain = explain(context, person, post, group=inputs.group(candidate))
    if plain.proposed:
        return plain
    trial = _Trial(context, inputs, plain, budget or Budget(RERUN_PAIRS), feasible_pairs)
    lines = [line for who in OWNERS for line in trial.lines(who)]
    return replace(plain, moves=tuple(lines))


class _Trial:
    """The reruns behind one explanation."""

    def __init__(
        self, context: Context, inputs: MatchInputs, plain: Explanation, budget: Budget, pairs: int
    ) -> None:
        self.context, self.inputs, self.plain = context, inputs, plain
        self.budget, self.pairs = budget, pairs
        self.person = next(one for one in inputs.candidates if one.id == plain.candidate)
        self.post = next(one for one in inputs.vacancies if one.id == plain.vacancy)

    def lines(self, who: str) -> Iterator[MoveLine]:
        """The least change of one owner that a rerun confirms, or the first that could not be tried."""
        for move in self._promising(who):
            if not self.budget.take(self.pairs):
                yield MoveLine(move, False)
                return
            if confirm(self.inputs, move, candidate=self.person.id, vacancy=self.post.id):
                yield MoveLine(move, True)
                return

    def _promising(self, who: str) -> list[Move]:
        """Changes after which the pair may be placed at all: least effort first, then the higher score."""
        ranked = []
        for move in moves_of(self.inputs, who, candidate=self.person.id, vacancy=self.post.id):
            after = self._after(move)
            score = None if after is None else after.score.total
            if after is not None and score is not None and after.eligible and after.score.shares_enough:
                ranked.append((move.effort, -score, move))
        return [move for _, _, move in sorted(ranked, key=lambda one: one[:2])]

    def _after(self, move: Move) -> Explanation | None:
        """The pair after a change; ``None`` where the change is not possible, or does nothing here."""
        person, post = self.person, self.post
        if move.who == "candidate":
            moved = raised(person, move)
            if moved is None:
                return None
            person = moved
        elif move.who == "employer":
            if move.kind == "place" and self.inputs.scheme.act.kind == "shortlist":
                return None  # the length of a list is the scheme's
            post = lowered(post, move)
        return explain(self.context, person, post, group=self.inputs.group(person.id))
