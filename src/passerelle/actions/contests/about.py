"""What a contest is about: a no that the person has been told, whoever said it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Candidate
from passerelle.records.contests.models import Contest
from passerelle.records.interviews.models import Interview
from passerelle.records.interviews.refused import refused_interview
from passerelle.records.reintegration.models import BusinessPlan
from passerelle.records.selection.models import Reason, Referral, Run
from passerelle.records.vacancies.models import Vacancy

WHY = "the person's own"
NO = (Application.State.NOT_ELIGIBLE, Application.State.NOT_SELECTED)


@dataclass(frozen=True, slots=True)
class About:
    """A no: its number, to whom, which kind, who said it, where; the digest of what was frozen."""

    number: str
    candidate: Candidate
    kind: Contest.Kind
    decided_by: int | None = None
    run: Run | None = None
    vacancy: Vacancy | None = None
    told_on: date | None = None
    record_digest: str = ""


def no_of(actor: Actor, number: str) -> About:
    """The no behind a number (application, interview, run, referral, business plan) to the person who asks.

    ``NotPermitted`` for anybody else's; ``Refused`` with ``not_a_no`` where nothing was refused.
    """
    numbers = [grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person]
    mine = Candidate.objects.visible_to(actor).filter(person__number__in=numbers)
    find = {"A": _application, "N": _interview, "R": _run, "F": _referral, "B": _business_plan}.get(number[:1])
    found = find(number, list(mine.select_related("person", "scheme"))) if find else None
    if found is None:
        raise NotPermitted(number)
    return found


def _not_a_no() -> Refused:
    hint = Text("Once there is an answer with which you disagree, you can contest it.")
    return Refused([Problem("not_a_no", Text("Nothing was refused here."), hint)])


def _application(number: str, mine: list[Candidate]) -> About | None:
    row = Application.objects.unscoped(WHY).filter(number=number, candidate__in=mine).first()
    if row is None or row.candidate_id is None:
        return None
    if row.state not in NO:
        raise _not_a_no()
    candidate = _of(mine, row.candidate_id)
    heard = refused_interview(row)
    if heard is not None:
        return _of_interview(candidate, heard)
    return About(
        number,
        candidate,
        Contest.Kind.SCREENING,
        row.decided_by_id,
        told_on=_day(row.decided_at),
        record_digest=row.frozen_digest,
    )


def _interview(number: str, mine: list[Candidate]) -> About | None:
    rows = Interview.objects.unscoped(WHY).filter(number=number, candidate__in=mine)
    row = rows.select_related("round__vacancy").first()
    if row is None:
        return None
    if row.outcome != Interview.Outcome.NOT_SELECTED:
        raise _not_a_no()
    return _of_interview(_of(mine, row.candidate_id), row)


def _of_interview(candidate: Candidate, row: Interview) -> About:
    return About(
        row.number,
        candidate,
        Contest.Kind.INTERVIEW,
        row.decided_by_id,
        vacancy=row.round.vacancy,
        told_on=_day(row.decided_at),
        record_digest=row.round.frozen_digest,
    )


def _run(number: str, mine: list[Candidate]) -> About | None:
    rows = Reason.objects.filter(run__number=number, run__state=Run.State.READY, candidate__in=mine)
    row = rows.select_related("run").defer("run__snapshot", "run__certificate", "run__fairness").first()
    if row is None or row.candidate_id is None:
        return None
    if row.outcome == "proposed":
        raise _not_a_no()
    vacancy = Vacancy.objects.unscoped(WHY).filter(number=row.other).first()
    candidate = _of(mine, row.candidate_id)
    day, frozen = _day(row.run.ready_at), row.run.inputs_digest
    return About(number, candidate, Contest.Kind.MATCH, row.run.requested_by_id, row.run, vacancy, day, frozen)


def _referral(number: str, mine: list[Candidate]) -> About | None:
    rows = Referral.objects.unscoped(WHY).filter(number=number, candidate__in=mine)
    row = rows.select_related("vacancy").first()
    if row is None:
        return None
    if row.end_code != "employer_declined":
        raise _not_a_no()
    return About(
        number,
        _of(mine, row.candidate_id),
        Contest.Kind.REFERRAL,
        vacancy=row.vacancy,
        told_on=_day(row.ended_at),
    )


def _business_plan(number: str, mine: list[Candidate]) -> About | None:
    rows = BusinessPlan.objects.unscoped(WHY).filter(number=number, journey__candidate__in=mine)
    row = rows.select_related("journey").first()
    if row is None:
        return None
    if row.state != BusinessPlan.State.REFUSED:
        raise _not_a_no()
    candidate = _of(mine, row.journey.candidate_id)
    return About(number, candidate, Contest.Kind.PLAN, row.decided_by_id, told_on=_day(row.decided_at))


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None


def _of(mine: list[Candidate], number: int) -> Candidate:
    return next(one for one in mine if one.pk == number)
