"""Nobody with a tie to whoever a grievance is about hears it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.domain.grievances.routing import (
    Conflict,
    Hearer,
    Matter,
    Tie,
    conflicts,
    free_hearers,
    tied,
)

FIRM, PARENT, FUNDED, UNION = 1, 2, 3, 9
TIES = (Tie(FIRM, PARENT), Tie(PARENT, FUNDED))
ORGANISATIONS = st.integers(1, 12)
GRAPHS = st.lists(st.builds(Tie, ORGANISATIONS, ORGANISATIONS), max_size=16)
HEARERS = st.lists(
    st.builds(Hearer, st.integers(1, 30), st.frozensets(ORGANISATIONS, max_size=4)),
    max_size=8,
    unique_by=lambda one: one.account,
)
MATTERS = st.builds(
    Matter,
    st.frozensets(ORGANISATIONS, max_size=3),
    st.frozensets(st.integers(1, 30), max_size=3),
    st.none() | st.integers(1, 30),
    st.frozensets(st.integers(1, 30), max_size=3),
)


def test_a_parent_and_who_it_funds_count_as_the_accused() -> None:
    assert tied({FIRM}, TIES) == {FIRM, PARENT, FUNDED}
    assert tied((), TIES) == frozenset()


def test_each_kind_of_conflict_is_named() -> None:
    matter = Matter(frozenset({FIRM}), frozenset({10}), worker=11, handled_by=frozenset({12}))
    hearers = [
        Hearer(10, frozenset({UNION})),
        Hearer(11),
        Hearer(12, frozenset({UNION})),
        Hearer(13, frozenset({FUNDED, UNION})),  # several mandates: one is enough
        Hearer(14, frozenset({UNION})),
    ]
    assert conflicts(hearers, matter, TIES) == {
        10: Conflict.ACCUSED,
        11: Conflict.WORKER,
        12: Conflict.HANDLED,
        13: Conflict.WORKS_FOR,
    }
    assert free_hearers(hearers, matter, TIES) == (14,)


def _hang_together(one: int, other: int, ties: list[Tie]) -> bool:
    """A second way to the same answer: merge groups until nothing changes."""
    groups = {number: {number} for number in range(13)}
    for _ in range(13):
        for tie in ties:
            merged = groups[tie.one] | groups[tie.other]
            for member in merged:
                groups[member] = merged
    return other in groups[one]


@settings(max_examples=500)
@given(HEARERS, MATTERS, GRAPHS)
def test_in_any_graph_whoever_hears_has_no_path_to_the_accused(
    hearers: list[Hearer], matter: Matter, ties: list[Tie]
) -> None:
    free = set(free_hearers(hearers, matter, ties))
    for hearer in hearers:
        path = any(
            _hang_together(own, accused, ties)
            for own in hearer.organisations
            for accused in matter.organisations
        )
        stands_against = (
            path or hearer.account in matter.accounts | matter.handled_by or hearer.account == matter.worker
        )
        if stands_against:
            assert hearer.account not in free
        else:
            assert hearer.account in free


@given(HEARERS, MATTERS, GRAPHS, st.builds(Tie, ORGANISATIONS, ORGANISATIONS))
def test_one_more_tie_never_frees_anybody(
    hearers: list[Hearer], matter: Matter, ties: list[Tie], more: Tie
) -> None:
    assert set(free_hearers(hearers, matter, [*ties, more])) <= set(free_hearers(hearers, matter, ties))
