"""Noes at screening and after interviews are frozen, computed again alone, and made good."""

from datetime import timedelta

import pytest
from django.utils import timezone
from matching_cast import scheme_facts, sign_in_as, state
from people import Cast, make_actor, make_candidate, make_cast

from passerelle.actions.calls.apply import withdraw
from passerelle.actions.calls.apply_many import apply_many
from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.actions.calls.screen import screen
from passerelle.actions.contests.decide_contest import decide_contest
from passerelle.actions.contests.open_contest import open_contest
from passerelle.actions.contests.replay_contest import replay_contest
from passerelle.actions.interviews.plan_round import RoundFacts, invite_all, plan_round
from passerelle.actions.interviews.rank import rank_round
from passerelle.actions.interviews.score import declare, score
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.matching.screening import GatesReplayed
from passerelle.domain.selection.frozen_round import RoundReplayed
from passerelle.domain.selection.scoring import Criterion
from passerelle.queries.people.actors import actor_of
from passerelle.queries.selection.contests import contest_sheet
from passerelle.records.accounts.models import User
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.contests.models import Contest, Priority
from passerelle.records.interviews.models import Interview, Round
from passerelle.web.shared.access import today

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CRITERIA = (Criterion("skill", "Skill", 3, 10), Criterion("speech", "Speech", 1, 5))
GATE = {
    "id": "french", "kind": "language", "label": "French B1", "language": "fr", "level": "B1", "confirmed": True,
}  # fmt: skip


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    state(made.alpha, {**scheme_facts(), "gate": [GATE]})
    return made


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return cast.actors[Role.CASEWORKER]


@pytest.fixture
def judge(cast: Cast) -> Actor:
    return make_actor("judge", Role.SCHEME_MANAGER, cast.alpha)


@pytest.fixture
def other(cast: Cast) -> Actor:
    return make_actor("other", Role.SCHEME_MANAGER, cast.alpha)


def applied(cast: Cast, staff: Actor, size: int) -> tuple[str, list[Candidate]]:
    facts = CallFacts(
        track="home", opens_on=today(), places=1, languages=["fr"], texts={"fr": {"title": "A"}}, fields=[]
    )
    call = write_call(staff, "alpha", facts)
    publish_call(staff, call)
    people = [make_candidate(cast.alpha, f"Person{n:02}") for n in range(size)]
    apply_many(staff, call, [one.number for one in people], on=today())
    return call, people


def application(candidate: Candidate) -> Application:
    return Application.objects.unscoped("test").get(candidate=candidate)


def interview(candidate: Candidate, round_: str) -> Interview:
    return Interview.objects.unscoped("test").get(candidate=candidate, round__number=round_)


def account(cast: Cast, candidate: Candidate) -> Actor:
    sign_in_as(candidate, cast.actors[Role.CANDIDATE])
    return actor_of(User.objects.get(pk=cast.actors[Role.CANDIDATE].id), on=today())


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def ranked_round(staff: Actor, judge: Actor, call: str, skills: dict[Candidate, int], **more: object) -> str:
    facts = {"title": "Round", "criteria": CRITERIA, "panel": ["judge@example.org"], **more}
    number = plan_round(staff, call, RoundFacts(**facts))  # type: ignore[arg-type]
    invite_all(staff, number, first=timezone.now(), minutes=30, place="Room 1")
    declare(judge, number, conflicts=[])
    for one, skill in skills.items():
        score(judge, interview(one, number).number, {"skill": skill, "speech": 5})
    rank_round(staff, number)
    return number


def test_a_no_at_screening_is_replayed_gate_by_gate(cast: Cast, staff: Actor, other: Actor) -> None:
    call, (one,) = applied(cast, staff, 1)
    Person.objects.unscoped("test").filter(pk=one.person_id).update(languages=[{"code": "fr", "level": "A2"}])
    row = application(one)
    screen(staff, call, {row.number: None}, eligible=False, reason_code="language_below")
    row.refresh_from_db()
    assert row.frozen_digest == digest(row.frozen)
    person = account(cast, one)
    number = open_contest(
        person, row.number, statement="See my certificate.", answers={"french": "B2"}, on=today()
    )
    with pytest.raises(Refused) as refused:
        decide_contest(other, number, upheld=True, answer="Right.")
    assert codes(refused) == ["not_replayed"]
    # What the profile says meanwhile has no part in it.
    Person.objects.unscoped("test").filter(pk=one.person_id).update(languages=[])
    found = replay_contest(other, number)
    assert isinstance(found, GatesReplayed)
    assert [(gate.code, gate.before, gate.after) for gate in found.gates] == [("french", "not_met", "met")]
    decide_contest(other, number, upheld=True, answer="Right.")
    assert application(one).state == "eligible"


def test_who_is_eligible_has_nothing_frozen(cast: Cast, staff: Actor) -> None:
    call, (one,) = applied(cast, staff, 1)
    screen(staff, call, {application(one).number: None}, eligible=True)
    assert application(one).frozen is None


