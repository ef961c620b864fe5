"""Figures over many answer sheets: means with n, unknown as a value, small groups kept back."""

from decimal import Decimal

import pytest

from passerelle.domain.followups.instrument import CURRENT, DIMENSIONS
from passerelle.domain.followups.survey import Result, result_of
from passerelle.domain.followups.survey_counts import survey_figures

WEIGHTS = {one.code: Decimal(one.code == "ec_work") for one in CURRENT.questions}


def sheets(*said: str) -> list[Result]:
    """Of people who answered one economic question."""
    return [result_of(CURRENT, {"ec_work": one}, None) for one in said]


def test_the_mean_is_over_those_who_have_a_value() -> None:
    found = survey_figures([*sheets("yes", "no"), result_of(CURRENT, {"so_water": "yes"}, None)], whole=True)
    by_name = {one.name: one for one in found.dimensions}
    assert (by_name["economic"].mean, by_name["economic"].valued, by_name["economic"].without) == (
        Decimal("0.5"), 2, 1,
    )  # fmt: skip
    assert (by_name["social"].mean, by_name["social"].valued) == (Decimal(1), 1)
    assert (by_name["psychosocial"].mean, by_name["psychosocial"].valued) == (None, 0)
    assert (found.composite.mean, found.bands["unknown"]) == (None, 3)  # no weights: never a guess


@pytest.mark.parametrize("people", [1, 5, 9])
def test_a_small_group_is_not_told(people: int) -> None:
    found = survey_figures(sheets(*["yes"] * people), whole=False)
    assert found.people is None
    assert {(one.mean, one.valued) for one in found.dimensions if one.name == "economic"} == {(None, None)}


def test_neither_is_one_that_could_be_worked_out() -> None:
    rows = [*sheets(*["yes"] * 20), *[result_of(CURRENT, {"so_water": "yes"}, None)] * 4]
    found = survey_figures(rows, whole=False)
    economic = next(one for one in found.dimensions if one.name == "economic")
    assert (found.people, economic.without, economic.valued, economic.mean) == (24, None, None, None)
    assert survey_figures(rows, whole=True).dimensions[0].without == 4


def test_bands_and_the_composite_hide_together() -> None:
    weighed = [result_of(CURRENT, {"ec_work": "yes"}, WEIGHTS)] * 12 + [
        result_of(CURRENT, {"ec_work": "no"}, WEIGHTS)
    ] * 3
    found = survey_figures(weighed, whole=False)
    told = {band: count for band, count in found.bands.items() if count}
    assert told == {}  # 12 told beside 15 would give 3 away
    assert found.composite.valued == 15
    whole = survey_figures(weighed, whole=True)
    assert (whole.bands["low"], whole.bands["high"], whole.composite.mean) == (12, 3, Decimal("0.8"))


def test_nobody_is_nobody() -> None:
    found = survey_figures([], whole=False)
    assert (found.people, [one.name for one in found.dimensions]) == (0, list(DIMENSIONS))
