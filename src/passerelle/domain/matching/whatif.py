"""The same inputs with one thing otherwise, and changes confirmed by a rerun."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.limits import rules_in_force
from passerelle.domain.matching.moves import Move, after, candidate_moves, employer_moves, scheme_moves
from passerelle.domain.matching.plan import Plan, plan


def without(inputs: MatchInputs, *names: str) -> MatchInputs:
    """The inputs with rules or requirements left out, by name or code."""
    return replace(inputs, dropped=inputs.dropped | set(names))


def with_weights(inputs: MatchInputs, weights: Mapping[str, int]) -> MatchInputs:
    """The inputs under other weights; they must sum to 10,000."""
    return replace(inputs, scheme=replace(inputs.scheme, weights=dict(weights)))


def with_limit(inputs: MatchInputs, rule: str, limit: float) -> MatchInputs:
    """The inputs with another limit for a rule."""
    move = Move("scheme", "limit", rule, repr(limit))
    changed = after(inputs, move, candidate="", vacancy="")
    assert changed is not None
    return changed


def confirm(inputs: MatchInputs, move: Move, *, candidate: str, vacancy: str) -> bool:
    """Whether a rerun after the change proposes this candidate for this vacancy."""
    changed = after(inputs, move, candidate=candidate, vacancy=vacancy)
    return changed is not None and _pair(plan(changed), candidate, vacancy)


def cheapest_confirmed(
    inputs: MatchInputs, who: str, *, candidate: str, vacancy: str, reruns: int = 12
) -> Move | None:
    """The first change, least effort first, that a rerun confirms for the pair; ``None`` when none was found.

    ``who`` makes it: candidate, employer or scheme. At most ``reruns`` are made.
    """
    moves = sorted(moves_of(inputs, who, candidate=candidate, vacancy=vacancy), key=lambda move: move.effort)
    for move in moves[:reruns]:
        if confirm(inputs, move, candidate=candidate, vacancy=vacancy):
            return move
    return None


def moves_of(inputs: MatchInputs, who: str, *, candidate: str, vacancy: str) -> Iterator[Move]:
    """Every change that somebody could make about a pair."""
    post = next(one for one in inputs.vacancies if one.id == vacancy)
    if who == "candidate":
        person = next(one for one in inputs.candidates if one.id == candidate)
        yield from candidate_moves(person, post)
    elif who == "employer":
        yield from employer_moves(post)
    else:
        yield from scheme_moves(rules_in_force(inputs))


def _pair(solved: Plan, candidate: str, vacancy: str) -> bool:
    graph, chosen = solved.allotment.graph, solved.solution.chosen
    people, posts = solved.inputs.candidates, solved.inputs.vacancies
    return any(
        (people[person].id, posts[post].id) == (candidate, vacancy)
        for person, post in zip(graph.candidate[chosen], graph.post[chosen], strict=True)
    )
