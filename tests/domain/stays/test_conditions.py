"""What the law of a route says about a change, from the facts of the stay; what nobody holds is a gap."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.pathways.book import book
from passerelle.domain.stays.changes import KINDS, Wish
from passerelle.domain.stays.conditions import ASKS, Answer, Held, answers, facts_of, kept

TODAY = date(2026, 11, 25)
# A single permit since 1 June, work since 8 June with the same firm.
FRANCE = Held(
    route="fr_employee", country="FR", permit_from=date(2026, 6, 1), permit_until=date(2027, 5, 31),
    planned_until=date(2027, 3, 31), began_on=date(2026, 6, 5), worked_since=date(2026, 6, 8),
    with_host_since=date(2026, 6, 8),
)  # fmt: skip
GERMANY = replace(FRANCE, route="de_blue_card", country="DE")
OTHER = Wish("employer")


def said(wish: Wish, held: Held, on: date = TODAY) -> dict[str, str]:
    return {one.code: one.condition.verdict.value for one in answers(wish, held, on=on)}


def gaps(wish: Wish, held: Held) -> list[str]:
    return [one.code for one in answers(wish, held, on=TODAY) if one.is_gap]


def one(wish: Wish, held: Held, code: str, on: date = TODAY) -> Answer:
    [found] = [each for each in answers(wish, held, on=on) if each.code == code]
    return found


def test_a_single_permit_after_five_months_cannot_be_assessed_and_after_six_no_state_may_bind() -> None:
    assert said(OTHER, FRANCE) == {
        "permit_covers": "met", "first_employer_period": "not_assessable",
        "labour_market_check": "not_assessable", "objection": "not_assessable", "notice": "not_assessable",
    }  # fmt: skip
    assert said(replace_start(date(2026, 12, 8)), FRANCE)["first_employer_period"] == "met"
    assert said(replace_start(date(2026, 12, 7)), FRANCE)["first_employer_period"] == "not_assessable"
    assert gaps(OTHER, FRANCE) == []


def replace_start(day: date) -> Wish:
    return Wish("employer", from_on=day)


def test_a_breach_lifts_the_first_period_and_only_that() -> None:
    found = said(OTHER, replace(FRANCE, breach=True))
    assert found["first_employer_period"] == "met"
    assert said(OTHER, replace(FRANCE, breach=False))["first_employer_period"] == "not_assessable"
    assert found["labour_market_check"] == found["notice"] == "not_assessable"


def test_the_term_of_an_objection_runs_from_the_notice() -> None:
    told = replace(FRANCE, noticed_on=date(2026, 10, 11))  # 45 days ago
    assert said(OTHER, told)["objection"] == "not_assessable"
    assert said(OTHER, told)["notice"] == "met"
    assert said(OTHER, replace(FRANCE, noticed_on=date(2026, 10, 10)))["objection"] == "met"


def test_each_answer_has_its_source_its_evidence_and_says_that_nobody_confirmed_it() -> None:
    found = one(OTHER, FRANCE, "first_employer_period").condition
    assert (found.parameter, found.evidence, found.confirmed) == ("SP-03", "B", False)
    assert found.source.startswith("xpath.global")
    assert (found.have, found.need, found.unit) == (5, 6, "months")
    assert one(OTHER, replace(FRANCE, noticed_on=TODAY), "objection").condition.unit == "days"
    law = book().parameters
    confirmed = {name: law[name].digest for name in ("SP-03", "SP-04")}
    [told] = [
        each for each in answers(OTHER, FRANCE, on=TODAY, confirmed=confirmed)
        if each.code == "first_employer_period"
    ]  # fmt: skip
    assert told.condition.confirmed


def test_before_its_transposition_the_single_permit_directive_says_nothing() -> None:
    found = one(
        OTHER, replace(FRANCE, with_host_since=date(2025, 1, 1)), "first_employer_period", date(2026, 5, 20)
    )
    assert (found.condition.verdict, found.condition.why) == ("not_assessable", "no_value")


def test_a_blue_card_of_twelve_months_needs_notice_only_and_has_no_row_on_the_first_employer() -> None:
    year = replace(GERMANY, permit_from=date(2025, 11, 1), worked_since=date(2025, 11, 25))
    assert said(OTHER, year) == {
        "permit_covers": "met", "first_employer_period": "not_assessable", "labour_market_check": "met",
        "objection": "met", "notice": "not_assessable",
    }  # fmt: skip
    assert gaps(OTHER, year) == ["first_employer_period"]
    day_less = replace(year, worked_since=date(2025, 11, 26))
    assert said(OTHER, day_less)["labour_market_check"] == "not_assessable"
    unknown = replace(year, worked_since=None)
    assert said(OTHER, unknown)["objection"] == "not_assessable"


def test_other_seasons_of_the_same_twelve_months_count() -> None:
    spain = Held(route="es_gecco", country="ES", began_on=date(2026, 7, 1), permit_until=date(2026, 12, 31))
    longer = Wish("extension", until=date(2026, 11, 30))  # five months by itself
    assert one_of(longer, spain, "SW-03") == "met"
    spring = replace(spain, seasons=((date(2026, 1, 1), date(2026, 5, 31)),))  # and five before
    assert one_of(longer, spring, "SW-03") == one_of(longer, spring, "ES-GECCO-MONTHS") == "not_met"
    # Of a season of the year before only its days within the twelve months, here the last day of all.
    edge = replace(spain, seasons=((date(2025, 10, 1), date(2025, 12, 1)),))
    assert facts_of(longer, edge, TODAY)["job.contract_months"] == 6
    older = replace(spain, seasons=((date(2025, 10, 1), date(2025, 11, 30)),))
    assert facts_of(longer, older, TODAY)["job.contract_months"] == 5


def test_a_season_that_grows_past_nine_months_is_not_met_and_a_second_change_may_be_refused() -> None:
    spain = Held(route="es_gecco", country="ES", began_on=date(2026, 2, 1), permit_until=date(2026, 12, 31))
    nine, ten = Wish("extension", until=date(2026, 10, 31)), Wish("extension", until=date(2026, 11, 1))
    longest = [each for each in answers(ten, spain, on=TODAY) if each.code == "longest_stay"]
    assert {each.condition.id: each.condition.verdict.value for each in longest} == {
        "SW-03": "not_met", "ES-GECCO-MONTHS": "not_met",
    }  # fmt: skip
    assert one_of(nine, spain, "ES-GECCO-MONTHS") == "met"
    assert one_of(nine, spain, "SW-03") == "not_assessable"  # the State sets 5 to 9
    assert one_of(nine, spain, "SW-04") == "met"
    assert one_of(nine, replace(spain, changed=1), "SW-04") == "not_assessable"
    assert one_of(OTHER, spain, "SW-04") == "met"
    assert gaps(nine, spain) == ["notice"]


def one_of(wish: Wish, held: Held, rule: str) -> str:
    [found] = [each for each in answers(wish, held, on=TODAY) if each.condition.id == rule]
    return found.condition.verdict.value


def test_where_a_route_of_a_scheme_stands_for_several_each_answers_for_itself() -> None:
    flanders = Held(route="be_single_permit", country="BE", region="BE2", with_host_since=date(2026, 1, 1))
    found = [each for each in answers(OTHER, flanders, on=TODAY) if each.code == "objection"]
    assert {each.condition.id: len(each.routes) for each in found} == {
        "BC-10-OBJECTION": 1,
        "SP-03-OBJECTION": 2,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_route_everything_but_the_permit_is_a_gap(kind: str) -> None:
    wish = Wish(kind, from_on=TODAY, until=date(2026, 12, 1), site="x")
    assert gaps(wish, Held(permit_until=date(2026, 12, 1))) == [
        one for one in ASKS[kind] if one != "permit_covers"
    ]


def test_the_permits_last_day_covers_the_change_or_not_or_nobody_knows() -> None:
    july, june = date(2026, 7, 1), date(2026, 6, 1)
    longer = Wish("extension", until=july)
    assert said(longer, Held(permit_until=july))["permit_covers"] == "met"
    assert said(longer, Held(permit_until=june))["permit_covers"] == "not_met"
    assert one(longer, Held(), "permit_covers").condition.missing == ("permit.until",)
    assert one(OTHER, Held(), "permit_covers").condition.missing == ("permit.until", "stay.until")


def test_the_days_of_the_first_permit_do_not_count_for_a_change() -> None:
    found = facts_of(replace_start(date(2027, 1, 1)), FRANCE, TODAY)
    assert "events.filed" not in found
    assert (found["events.contract_start"], found["events.change_of_employer"]) == (date(2027, 1, 1), True)


@given(
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(["fr_employee", "de_blue_card", "es_gecco", "schengen_c", "be_single_permit", ""]),
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.booleans() | st.none(),
)
def test_what_the_record_keeps_is_what_was_answered(
    kind: str, route: str, day: date, breach: bool | None
) -> None:
    held = replace(FRANCE, route=route, country="", breach=breach, noticed_on=day, visits=())
    found = answers(Wish(kind, from_on=day, until=day, site="x"), held, on=TODAY)
    assert {one.code for one in found} >= set(ASKS[kind])
    for each in found:
        again = kept(each.as_dict())
        assert again.as_dict() == each.as_dict()
        assert again.is_gap == each.is_gap
