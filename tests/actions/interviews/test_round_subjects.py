"""One model of rounds: for a call, a vacancy or a training group; each subject follows in its own way."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from matching_cast import make_matched, scheme_facts, sign_in_as, state
from people import make_actor, make_candidate
from training_cast import make_school
from web.conftest import signed_in

from passerelle.actions.contests.decide_contest import decide_contest
from passerelle.actions.contests.open_contest import open_contest
from passerelle.actions.contests.replay_contest import replay_contest
from passerelle.actions.interviews.answer_shortlist import answer_shortlist
from passerelle.actions.interviews.plan_round import RoundFacts, invite_all, plan_round
from passerelle.actions.interviews.rank import rank_round
from passerelle.actions.interviews.score import declare, score
from passerelle.actions.training.group_life import open_group
from passerelle.actions.training.leave import leave
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.folder import load_folder, shipped_folder
from passerelle.domain.selection.scoring import Criterion
from passerelle.queries.people.actors import actor_of
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.contests.models import Priority
from passerelle.records.interviews.models import Interview, Round
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Referral
from passerelle.records.training.models import Course, Enrolment, Group, GroupSeat

SCHEMES = load_folder(shipped_folder())
pytestmark = [pytest.mark.django_db, pytest.mark.database]
CRITERIA = (Criterion("skill", "Skill", 1, 10),)


def facts(**more: object) -> RoundFacts:
    known = {"title": "Round", "criteria": CRITERIA, "panel": ["judge@example.org"], **more}
    return RoundFacts(**known)  # type: ignore[arg-type]


def heard(staff: Actor, judge: Actor, number: str, order: list[Candidate], **more: object) -> None:
    """Invite, score in this order (best first), rank."""
    invite_all(staff, number, first=timezone.now(), minutes=30, place="Room 1", **more)  # type: ignore[arg-type]
    declare(judge, number, conflicts=[])
    for points, one in zip((9, 7, 5, 3), order, strict=False):
        interview = Interview.objects.unscoped("test").get(candidate=one, round__number=number)
        score(judge, interview.number, {"skill": points})
    rank_round(staff, number)


def test_a_round_of_a_vacancy_ends_referrals_and_keeps_cases_open() -> None:
    matched = make_matched(run=False)
    state(matched.cast.alpha, {**scheme_facts(), "track": SCHEMES["digex"].normalised()["track"]})
    judge = make_actor("judge", Role.SCHEME_MANAGER, matched.cast.alpha)
    people = [matched.best, matched.second, matched.third]
    rows = [Referral.objects.create(candidate=one, vacancy=matched.developer) for one in people]
    number = plan_round(matched.caseworker, matched.developer.number, facts(places=1))
    with pytest.raises(Refused) as refused:
        invite_all(matched.caseworker, number, first=timezone.now(), minutes=30, place="Room 1")
    assert refused.value.problems[0].code == "nobody_eligible"
    answer_shortlist(matched.employer, {one.number: "interview" for one in rows})
    heard(matched.caseworker, judge, number, people)
    states = Referral.objects.unscoped("test").order_by("pk").values_list("end_code", "reason_code")
    assert list(states) == [("", ""), *[("employer_declined", "others_ranked_higher")] * 2]
    assert not Journey.objects.unscoped("test").filter(ended_on__isnull=False).exists()


def test_a_round_of_a_group_gives_seats_in_order_and_the_reserve_waits_in_order() -> None:
    school = make_school(people=0, seats=1)
    open_group(school.manager, school.group, because="Employers sign next week.")
    judge = make_actor("judge", Role.SCHEME_MANAGER, school.cast.alpha)
    staff = school.cast.actors[Role.SCHEME_MANAGER]
    people = [make_candidate(school.cast.alpha, f"Person{n}") for n in range(3)]
    number = plan_round(
        staff, school.group, facts(places=1, reserve_until=timezone.localdate() + timedelta(days=9))
    )
    group = signed_in(staff).get(reverse("group", args=[school.group])).content.decode()
    assert reverse("round-new-group", args=[school.group]) in group
    yesterday = timezone.now() - timedelta(days=1)
    with pytest.raises(Refused) as refused:
        invite_all(staff, number, first=yesterday, minutes=30, place="x", numbers=[people[0].number])
    assert refused.value.problems[0].code == "in_the_past"
    with pytest.raises(Refused) as refused:
        invite_all(staff, number, first=timezone.now(), minutes=30, place="x", numbers=["C-NOBODY"])
    assert refused.value.problems[0].code == "not_for_this_round"
    heard(staff, judge, number, [people[2], people[0], people[1]], numbers=[one.number for one in people])
    enrolled = Enrolment.objects.unscoped("test").order_by("asked_at")
    assert list(enrolled.values_list("candidate", "state")) == [
        (people[2].pk, "enrolled"), (people[0].pk, "waiting"), (people[1].pk, "waiting"),
    ]  # fmt: skip
    first = enrolled[0]
    leave(staff, first.number, code="job_found")
    assert Enrolment.objects.unscoped("test").get(candidate=people[0]).state == "enrolled"


def test_a_seat_that_frees_goes_first_to_who_won_a_contest_of_the_groups_round() -> None:
    school = make_school(people=0, seats=1)
    open_group(school.manager, school.group, because="Employers sign next week.")
    judge = make_actor("judge", Role.SCHEME_MANAGER, school.cast.alpha)
    other = make_actor("other", Role.SCHEME_MANAGER, school.cast.alpha)
    staff = school.cast.actors[Role.SCHEME_MANAGER]
    people = [make_candidate(school.cast.alpha, f"Person{n}") for n in range(3)]
    until = timezone.localdate() + timedelta(days=9)
    number = plan_round(staff, school.group, facts(places=1, pass_mark=60, reserve_until=until))
    heard(staff, judge, number, people, numbers=[one.number for one in people])
    refused = Interview.objects.unscoped("test").get(candidate=people[2], round__number=number)
    assert refused.outcome == "not_selected"
    sign_in_as(people[2], school.cast.actors[Role.CANDIDATE])
    person = actor_of(User.objects.get(pk=school.cast.actors[Role.CANDIDATE].id), on=timezone.localdate())
    contest = open_contest(
        person, refused.number, statement="No sheet is mine.", answers={}, on=timezone.localdate()
    )
    replay_contest(other, contest, scores={(1, "skill"): 8})
    decide_contest(other, contest, upheld=True, answer="The sheets were mixed up.")
    states = dict(Enrolment.objects.unscoped("test").values_list("candidate", "state"))
    assert states == {people[0].pk: "enrolled", people[1].pk: "waiting", people[2].pk: "waiting"}
    first = Enrolment.objects.unscoped("test").get(candidate=people[0])
    leave(staff, first.number, code="job_found")
    states = dict(Enrolment.objects.unscoped("test").values_list("candidate", "state"))
    assert states[people[2].pk] == "enrolled", "before the reserve"
    assert states[people[1].pk] == "waiting"


def test_whose_group_is_over_has_a_place_in_the_next_group_of_the_course() -> None:
    school = make_school(people=0, seats=1)
    open_group(school.manager, school.group, because="Employers sign next week.")
    judge = make_actor("judge", Role.SCHEME_MANAGER, school.cast.alpha)
    other = make_actor("other", Role.SCHEME_MANAGER, school.cast.alpha)
    staff = school.cast.actors[Role.SCHEME_MANAGER]
    best, won, late = (make_candidate(school.cast.alpha, f"Person{n}") for n in range(3))
    number = plan_round(staff, school.group, facts(places=1))
    heard(staff, judge, number, [best, won], numbers=[best.number, won.number])
    about = Interview.objects.unscoped("test").get(candidate=won, round__number=number).number
    sign_in_as(won, school.cast.actors[Role.CANDIDATE])
    person = actor_of(User.objects.get(pk=school.cast.actors[Role.CANDIDATE].id), on=timezone.localdate())
    contest = open_contest(person, about, statement="Mixed up.", answers={}, on=timezone.localdate())
    Group.objects.unscoped("test").update(state=Group.State.CLOSED)
    replay_contest(other, contest)
    decide_contest(other, contest, upheld=True, answer="They were.")
    group = Group.objects.unscoped("test").get()
    group.pk, group.number, group.name = None, "G-NEXT", "Next"
    group.state = Group.State.OPEN
    group.save()
    GroupSeat.objects.create(group=group, ordinal=1)
    again = plan_round(staff, group.number, facts(places=1))
    heard(staff, judge, again, [late, won], numbers=[late.number, won.number])
    mine = Interview.objects.unscoped("test").get(candidate=won, round__number=again)
    assert (mine.outcome, mine.rank) == ("selected", None)
    assert Enrolment.objects.unscoped("test").get(candidate=won).seat is not None
    assert Priority.objects.get().lapsed_code == "place_given"


def test_exactly_one_subject_and_only_of_those_who_select() -> None:
    matched = make_matched(run=False)
    course = Course.objects.create(scheme=matched.cast.alpha, title="x", kind="language")
    group = Group.objects.create(course=course, name="One", seats=1)
    for subject in ({}, {"vacancy": matched.developer, "group": group}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.create(scheme=matched.cast.alpha, title="x", **subject)
    for actor in (matched.employer, matched.cast.mallory):
        assert actor is not None
        with pytest.raises(NotPermitted):
            plan_round(actor, matched.developer.number, facts())


def test_the_page_plans_a_round_of_a_vacancy() -> None:
    matched = make_matched(run=False)
    client = signed_in(matched.caseworker)
    address = reverse("round-new-vacancy", args=[matched.developer.number])
    vacancy = reverse("vacancy", args=[matched.developer.number])
    assert address in client.get(vacancy).content.decode()
    assert address not in signed_in(matched.employer).get(vacancy).content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, {"title": "x"}).status_code == 422
    email = "caseworker@example.org"
    sent = {"title": "Round one", "criteria": "Skill; 1; 10", "panel": email}
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer["Location"]).content.decode()
    assert reverse("vacancy", args=[matched.developer.number]) in page
    assert client.get(reverse("round-new-vacancy", args=["V-NONE"])).status_code == 404
