"""The panel at work: conflicts declared first, then a sheet for each person; the person answers a slot."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from passerelle.actions.interviews.reached import criteria_of, must_be_open, refusal, round_for, seat_of
from passerelle.actions.steps.journey import journeys
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.scoring import sheet_faults
from passerelle.records.interviews.models import Conflict, Interview, ScoreSheet

WHY = "of a round that was reached"


def declare(actor: Actor, number: str, *, conflicts: Collection[str], key: str | None = None) -> None:
    """Say once for the round whom one knows too well (candidates' numbers; none: an empty list)."""
    content = [number, sorted(conflicts)]
    with writing(actor, "round.declare", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        row, seat = seat_of(actor, number)
        must_be_open(row)
        heard = Interview.objects.unscoped(WHY).filter(round=row, candidate__number__in=conflicts)
        Conflict.objects.bulk_create(
            [Conflict(panelist=seat, candidate_id=pk) for pk in heard.values_list("candidate_id", flat=True)],
            ignore_conflicts=True,
        )
        seat.declared_at = timezone.now()
        seat.save(update_fields=["declared_at"])
        note.scheme_code = row.scheme.code
        note.about(number)
        note.details = {"conflicts": len(conflicts)}


def score(
    actor: Actor, number: str, scores: Mapping[str, int], *, remark: str = "", key: str | None = None
) -> None:
    """Hand in one's sheet about one person (interview number); a second time replaces it.

    Refused with ``not_declared``, ``conflict``, ``absent``, ``round_over``, ``score_missing``.
    """
    content = [number, dict(scores), remark]
    with writing(actor, "interview.score", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        interview = _interview(actor, number)
        row, seat = seat_of(actor, interview.round.number)
        must_be_open(row)
        if seat.declared_at is None:
            hint = Text("Say first whom you know too well, or that you know nobody.")
            raise refusal("not_declared", Text("You have not declared your conflicts of interest."), hint)
        if Conflict.objects.filter(panelist=seat, candidate=interview.candidate_id).exists():
            hint = Text("The others of the panel score this person.")
            raise refusal("conflict", Text("You declared a conflict of interest."), hint)
        if interview.absent:
            raise refusal("absent", Text("This person did not come."))
        if problems := sheet_faults(criteria_of(row), scores):
            raise Refused(problems)
        now = timezone.now()
        kept = {one["code"]: scores[one["code"]] for one in row.criteria}
        ScoreSheet.objects.update_or_create(
            interview=interview,
            panelist=seat,
            defaults={"scores": kept, "note": remark.strip()[:1_000], "handed_in_at": now},
        )
        if interview.held_at is None:
            interview.held_at = now
            save_next(interview)
            journeys.follow(note, interview.candidate, "interviewed", by=actor, at=now)
        note.scheme_code = row.scheme.code
        note.about(number, row.number, interview.candidate.number)


def mark_absent(actor: Actor, number: str, *, key: str | None = None) -> None:
    """Record that the person did not come; refused with ``was_heard`` once somebody scored them."""
    with writing(actor, "interview.absent", purpose=Purpose.RECRUITMENT, key=key, content=number) as note:
        if note.replayed:
            return
        interview = _interview(actor, number)
        row = round_for(actor, interview.round.number)
        must_be_open(row)
        if interview.held_at is not None:
            raise refusal("was_heard", Text("This person was heard."))
        interview.absent = True
        save_next(interview)
        note.scheme_code = row.scheme.code
        note.about(number, row.number, interview.candidate.number)


def answer_slot(actor: Actor, number: str, *, comes: bool, key: str | None = None) -> None:
    """The person says whether they come; only about themselves."""
    with writing(
        actor, "interview.answer", purpose=Purpose.RECRUITMENT, key=key, content=[number, comes]
    ) as note:
        if note.replayed:
            return
        interview = _interview(actor, number)
        own = [grant.person for grant in actor.granting(Permission.OWN_ACT)]
        if interview.candidate.person.number not in own:
            raise NotPermitted(number)
        interview.answer = "yes" if comes else "no"
        save_next(interview)
        note.scheme_code = interview.round.scheme.code
        note.about(number, interview.candidate.number, interview.candidate.person.number)


def _interview(actor: Actor, number: str) -> Interview:
    rows = Interview.objects.visible_to(actor).filter(number=number)
    joined = rows.select_related("round__scheme", "candidate__person", "candidate__scheme")
    interview = joined.select_for_update(of=("self",)).first()
    if interview is None:
        raise NotPermitted(number)
    return interview
