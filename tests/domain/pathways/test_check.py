"""Whole cases: which routes are checked, what stays open, which day counts, what nobody knows."""

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.pathways.alternatives import alternatives
from passerelle.domain.pathways.assess import check, condition
from passerelle.domain.pathways.book import book, read_book
from passerelle.domain.pathways.case import Case
from passerelle.domain.pathways.case_files import case_of, known_facts
from passerelle.domain.pathways.changes import Span, changed_spans, restored, stored, touched
from passerelle.domain.pathways.durations import expected_days
from passerelle.domain.pathways.parameters import ANCHOR_UNKNOWN, EVENTS, EVIDENCE, Value
from passerelle.domain.pathways.registry import KINDS
from passerelle.domain.pathways.rules import PHASES
from passerelle.domain.pathways.sentences import (
    ACTS,
    GAPS,
    RULES,
    WHYS,
    gap_sentence,
    rule_sentence,
    why_sentence,
)
from passerelle.domain.pathways.verdicts import Verdict, every, some
from passerelle.domain.schemes.folder import load_folder, shipped_folder

JUNE = date(2026, 6, 2)
LAGOS_TO_DELFT = {
    "person": {"nationality": "NG", "residence": "NG"},
    "job": {
        "country": "NL",
        "isco": "2512",
        "remote": True,
        "law_of": "NG",
        "employer": {"recognised_sponsor": False, "colour": "green"},
        "salary": {"amount": 6000, "currency": "EUR", "period": "month"},
    },
}


def found(findings):
    return {one.route.id: one for one in findings}


def test_the_dutch_route_fails_on_the_employers_side_and_the_remote_contract_stays_open():
    findings = check(case_of(LAGOS_TO_DELFT), on=JUNE)
    dutch = found(findings)["nl_hsm"]
    assert dutch.verdict is Verdict.NOT_MET
    assert [one.id for one in dutch.conditions if one.verdict is Verdict.NOT_MET] == ["NL-SPONSOR"]
    still = [one.route.id for one in alternatives(findings, {"nl_blue_card"})]
    assert still[0] == "remote"
    assert "nl_hsm" not in still
    assert "nl_blue_card" not in still


def test_a_procedure_is_no_alternative():
    still = alternatives(check(case_of({"job": {"country": "DE"}}), on=JUNE))
    assert "de_81a" not in {one.route.id for one in still}


def test_an_unknown_country_leaves_every_route_open_and_says_what_is_missing():
    findings = check(Case(), on=JUNE)
    assert len(findings) == len(book().routes)
    flanders = found(findings)["be_vlg_highly_skilled"]
    assert flanders.conditions[0].missing == ("job.country", "job.region")


def test_a_region_narrows_belgium():
    told = found(check(case_of({"job": {"country": "BE", "region": "BE100"}}), on=JUNE))
    assert "be_bru_blue_card" in told
    assert "be_vlg_blue_card" not in told


def test_no_day_at_all_is_said():
    one = condition(Case({"job.contract_months": 12}), book().rules["BC-01"], on=None)
    assert (one.verdict, one.missing, one.anchor_date) == (Verdict.NOT_ASSESSABLE, ("whose date counts",), None)


def test_a_condition_that_was_not_yet_law_is_left_out():
    case = case_of({"job": {"country": "BE", "region": "BE2", "level": 3}})
    before = found(check(case, on=date(2025, 12, 31)))["be_vlg_highly_skilled"]
    assert "BE-VLG-LEVEL" not in {one.id for one in before.conditions}


def test_what_a_named_person_confirmed_is_marked_until_the_value_changes():
    rule, sponsor = book().rules["NL-SPONSOR"], book().parameters["NL-SPONSOR"]
    told = {"NL-SPONSOR": sponsor.digest}
    assert condition(Case(), rule, on=JUNE, confirmed=told).confirmed is True
    assert condition(Case(), rule, on=JUNE, confirmed={"NL-SPONSOR": "older"}).confirmed is False
    assert condition(Case(), rule, on=JUNE).confirmed is False


