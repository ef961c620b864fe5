"""What a plan, a business plan, a check of survival and a pairing tell."""

from datetime import date
from decimal import Decimal

import pytest

from passerelle.domain.reintegration import agreements
from passerelle.domain.reintegration.pairing import Fit, fit, side
from passerelle.domain.reintegration.plans import Progress, begun_during_stay, progress, state, sums
from passerelle.domain.reintegration.survival import Check, Survival, checks, survival
from passerelle.domain.reintegration.ventures import missing

DAY = date(2026, 6, 1)


def test_progress_counts_done_and_late():
    steps = [(date(2026, 5, 1), None), (date(2026, 7, 1), None), (None, None), (None, DAY)]
    assert progress(steps, DAY) == Progress(1, 4, 1)


def test_currencies_are_never_mixed():
    lines = [("scheme", "EUR", Decimal("10.10")), ("scheme", "MAD", Decimal(5)), ("scheme", "EUR", Decimal(1))]
    assert sums(lines) == {("scheme", "EUR"): Decimal("11.10"), ("scheme", "MAD"): Decimal(5)}


@pytest.mark.parametrize(
    ("closed", "agreed", "edition", "found"),
    [(True, 1, 1, "closed"), (False, None, 1, "draft"), (False, 1, 1, "agreed"), (False, 1, 2, "changed")],
)
def test_the_state_of_a_plan(closed, agreed, edition, found):
    assert state(closed=closed, agreed_edition=agreed, edition=edition) == found


@pytest.mark.parametrize(
    ("stays", "during"),
    [
        ([], None),
        ([(None, None)], None),
        ([(date(2026, 3, 1), None)], True),
        ([(date(2026, 3, 1), date(2026, 5, 1))], False),
        ([(date(2026, 3, 1), DAY)], True),
        ([(date(2026, 7, 1), None)], False),
    ],
)
def test_whether_it_was_begun_during_a_stay(stays, during):
    assert begun_during_stay(DAY, stays) is during


def test_a_business_plan_says_what_is_missing():
    whole = {"idea": "Bread", "customers": "The village", "means": "An oven"}
    assert missing(whole, [Decimal(1)], Decimal(1)) == []
    assert missing({}, [], None) == ["idea", "customers", "means", "costs", "asked"]


def test_checks_are_due_after_twelve_and_twenty_four_months():
    assert checks(date(2024, 2, 29), {12: "open"}) == [
        Check(12, date(2025, 2, 28), "open"),
        Check(24, date(2026, 2, 28), ""),
    ]


def test_survival_counts_only_whose_term_has_passed():
    old, young = date(2025, 1, 1), date(2026, 1, 1)
    known = [(old, "open"), (old, "closed"), (old, "unknown"), (old, ""), (young, "open")]
    found = survival(12, known, DAY)
    assert found == Survival(1, 1, 1, 1)
    assert found.all == 4


def test_who_shares_neither_sector_nor_region_does_not_fit():
    here = side(["G"], ["MA-09"], ["fr"], ["mentor"])
    assert fit(here, side(["C"], [], ["FR"], ["mentor"])) is None
    assert fit(here, side(["g", " "], [], ["FR"], ["investor"])) == Fit(
        5, {"sector": ("g",), "language": ("fr",)}
    )
    assert fit(here, here) == Fit(
        10, {"sector": ("g",), "region": ("ma-09",), "offer": ("mentor",), "language": ("fr",)}
    )


def test_every_state_of_a_partnership_has_its_next():
    assert set(agreements.NEXT) == set(agreements.STATES)
    assert {one for after in agreements.NEXT.values() for one in after} <= set(agreements.STATES)
