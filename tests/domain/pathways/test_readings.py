"""Where no source says whose date counts, every event is a reading; only readings that agree are an answer."""

from dataclasses import replace
from datetime import date

import pytest
from law_cases import CASES, nested

from passerelle.domain.pathways.assess import check, condition
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.case import Case
from passerelle.domain.pathways.case_files import case_of
from passerelle.domain.pathways.changes import Span, touched
from passerelle.domain.pathways.durations import expected_days
from passerelle.domain.pathways.note_sentences import CONFLICTS, NOTES, conflict_sentence, note_sentence
from passerelle.domain.pathways.verdicts import Verdict

# In Luxembourg the same contract is asked for twice: by the directive and by national law.
TWICE = {"LU-BC-CONTRACT": "BC-01"}
JUNE = date(2026, 6, 2)
PAY = {"job.salary.amount": 60_000, "job.salary.currency": "EUR", "job.salary.period": "year"}


def said(rule, facts, on=JUNE):
    return condition(Case(facts), book().rules[rule], on=on)


def test_readings_that_differ_cannot_be_assessed_and_are_told():
    days = {"events.filed": date(2026, 11, 2), "events.contract_start": date(2027, 2, 1)}
    told = said("FR-BC", {**PAY, **days})
    assert (told.verdict, told.why, told.anchor_event) == (Verdict.NOT_ASSESSABLE, "anchor_unknown", "unknown")
    assert told.missing == ("whose date counts", "FR-BC 2027")
    assert told.anchor_date is None
    assert [(one.event, one.verdict) for one in told.readings] == [
        ("filed", Verdict.MET), ("contract_start", Verdict.NOT_ASSESSABLE), ("decided", Verdict.MET),
    ]  # fmt: skip
    assert told.as_dict()["readings"][1] == {
        "event": "contract_start", "day": "2027-02-01", "verdict": "not_assessable",
    }  # fmt: skip


def test_readings_that_agree_are_the_answer():
    days = {"events.filed": date(2026, 3, 2), "events.contract_start": date(2026, 9, 1)}
    told = said("FR-BC", {**PAY, **days})
    assert (told.verdict, told.need, len(told.readings)) == (Verdict.MET, 59373, 3)
    assert said("FR-BC", PAY).anchor_date == JUNE


def test_what_was_not_yet_law_on_one_reading_bars_nobody_on_it():
    days = {"events.filed": date(2025, 12, 1), "events.contract_start": date(2026, 2, 1)}
    low, high = said("BE-VLG-LEVEL", {"job.level": 4, **days}), said("BE-VLG-LEVEL", {"job.level": 5, **days})
    assert [one.verdict for one in low.readings] == [None, Verdict.NOT_MET, Verdict.NOT_MET]
    assert (low.verdict, high.verdict) == (Verdict.NOT_ASSESSABLE, Verdict.MET)
    before = {f"events.{event}": date(2025, 12, place) for place, event in enumerate(("filed", "decided"), 1)}
    assert said("BE-VLG-LEVEL", {"job.level": 4, **before, "events.contract_start": date(2025, 12, 9)}) is None


def test_an_option_is_law_only_when_all_of_it_is():
    level = book().rules["BE-VLG-LEVEL"]
    (test,) = level.options[0]
    both = replace(level, options=((test, replace(test, kind="more_than")),))
    assert condition(Case({"job.level": 4}), both, on=date(2025, 6, 2)) is None
    assert condition(Case({"job.level": 6}), both, on=JUNE).verdict is Verdict.MET


def test_remarks_on_values_are_sentences_and_name_values_that_are_there():
    assert NOTES.keys() | CONFLICTS.keys() <= book().parameters.keys()
    assert "2024" in str(note_sentence("DE-16A-SIDE-JOB"))
    assert note_sentence("BC-01") is None
    assert "three of seven" in str(conflict_sentence("DE-20A-POINTS"))


def test_a_known_day_is_read_alone():
    days = {"events.filed": date(2026, 3, 2), "events.contract_start": date(2027, 2, 1)}
    told = said("NL-HSM", {**PAY, **days})
    assert (told.anchor_event, told.anchor_date, told.readings) == ("filed", date(2026, 3, 2), ())


def test_a_term_is_told_only_where_the_readings_agree():
    route, filed = book().routes["be_vlg_highly_skilled"], {"events.filed": date(2026, 4, 1)}
    assert expected_days(route, Case(filed), on=JUNE) is None
    assert expected_days(route, Case(), on=JUNE).days == 90


def test_a_change_touches_a_case_by_any_day_that_may_count():
    spans = [Span(date(2027, 1, 1), date(2027, 12, 31))]
    parameter = book().parameters["FR-BC"]
    events = {"filed": date(2026, 5, 1), "contract_start": date(2027, 2, 1)}
    days = parameter.days(events, changes_employer=False, fallback=None)
    assert days == (date(2026, 5, 1), date(2027, 2, 1), None)
    assert touched(spans, days[1:2], JUNE)
    assert not touched(spans, days[:1], JUNE)


@pytest.mark.parametrize("route", book().routes.values(), ids=lambda route: route.id)
def test_each_condition_of_a_route_decides_about_it(route):
    """A route without one of its conditions lets through a case that fails on it."""
    for name in route.rules:
        failing = [one for one in CASES if one["rule"] == name and one["verdict"] == "not_met"]
        fewer = replace(route, rules=tuple(one for one in route.rules if one not in (name, TWICE.get(name))))
        turned = []
        for told in failing:
            case = case_of(nested(told["facts"]))
            (whole,) = check(case, on=told["on"], routes=[route])
            (less,) = check(case, on=told["on"], routes=[fewer])
            assert whole.verdict is Verdict.NOT_MET
            turned.append(less.verdict is not Verdict.NOT_MET)
        # Nothing can fail where the content of a condition, or its value, is not known.
        assert any(turned) or not failing, name
