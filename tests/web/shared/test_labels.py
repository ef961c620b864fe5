"""Numbers are rounded, never cut: two thirds are 67 %."""

from decimal import Decimal

import pytest

from passerelle.web.shared.labels import number, percent


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        (Decimal("0.625"), 2, "0.63"),
        (Decimal("0.328"), 2, "0.33"),
        (2.75, 1, "2.8"),
        (3, 2, "3.00"),
        (234.5, 0, "235"),
    ],
)
def test_a_number_is_rounded_to_its_places(value: float | Decimal, places: int, said: str) -> None:
    assert number(value, places) == said


def test_a_share_is_rounded_to_its_percentage() -> None:
    assert percent(2 / 3) == "67 %"
    assert percent(Decimal("0.995")) == "100 %"
