"""What a committee member does: declares a conflict of interest, or gives marks. Nobody does it for them."""

from collections.abc import Mapping

from django.utils import timezone

from passerelle.actions.reintegration.reaching import refusal
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.scoring import MOST, marks_hold, sheet_total
from passerelle.records.reintegration.models import (
    BusinessPlan,
    Committee,
    CommitteeSeat,
    PlanConflict,
    PlanScore,
)


def declare_conflict(actor: Actor, number: str, why: str) -> PlanConflict:
    """Say that an interest touches this plan: marks given before are taken out, none are given after."""
    if not why.strip():
        raise refusal("empty", Text("Say in a few words what the interest is."), column="why")
    with writing(actor, "committee.conflict", purpose=Purpose.REINTEGRATION) as note:
        seat, plan = _seat(actor, number)
        PlanScore.objects.filter(seat=seat, plan=plan).delete()
        row, _new = PlanConflict.objects.get_or_create(
            seat=seat, plan=plan, defaults={"why": why.strip()[:500], "declared_at": timezone.now()}
        )
        note.scheme_code = seat.committee.scheme.code
        note.about(seat.committee.number, plan.number)
    return row


def score(actor: Actor, number: str, marks: Mapping[str, int], *, comment: str = "") -> PlanScore:
    """Mark a plan, 0 to 5 for each criterion; again replaces. Refused: ``marks``, ``conflict``."""
    return score_many(actor, {number: marks}, comment=comment)[0]


def score_many(actor: Actor, sheets: Mapping[str, Mapping[str, int]], *, comment: str = "") -> list[PlanScore]:
    """Mark several plans, all or none."""
    made = []
    with writing(actor, "committee.score", purpose=Purpose.REINTEGRATION) as note:
        for number, marks in sorted(sheets.items()):
            seat, plan = _seat(actor, number)
            if PlanConflict.objects.filter(seat=seat, plan=plan).exists():
                raise refusal("conflict", Text("You declared a conflict of interest for this plan."))
            weights = seat.committee.weights
            if not marks_hold(marks, weights):
                message = Text("Give every criterion a mark from 0 to %(most)s.", {"most": MOST})
                raise refusal("marks", message)
            row, _new = PlanScore.objects.update_or_create(
                seat=seat, plan=plan,
                defaults={
                    "marks": dict(marks), "total": sheet_total(marks, weights),
                    "comment": comment.strip()[:1_000], "given_at": timezone.now(),
                },
            )  # fmt: skip
            note.scheme_code = seat.committee.scheme.code
            note.about(seat.committee.number, plan.number)
            made.append(row)
    return made


def _seat(actor: Actor, number: str) -> tuple[CommitteeSeat, BusinessPlan]:
    """The actor's own seat in the open committee that has this plan before it."""
    actor.must(Permission.PLAN_SCORE)
    plan = BusinessPlan.objects.visible_to(actor).filter(number=number).first()
    if plan is None or plan.committee_id is None:
        raise NotPermitted(number)
    seats = CommitteeSeat.objects.filter(committee=plan.committee_id, user=actor.id, left_at__isnull=True)
    seat = seats.select_related("committee__scheme").first()
    if seat is None or not actor.may(Permission.PLAN_SCORE, scheme=seat.committee.scheme_id):
        raise NotPermitted(number)
    # The row of the committee is locked, so that nobody closes it between the question and the marks.
    held = Committee.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=seat.committee_id)
    if held.closed_at is not None:
        raise refusal("already_closed", Text("This committee is closed."))
    return seat, plan
