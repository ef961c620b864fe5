"""Rounds: planned, declared, scored, ranked, signed; whoever is refused can contest."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from matching_cast import scheme_facts, sign_in_as, state
from people import Cast, make_actor, make_candidate, make_cast

from passerelle.actions.calls.apply_many import apply_many
from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.actions.calls.screen import screen
from passerelle.actions.contests.decide_contest import decide_contest
from passerelle.actions.contests.open_contest import open_contest
from passerelle.actions.contests.replay_contest import replay_contest
from passerelle.actions.interviews.plan_round import RoundFacts, invite_all, plan_round
from passerelle.actions.interviews.rank import rank_round
from passerelle.actions.interviews.score import answer_slot, declare, mark_absent, score
from passerelle.actions.steps.guards.selection import interview_held
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.selection.scoring import Criterion
from passerelle.queries.people.actors import actor_of
from passerelle.queries.selection.rounds import own_interviews, round_sheet
from passerelle.records.accounts.models import User
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Candidate
from passerelle.records.interviews.models import Interview, Round
from passerelle.records.signing.models import Paper, Signature
from passerelle.web.shared.access import today

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CRITERIA = (Criterion("skill", "Skill", 3, 10), Criterion("speech", "Speech", 1, 5))


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    state(made.alpha, scheme_facts())
    return made


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return cast.actors[Role.CASEWORKER]


@pytest.fixture
def judge(cast: Cast) -> Actor:
    return make_actor("judge", Role.SCHEME_MANAGER, cast.alpha)


def eligible(cast: Cast, staff: Actor, size: int) -> tuple[str, list[Candidate]]:
    facts = CallFacts(
        track="home", opens_on=today(), places=1, languages=["fr"], texts={"fr": {"title": "A"}}, fields=[]
    )
    call = write_call(staff, "alpha", facts)
    publish_call(staff, call)
    people = [make_candidate(cast.alpha, f"Person{n:02}") for n in range(size)]
    apply_many(staff, call, [one.number for one in people], on=today())
    rows = Application.objects.unscoped("test").filter(call__number=call)
    screen(staff, call, {one.number: None for one in rows}, eligible=True)
    return call, people


def planned(staff: Actor, call: str, **more: object) -> str:
    facts = {"title": "Round one", "criteria": CRITERIA, "panel": ["judge@example.org"], **more}
    number = plan_round(staff, call, RoundFacts(**facts))  # type: ignore[arg-type]
    invite_all(staff, number, first=timezone.now(), minutes=30, place="Room 1")
    return number


def interview(candidate: Candidate) -> Interview:
    return Interview.objects.unscoped("test").get(candidate=candidate)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_from_slots_to_signed_minutes(cast: Cast, staff: Actor, judge: Actor) -> None:
    call, (first, second, third, late) = eligible(cast, staff, 4)
    number = planned(staff, call, pass_mark=50, reserve_until=today() + timedelta(days=90))
    slots = [interview(one).starts_at for one in (first, second)]
    assert slots[1] - slots[0] == timedelta(minutes=30)  # type: ignore[operator]
    declare(judge, number, conflicts=[])
    for one, skill in ((first, 10), (second, 8), (third, 1)):
        score(judge, interview(one).number, {"skill": skill, "speech": 5})
    with pytest.raises(Refused) as refused:
        rank_round(staff, number)
    assert codes(refused) == ["not_finished"]
    mark_absent(staff, interview(late).number)
    assert rank_round(staff, number, key="k" * 12) == rank_round(staff, number, key="k" * 12) == 4
    found = {one.candidate_id: one for one in Interview.objects.unscoped("test").filter(round__number=number)}
    assert [(found[one.pk].rank, found[one.pk].outcome, found[one.pk].reason_code) for one in (first, second, third, late)] == [
        (1, "selected", ""), (2, "reserve", ""), (3, "not_selected", "below_pass_mark"),
        (None, "not_selected", "not_present"),
    ]  # fmt: skip
    states = dict(Application.objects.unscoped("test").values_list("candidate", "state"))
    assert [states[one.pk] for one in (first, second, third)] == ["selected", "reserve", "not_selected"]
    paper = Paper.objects.unscoped("test").get(about=number)
    assert paper.kind == "minutes"
    assert first.number in paper.texts["en"]
    assert "Person00" not in paper.texts["en"]
    assert Signature.objects.get(paper=paper).recipient == "judge@example.org"
    assert interview_held([first.pk, late.pk]) == {first.pk}
    with pytest.raises(Refused) as refused:
        score(judge, found[first.pk].number, {"skill": 1, "speech": 1})
    assert codes(refused) == ["round_over"]


def test_without_a_reserve_date_whoever_is_after_the_last_place_gets_a_no(
    cast: Cast, staff: Actor, judge: Actor
) -> None:
    call, (first, second) = eligible(cast, staff, 2)
    number = planned(staff, call)
    declare(judge, number, conflicts=[])
    for one in (first, second):
        score(judge, interview(one).number, {"skill": 5, "speech": 5})
    rank_round(staff, number)
    outcomes = sorted(Interview.objects.unscoped("test").values_list("outcome", "reason_code"))
    assert outcomes == [("not_selected", "others_ranked_higher"), ("selected", "")]


def test_nobody_scores_before_declaring_nor_whom_they_know(cast: Cast, staff: Actor, judge: Actor) -> None:
    call, (known, other) = eligible(cast, staff, 2)
    number = planned(staff, call)
    with pytest.raises(Refused) as refused:
        score(judge, interview(other).number, {"skill": 5, "speech": 5})
    assert codes(refused) == ["not_declared"]
    declare(judge, number, conflicts=[known.number])
    with pytest.raises(Refused) as refused:
        score(judge, interview(known).number, {"skill": 5, "speech": 5})
    assert codes(refused) == ["conflict"]
    with pytest.raises(Refused) as refused:
        score(judge, interview(other).number, {"skill": 11})
    assert codes(refused) == ["score_missing", "score_missing"]
    with pytest.raises(NotPermitted):
        score(staff, interview(other).number, {"skill": 5, "speech": 5})  # not on the panel
    score(judge, interview(other).number, {"skill": 5, "speech": 5}, remark="Good.")
    score(judge, interview(other).number, {"skill": 6, "speech": 5}, remark="Better.")
    with pytest.raises(Refused) as refused:
        mark_absent(staff, interview(other).number)
    assert codes(refused) == ["was_heard"]
    mark_absent(staff, interview(known).number)
    with pytest.raises(Refused):
        score(judge, interview(known).number, {"skill": 5, "speech": 5})


def test_a_blind_round_shows_no_name_until_it_is_ranked(cast: Cast, staff: Actor, judge: Actor) -> None:
    call, (one,) = eligible(cast, staff, 1)
    number = planned(staff, call, blind=True)
    assert [line.name for line in round_sheet(judge, number).lines] == [""]
    declare(judge, number, conflicts=[])
    score(judge, interview(one).number, {"skill": 5, "speech": 5})
    rank_round(staff, number)
    assert [line.name for line in round_sheet(judge, number).lines] == ["PERSON00"]


def test_a_person_answers_their_own_slot_and_contests_a_no(cast: Cast, staff: Actor, judge: Actor) -> None:
    call, (best, one) = eligible(cast, staff, 2)
    number = planned(staff, call)
    sign_in_as(one, cast.actors[Role.CANDIDATE])
    account = cast.actors[Role.CANDIDATE].id
    person = actor_of(User.objects.get(pk=account), on=today())
    answer_slot(person, interview(one).number, comes=True)
    assert own_interviews(person)[0].answer == "yes"
    with pytest.raises(NotPermitted):
        answer_slot(person, interview(best).number, comes=True)
    with pytest.raises(NotPermitted):
        answer_slot(staff, interview(one).number, comes=False)
    declare(judge, number, conflicts=[])
    score(judge, interview(best).number, {"skill": 9, "speech": 5})
    score(judge, interview(one).number, {"skill": 1, "speech": 5})
    with pytest.raises(Refused):
        open_contest(person, interview(one).number, statement="x", answers={}, on=today())
    rank_round(staff, number)
    contest = open_contest(
        person, interview(one).number, statement="The panel was late.", answers={}, on=today()
    )
    with pytest.raises(Refused) as refused:
        decide_contest(judge, contest, upheld=True, answer="It was.")
    assert codes(refused) == ["on_the_panel"], "whoever scored never answers"
    other = make_actor("other", Role.SCHEME_MANAGER, cast.alpha)
    replay_contest(other, contest)
    decide_contest(other, contest, upheld=True, answer="It was.")
    own = Application.objects.unscoped("test").get(candidate=one)
    screened = open_or_none(person, own.number)
    assert screened == ["eligible"], "open again: the person can be heard in the next round"
    again = planned(staff, call)
    heard = Interview.objects.unscoped("test").get(round__number=again)
    assert heard.candidate_id == one.pk


def open_or_none(person: Actor, number: str) -> list[str]:
    return list(Application.objects.visible_to(person).filter(number=number).values_list("state", flat=True))


def test_what_is_wrong_with_a_plan(cast: Cast, staff: Actor, judge: Actor) -> None:
    call, _ = eligible(cast, staff, 1)
    with pytest.raises(Refused) as refused:
        plan_round(staff, call, RoundFacts(title="x", criteria=(), panel=["nobody@example.org"]))
    assert codes(refused) == ["no_criteria", "not_of_the_scheme"]
    with pytest.raises(Refused) as refused:
        plan_round(staff, call, RoundFacts(title="x", criteria=CRITERIA, panel=[]))
    assert codes(refused) == ["no_panel"]
    number = planned(staff, call)
    for minutes, code in ((30, "nobody_eligible"), (1, "minutes")):
        with pytest.raises(Refused) as refused:
            invite_all(staff, number, first=timezone.now(), minutes=minutes, place="x")
        assert codes(refused) == [code]
    mallory = cast.mallory
    assert mallory is not None
    with pytest.raises(NotPermitted):
        round_sheet(mallory, number)
    with pytest.raises(NotPermitted):
        rank_round(mallory, number)
    assert Round.objects.visible_to(mallory).count() == 0


def test_few_and_many_are_ranked_with_the_same_number_of_queries(
    cast: Cast, staff: Actor, judge: Actor
) -> None:
    counts = []
    for size in (3, 30):
        call, people = eligible(cast, staff, size)
        number = planned(staff, call, places=1)
        declare(judge, number, conflicts=[])
        for one in people:
            score(judge, interview(one).number, {"skill": 5, "speech": 5})
        with CaptureQueriesContext(connection) as sheet:
            round_sheet(judge, number)
        with CaptureQueriesContext(connection) as queries:
            rank_round(staff, number)
        counts.append((len(sheet), len(queries)))
    assert counts[0] == counts[1]
