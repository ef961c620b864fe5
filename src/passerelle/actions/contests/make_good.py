"""What an upheld contest brings: the next equal place, in a vacancy, a call's round or a training group."""

from datetime import datetime

from django.utils import timezone

from passerelle.actions.contests.about import NO
from passerelle.actions.contests.reach import WHY, contested_interview
from passerelle.actions.steps.journey import journeys
from passerelle.actions.steps.people.applying import begin_applied
from passerelle.actions.steps.places.group_seats import wait_for_seat
from passerelle.actions.steps.places.reserve import fill_round
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor
from passerelle.records.calls.models import Application
from passerelle.records.contests.models import Contest, Priority
from passerelle.records.interviews.models import Interview
from passerelle.records.reintegration.models import BusinessPlan


def make_good(note: Writing, contest: Contest, actor: Actor) -> None:
    """The next equal place is theirs; a refused application is open again, a place that is free is given."""
    if contest.kind == Contest.Kind.PLAN:
        _hear_plan_again(contest)
        return
    heard, at = contested_interview(contest), timezone.now()
    _owe(contest, heard, at)
    _open_again(note, contest, heard, actor, at)
    if heard is None:
        return
    if heard.round.group is not None:
        wait_for_seat(note, heard.round.group, contest.candidate, at=at)
    elif heard.round.call is not None:
        moved = fill_round(note, heard.round, at=at)
        journeys.follow_moved_up(note, [one.candidate for one in moved], by=actor, at=at)


def _owe(contest: Contest, heard: Interview | None, at: datetime) -> None:
    vacancy = contest.vacancy
    Priority.objects.create(
        contest=contest,
        scheme=contest.scheme,
        candidate=contest.candidate,
        vacancy=vacancy,
        occupation=(vacancy.isco or "") if vacancy else "",
        country=(vacancy.country or "") if vacancy else "",
        round=heard.round if heard is not None and vacancy is None else None,
        given_at=at,
    )


def _open_again(note: Writing, contest: Contest, heard: Interview | None, actor: Actor, at: datetime) -> None:
    """A refused application is open again, and can be heard in a next round."""
    application = _contested_application(contest, heard)
    if application is None:
        return
    application.state, application.reason_code, application.words = Application.State.ELIGIBLE, "", ""
    application.decided_by_id, application.decided_at = actor.id, contest.decided_at
    save_next(application)
    begin_applied(note, application.call, [contest.candidate], by=actor, at=at)
    journeys.follow(note, contest.candidate, "found_eligible", by=actor, at=at)


def _contested_application(contest: Contest, heard: Interview | None) -> Application | None:
    """The application that was refused: itself contested, or by the interview of its call that was."""
    rows = Application.objects.unscoped(WHY).select_related("call__scheme")
    if contest.kind == Contest.Kind.SCREENING:
        return rows.filter(number=contest.about, state__in=NO).first()
    if heard is None or heard.round.call_id is None:
        return None
    found = rows.filter(call=heard.round.call_id, candidate=contest.candidate_id, ended_at__isnull=True)
    return found.filter(state=Application.State.NOT_SELECTED).first()


def _hear_plan_again(contest: Contest) -> None:
    """The business plan is handed in again, for another committee; a newer one of the person stands instead."""
    rows = BusinessPlan.objects.unscoped(WHY).select_for_update(of=("self",))
    plan = rows.get(number=contest.about)
    newer = rows.filter(journey=plan.journey_id, kind=plan.kind, state__in=["draft", "handed_in"])
    if plan.state != BusinessPlan.State.REFUSED or newer.exists():
        return
    plan.state, plan.reason_code, plan.message, plan.committee = BusinessPlan.State.HANDED_IN, "", "", None
    plan.decided_by, plan.decided_at, plan.total, plan.rank = None, None, None, None
    save_next(plan)