@pytest.mark.parametrize("route", book().routes.values(), ids=lambda route: route.id)
def test_no_word_of_an_answer_says_admitted(route):
    for one in check(Case(), on=JUNE, routes=[route]):
        told = json.dumps(one.as_dict())
        assert "admitted" not in told.lower()
        assert one.as_dict()["verdict"] in {"met", "not_met", "not_assessable"}
        assert one.unconfirmed == sum(not each.confirmed for each in one.conditions)


def test_every_rule_has_a_source_a_period_and_a_sentence():
    law = book()
    for parameter in law.parameters.values():
        assert parameter.sources
        assert parameter.source
        assert parameter.evidence in EVIDENCE
        assert parameter.anchor_event in (*EVENTS, ANCHOR_UNKNOWN)
        for value in parameter.values:
            assert value.valid_to is None or value.valid_from is None or value.valid_from <= value.valid_to
    for rule in law.rules.values():
        assert rule.phase in PHASES
        assert str(RULES[rule.id])
        assert {test.kind for option in rule.options for test in option} <= KINDS.keys()
        for option in rule.options:
            assert {test.fact for test in option if test.fact} <= known_facts().keys()
    for route in law.routes.values():
        assert route.rules
        assert set(route.acts) <= ACTS.keys()
        assert set(route.gaps) <= GAPS.keys()
    assert {route.id for route in law.routes.values()} >= {"schengen_c", "remote"}


def test_every_row_of_the_five_directives_is_a_rule():
    told = {"BC": 15, "SP": 6, "SW": 11, "TR": 6, "IC": 5}
    wanted = {f"{letters}-{place:02}" for letters, most in told.items() for place in range(1, most + 1)}
    assert wanted <= book().rules.keys()


def test_every_route_of_a_shipped_scheme_has_its_legal_routes():
    for scheme in load_folder(shipped_folder()).values():
        for route in scheme.routes:
            assert book().serving(route.id), (scheme.code, route.id)
    assert book().serving(None) == ()


def test_values_of_one_parameter_never_hold_on_the_same_day():
    for one in book().parameters.values():
        for first, second in zip(one.values, one.values[1:], strict=False):
            assert first.valid_to is not None
            assert second.valid_from is not None
            assert first.valid_to < second.valid_from


def test_a_book_that_contradicts_itself_is_a_mistake():
    row = {"id": "X", "instrument": "i", "article": "a", "evidence": "A", "sources": ["s"], "value": 1}
    sources = {"s": "here"}
    with pytest.raises(ValueError, match="told twice"):
        read_book([{"sources": sources, "parameter": [row, row]}])
    test = {"kind": "yes", "fact": "job.remote"}
    with pytest.raises(ValueError, match="parameters that are not there"):
        read_book([{"sources": sources, "rule": [{"id": "R", "test": test}]}])
    with pytest.raises(ValueError, match="rules that are not there"):
        read_book([{"sources": sources, "route": [{"id": "r", "instrument": "i", "rules": ["R"]}]}])


def test_the_files_of_the_law_ship_with_the_package():
    folder = files("passerelle.domain.pathways").joinpath("parameters")
    assert folder.joinpath("national", "be.toml").is_file()
    assert len(book().digest) == 64


@pytest.mark.parametrize("rule", book().rules.values(), ids=lambda rule: rule.id)
@pytest.mark.parametrize("day", [JUNE, date(2025, 6, 2), date(2024, 6, 2), date(2023, 6, 2)])
def test_nothing_known_is_never_a_yes_nor_a_no(rule, day):
    one = condition(Case(), rule, on=day)
    assert one is None or (one.verdict is Verdict.NOT_ASSESSABLE and one.missing)


def test_a_route_knows_its_parameters_and_a_parameter_its_routes():
    law = book()
    assert "BC-06" in law.parameters_of(law.routes["de_blue_card"])
    assert {route.id for route in law.routes_using("NL-HSM")} == {"nl_hsm"}


