"""What others could give an unplaced candidate: one place more at a vacancy, or a rule's limit by one.

Each is solved again once for everybody. Who gets a place then, and would be missed (without that pair the
rerun is worth less, so that every best answer of the rerun holds it), is told so.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from passerelle.domain.matching.changes import Changes
from passerelle.domain.matching.clearing import Clearing, Unsettled
from passerelle.domain.matching.graph import Floats, Ints
from passerelle.domain.matching.limits import rule_rows, rules_in_force
from passerelle.domain.matching.moves import Move, after, scheme_moves
from passerelle.domain.matching.standing import NEAR, REACH, Answer, Shift, Standing, shifted, stand


def concede(clearing: Clearing, changes: Changes) -> None:
    """Add to ``changes`` what one more place, then a rule's limit by one, gives to those without a change."""
    plan = clearing.plan
    if plan.inputs.scheme.act.kind != "shortlist":  # the length of a list is the scheme's, not a place
        _by_places(clearing, changes)
    for move in scheme_moves(rules_in_force(plan.inputs)):
        try:
            for person, post in list(_by_limit(clearing, move)):
                _tell(changes, person, (post, move))
        except Unsettled:
            changes.unsettled |= set(np.flatnonzero(plan.got == 0).tolist()) - changes.found.keys()


def _tell(changes: Changes, person: int, won: tuple[int, Move]) -> None:
    if person not in changes.unsettled:
        changes.found.setdefault(person, won)


def _by_places(clearing: Clearing, changes: Changes) -> None:
    """One place more, the dearest vacancies first; a place without a price would change nothing."""
    standing, vacancies = clearing.standing, clearing.plan.inputs.vacancies
    entrants = _entrants(standing) if clearing.exact else None
    closed = clearing.plan.places < 1
    closed[standing.capped] = True  # a place more under a cap that binds is a matter of the cap
    for post in np.argsort(-standing.prices, kind="stable").tolist():
        if standing.prices[post] + standing.slack < NEAR or closed[post]:
            continue
        move = Move("employer", "place", "", str(vacancies[post].posts + 1))
        try:
            people = list(_at_place(clearing, post)) if entrants is None else [int(entrants[post])]
        except Unsettled:
            changes.unsettled |= _first_in_line(clearing, post) - changes.found.keys()
            continue
        for person in people:
            if person >= 0:
                _tell(changes, person, (post, move))


def _entrants(standing: Standing) -> Ints:
    """Where only places bind: for each post the unplaced candidate who surely takes one place more, or -1.

    A further place is filled by whoever gains most by it, less what their leaving opens elsewhere: the worth
    of a further place, raised until nothing changes.
    """
    graph, chosen = standing.graph, standing.chosen
    taken = np.zeros(graph.size, dtype=bool)
    taken[chosen] = True
    got = np.bincount(graph.candidate[chosen], minlength=graph.allowance.size)
    full = np.bincount(graph.post[chosen], minlength=graph.places.size) >= graph.places
    out = np.flatnonzero(~taken & full[graph.post])
    person, post = graph.candidate[out], graph.post[out]
    worth = np.zeros(graph.places.size)
    while True:
        gains = graph.score[out] - _leaving(standing, worth, got)[person]
        more = worth.copy()
        np.maximum.at(more, post, gains)
        if np.array_equal(more, worth):
            break
        worth = more
    entrants = np.full(graph.places.size, -1)
    best = np.flatnonzero((gains == worth[post]) & (gains > 0))
    alone = best[np.bincount(post[best], minlength=worth.size)[post[best]] == 1]
    free = alone[got[person[alone]] == 0]
    entrants[post[free]] = person[free]
    return entrants


