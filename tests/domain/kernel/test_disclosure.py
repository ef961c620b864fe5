"""Small counts are not told, nor one from which they could be worked out."""

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.kernel.disclosure import Sum, hidden, is_small


def test_one_to_nine_are_small_and_none_is_not() -> None:
    assert [is_small(count) for count in (0, 1, 9, 10)] == [False, True, True, False]


def test_the_next_smallest_part_is_kept_back_with_a_small_one() -> None:
    counts = {"all": 100, "f": 4, "m": 60, "x": 36}
    assert hidden(counts, [Sum("all", ("f", "m", "x"))]) == {"f", "x"}


def test_what_stands_on_no_page_is_not_given_away_by_what_does() -> None:
    counts = {"enrolled": 50, "completed": 48, "open": 2}
    assert hidden(counts, [Sum("enrolled", ("completed", "open"))], ["open"]) == {"completed"}
    counts = {"enrolled": 50, "completed": 30, "open": 20}
    assert hidden(counts, [Sum("enrolled", ("completed", "open"))], ["open"]) == set()


def test_a_total_kept_back_is_not_given_away_by_its_parts() -> None:
    counts = {"enrolled": 40, "completed": 36, "open": 4, "f": 16, "m": 20}
    sums = [Sum("enrolled", ("completed", "open")), Sum("completed", ("f", "m"))]
    assert hidden(counts, sums, ["open"]) == {"completed", "f"}


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_nothing_small_can_be_told_or_worked_out(parts: list[int]) -> None:
    counts = {"all": sum(parts), **{str(place): count for place, count in enumerate(parts)}}
    names = tuple(str(place) for place in range(len(parts)))
    kept = hidden(counts, [Sum("all", names)])
    assert not any(is_small(counts[cell]) for cell in counts.keys() - kept)
    if "all" not in kept and kept:
        assert sum(counts[cell] for cell in kept) >= 10
        assert len([cell for cell in kept if counts[cell]]) > 1
    if not any(is_small(count) for count in counts.values()):
        assert not kept
