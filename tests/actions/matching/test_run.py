"""A run is asked for, carried out once, saved whole or not at all, and provable from its record."""

import pytest
from django.utils import timezone
from matching_cast import JAVA, Matched, make_matched, run_now, skilled

from passerelle.actions.matching import carry_out as carrying
from passerelle.actions.matching.carry_out import carry_out
from passerelle.actions.matching.recompute import recompute
from passerelle.actions.matching.request_run import ask_cancel, request_run
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate
from passerelle.records.selection.models import Proposal, Reason, Run

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_run_saves_proposals_with_parts_and_a_reason_for_everybody(matched: Matched) -> None:
    run = matched.run
    assert (run.state, run.fault) == ("ready", "")
    assert set(Proposal.objects.filter(run=run).values_list("candidate", flat=True)) == {
        matched.best.pk,
        matched.second.pk,
    }
    best = matched.proposal(matched.best)
    assert best.rank == 1
    assert sum(part["points"] for part in best.parts.values()) == best.score
    sides = list(Reason.objects.filter(run=run).values_list("side", flat=True))
    assert (sides.count("candidate"), sides.count("vacancy")) == (5, 2)
    outcomes = dict(Reason.objects.filter(run=run, side="candidate").values_list("candidate", "outcome"))
    assert outcomes[matched.third.pk] == "outbid"
    assert outcomes[matched.nurse.pk] == "no_shared_skill"
    assert run.summary["placed"] == 2
    assert Event.objects.filter(action="match.ready", scheme_code="alpha").count() == 1


def test_the_record_alone_gives_the_same_digest(matched: Matched) -> None:
    Candidate.objects.unscoped("test").filter(pk=matched.third.pk).update(withdrawn_on="2026-03-01")
    answer = recompute(matched.manager, matched.run.number)
    assert answer.agrees
    assert (answer.inputs_digest, answer.digest) == (matched.run.inputs_digest, matched.run.digest)
    Proposal.objects.filter(run=matched.run, candidate=matched.best).update(score=1)
    assert recompute(matched.manager, matched.run.number).proposals_changed == 2


def test_two_runs_of_the_same_data_agree(matched: Matched) -> None:
    again = run_now(matched.cast, on=timezone.localdate(matched.run.requested_at).isoformat())
    assert again.ordinal == matched.run.ordinal + 1
    assert (again.inputs_digest, again.digest) == (matched.run.inputs_digest, matched.run.digest)


def test_a_rule_or_requirement_switched_off_changes_the_run(matched: Matched) -> None:
    freer = run_now(matched.cast, dropped=["nl>=B1"])
    assert freer.summary["placed"] == 3
    assert freer.settings["dropped"] == ["nl>=B1"]


def test_who_may_not_run_is_refused_as_if_there_were_no_scheme(matched: Matched) -> None:
    for actor in (matched.cast.mallory, matched.caseworker, matched.employer):
        with pytest.raises(NotPermitted):
            request_run(actor, "alpha")
        with pytest.raises(NotPermitted):
            ask_cancel(actor, matched.run.number)


