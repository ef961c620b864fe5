"""A named person decides: accepted pairs become referrals with a journey, declines carry a reason."""

import pytest
from django.utils import timezone
from matching_cast import JAVA, SQL, Matched, an_hour_ago, asking, make_matched, run_now

from passerelle.actions.matching.accept import accept, accept_many
from passerelle.actions.matching.decline import decline
from passerelle.actions.matching.refer_by_hand import refer_by_hand
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.audit.models import Event, Subject
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Decision, Proposal, Referral, Run
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def _accept(matched: Matched, candidate: Candidate, **other: object) -> str:
    asked = {"version": 1, "shown_at": an_hour_ago(), "key": None, **other}
    return accept(matched.caseworker, matched.proposal(candidate).number, **asked)  # type: ignore[arg-type]


def _choices(matched: Matched) -> list[tuple[str, int]]:
    rows = Proposal.objects.filter(run=matched.run).order_by("pk")
    return [(row.number, row.version) for row in rows]


def test_accepting_refers_tells_the_person_and_starts_the_journey(matched: Matched) -> None:
    number = _accept(matched, matched.best)
    referral = Referral.objects.unscoped("test").get(number=number)
    assert referral.candidate_id == matched.best.pk
    assert referral.agreed_at is None
    decision = Decision.objects.get(proposal__candidate=matched.best)
    assert (decision.answer, decision.by_id, decision.in_bulk) == ("accepted", matched.caseworker.id, False)
    assert decision.seconds == pytest.approx(3600, abs=5)
    message = Message.objects.get()
    assert (message.recipient, message.template) == (matched.best.person.number, "referred")
    journey = Journey.objects.unscoped("test").get()
    assert (journey.track, journey.stage) == ("mobility", "referred")
    assert StageChange.objects.get().event == "referred"
    event = Event.objects.get(action="match.accept")
    assert event.actor_id == matched.caseworker.id
    assert {matched.best.number, matched.run.number, number} <= set(
        Subject.objects.filter(event=event).values_list("number", flat=True)
    )
    assert matched.proposal(matched.best).version == 2


def test_a_second_person_learns_who_decided_and_when(matched: Matched) -> None:
    _accept(matched, matched.best)
    with pytest.raises(Refused) as refused:
        decline(
            matched.manager,
            matched.proposal(matched.best).number,
            reason_code="cannot_be_reached",
            version=1,
            shown_at=None,
            key=None,
        )
    assert _codes(refused) == ["already_decided"]
    assert "Caseworker" in str(refused.value)
    assert f"{timezone.localdate():%Y-%m-%d}" in str(refused.value)


def test_a_decline_is_told_as_such_to_the_second(matched: Matched) -> None:
    number = matched.proposal(matched.best).number
    decline(matched.manager, number, reason_code="cannot_be_reached", version=1, shown_at=None, key="d")
    decline(matched.manager, number, reason_code="cannot_be_reached", version=1, shown_at=None, key="d")
    with pytest.raises(Refused, match="Scheme_Manager declined"):
        _accept(matched, matched.best)
    decision = Decision.objects.get()
    assert (decision.answer, decision.reason_code, decision.seconds) == ("declined", "cannot_be_reached", None)
    assert not Message.objects.exists()


def test_a_stale_version_is_refused(matched: Matched) -> None:
    with pytest.raises(Refused) as refused:
        _accept(matched, matched.best, version=0)
    assert _codes(refused) == ["stale"]


def test_a_double_click_gets_the_same_answer(matched: Matched) -> None:
    assert _accept(matched, matched.best, key="k") == _accept(matched, matched.best, key="k")
    assert Referral.objects.unscoped("test").count() == 1


def test_rows_are_accepted_in_bulk_all_or_none(matched: Matched) -> None:
    choices = _choices(matched)
    stale = [choices[0], (choices[1][0], 9)]
    with pytest.raises(Refused):
        accept_many(matched.caseworker, matched.run.number, stale, shown_at=an_hour_ago(), key=None)
    assert not Referral.objects.unscoped("test").exists()
    numbers = accept_many(matched.caseworker, matched.run.number, choices, shown_at=an_hour_ago(), key="k")
    rows = Referral.objects.unscoped("test").in_bulk(numbers, field_name="number")
    assert [rows[number].proposal.number for number in numbers] == [number for number, _ in choices]
    assert set(Decision.objects.values_list("in_bulk", flat=True)) == {True}
    assert Decision.objects.all()[0].seconds == pytest.approx(1800, abs=5)
    assert accept_many(matched.caseworker, matched.run.number, choices, shown_at=None, key="k") == numbers


def test_bulk_refuses_nothing_twice_and_rows_of_another_run(matched: Matched) -> None:
    (number, version), _ = _choices(matched)
    other = run_now(matched.cast)
    for choices, code in (
        ([], "nothing_chosen"),
        ([(number, version)] * 2, "chosen_twice"),
        ([("M-NOTHING", 1)], "not_in_run"),
    ):
        with pytest.raises(Refused) as refused:
            accept_many(matched.caseworker, matched.run.number, choices, shown_at=None, key=None)
        assert code in _codes(refused)
    with pytest.raises(Refused, match="not a proposal of this run"):
        accept_many(matched.caseworker, other.number, [(number, version)], shown_at=None, key=None)


