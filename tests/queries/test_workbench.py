"""The workbench shows a run to its staff; others get what is theirs or nothing."""

from collections.abc import Callable

import pytest
from matching_cast import (
    RULE,
    Matched,
    an_hour_ago,
    make_matched,
    run_now,
    scheme_facts,
    state,
)

from passerelle.actions.matching.accept import accept
from passerelle.actions.matching.decline import decline
from passerelle.actions.matching.refer_by_hand import refer_by_hand
from passerelle.actions.matching.request_run import request_run
from passerelle.domain.access.actor import Actor, Grant, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.matching.requirements import Verdict
from passerelle.queries.matching.fairness_sheet import fairness_sheet
from passerelle.queries.matching.reasons import pair_reasons
from passerelle.queries.matching.run_comparison import compare_runs
from passerelle.queries.matching.workbench import workbench
from passerelle.queries.matching.workbench_measures import run_measures
from passerelle.queries.matching.workbench_rows import run_people
from passerelle.queries.people.person_history import candidate_page, vacancy_page
from passerelle.records.candidates.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched(db: None) -> Matched:
    """Four people, two vacancies, one run."""
    return make_matched()


def test_the_workbench_shows_figures_people_and_what_is_open(matched: Matched) -> None:
    page = workbench(matched.caseworker, matched.run.number)
    assert (page.run.ordinal, page.run.state, page.run.summary["placed"]) == (1, "ready", 2)
    assert page.outcomes["candidate", "proposed"] == 2
    assert page.outcomes["vacancy", "open"] == 1
    dutch, developer = page.vacancies
    assert [line.candidate for line in developer.proposed] == [matched.best.number, matched.second.number]
    first = developer.proposed[0]
    assert first.name is not None
    assert first.name.family == "Alami"
    assert sum(part["points"] for _, part in first.parts) == first.score
    assert dutch.proposed == ()
    assert dutch.reason.outcome == "open"
    assert {line.code for line in page.requirements} >= {"nl>=B1"}
    assert (page.may_run, page.may_decide, page.may_see_fairness) == (False, True, False)
    assert sum(count for _, count in page.refused_by) == 1


def test_the_list_of_vacancies_is_narrowed_and_sliced(matched: Matched) -> None:
    still_open = workbench(matched.manager, matched.run.number, show="open")
    assert [line.number for line in still_open.vacancies] == [matched.dutch.number]
    filled = workbench(matched.manager, matched.run.number, show="filled", first=0, most=1)
    assert [line.number for line in filled.vacancies] == [matched.developer.number]
    assert workbench(matched.manager, matched.run.number, first=1).found == 2


def test_rules_and_requirements_carry_their_price_and_their_switch(matched: Matched) -> None:
    state(matched.cast.alpha, scheme_facts(more=RULE))
    with_rule = workbench(matched.manager, run_now(matched.cast).number)
    (rule,) = with_rule.rules
    assert (rule.name, rule.is_off) == ("few-at-one-employer", False)
    assert rule.groups[0]["used"] == 2
    without = workbench(
        matched.manager, run_now(matched.cast, off_rules=[rule.name], dropped=["nl>=B1"]).number
    )
    assert [(line.name, line.is_off) for line in without.rules] == [(rule.name, True)]
    assert [line.code for line in without.requirements if line.is_off] == ["nl>=B1"]


def test_a_run_that_is_not_finished_shows_its_progress_only(matched: Matched) -> None:
    waiting = request_run(matched.manager, "alpha")
    page = workbench(matched.manager, waiting.number)
    assert (page.run.state, page.vacancies, page.measures) == ("waiting", (), None)
    with pytest.raises(Refused):
        run_people(matched.manager, waiting.number)


def test_everybody_in_the_run_is_found_with_a_reason(matched: Matched) -> None:
    found, lines = run_people(matched.caseworker, matched.run.number)
    assert found == len(lines) == 5
    _, (line,) = run_people(matched.caseworker, matched.run.number, text="daou")
    assert (line.number, line.outcome) == (matched.nurse.number, "no_shared_skill")
    _, (line,) = run_people(matched.caseworker, matched.run.number, text=matched.third.number.lower())
    assert line.outcome == "outbid"
    assert run_people(matched.caseworker, matched.run.number, outcome="proposed", first=1, most=5)[0] == 2


def test_any_pair_is_explained_from_the_frozen_record(matched: Matched) -> None:
    found = pair_reasons(matched.caseworker, matched.run.number, matched.third.number, matched.dutch.number)
    assert found.obstacle is not None
    assert (found.obstacle.code, found.obstacle.verdict) == ("nl>=B1", Verdict.NOT_MET)
    Person.objects.unscoped("test").filter(pk=matched.third.person_id).update(languages=[])
    again = pair_reasons(matched.caseworker, matched.run.number, matched.third.number, matched.dutch.number)
    assert again == found
    assert pair_reasons(
        matched.caseworker, matched.run.number, matched.best.number, matched.developer.number
    ).proposed
    with pytest.raises(Refused, match="not part of the run"):
        pair_reasons(matched.caseworker, matched.run.number, matched.best.number, matched.cast.vacancy.number)