def test_a_record_that_was_changed_is_not_replayed(cast: Cast, staff: Actor, other: Actor) -> None:
    call, (one,) = applied(cast, staff, 1)
    row = application(one)
    screen(staff, call, {row.number: None}, eligible=False, reason_code="language_below")
    number = open_contest(account(cast, one), row.number, statement="No.", answers={}, on=today())
    row.refresh_from_db()
    Application.objects.unscoped("test").filter(pk=row.pk).update(frozen={**row.frozen, "rules": []})
    with pytest.raises(Refused) as refused:
        replay_contest(other, number)
    assert codes(refused) == ["record_changed"]
    decide_contest(other, number, upheld=True, answer="The statement shows it.")  # nobody waits for ever
    assert application(one).state == "eligible"


def test_an_interview_that_another_version_froze_is_decided_on_the_statement(
    cast: Cast, staff: Actor, judge: Actor, other: Actor
) -> None:
    call, (best, one) = applied(cast, staff, 2)
    screen(staff, call, {application(each).number: None for each in (best, one)}, eligible=True)
    first = ranked_round(staff, judge, call, {best: 9, one: 1})
    row = Round.objects.unscoped("test").get(number=first)
    row.frozen = {**row.frozen, "engine": "round-0"}
    row.frozen_digest = digest(row.frozen)
    row.save()
    number = open_contest(
        account(cast, one), interview(one, first).number, statement="No.", answers={}, on=today()
    )
    assert contest_sheet(other, number, on=today()).scores is None
    with pytest.raises(Refused) as refused:
        replay_contest(other, number)
    assert codes(refused) == ["not_this_engine"]
    decide_contest(other, number, upheld=False, answer="Nothing shows it.")


def test_an_interview_is_ranked_again_with_the_corrected_score_alone(
    cast: Cast, staff: Actor, judge: Actor, other: Actor
) -> None:
    call, (best, one) = applied(cast, staff, 2)
    screen(staff, call, {application(each).number: None for each in (best, one)}, eligible=True)
    first = ranked_round(staff, judge, call, {best: 9, one: 1})
    heard = interview(one, first)
    number = open_contest(account(cast, one), heard.number, statement="Mixed up.", answers={}, on=today())
    with pytest.raises(Refused) as refused:
        replay_contest(judge, number, scores={(1, "skill"): 10})
    assert codes(refused) == ["on_the_panel"], "whoever scored corrects no score"
    found = replay_contest(other, number, scores={(1, "skill"): 10})
    assert isinstance(found, RoundReplayed)
    assert (found.before.rank, found.before.outcome) == (2, "not_selected")
    assert (found.after.rank, found.after.outcome) == (1, "selected")
    assert [line.score for line in contest_sheet(other, number, on=today()).scores] == [10, 5]
    assert interview(one, first).rank == 2, "what was ranked stays"
    decide_contest(other, number, upheld=True, answer="The sheets were mixed up.")
    # The one place is taken, so it is owed: the next that frees in this round.
    assert interview(one, first).outcome == "not_selected"
    assert Priority.objects.get().round == Round.objects.unscoped("test").get(number=first)


def test_a_place_that_frees_goes_to_who_won_before_the_reserve(
    cast: Cast, staff: Actor, judge: Actor, other: Actor
) -> None:
    call, (best, second, one) = applied(cast, staff, 3)
    screen(staff, call, {application(each).number: None for each in (best, second, one)}, eligible=True)
    until = today() + timedelta(days=9)
    first = ranked_round(staff, judge, call, {best: 9, second: 8, one: 1}, pass_mark=50, reserve_until=until)
    about = application(one).number  # the no is contested from the application as well
    number = open_contest(account(cast, one), about, statement="Mixed up.", answers={}, on=today())
    kept = Contest.objects.unscoped("test").get(number=number)
    assert (kept.kind, kept.about) == ("interview", interview(one, first).number), "one no, contested once"
    replay_contest(other, number, scores={(1, "skill"): 10})
    decide_contest(other, number, upheld=True, answer="Yes.")
    withdraw(account(cast, best), application(best).number)
    assert interview(one, first).outcome == "selected"
    assert interview(second, first).outcome == "reserve"
    assert application(one).state == "selected"
    assert Priority.objects.get().lapsed_code == "place_given"


def test_who_is_owed_a_place_has_it_in_the_next_round_of_the_call(
    cast: Cast, staff: Actor, judge: Actor, other: Actor
) -> None:
    call, (best, one, late) = applied(cast, staff, 3)
    screen(staff, call, {application(each).number: None for each in (best, one)}, eligible=True)
    first = ranked_round(staff, judge, call, {best: 9, one: 1})
    about = interview(one, first).number
    number = open_contest(account(cast, one), about, statement="Mixed up.", answers={}, on=today())
    replay_contest(other, number)
    decide_contest(other, number, upheld=True, answer="Yes.")
    screen(staff, call, {application(late).number: None}, eligible=True)
    again = ranked_round(staff, judge, call, {late: 10, one: 2})
    assert (interview(one, again).outcome, interview(one, again).rank) == ("selected", None)
    assert (interview(late, again).outcome, interview(late, again).rank) == ("not_selected", 1)
    assert Priority.objects.get().lapsed_code == "place_given"