def test_only_staff_of_the_scheme_decide_and_never_the_system(matched: Matched) -> None:
    number = matched.proposal(matched.best).number
    strangers = [matched.cast.mallory, SYSTEM, *(
        matched.actors[role] for role in Role if role not in (Role.SCHEME_MANAGER, Role.CASEWORKER)
    )]  # fmt: skip
    for actor in strangers:
        with pytest.raises(NotPermitted):
            accept(actor, number, version=1, shown_at=None, key=None)
        with pytest.raises(NotPermitted):
            accept_many(actor, matched.run.number, [(number, 1)], shown_at=None, key=None)
        with pytest.raises(NotPermitted):
            decline(actor, number, reason_code="other", note="x", version=1, shown_at=None, key=None)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("code", "note", "refusal"), [("", "", "unknown_code"), ("other", " ", "note_missing")]
)
def test_a_decline_needs_a_reason(matched: Matched, code: str, note: str, refusal: str) -> None:
    number = matched.proposal(matched.best).number
    with pytest.raises(Refused) as refused:
        decline(matched.caseworker, number, reason_code=code, note=note, version=1, shown_at=None, key=None)
    assert _codes(refused) == [refusal]


def test_what_changed_since_the_run_stops_a_referral(matched: Matched) -> None:
    Candidate.objects.unscoped("test").filter(pk=matched.best.pk).update(withdrawn_on="2026-03-02")
    Vacancy.objects.unscoped("test").filter(pk=matched.developer.pk).update(closed_on="2026-03-02")
    with pytest.raises(Refused) as refused:
        _accept(matched, matched.best)
    assert _codes(refused) == ["candidate_withdrawn", "vacancy_closed"]
    assert not Decision.objects.exists()


def test_a_pair_already_referred_is_not_referred_again_by_the_next_run(matched: Matched) -> None:
    first = _accept(matched, matched.best)
    matched.run = run_now(matched.cast)
    with pytest.raises(Refused) as refused:
        _accept(matched, matched.best)
    assert _codes(refused) == ["already_referred"]
    assert first in str(refused.value.problems[0].hint)


def test_an_unfinished_run_has_nothing_to_decide(matched: Matched) -> None:
    Run.objects.unscoped("test").filter(pk=matched.run.pk).update(state="failed")
    with pytest.raises(Refused) as refused:
        _accept(matched, matched.best)
    assert _codes(refused) == ["run_not_ready"]


def test_a_journey_under_way_is_kept(matched: Matched) -> None:
    version = matched.run.scheme_version
    begun = Journey.objects.create(
        candidate=matched.best, scheme_version=version, track="home", stage="coached", since="2026-01-01"
    )
    _accept(matched, matched.best)
    assert list(Journey.objects.unscoped("test").filter(candidate=matched.best)) == [begun]


def test_a_job_at_home_starts_the_home_track(matched: Matched) -> None:
    Vacancy.objects.unscoped("test").filter(pk=matched.developer.pk).update(country="MA")
    _accept(matched, matched.best)
    assert Journey.objects.unscoped("test").get().track == "home"


def test_a_firm_that_meets_several_hosts_has_one_journey(db: None) -> None:
    matched = make_matched(act="pairing", per_candidate=2)
    asking(matched.cast, JAVA, SQL, title="Another host")
    matched.run = run_now(matched.cast)
    accept_many(matched.caseworker, matched.run.number, _choices(matched), shown_at=None, key=None)
    mine = Referral.objects.unscoped("test").filter(candidate=matched.best)
    assert mine.count() == 2
    assert Journey.objects.unscoped("test").filter(candidate=matched.best).count() == 1


def _by_hand(matched: Matched, candidate: Candidate, vacancy: Vacancy, **other: object) -> str:
    asked = {"reason_code": "interview", "note": "", "key": None, **other}
    return refer_by_hand(matched.caseworker, matched.run.number, candidate.number, vacancy.number, **asked)  # type: ignore[arg-type]


def test_a_person_may_refer_whom_the_run_did_not_propose(matched: Matched) -> None:
    number = _by_hand(matched, matched.third, matched.developer, key="k", note="Met at the fair")
    assert _by_hand(matched, matched.third, matched.developer, key="k", note="Met at the fair") == number
    referral = Referral.objects.unscoped("test").get()
    assert (referral.number, referral.proposal_id) == (number, None)
    event = Event.objects.get(action="match.refer_by_hand")
    assert (event.details["reason"], event.details["note"]) == ("interview", "Met at the fair")


def test_a_confirmed_requirement_stands_above_a_persons_wish(matched: Matched) -> None:
    with pytest.raises(Refused) as refused:
        _by_hand(matched, matched.third, matched.dutch)
    (problem,) = refused.value.problems
    assert (problem.code, problem.column) == ("not_met", "nl>=B1")
    assert "nl B1" in str(problem.message)
    with pytest.raises(Refused) as refused:
        _by_hand(matched, matched.cast.candidate, matched.dutch)
    assert set(_codes(refused)) == {"cannot_be_assessed"}
    assert "languages" in str(refused.value.problems[0].hint)


def test_a_pair_by_hand_must_be_in_the_run_and_not_proposed(matched: Matched) -> None:
    with pytest.raises(Refused) as refused:
        _by_hand(matched, matched.best, matched.developer)
    assert _codes(refused) == ["proposed"]
    with pytest.raises(Refused) as refused:
        _by_hand(matched, matched.third, matched.cast.vacancy)
    assert _codes(refused) == ["not_in_run"]
    with pytest.raises(Refused) as refused:
        _by_hand(matched, matched.third, matched.developer, reason_code="because")
    assert _codes(refused) == ["unknown_code"]
    beta = Candidate(number="C-NOBODY")
    with pytest.raises(NotPermitted):
        _by_hand(matched, beta, matched.developer)
