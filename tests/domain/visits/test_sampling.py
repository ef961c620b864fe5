"""A sample is drawn again from seed and frame alone, and no stratum gives more than it has."""

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.visits.sampling import STRATA, Unit, commitment, draw, sizes

FRAMES = st.lists(st.sampled_from(STRATA), max_size=40).map(
    lambda strata: [Unit(f"O-{at}", stratum) for at, stratum in enumerate(strata)]
)


@given(FRAMES, st.integers(1, 50), st.text(min_size=1, max_size=8), st.randoms())
def test_the_draw_repeats_whatever_the_order(frame: list[Unit], size: int, seed: str, chance) -> None:  # type: ignore[no-untyped-def]
    first = draw(frame, size, seed)
    mixed = list(frame)
    chance.shuffle(mixed)
    assert draw(mixed, size, seed) == first
    assert len(set(first)) == len(first) == min(size, len(frame))
    given_ = sizes(frame, size)
    for stratum in STRATA:
        there = [one.number for one in frame if one.stratum == stratum]
        assert given_[stratum] == len(set(first) & set(there)) <= len(there)


def test_a_higher_risk_is_drawn_more_often() -> None:
    frame = [Unit(f"{stratum}{at}", stratum) for stratum in STRATA for at in range(20)]
    assert sizes(frame, 12) == {"high": 6, "medium": 4, "low": 2}


def test_another_seed_draws_others_and_the_digest_fixes_it() -> None:
    frame = [Unit(f"O-{at}", "low") for at in range(50)]
    assert draw(frame, 10, "a") != draw(frame, 10, "b")
    assert commitment("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