def test_days_are_written_as_iso_in_the_answer():
    rule, case = book().rules["DE-81A-COMPLETE"], Case({"events.file_complete": date(2026, 6, 1)})
    told = condition(case, rule, on=JUNE).as_dict()
    assert (told["have"], told["need"]) == ("2026-06-01", "2026-06-02")


def test_sentences_say_what_is_asked_and_why_it_is_unknown():
    assert "fast track" in str(rule_sentence("DE-81A-EMPLOYER"))
    assert "quota" in str(gap_sentence("quota"))
    assert "2020" in str(why_sentence("no_value", date(2020, 3, 2)))
    assert str(why_sentence("no_rule", JUNE))


# The three-valued logic.
verdicts = st.lists(st.sampled_from(Verdict), max_size=5)


@given(verdicts)
def test_all_and_any_mirror_each_other(told):
    turned = {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}
    mirrored = [turned.get(one, one) for one in told]
    assert turned.get(every(told), every(told)) is some(mirrored)


@given(st.dictionaries(st.sampled_from(["job.contract_months", "stay.months_held"]), st.integers(0, 60)))
def test_learning_a_fact_never_turns_a_no_into_a_yes(facts):
    before = found(check(Case(facts), on=JUNE))
    after = found(check(Case({**facts, "job.regulated": False}), on=JUNE))
    for name, one in before.items():
        if one.verdict is not Verdict.NOT_ASSESSABLE:
            assert after[name].verdict is one.verdict


# Terms for a decision.
def test_terms_are_told_where_the_law_states_them_for_the_day():
    routes = book().routes
    assert expected_days(routes["de_81a"], on=JUNE).days == 42
    assert expected_days(routes["es_blue_card"], on=JUNE).days == 28
    assert expected_days(routes["lu_blue_card"], on=date(2024, 6, 1)).days == 92
    single = expected_days(routes["be_vlg_highly_skilled"], on=JUNE)
    assert (single.days, single.extended, single.evidence) == (90, 120, "B")
    assert expected_days(routes["be_vlg_highly_skilled"], on=date(2020, 3, 2)) is None
    assert expected_days(routes["remote"], on=JUNE) is None
    assert expected_days(routes["es_gecco"]) is None


# What a change touches.
YEAR = Value(48_912, date(2025, 1, 1), date(2026, 12, 31))


def test_a_new_year_changes_the_days_of_that_year_only():
    spans = changed_spans([YEAR], [YEAR, Value(50_000, date(2027, 1, 1), date(2027, 12, 31))])
    assert spans == (Span(date(2027, 1, 1), date(2027, 12, 31)),)
    assert touched(spans, [date(2027, 5, 1)], JUNE)
    assert not touched(spans, [date(2026, 5, 1)], JUNE)
    assert touched(spans, [None], JUNE)
    assert not touched(spans, [None, date(2026, 5, 1)], date(2028, 1, 1))


def test_open_ends_neighbours_and_nothing_changed():
    assert changed_spans([YEAR], [YEAR]) == ()
    assert changed_spans([], [Value(1)]) == (Span(None, None),)
    assert changed_spans([Value(1, since_year=2021)], []) == (Span(date(2022, 1, 1), None),)
    moved = [Value(2, date(2025, 1, 1), date(2025, 6, 30)), Value(3, date(2025, 7, 1), date(2026, 12, 31))]
    assert changed_spans([YEAR], moved) == (Span(date(2025, 1, 1), date(2026, 12, 31)),)


def test_kept_values_come_back_as_they_were():
    for one in book().parameters.values():
        again = replace(one, values=restored(json.loads(json.dumps(stored(one)))))
        assert changed_spans(one.values, again.values) == ()


def test_every_reason_has_a_sentence():
    told = {one.why for finding in check(Case(), on=JUNE) for one in finding.conditions}
    assert told - {""} <= WHYS.keys()