def test_measures_tell_overriding_haste_and_bulk(matched: Matched) -> None:
    empty = run_measures(matched.manager, matched.run.number)
    assert (empty.decided, empty.override_rate, empty.median_seconds, empty.bulk_share) == (0, None, None, None)
    first, second = (matched.proposal(one).number for one in (matched.best, matched.second))
    accept(matched.caseworker, first, version=1, shown_at=an_hour_ago(), key=None)
    decline(matched.caseworker, second, reason_code="not_interested", version=1, shown_at=None, key=None)
    refer_by_hand(
        matched.caseworker, matched.run.number, matched.third.number, matched.developer.number,
        reason_code="interview", key=None,
    )  # fmt: skip
    measures = run_measures(matched.manager, matched.run.number)
    assert (measures.accepted, measures.declined, measures.by_hand) == (1, 1, 1)
    assert measures.override_rate == pytest.approx(2 / 3)
    assert measures.median_seconds == pytest.approx(3600, abs=5)
    assert measures.bulk_share == 0


def test_two_runs_are_compared_by_their_differences(matched: Matched) -> None:
    other = run_now(matched.cast, dropped=["nl>=B1"])
    found = compare_runs(matched.caseworker, matched.run.number, other.number)
    assert [(line.candidate, line.before, line.after) for line in found.moved] == [
        (matched.third.number, (), (matched.dutch.number,))
    ]
    assert [(line.vacancy, line.before, line.after) for line in found.refilled] == [
        (matched.dutch.number, 0, 1)
    ]
    assert found.titles[matched.dutch.number] == "Dutch speaker"
    assert found.moved[0].name is not None
    assert found.settings["dropped"] == (None, ["nl>=B1"])
    assert ("placed", 2, 3) in [(one.name, one.before, one.after) for one in found.figures]
    same = compare_runs(matched.caseworker, other.number, other.number)
    assert same.is_same
    assert same.figures == ()


def test_runs_of_two_schemes_are_not_compared(matched: Matched) -> None:
    both = Actor(
        1, "Both", tuple(Grant(Role.SCHEME_MANAGER, one.pk) for one in (matched.cast.alpha, matched.cast.beta))
    )
    other = run_now(matched.cast)
    type(other).objects.unscoped("test").filter(pk=other.pk).update(scheme=matched.cast.beta, ordinal=9)
    with pytest.raises(Refused, match="same scheme"):
        compare_runs(both, matched.run.number, other.number)


def test_the_fairness_sheet_is_for_managers_and_auditors_only(matched: Matched) -> None:
    for role in (Role.SCHEME_MANAGER, Role.DATA_PROTECTION_OFFICER):
        sheet = fairness_sheet(matched.actors[role], matched.run.number)
        assert set(sheet.dimensions) == {"sex", "age_band", "region"}
        assert sheet.stages[-1] == "proposed"
    for role in set(Role) - {Role.SCHEME_MANAGER, Role.DATA_PROTECTION_OFFICER}:
        with pytest.raises(NotPermitted):
            fairness_sheet(matched.actors[role], matched.run.number)
    with pytest.raises(NotPermitted):
        fairness_sheet(matched.cast.mallory, matched.run.number)


def test_only_staff_of_the_scheme_read_a_run(matched: Matched) -> None:
    number = matched.run.number
    readings: list[Callable[[Actor], object]] = [
        lambda actor: workbench(actor, number),
        lambda actor: run_people(actor, number),
        lambda actor: run_measures(actor, number),
        lambda actor: compare_runs(actor, number, number),
        lambda actor: pair_reasons(actor, number, matched.best.number, matched.developer.number),
    ]
    strangers = [
        matched.cast.mallory,
        *(matched.actors[role] for role in set(Role) - {Role.SCHEME_MANAGER, Role.CASEWORKER}),
    ]
    for read in readings:
        for actor in strangers:
            with pytest.raises(NotPermitted):
                read(actor)


def test_history_tells_what_happened_and_nothing_of_other_schemes(matched: Matched) -> None:
    accept(matched.caseworker, matched.proposal(matched.best).number, version=1, shown_at=None, key=None)
    lines = candidate_page(matched.manager, matched.best.number).history
    assert {(line.kind, line.code) for line in lines} == {
        ("event", "match.accept"), ("decision", "accepted"), ("stage", "referred"),
    }  # fmt: skip
    assert {line.by for line in lines} == {"Caseworker"}
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)
    assert {line.kind for line in vacancy_page(matched.manager, matched.developer.number).history} == {
        "event",
        "decision",
    }


def test_pages_tell_staff_everything_and_others_what_is_theirs(matched: Matched) -> None:
    mine = candidate_page(matched.manager, matched.best.number)
    assert [(one.ordinal, one.reason.outcome) for one in mine.reasons] == [(1, "proposed")]
    service = candidate_page(matched.actors[Role.EMPLOYMENT_SERVICE], matched.cast.candidate.number)
    assert (service.may_see_reasons, service.reasons, service.history) == (False, (), ())
    with pytest.raises(NotPermitted):
        candidate_page(matched.actors[Role.EMPLOYMENT_SERVICE], matched.best.number)
    employer = vacancy_page(matched.employer, matched.developer.number)
    assert (employer.free_places, employer.reasons, employer.referrals, employer.history) == (2, (), (), ())
    for role in (Role.FUNDER, Role.CANDIDATE):
        with pytest.raises(NotPermitted):
            vacancy_page(matched.actors[role], matched.developer.number)
    for read, number in ((candidate_page, matched.best.number), (vacancy_page, matched.developer.number)):
        with pytest.raises(NotPermitted):
            read(matched.cast.mallory, number)
