"""Case files: what is read, what is refused and by which key, what is ignored."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.kernel.problems import Refused
from passerelle.domain.pathways.assess import check
from passerelle.domain.pathways.case_files import case_of, read_case

JUNE = date(2026, 6, 2)


@pytest.mark.parametrize(
    ("values", "column", "code"),
    [
        ({"person": {"birth_date": "1996-13-01"}}, "person.birth_date", "not-date"),
        ({"person": {"birth_date": 1996}}, "person.birth_date", "not-date"),
        ({"person": {"nationality": "ma"}}, "person.nationality", "not-country"),
        (
            {"person": {"languages": [{"code": "de", "level": "fluent"}]}},
            "person.languages[0].level",
            "not-a-level",
        ),
        ({"person": {"languages": [{"level": "B1"}]}}, "person.languages[].code", "not-text"),
        ({"person": {"qualifications": [{"eqf": "six"}]}}, "person.qualifications[0].eqf", "not-number"),
        ({"person": {"experience": "years"}}, "person.experience", "not-rows"),
        (
            {"person": {"experience": [{"isco": "25", "from": "2025-01-02", "to": "2025-01-01"}]}},
            "person.experience[0].to",
            "ends-before-it-begins",
        ),
        ({"job": {"salary": {"amount": -1}}}, "job.salary.amount", "not-number"),
        ({"job": {"salary": {"amount": True}}}, "job.salary.amount", "not-number"),
        ({"job": {"salary": {"period": "week"}}}, "job.salary.period", "not-period"),
        ({"job": {"salary": {"includes": "bonus"}}}, "job.salary.includes", "not-list"),
        ({"job": {"salary": 4000}}, "job.salary", "not-group"),
        ({"job": {"remote": "yes"}}, "job.remote", "not-yes-no"),
        ({"job": {"isco": 2512}}, "job.isco", "not-text"),
    ],
)
def test_a_fault_in_a_case_is_named_by_its_key(values, column, code):
    with pytest.raises(Refused) as refusal:
        case_of(values, "case.json")
    (problem,) = refusal.value.problems
    assert (problem.column, problem.code, problem.file) == (column, code, "case.json")


@pytest.mark.parametrize("content", [b"{", b"\xff", b'{"job": {"salary": {"amount": NaN}}}', b"[]"])
def test_what_is_no_case_is_refused(content):
    with pytest.raises(Refused):
        read_case(content)


def test_null_is_unknown_and_further_keys_are_named_and_ignored():
    told = {"person": {"birth_date": None, "name": "somebody"}, **{"job": {"employer": {"colour": "green"}}}}
    case = case_of(told)
    assert case.facts == {}
    assert case.ignored == ("person.name", "job.employer.colour")


@given(st.recursive(st.none() | st.booleans() | st.text(max_size=5) | st.integers(), lambda inner: (
    st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["person", "job", "salary", "languages", "code"]), inner, max_size=3)
), max_leaves=8))  # fmt: skip
def test_any_json_is_read_or_refused_and_never_breaks(values):
    with contextlib.suppress(Refused):
        check(case_of(values), on=JUNE)
