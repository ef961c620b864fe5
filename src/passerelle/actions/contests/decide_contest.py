"""Answer a contest: the frozen run again with the correction alone; somebody else decides, with reasons."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from passerelle.actions.contests.about import NO
from passerelle.actions.steps.journey import journeys
from passerelle.actions.steps.people.applying import begin_applied
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.replay import Replayed, replay
from passerelle.domain.matching.snapshot import thaw
from passerelle.domain.selection.answers import facts_from
from passerelle.domain.selection.contesting import may_answer
from passerelle.records.calls.models import Application
from passerelle.records.contests.models import Contest, Priority
from passerelle.records.interviews.models import Interview
from passerelle.records.reintegration.models import BusinessPlan
from passerelle.records.selection.models import Run


def replay_contest(actor: Actor, number: str, *, key: str | None = None) -> Replayed:
    """Run the frozen record again with this person's corrections alone, and keep what came of it.

    Refused with ``no_run`` where no run is contested, ``not_this_engine`` for a record of another version.
    """
    contest = _reached(actor, number)
    run = Run.objects.unscoped("reached through the contest").filter(pk=contest.run_id or 0).first()
    if run is None:
        hint = Text("Decide on the statement and the corrected facts.")
        raise _refused("no_run", Text("No matching run is contested here."), hint)
    try:
        inputs = thaw(bytes(run.snapshot or b""))
    except ValueError as error:
        message = Text("This record cannot be computed again: %(why)s.", {"why": str(error)})
        raise _refused("not_this_engine", message) from error
    found = replay(inputs, contest.candidate.number, profile_facts(contest))
    with writing(actor, "contest.replay", purpose=Purpose.OVERSIGHT, key=key, content=number) as note:
        if note.replayed:
            return found
        fresh = _locked(actor, number)
        fresh.replay = {**asdict(found), "changes": found.changes}
        save_next(fresh)
        _about(note, fresh)
    return found


def profile_facts(contest: Contest) -> dict[str, Any]:
    """The corrected facts as the engine reads them; languages that were not corrected stay as frozen."""
    told = facts_from({code: one["after"] for code, one in contest.corrections.items()})
    facts: dict[str, Any] = {name: told[name] for name in ("eqf", "available_from") if name in told}
    if "years" in told:
        facts["years"] = float(str(told["years"]))
    person = contest.candidate.person
    if "occupations" in told:
        facts["occupations"] = tuple(person.occupations or ())
    if "languages" in told:
        facts["languages"] = tuple((one["code"], one.get("level")) for one in person.languages or ())
    return facts


def decide_contest(  # what the form sends
    actor: Actor,
    number: str,
    *,
    upheld: bool,
    answer: str,
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Uphold or reject, with reasons; never by whoever decided before.

    Refused with ``decided_before``, ``no_reasons``, ``contest_over``, ``stale``, and ``not_replayed`` while a
    contested run was not computed again.
    """
    content = [number, upheld, answer]
    with writing(actor, "contest.decide", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        contest = _locked(actor, number)
        _must_be_decidable(actor, contest, answer)
        must_be_version(contest, version)
        now = timezone.now()
        contest.outcome = Contest.Outcome.UPHELD if upheld else Contest.Outcome.REJECTED
        contest.answer, contest.decided_by_id = answer.strip()[:4_000], actor.id
        contest.decided_at = contest.ended_at = now
        save_next(contest)
        if upheld:
            _make_good(note, contest, actor)
        _about(note, contest)
        note.details = {"upheld": upheld}
        person = contest.candidate.person
        facts: dict[str, object] = {"scheme": contest.scheme.name}
        note.tell(person.number, "contest_decided", facts, language=person.language)


def lapse_priority(actor: Actor, number: str, *, code: str, key: str | None = None) -> None:
    """End what is owed when the person no longer wants it: ``person_declined`` or ``withdrew``."""
    if code not in ("person_declined", "withdrew"):
        hint = Text("Choose one of: %(codes)s.", {"codes": "person_declined, withdrew"})
        raise _refused("unknown_code", Text("Say why."), hint)
    with writing(actor, "contest.lapse", purpose=Purpose.RECRUITMENT, key=key, content=[number, code]) as note:
        if note.replayed:
            return
        contest = _locked(actor, number)
        rows = Priority.objects.filter(contest=contest, ended_at__isnull=True)
        if not rows.update(ended_at=timezone.now(), lapsed_code=code):
            raise _refused("nothing_owed", Text("Nothing is owed after this contest."))
        _about(note, contest)
        note.details = {"code": code}


def _reached(actor: Actor, number: str) -> Contest:
    rows = Contest.objects.visible_to(actor).select_related("candidate__person", "scheme")
    contest = rows.filter(number=number).first()
    if contest is None:
        raise NotPermitted(number)
    actor.must(Permission.CONTEST_DECIDE, scheme=contest.scheme_id)
    return contest


def _locked(actor: Actor, number: str) -> Contest:
    _reached(actor, number)
    rows = Contest.objects.unscoped("reached above").select_related("candidate__person", "scheme")
    return rows.select_for_update(of=("self",)).get(number=number)


def _must_be_decidable(actor: Actor, contest: Contest, answer: str) -> None:
    if contest.ended_at is not None:
        raise _refused("contest_over", Text("This contest has its answer."))
    if not may_answer(contest.first_decider_id, actor.id):
        hint = Text("Hand it to somebody who has not decided before.")
        raise _refused("decided_before", Text("You decided this before."), hint)
    if contest.run_id is not None and contest.replay is None:
        hint = Text("Compute it again, then decide.")
        raise _refused("not_replayed", Text("The run was not computed again yet."), hint)
    if not answer.strip():
        hint = Text("The person reads them.")
        raise Refused([Problem("no_reasons", Text("Give the reasons."), hint, column="answer")])


def _make_good(note: Writing, contest: Contest, actor: Actor) -> None:
    """The next equal place is theirs; a refused application is open again, and can be heard in a next round."""
    if contest.kind == Contest.Kind.PLAN:
        _hear_plan_again(contest)
        return
    vacancy, at = contest.vacancy, timezone.now()
    Priority.objects.create(
        contest=contest,
        scheme=contest.scheme,
        candidate=contest.candidate,
        vacancy=vacancy,
        occupation=(vacancy.isco or "") if vacancy else "",
        country=(vacancy.country or "") if vacancy else "",
        given_at=at,
    )
    application = _contested_application(contest)
    if application is None:
        return
    application.state, application.reason_code, application.words = Application.State.ELIGIBLE, "", ""
    application.decided_by_id, application.decided_at = actor.id, contest.decided_at
    save_next(application)
    begin_applied(note, application.call, [contest.candidate], by=actor, at=at)
    journeys.follow(note, contest.candidate, "found_eligible", by=actor, at=at)


def _hear_plan_again(contest: Contest) -> None:
    """The business plan is handed in again, for another committee; a newer one of the person stands instead."""
    rows = BusinessPlan.objects.unscoped("the contested one").select_for_update(of=("self",))
    plan = rows.get(number=contest.about)
    newer = rows.filter(journey=plan.journey_id, kind=plan.kind, state__in=["draft", "handed_in"])
    if plan.state != BusinessPlan.State.REFUSED or newer.exists():
        return
    plan.state, plan.reason_code, plan.message, plan.committee = BusinessPlan.State.HANDED_IN, "", "", None
    plan.decided_by, plan.decided_at, plan.total, plan.rank = None, None, None, None
    save_next(plan)


def _contested_application(contest: Contest) -> Application | None:
    """The application that was refused: itself contested, or by the interview of its call that was."""
    rows = Application.objects.unscoped("the contested one").select_related("call__scheme")
    if contest.kind == Contest.Kind.SCREENING:
        return rows.filter(number=contest.about, state__in=NO).first()
    heard = Interview.objects.unscoped("the contested one").filter(number=contest.about).values("round__call")
    if contest.kind != Contest.Kind.INTERVIEW:
        return None
    found = rows.filter(call__in=heard, candidate=contest.candidate_id, ended_at__isnull=True)
    return found.filter(state=Application.State.NOT_SELECTED).first()


def _about(note: Writing, contest: Contest) -> None:
    note.scheme_code = contest.scheme.code
    note.about(contest.number, contest.about, contest.candidate.number, contest.candidate.person.number)


def _refused(code: str, message: Text, hint: Text | None = None) -> Refused:
    return Refused([Problem(code, message, hint)])
