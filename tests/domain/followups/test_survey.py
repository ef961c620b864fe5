"""An answer sheet comes to three dimensions; nothing open counts as 0; no composite without weights."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.followups.instrument import ANSWERS, CURRENT, DIMENSIONS, INSTRUMENTS, NOT_SAID, SCALES
from passerelle.domain.followups.survey import band_of, checked_sheet, places_for, result_of
from passerelle.domain.followups.weights import OFF_BY, WeightRow, checked_weights
from passerelle.domain.kernel.problems import Refused

CODES = [one.code for one in CURRENT.questions]
SHEETS = st.fixed_dictionaries(
    {}, optional={one.code: st.sampled_from([*one.values, NOT_SAID]) for one in CURRENT.questions}
)
EVEN = {code: Decimal(1) / 32 for code in CODES[:-2]} | {code: Decimal(1) / 16 for code in CODES[-2:]}


def rows(**changed: str) -> list[WeightRow]:
    """One row for each question, 1 on the first, with changes to the second row."""
    facts = {"instrument": CURRENT.code, "version": CURRENT.version, "source": "a report, table 3"}
    found = [
        WeightRow(**facts, question=code, weight="1" if code == CODES[0] else "0", row=place)
        for place, code in enumerate(CODES, 2)
    ]
    if changed:
        second = found[1]
        known = {name: getattr(second, name) for name in WeightRow.__slots__}
        found[1] = WeightRow(**{**known, **changed})
    return found


def test_the_instrument_is_thirty_questions_in_three_dimensions_and_says_that_it_is_unconfirmed() -> None:
    assert len(set(CODES)) == 30
    assert [sum(q.dimension == one for q in CURRENT.questions) for one in DIMENSIONS] == [10, 10, 10]
    assert "unconfirmed" in CURRENT.source
    assert not CURRENT.confirmed
    assert INSTRUMENTS[CURRENT.code, CURRENT.version] is CURRENT
    assert all({min(scale.values()), max(scale.values())} == {0, 1} for scale in SCALES.values())
    assert {code for scale in SCALES.values() for code in scale} | {NOT_SAID} == set(ANSWERS)


@given(SHEETS)
def test_every_value_lies_between_0_and_1_and_n_is_what_was_answered(sheet: dict[str, str]) -> None:
    result = result_of(CURRENT, sheet, EVEN)
    assert sum(one.answered for one in result.dimensions) == sum(said != NOT_SAID for said in sheet.values())
    for one in result.dimensions:
        assert (one.unweighted_mean is None) == (one.answered == 0)
        assert one.unweighted_mean is None or 0 <= one.unweighted_mean <= 1
    assert result.composite is None or 0 <= result.composite <= 1
    assert (result.composite is None) == (result.weight_answered == 0) == (result.band is None)


@given(SHEETS, st.sampled_from(CODES))
def test_not_said_and_open_are_alike_and_never_count_as_0(sheet: dict[str, str], code: str) -> None:
    without = {one: said for one, said in sheet.items() if one != code}
    assert result_of(CURRENT, without, EVEN) == result_of(CURRENT, {**without, code: NOT_SAID}, EVEN)


@given(SHEETS)
def test_without_weights_there_is_no_composite_and_no_band(sheet: dict[str, str]) -> None:
    result = result_of(CURRENT, sheet, None)
    assert (result.composite, result.weight_answered, result.band) == (None, None, None)


def test_a_worked_sheet() -> None:
    sheet = {"ec_situation": "bad", "ec_work": "yes", "ec_food": NOT_SAID, "so_water": "partly"}
    weights = {"ec_situation": Decimal("0.3"), "so_water": Decimal("0.1"), "ps_safety": Decimal("0.6")}
    result = result_of(CURRENT, sheet, weights)
    assert [(one.unweighted_mean, one.answered, one.asked) for one in result.dimensions] == [
        (Decimal("0.625"), 2, 10), (Decimal("0.5"), 1, 10), (None, 0, 10),
    ]  # fmt: skip
    assert result.composite == Decimal("0.3125")  # (0.3 x 0.25 + 0.1 x 0.5) / 0.4
    assert (result.weight_answered, result.band) == (Decimal("0.4"), "high")


@pytest.mark.parametrize(
    ("composite", "band"),
    [
        ("0", "high"),
        ("0.3299", "high"),
        ("0.33", "medium"),
        ("0.6599", "medium"),
        ("0.66", "low"),
        ("1", "low"),
    ],
)
def test_bands_have_their_edges(composite: str, band: str) -> None:
    assert band_of(Decimal(composite)) == band
    assert band_of(None) is None


def test_a_sheet_keeps_what_was_said_and_leaves_out_what_is_open() -> None:
    assert checked_sheet(CURRENT, {"so_water": " yes ", "ec_work": NOT_SAID, "ec_food": ""}) == {
        "ec_work": NOT_SAID,
        "so_water": "yes",
    }


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        ({"shoe_size": "yes"}, "unknown_question"),
        ({"ec_work": "very_good"}, "unknown_answer"),
        ({"ec_work": " "}, "nothing_answered"),
    ],
)
def test_a_wrong_sheet_is_refused(sheet: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_sheet(CURRENT, sheet)
    assert [one.code for one in refused.value.problems] == [code]


def test_whole_weights_with_a_source_are_taken() -> None:
    found = checked_weights(rows(), "w.csv")
    assert (found.instrument, found.version, found.source) == (
        CURRENT.code, CURRENT.version, "a report, table 3",
    )  # fmt: skip
    assert abs(sum(found.by_question.values(), Decimal(0)) - 1) <= OFF_BY
    assert set(found.by_question) == set(CODES)
    assert checked_weights(rows(weight="0.000000001"), "w.csv")  # off by no more than is let pass


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"source": "another"}, "not_one", "source"),
        ({"version": "1"}, "not_one", "version"),
        ({"question": "shoe_size"}, "unknown_question", "question"),
        ({"question": CODES[0]}, "twice", "question"),
        ({"weight": "-0.1"}, "bad_weight", "weight"),
        ({"weight": "NaN"}, "bad_weight", "weight"),
    ],
)
def test_a_bad_row_of_weights_is_named(changed: dict[str, str], code: str, column: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_weights(rows(**changed), "w.csv")
    assert [(one.code, one.row, one.column) for one in refused.value.problems] == [(code, 3, column)]


def test_weights_without_a_source_whole_set_or_sum_are_refused() -> None:
    def codes(some: list[WeightRow]) -> set[str]:
        with pytest.raises(Refused) as refused:
            checked_weights(some, "w.csv")
        return {one.code for one in refused.value.problems}

    bare = [WeightRow(one.instrument, one.version, "", one.question, one.weight, one.row) for one in rows()]
    long = [WeightRow(one.instrument, one.version, "x" * 501, one.question, one.weight) for one in rows()]
    assert codes(bare) == {"source_missing"}
    assert codes(long) == {"too_long"}
    assert codes(rows()[1:]) == {"question_missing", "sum"}
    assert codes(rows(weight="0.00000001")) == {"sum"}
    assert codes([]) == {"empty"}
    assert codes([WeightRow("other", "1", "s", "q", "1")]) == {"unknown_instrument"}


@pytest.mark.parametrize(
    ("composite", "places"),
    [
        ("0.5", 2),
        ("0.33", 2),
        ("0.328", 3),
        ("0.32999", 5),
        ("0.325", 3),
        ("0.6566", 3),
        ("0.66", 2),
        ("0.6550", 3),
    ],
)
def test_no_rounding_contradicts_the_band(composite: str, places: int) -> None:
    exact = Decimal(composite)
    found = places_for(exact, least=2)
    assert found == places
    assert band_of(exact.quantize(Decimal(1).scaleb(-found), ROUND_HALF_UP)) == band_of(exact)
