"""What would raise the odds: published conditions and counts, languages only, unknown without evidence."""

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.selection.answers import TONGUES
from passerelle.domain.selection.asked import FIELDS
from passerelle.domain.selection.raising import Condition, Outcome, Raising, raising

PROTECTED = {
    "birth_date",
    "sex",
    "region",
    "nationality",
    "age_band",
    "family_name",
    "given_name",
    "name_original",
}
B1 = Condition("fr", "B1", confirmed=True)


def outcomes(level: str, selected: int, of: int) -> list[Outcome]:
    return [Outcome({"french": level}, n < selected) for n in range(of)]


def said(found: Raising) -> list[str]:
    return [text.template for text in found.words]


def test_a_published_level_that_is_not_met_is_named() -> None:
    for have in ("A2", "none", "", "odd"):
        found = raising({"french": have}, ["french"], [B1], [])
        assert [text.values["level"] for text in found.words] == ["B1"]
    assert raising({"french": "B2"}, ["french"], [B1], []) == Raising((), True)


def test_what_is_not_confirmed_and_what_holds_for_some_places_says_so() -> None:
    found = raising({}, [], [Condition("fr", "B1", False), Condition("de", "B2", True, "DE")], [])
    assert "nobody has confirmed it yet" in said(found)[0]
    assert "for some places" in said(found)[1]
    assert raising({}, [], [Condition("sv", "B2", True)], []) == Raising((), False), "no call can ask Swedish"


def test_a_clear_difference_that_was_counted_is_told_with_its_figures() -> None:
    before = outcomes("B2", 30, 40) + outcomes("A2", 5, 60)
    (text,) = raising({"french": "A2"}, ["french"], [], before).words
    values = {name: text.values[name] for name in ("level", "some", "having", "few", "others")}
    assert values == {"level": "B1", "some": 30, "having": 40, "few": 5, "others": 60}
    assert raising({"french": "B2"}, ["french"], [], before) == Raising((), False), "nobody had more"


def test_a_difference_by_chance_or_among_few_is_not_advice() -> None:
    near = outcomes("B2", 12, 20) + outcomes("A2", 10, 20)
    assert raising({"french": "A2"}, ["french"], [], near) == Raising((), True)
    few = outcomes("B2", 9, 9) + outcomes("A2", 0, 60)
    assert raising({"french": "A2"}, ["french"], [], few) == Raising((), False)


def test_without_evidence_it_is_unknown() -> None:
    assert raising({"french": "A2"}, ["french"], [], []) == Raising((), False)


def test_nothing_protected_is_among_what_is_looked_at() -> None:
    assert not PROTECTED & set(TONGUES)


OTHER = sorted(set(FIELDS) - set(TONGUES) | PROTECTED)
FACT = st.tuples(st.sampled_from(OTHER), st.sampled_from(["", "f", "MA", "B2"]))


@given(mine=FACT, theirs=FACT)
def test_no_other_fact_changes_the_answer(mine: tuple[str, str], theirs: tuple[str, str]) -> None:
    before = outcomes("B2", 30, 40) + outcomes("A2", 5, 60)
    plain = raising({"french": "A2"}, ["french"], [B1], before)
    code, value = theirs
    told = [Outcome({code: value if one.selected else "A1", **one.levels}, one.selected) for one in before]
    assert raising({**dict([mine]), "french": "A2"}, ["french", mine[0], code], [B1], told) == plain
