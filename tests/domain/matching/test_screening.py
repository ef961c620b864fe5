"""A frozen screening: only what the gates read is kept, and corrected facts alone change a verdict."""

from dataclasses import replace
from datetime import date

import pytest

from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts
from passerelle.domain.matching.replay import corrected
from passerelle.domain.matching.requirements import Facts, Requirement, Test
from passerelle.domain.matching.screening import freeze_screening, replay_screening

GATES = (
    Requirement(Test("language", "fr", ("B1",)), "french", Text("French B1"), "law", True),
    Requirement(Test("experience", "", ("2",)), "years", Text("Two years"), None, False),
    Requirement(Test("origin", "", ("MA",)), "origin", Text("From Morocco"), None, True),
)
PROFILE = CandidateProfile(id="A-1", languages=(("fr", "A2"), ("en", "C1")), skills=("sql",), eqf=5)
FACTS = Facts(PROFILE, GroupFacts(nationality="MA", sex="f", region="MA-02"), date(2026, 3, 2))


def test_only_the_facts_that_the_gates_read_are_kept() -> None:
    record = freeze_screening(GATES, FACTS, reason="language_below", scheme_version=3)
    assert set(record["profile"]) == {"id", "languages"}, "years are unknown, skills and EQF are not read"
    assert record["group"] == {"nationality": "MA"}
    assert (record["on"], record["reason"], record["scheme_version"]) == ("2026-03-02", "language_below", 3)


def test_each_gate_before_and_after_with_the_correction_alone() -> None:
    record = freeze_screening(GATES, FACTS, reason="language_below", scheme_version=3)
    found = replay_screening(record, {"languages": {"fr": "B2"}})
    assert [(one.code, one.before, one.after) for one in found.gates] == [
        ("french", "not_met", "met"), ("years", "cannot_be_assessed", "cannot_be_assessed"), ("origin", "met", "met"),
    ]  # fmt: skip
    assert found.changes
    assert [one.have_after for one in found.gates[:1]] == ["fr B2"]
    assert not replay_screening(record, {}).changes
    assert not replay_screening(record, {"languages": {"en": "C2"}}).changes


def test_a_record_of_another_version_is_refused() -> None:
    record = freeze_screening(GATES, FACTS, reason="x", scheme_version=1) | {"engine": "screening-0"}
    with pytest.raises(ValueError, match="screening-0"):
        replay_screening(record, {})


def test_what_was_not_corrected_stays_as_frozen() -> None:
    changed = corrected(replace(PROFILE, occupations=("7212",)), {
        "languages": {"fr": None, "nl": "B1"}, "occupations": ["2512"], "years": "3", "available_from": date(2026, 5, 1),
        "eqf": 6, "family_name": "not of the profile",
    })  # fmt: skip
    assert changed.languages == (("en", "C1"), ("nl", "B1"))
    assert changed.occupations == ("7212", "2512")
    assert (changed.years, changed.eqf, changed.available_from) == (3.0, 6, date(2026, 5, 1))
    assert corrected(PROFILE, {}) == PROFILE
