"""Where findings and audit cases stand, and which clocks of an incident run."""

from datetime import UTC, date, datetime, timedelta

import pytest

from passerelle.domain.visits import audits
from passerelle.domain.visits.checklist import CHECKLISTS, CURRENT, DAYS, PARTS, SEVERITIES, lines_of
from passerelle.domain.visits.findings import Correction, state
from passerelle.domain.visits.incidents import KINDS, Duty, duties, next_duty, severity_of

DAY = date(2026, 6, 10)
NOW = datetime(2026, 6, 10, 8, tzinfo=UTC)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("found", "where"),
    [
        (Correction(DAY), "open"),
        (Correction(BEFORE), "overdue"),
        (Correction(BEFORE, corrected_on=BEFORE), "to_verify"),
        (Correction(BEFORE, closed_on=DAY), "closed"),
    ],
)
def test_a_finding_stands_by_its_days(found: Correction, where: str) -> None:
    assert state(found, today=DAY) == where


@pytest.mark.parametrize(
    ("case", "where"),
    [
        (audits.Steps(DAY), "proof_asked"),
        (audits.Steps(BEFORE), "proof_late"),
        (audits.Steps(BEFORE, answered_on=DAY), "to_judge"),
        (audits.Steps(DAY, verdict="in_order"), "closed"),
        (audits.Steps(DAY, verdict="no_proof", reply_until=DAY), "reply_open"),
        (audits.Steps(DAY, verdict="no_proof", reply_until=DAY, replied=True), "to_decide"),
        (audits.Steps(DAY, verdict="no_proof", reply_until=BEFORE), "to_decide"),
        (audits.Steps(DAY, verdict="no_proof"), "to_decide"),
        (audits.Steps(DAY, verdict="no_proof", sanction="warning"), "closed"),
        (audits.Steps(DAY, verdict="no_proof", sanction="warning", contested=True), "contested"),
        (audits.Steps(DAY, verdict="x", sanction="y", contested=True, contest_outcome="upheld"), "closed"),
    ],
)
def test_a_case_stands_by_its_days(case: audits.Steps, where: str) -> None:
    assert audits.state(case, today=DAY) == where


def test_whoever_audited_does_not_sanction() -> None:
    assert audits.may_sanction(3, {1, 2, None})
    assert not audits.may_sanction(1, {1, 2})


def test_every_line_has_a_part_and_every_severity_a_term() -> None:
    assert {line.part for line in lines_of(CURRENT)} == set(PARTS)
    assert set(DAYS) == set(SEVERITIES)
    for lines in CHECKLISTS.values():
        assert len({line.code for line in lines}) == len(lines)


def test_a_country_with_a_source_has_a_term_and_another_says_unknown() -> None:
    spain = {one.clock.whom: one.by for one in duties("death", "critical", "ES", NOW)}
    assert spain == {"welfare_officer": NOW + timedelta(hours=4), "labour_authority": NOW + timedelta(hours=24)}
    malta = duties("death", "critical", "MT", NOW)
    assert [(one.clock.whom, one.clock.term, one.by) for one in malta[1:]] == [
        ("labour_authority", "unknown", None)
    ]
    assert [one.clock.term for one in duties("arrest", "critical", "", NOW)] == ["hours", "at_once"]
    assert [one.clock.whom for one in duties("other", "ordinary", "ES", NOW)] == ["welfare_officer"]


def test_no_term_of_the_law_claims_to_be_confirmed() -> None:
    for country in ("ES", "FR", "DE", "IT", "MT"):
        for kind in KINDS:
            found = duties(kind, severity_of(kind), country, NOW)
            assert not any(one.clock.confirmed_on for one in found)
            assert all(one.clock.source for one in found if one.by is not None)
            assert all(one.clock.source or one.clock.term == "unknown" for one in found)


def test_the_nearest_term_of_those_not_told_counts() -> None:
    found = duties("accident", "serious", "ES", NOW)
    assert [next_by(found), next_by(found, "welfare_officer"), next_by(found, "welfare_officer", "insurer")] == [
        NOW + timedelta(hours=24), NOW + timedelta(days=5), None,
    ]  # fmt: skip


def next_by(found: tuple[Duty, ...], *told: str) -> datetime | None:
    duty = next_duty(found, frozenset(told))
    return duty.by if duty is not None else None
