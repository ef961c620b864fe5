"""Every stage table that comes with the software, walked: nobody is stuck, nothing is ambiguous, dates go forward."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.journey.consequences import CONSEQUENCES
from passerelle.domain.journey.deeds import DEEDS
from passerelle.domain.journey.faults import reachable, table_faults
from passerelle.domain.journey.guards import GUARDS
from passerelle.domain.journey.reasons import BACK_TO_POOL, RESULTS, needs_reason
from passerelle.domain.journey.transitions import joining, move, row_for, transitions_from
from passerelle.domain.schemes.building import build_table
from passerelle.domain.schemes.folder import load_folder, shipped_folder
from passerelle.domain.schemes.shape import TRANSITION

SCHEMES = load_folder(shipped_folder())
TRACKS = [(code, track) for code, scheme in SCHEMES.items() for track in scheme.tracks]
BY_NAME = [pytest.param(code, track, id=f"{code}-{track.id}") for code, track in TRACKS]


@pytest.mark.parametrize(("code", "track"), BY_NAME)
def test_no_dead_end_no_ambiguous_event_every_name_known(code, track):
    assert table_faults(track) == []
    for row in track.transitions:
        assert set(row.guard) <= set(GUARDS)
        assert set(row.then) <= set(CONSEQUENCES)
        assert row.who
    for stage in track.stages:
        assert reachable(track, stage) & set(track.ends)
        events = [row.event for row in transitions_from(track, stage)]
        assert len(events) == len(set(events))


@pytest.mark.parametrize(("code", "track"), BY_NAME)
def test_every_open_stage_has_a_term_and_nobody_leaves_unready(code, track):
    for row in track.transitions:
        assert (row.due_days is None) is track.is_end(row.to)
        if row.event == "departed":
            assert "departure_ready" in row.guard


@pytest.mark.parametrize(("code", "track"), BY_NAME)
def test_a_case_can_come_to_a_result(code, track):
    assert reachable(track, track.first) & RESULTS
    assert joining(track, "referred").to == track.start_stage


@given(st.sampled_from(TRACKS), st.data())
def test_whoever_walks_a_table_comes_to_an_end_with_dates_in_order(named, data):
    track, stage, day = named[1], named[1].first, date(2026, 1, 1)
    for _ in range(60):
        rows = transitions_from(track, stage)
        if not rows:
            break
        row = data.draw(st.sampled_from(rows))
        assert move(track, stage, row.event, who=row.who[0]) == row
        assert row_for(track, stage, row.event) == row
        due = row.due_after(day)
        assert due is None or due >= day
        is_no = row.event in BACK_TO_POOL or (track.is_end(row.to) and row.to not in RESULTS)
        assert needs_reason(track, row) is is_no
        stage, day = row.to, day + timedelta(days=data.draw(st.integers(0, 40)))
    assert reachable(track, stage) & set(track.ends)


def test_the_variants_of_the_pilots_hold():
    tables = {(code, track.id): track for code, track in TRACKS}
    assert "working_at_home" in tables["palim", "home"].stages
    assert row_for(tables["homere", "internship"], "interviewed", "offered").guard == ("promise_at_origin",)
    assert row_for(tables["homere", "internship"], "agreement_signed", "visa_filed").guard == (
        "agreement_signed",
    )
    assert row_for(tables["ygca", "study"], "shortlisted", "offered").who == ("training_provider",)
    assert row_for(tables["ygca", "study"], "commitment_signed", "visa_filed").guard == ("commitment_signed",)
    assert row_for(tables["move_green", "study"], "language_course", "visa_filed").guard == (
        "course_completed",
    )
    assert row_for(tables["thamm", "mobility"], "language_course", "certified").guard == ("language_certified",)
    assert "recognition_settled" in row_for(tables["thamm", "mobility"], "contract_signed", "visa_filed").guard
    remote = row_for(tables["match", "mobility"], "permit_refused", "remote_work_started")
    assert remote.to == "working_remotely"
    assert row_for(tables["wafira", "seasonal"], "returned", "recalled").to == "preparing"
    assert row_for(tables["wecco", "business_visit"], "negotiating", "visit_repeated").to == "placed"
    assert "short_stay_days_left" in row_for(tables["wecco", "business_visit"], "placed", "visa_filed").guard
    assert row_for(tables["digex", "mobility"], "in_placement", "stay_confirmed").to == "stayed_legally"


@pytest.mark.parametrize(("code", "track"), BY_NAME)
def test_no_employer_closes_a_case(code, track):
    pool = next(row.leaving for row in track.transitions if row.event == "referred")
    back = [row for row in track.transitions if row.event in BACK_TO_POOL]
    assert {row.event for row in back} == BACK_TO_POOL
    assert {row.to for row in back} == {pool}, "back to where people are referred from"
    assert all("end_referrals" in row.then for row in back if row.event == "not_retained")
    closing = row_for(track, pool, "no_place_found")
    assert track.is_end(closing.to)
    assert "employer" not in closing.who


def test_a_list_of_stages_stands_for_one_row_from_each():
    values = {"from": ["a", "b"], "event": "left", "who": ["candidate"], "to": "c"}
    rows = [build_table(TRANSITION, one) for one in TRANSITION.tables_of(values)]
    assert [(row.leaving, row.to) for row in rows] == [("a", "c"), ("b", "c")]


def test_a_deed_says_what_it_asks():
    assert all(str(deed.asks) for deed in DEEDS.values())
    assert {event for event, deed in DEEDS.items() if deed.only} == {
        "referred", "agreed", "offered", "placed", "offer_declined", "offer_withdrawn",
        "plan_begun", "first_grant_paid", "coaching_started", "business_registered", "partnership_signed",
    }  # fmt: skip