def _leaving(standing: Standing, worth: Floats, got: Ints) -> Floats:
    """What each candidate gives up to take one pair more: nothing, or the least of what they hold."""
    graph, chosen = standing.graph, standing.chosen
    leaving = np.where(got < graph.allowance, 0.0, np.inf)
    lost = graph.score[chosen] - worth[graph.post[chosen]]
    np.minimum.at(leaving, graph.candidate[chosen], lost)
    return np.where(got < graph.allowance, 0.0, leaving)


def _at_place(clearing: Clearing, post: int) -> Iterator[int]:
    """Under rules: whom a rerun with one place more newly places at that vacancy, and would miss there."""
    standing = clearing.standing
    places = np.zeros(clearing.plan.places.size, dtype=np.int64)
    places[post] = 1
    shift = Shift(places, np.zeros(len(standing.rows)))
    more = _answer(shifted(standing, shift, clearing.budget))
    if more.value < standing.value + NEAR:
        return
    yield from (person for person, at in _missed(clearing, standing, shift, more) if at == post)


def _by_limit(clearing: Clearing, move: Move) -> Iterator[tuple[int, int]]:
    """Whom a rerun with a rule's limit moved by one newly places, and would miss: candidate and vacancy."""
    plan, standing = clearing.plan, clearing.standing
    if standing.capped.size:
        yield from _without_stand_ins(clearing, standing.stand_ins.get(move.what, []))
        return
    mine = np.array([row.rule == move.what for row in standing.rows], dtype=bool)
    if standing.slack < NEAR and not standing.multipliers[mine].any():
        return
    changed = after(plan.inputs, move, candidate="", vacancy="")
    assert changed is not None
    rows = rule_rows(changed, plan.allotment.graph)
    near = np.flatnonzero(standing.loss <= REACH)
    moved = stand(standing.graph, rows, np.union1d(near, standing.chosen), clearing.budget)
    if moved is None:
        raise Unsettled
    nothing = Shift(np.zeros(plan.places.size, dtype=np.int64), np.zeros(len(rows)))
    yield from _missed(clearing, moved, nothing, Answer(moved.value, moved.chosen))


def _without_stand_ins(clearing: Clearing, leaving: list[int]) -> Iterator[tuple[int, int]]:
    """A cap by one more is one stand-in less."""
    standing = clearing.standing
    lost = np.flatnonzero(np.isin(standing.graph.candidate, leaving))
    if lost.size:
        shift = Shift(np.zeros(standing.prices.size, dtype=np.int64), np.zeros(0), lost)
        yield from _missed(clearing, standing, shift, _answer(shifted(standing, shift, clearing.budget)))


def _missed(clearing: Clearing, standing: Standing, shift: Shift, more: Answer) -> Iterator[tuple[int, int]]:
    """Whom an answer newly places and without whom at that vacancy it would be worth less."""
    for edge in _newly(clearing, more.chosen):
        lost = replace(shift, lost=np.union1d(shift.lost, edge))
        if _answer(shifted(standing, lost, clearing.budget)).value < more.value - NEAR:
            yield int(standing.graph.candidate[edge]), int(standing.graph.post[edge])


def _newly(clearing: Clearing, chosen: Ints) -> list[int]:
    """The pairs of those who had no place; stand-ins are no candidates."""
    people = clearing.standing.graph.candidate[chosen]
    real = chosen[people < clearing.plan.got.size]
    held: list[int] = real[clearing.plan.got[clearing.standing.graph.candidate[real]] == 0].tolist()
    return held


def _answer(answer: Answer | None) -> Answer:
    if answer is None:
        raise Unsettled
    return answer


def _first_in_line(clearing: Clearing, post: int) -> set[int]:
    """The unplaced candidate who comes nearest at a vacancy: whom one place more might have placed."""
    graph, loss = clearing.standing.graph, clearing.standing.loss
    got = np.bincount(graph.candidate[clearing.standing.chosen], minlength=graph.allowance.size)
    edges = np.flatnonzero((graph.post == post) & (got[graph.candidate] == 0))
    return {int(graph.candidate[edges[loss[edges].argmin()]])} if edges.size else set()
