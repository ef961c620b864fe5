"""Results: completion by the course's own rule, attestations, the profile, and what follows."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from matching_cast import SCHEME, asking, run_now, skilled, state
from people import Cast, make_cast, make_organisation
from training_cast import JAVA, School, days_ago, make_running, queries_of

from passerelle.actions.steps.guards.training import GUARD_CHECKS
from passerelle.actions.steps.journey.journeys import take
from passerelle.actions.steps.writing import writing
from passerelle.actions.training.attend import Mark, attend
from passerelle.actions.training.enrol import enrol
from passerelle.actions.training.group_life import begin_group, open_group
from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.actions.training.results import Certified, Result, enter_results
from passerelle.actions.training.revoke import revoke_attestation
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.dossiers.models import Attestation
from passerelle.records.journeys.models import Journey
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Proposal

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MOVE_GREEN = Path(__file__).resolve().parents[3] / "schemes" / "move_green.toml"


def person(candidate: Candidate) -> Person:
    return Person.objects.unscoped("test").get(pk=candidate.person_id)


def all_pass(school: School, *but: str) -> list[Result]:
    return [Result(one, one not in but) for one in school.numbers()]


def test_what_a_course_teaches_enters_the_profile_with_who_attested_it() -> None:
    school = make_running(valid_months=24)
    assert enter_results(school.trainer, school.group, all_pass(school), issued_on=days_ago(0)) == Certified(
        3, 0
    )
    held = person(school.people[0])
    assert held.skills == [{"uri": JAVA, "how": "attested"}]
    row = Attestation.objects.unscoped("test").filter(candidate=school.people[0]).get()
    assert (row.issuer, row.method, row.source) == (school.provider, "test", school.group)
    assert row.issued_on == days_ago(0)
    assert row.expires_on is not None
    assert row.expires_on.year == days_ago(0).year + 2
    assert len(row.evidence) == 64


def test_the_matching_uses_what_was_attested() -> None:
    cast = make_cast()
    sql = "http://data.europa.eu/esco/skill/sql"
    state(cast.alpha, parse_scheme(SCHEME.format(act="assignment", per_candidate=1)).normalised())
    learner = skilled(cast.alpha, "Alami", sql)
    asking(cast, JAVA, sql, title="Java developer")
    cast.vacancy.closed_on = days_ago(1)
    cast.vacancy.save()
    before = Proposal.objects.get(run=run_now(cast), candidate=learner)
    school = _school_in(cast, [learner])
    enter_results(school.manager, school.group, all_pass(school), issued_on=days_ago(0))
    after = Proposal.objects.get(run=run_now(cast), candidate=learner)
    assert after.score > before.score
    assert after.parts["skills"] != before.parts["skills"]
    client = Client()
    client.force_login(User.objects.get(pk=school.manager.id))
    pages = [
        client.get(f"/runs/{one.run.number}/pairs/{learner.number}/{one.vacancy.number}/").content.decode()
        for one in (before, after)
    ]
    assert f"Missing: {JAVA}" in pages[0]
    assert f"In common: {JAVA}" in pages[1]
    assert "attested: " in client.get(f"/candidates/{learner.number}/").content.decode()


def test_what_was_revoked_leaves_the_profile_and_the_next_match_but_no_frozen_run() -> None:
    cast = make_cast()
    state(cast.alpha, parse_scheme(SCHEME.format(act="assignment", per_candidate=1)).normalised())
    learner = skilled(cast.alpha, "Alami", "http://data.europa.eu/esco/skill/sql")
    asking(cast, JAVA, "http://data.europa.eu/esco/skill/sql", title="Java developer")
    school = _school_in(cast, [learner])
    enter_results(school.manager, school.group, all_pass(school), issued_on=days_ago(0))
    frozen = run_now(cast)
    before = Proposal.objects.get(run=frozen, candidate=learner)
    row = Attestation.objects.unscoped("test").get()
    for bad, said in (({"code": "x"}, "unknown_code"), ({"code": "other", "because": " "}, "reason_missing")):
        with pytest.raises(Refused) as refused:
            revoke_attestation(school.manager, row.number, **bad)
        assert refused.value.problems[0].code == said
    with pytest.raises(NotPermitted):
        revoke_attestation(cast.actors[Role.CASEWORKER], row.number, code="evidence_false")
    for _ in range(2):
        revoke_attestation(school.manager, row.number, code="evidence_false", key="k1k1k1k1")
    row.refresh_from_db()
    assert (row.revoked_code, row.revoked_by_id) == ("evidence_false", school.manager.id)
    assert JAVA not in [one["uri"] for one in person(learner).skills or ()]
    assert Message.objects.filter(template="attestation_revoked", recipient=learner.person.number).count() == 1
    after = Proposal.objects.get(run=run_now(cast), candidate=learner)
    assert after.score < before.score
    again = Proposal.objects.get(pk=before.pk)
    assert (again.score, again.parts) == (before.score, before.parts)
    digest = frozen.digest
    frozen.refresh_from_db()
    assert frozen.digest == digest
    with pytest.raises(Refused) as refused:
        revoke_attestation(school.manager, row.number, code="evidence_false")
    assert refused.value.problems[0].code == "already_revoked"


def _school_in(cast: Cast, people: list[Candidate]) -> School:
    manager = cast.actors[Role.SCHEME_MANAGER]
    course = plan_course(manager, "alpha", CourseFacts(title="Java", kind="technical", skills=(JAVA,)))
    group = plan_group(manager, course, GroupFacts(name="One", seats=len(people)))
    school = School(cast, make_organisation("Nobody", "training_provider"), manager, course, group, people)
    open_group(manager, group, because="x")
    enrol(manager, group, school.numbers())
    begin_group(manager, group)
    return school


def test_one_of_25_fails_the_course_and_cannot_pass_to_the_stay() -> None:
    cast = make_cast()
    state(cast.alpha, parse_scheme(MOVE_GREEN.read_text()).normalised())  # the scheme's own stage table
    people = [skilled(cast.alpha, f"Family{n:02}") for n in range(25)]
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        journeys = _placed(note, people)
    school = _school_in(cast, people)
    assert set(Journey.objects.unscoped("test").values_list("stage", flat=True)) == {"language_course"}
    failed = people[7]
    answer = enter_results(school.manager, school.group, all_pass(school, failed.number), issued_on=days_ago(0))
    assert answer == Certified(24, 1)
    assert school.enrolments()[failed.number].shortfall == ["test_failed"]
    caseworker = cast.actors[Role.CASEWORKER]
    journeys = list(Journey.objects.unscoped("test").order_by("pk"))
    with pytest.raises(Refused) as refused, writing(caseworker, "test", purpose=Purpose.JOURNEY) as note:
        take(note, journeys, "visa_filed", by=caseworker, at=timezone.now())
    assert [one.code for one in refused.value.problems] == ["guard-not-met"]
    assert "not completed" in str(refused.value.problems[0].message)
    assert "sit again or leave" in str(refused.value.problems[0].hint)
    others = [one for one in journeys if one.candidate_id != failed.pk]
    with writing(caseworker, "test", purpose=Purpose.JOURNEY) as note:
        assert len(take(note, others, "visa_filed", by=caseworker, at=timezone.now())) == 24
    assert Message.objects.filter(template="course_not_passed", recipient=failed.person.number).count() == 1
    enter_results(school.manager, school.group, [Result(failed.number, True)], issued_on=days_ago(0))
    last = [Journey.objects.unscoped("test").get(candidate=failed)]
    with writing(caseworker, "test", purpose=Purpose.JOURNEY) as note:
        assert take(note, last, "visa_filed", by=caseworker, at=timezone.now())


def _placed(note, people: list[Candidate]) -> list[Journey]:
    version = people[0].scheme.versions.get()
    return Journey.objects.unscoped("test").bulk_create(
        Journey(candidate=one, scheme_version=version, track="study", stage="placed", since=days_ago(1))
        for one in people
    )


def test_too_little_attendance_stands_in_the_way_even_of_a_passed_test() -> None:
    school = make_running(people=2, seats=2, minimum_attendance=80)
    first, second = school.numbers()
    marks = [Mark(one, days_ago(day), "present") for one in (first, second) for day in (3, 2, 1)]
    assert attend(school.trainer, school.group, marks) == 6
    assert attend(school.trainer, school.group, [Mark(second, days_ago(1), "absent")]) == 1
    answer = enter_results(school.trainer, school.group, all_pass(school), issued_on=days_ago(0))
    assert answer == Certified(1, 1)
    assert school.enrolments()[second].shortfall == ["attendance_short"]
    assert person(school.people[1]).skills is None


def test_a_corrected_result_takes_back_what_it_had_attested() -> None:
    school = make_running(people=1, seats=1)
    number = school.numbers()[0]
    enter_results(school.trainer, school.group, [Result(number, True)], issued_on=days_ago(0))
    enter_results(school.trainer, school.group, [Result(number, False)], issued_on=days_ago(0))
    assert person(school.people[0]).skills == []
    assert Attestation.objects.unscoped("test").get().revoked_code == "result_corrected"
    assert school.enrolments()[number].state == "not_completed"
    enter_results(school.trainer, school.group, [Result(number, True)], issued_on=days_ago(0))
    assert person(school.people[0]).skills == [{"uri": JAVA, "how": "attested"}]
    assert Attestation.objects.unscoped("test").filter(revoked_on__isnull=True).count() == 1


def test_a_course_of_a_level_is_completed_at_that_level_only() -> None:
    facts = {"title": "Spanish", "kind": "language", "language": "es", "level": "B1", "skills": ()}
    school = make_running(people=3, seats=3, valid_months=6, **facts)
    first, second, third = school.people
    results = [
        Result(first.number, True),
        Result(second.number, True, level="A2"),
        Result(third.number, True, "C1"),
    ]
    assert enter_results(school.trainer, school.group, results, issued_on=days_ago(0)) == Certified(2, 1)
    assert school.enrolments()[second.number].shortfall == ["level_short"]
    people = {one.pk for one in school.people}
    assert person(third).languages == [{"code": "es", "level": "C1", "how": "attested"}]
    assert GUARD_CHECKS["course_completed"](people) == {first.pk, third.pk}


def test_every_fault_of_a_list_of_results_is_said_and_nothing_kept() -> None:
    school = make_running(people=2, seats=2)
    first, second = school.numbers()
    bad = [
        Result(first, True, "Z1", row=2),
        Result(first, True, row=3),
        Result("N-1", True, row=4),
        Result(second, True, score=Decimal(11), score_of=Decimal(10), row=5),
    ]
    with pytest.raises(Refused) as refused:
        enter_results(school.trainer, school.group, bad, issued_on=days_ago(0))
    assert [(one.row, one.code) for one in refused.value.problems] == [
        (2, "said_twice"), (2, "unknown_level"), (3, "said_twice"), (4, "unknown_person"), (5, "score_out_of_scale"),
    ]  # fmt: skip
    assert {row.state for row in school.enrolments().values()} == {"enrolled"}
    for results, issued in (([], days_ago(0)), (all_pass(school), timezone.localdate() + timedelta(days=1))):
        with pytest.raises(Refused):
            enter_results(school.trainer, school.group, results, issued_on=issued)
    with pytest.raises(NotPermitted):
        enter_results(school.cast.mallory, school.group, all_pass(school), issued_on=days_ago(0))


def test_every_fault_of_attendance_is_said_and_nothing_kept() -> None:
    school = make_running(people=1, seats=1)
    number = school.numbers()[0]
    bad = [
        Mark(number, days_ago(-1), "present", row=2),
        Mark(number, days_ago(99), "here", row=3),
        Mark("C-1", days_ago(-99), "present", row=4),
    ]
    with pytest.raises(Refused) as refused:
        attend(school.trainer, school.group, bad)
    assert {(one.row, one.code) for one in refused.value.problems} == {
        (2, "in_the_future"), (3, "unknown_mark"), (3, "before_start"), (4, "unknown_person"), (4, "in_the_future"),
        (4, "after_end"),
    }  # fmt: skip
    for _ in range(2):
        assert attend(school.trainer, school.group, [Mark(number, days_ago(1), "present")], key="k1k1k1k1") == 1


def test_results_of_many_take_as_many_queries_as_of_few() -> None:
    school = make_running(people=33, seats=33)
    few, many = school.numbers()[:3], school.numbers()[3:]
    enter = partial(enter_results, school.trainer, school.group, issued_on=days_ago(0))
    counts = {queries_of(partial(enter, [Result(one, True) for one in people])) for people in (few, many)}
    assert len(counts) == 1
    taken_back = {queries_of(partial(enter, [Result(one, False) for one in people])) for people in (few, many)}
    assert len(taken_back) == 1
    for _ in range(2):
        again = [Result(one, True) for one in few]
        answer = enter_results(school.trainer, school.group, again, issued_on=days_ago(0), key="k1k1k1k1")
        assert answer == Certified(3, 0)