@pytest.mark.parametrize(
    "settings",
    [
        {"objective": "luck"},
        {"weights": {"skills": 1}},
        {"weights": {"skills": "many"}},
        {"weights": {"beauty": 10_000}},
        {"seed": "x"},
        {"on": "soon"},
        {"colour": "red"},
    ],
)
def test_a_wrong_setting_is_refused(matched: Matched, settings: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        request_run(matched.manager, "alpha", settings=settings)
    assert refused.value.problems[0].code == "wrong_setting"


def test_the_same_key_asks_for_one_run(matched: Matched) -> None:
    first = request_run(matched.manager, "ALPHA", settings={"seed": "7"}, key="k")
    assert request_run(matched.manager, "ALPHA", settings={"seed": "7"}, key="k").pk == first.pk
    assert first.settings == {"seed": 7, "objective": "score"}
    with pytest.raises(Refused, match="other content"):
        request_run(matched.manager, "alpha", settings={"seed": 8}, key="k")


def test_other_weights_count_for_this_run_only(matched: Matched) -> None:
    weights = {"skills": 10_000, "occupation": 0, "country": 0, "experience": 0}
    assert run_now(matched.cast, weights=weights).summary["weights"] == weights


def test_a_run_is_carried_out_once(matched: Matched) -> None:
    before = Event.objects.count()
    assert carry_out(matched.run.number).digest == matched.run.digest
    assert Event.objects.count() == before


def test_a_waiting_run_is_cancelled_at_once_and_a_finished_one_never(matched: Matched) -> None:
    waiting = request_run(matched.manager, "alpha")
    ask_cancel(matched.manager, waiting.number, key="c")
    ask_cancel(matched.manager, waiting.number, key="c")
    assert carry_out(waiting.number).state == Run.State.CANCELLED
    with pytest.raises(Refused) as refused:
        ask_cancel(matched.manager, matched.run.number)
    assert refused.value.problems[0].code == "run_finished"


def test_a_running_run_stops_when_asked_and_keeps_nothing(
    matched: Matched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "TELL_EVERY", 0.0)
    waiting = request_run(matched.manager, "alpha")
    heard = []
    plainly = carrying._Telling.progress

    def ask(telling: carrying._Telling, step: str, share: float) -> None:
        plainly(telling, step, share)
        heard.append(Run.objects.unscoped("test").get(pk=waiting.pk).progress)
        ask_cancel(matched.manager, waiting.number)

    monkeypatch.setattr(carrying._Telling, "progress", ask)
    assert carry_out(waiting.number).state == Run.State.CANCELLED
    assert heard
    assert not Proposal.objects.filter(run=waiting).exists()


def test_asked_at_the_last_moment_it_still_saves_nothing(
    matched: Matched, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = request_run(matched.manager, "alpha")
    plainly = carrying.save

    def late(*arguments: object) -> None:
        ask_cancel(matched.manager, waiting.number)
        plainly(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(carrying, "save", late)
    assert carry_out(waiting.number).state == Run.State.CANCELLED
    assert not Reason.objects.filter(run=waiting).exists()


def test_progress_rises_in_short_writes(matched: Matched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying, "TELL_EVERY", 0.0)
    waiting, told = request_run(matched.manager, "alpha"), []
    plainly = carrying._Telling.write

    def keep(telling: carrying._Telling, step: str, hundredths: int) -> None:
        plainly(telling, step, hundredths)
        told.append((step, hundredths))

    monkeypatch.setattr(carrying._Telling, "write", keep)
    carry_out(waiting.number)
    assert [hundredths for _, hundredths in told] == sorted(hundredths for _, hundredths in told)
    assert {step for step, _ in told} >= {"pairs", "places", "reasons", "saving"}


@pytest.mark.parametrize(("fault", "said"), [(ValueError("boom"), "could not be finished"), (Refused([]), "")])
def test_a_failure_is_told_in_plain_words_and_keeps_nothing(
    matched: Matched, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(carrying, "run_match", fail)
    run = run_now(matched.cast)
    assert run.state == Run.State.FAILED
    assert said in run.fault
    assert "boom" not in run.fault
    assert not Reason.objects.filter(run=run).exists()


def test_somebody_erased_or_withdrawn_meanwhile_does_not_break_the_save(
    matched: Matched, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = skilled(matched.cast.alpha, "Gone", JAVA)
    plainly = carrying.run_match

    def meanwhile(*arguments: object, **options: object) -> object:
        result = plainly(*arguments, **options)  # type: ignore[arg-type]
        Candidate.objects.unscoped("test").filter(pk=gone.pk).delete()
        Candidate.objects.unscoped("test").filter(pk=matched.best.pk).update(withdrawn_on="2026-03-02")
        return result

    monkeypatch.setattr(carrying, "run_match", meanwhile)
    run = run_now(matched.cast)
    assert run.state == Run.State.READY
    assert Reason.objects.filter(run=run, side="candidate").count() == 5
    assert recompute(matched.manager, run.number).agrees


def test_a_scheme_without_vacancies_or_people_runs(db: None) -> None:
    matched = make_matched(run=False)
    for row in (matched.developer, matched.dutch):
        row.closed_on = "2026-03-01"
        row.save()
    run = run_now(matched.cast)
    assert (run.state, run.summary["placed"]) == ("ready", 0)
    assert Reason.objects.filter(run=run, side="candidate").count() == 5


def test_only_a_finished_run_of_this_engine_is_recomputed(matched: Matched) -> None:
    waiting = request_run(matched.manager, "alpha")
    with pytest.raises(Refused, match="not finished"):
        recompute(matched.manager, waiting.number)
    Run.objects.unscoped("test").filter(pk=matched.run.pk).update(snapshot=b"nonsense")
    with pytest.raises(Refused, match="cannot be computed again"):
        recompute(matched.manager, matched.run.number)
    with pytest.raises(NotPermitted):
        recompute(matched.actors[Role.FUNDER], matched.run.number)
