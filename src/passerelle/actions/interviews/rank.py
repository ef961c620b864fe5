"""Rank a round: points, ranks, reserve list, an answer to everybody, minutes for the panel to sign."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone

from passerelle.actions.interviews.answer_shortlist import decline as end_referrals
from passerelle.actions.interviews.reached import criteria_of, must_be_open, refusal, round_for
from passerelle.actions.steps.journey import journeys
from passerelle.actions.steps.papers.signing import Draft, Signer, ask_to_sign
from passerelle.actions.steps.places.first_turn import note_place_given, owed_in_rounds
from passerelle.actions.steps.places.group_seats import seat_ranked
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.frozen_round import RoundRule, freeze_round
from passerelle.domain.selection.scoring import OTHERS_RANKED_HIGHER
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Candidate
from passerelle.records.interviews.models import Interview, Panelist, Round, ScoreSheet

WHY = "of the round that was reached"
TEMPLATES = {
    "selected": "application_selected",
    "reserve": "application_reserve",
    "not_selected": "application_no",
}
# Which of a stage table's events may follow; the case's own table knows one of them at its stage, or none.
EVENTS = {
    "selected": ("selected", "test_passed"),
    "reserve": (),
    "not_selected": ("test_failed",),
}


def rank_round(actor: Actor, number: str, *, version: int | None = None, key: str | None = None) -> int:
    """Rank everybody, answer each, and ask the panel to sign the minutes. Answers how many were ranked.

    Refused with ``not_finished`` while somebody invited was neither scored nor marked absent, ``round_over``,
    ``stale``. Without a reserve date there is no reserve: whoever is after the last place gets a no.
    """
    if actor.id is None:
        raise NotPermitted("a named person decides")
    with writing(actor, "round.rank", purpose=Purpose.RECRUITMENT, key=key, content=number) as note:
        if note.replayed:
            return int(str(note.answer))
        row = round_for(actor, number)
        must_be_open(row)
        if not row.criteria:
            hint = Text("The employer records each result.")
            raise refusal("no_criteria", Text("Nothing is scored in this round."), hint)
        must_be_version(row, version)
        rows = _interviews(row)
        at = timezone.now()
        _put_ranks(row, rows, _owed_first(row, rows, at), actor, at)
        _answer(note, row, rows, actor)
        row.ranked_at = timezone.now()
        row.minutes = minutes_of(row, rows)
        save_next(row)
        _ask_panel(note, row)
        note.scheme_code, note.answer = row.scheme.code, len(rows)
        note.about(number, *(one.candidate.number for one in rows))
    return len(rows)


def _interviews(row: Round) -> list[Interview]:
    rows = (
        Interview.objects.unscoped(WHY)
        .filter(round=row)
        .select_related("candidate__person", "candidate__scheme", "referral__candidate__person")
        .select_related("referral__candidate__scheme", "referral__vacancy")
    )
    found = list(rows.order_by("pk"))
    waiting = [one for one in found if one.held_at is None and not one.absent]
    if waiting or not found:
        hint = Text("Score them, or record that they did not come.")
        values = {"count": len(waiting)}
        raise refusal("not_finished", Text("People not heard yet: %(count)s.", values), hint)
    return found


def _owed_first(row: Round, rows: Sequence[Interview], at: datetime) -> list[Interview]:
    """Who was heard and is owed a place after a contest of an earlier round of the same call or course."""
    if row.vacancy_id is not None:
        return []
    # Another group of the course is an equal place: the one that was contested may be over.
    within = Q(round__group__course=row.group.course_id) if row.group else Q(round__call=row.call_id)
    owed = owed_in_rounds(within)
    heard = [one for one in rows if one.candidate_id in owed and not one.absent]
    first = sorted(heard, key=lambda one: owed[one.candidate_id])[: row.places]
    note_place_given(within, [one.candidate_id for one in first], at=at)
    return first


def _put_ranks(
    row: Round, rows: Sequence[Interview], owed: Sequence[Interview], actor: Actor, now: datetime
) -> None:
    """Everybody's rank by the published rule; who is owed a place has it without a rank, beside the ranking."""
    rule = _rule_of(row, len(owed))
    for one in owed:
        one.outcome, one.reason_code = Interview.Outcome.SELECTED, ""
        one.decided_by_id, one.decided_at, one.version = actor.id, now, one.version + 1
    by_number = {one.number: one for one in rows if one not in owed}
    sheets: dict[str, list[dict[str, int]]] = {one: [] for one in by_number}
    kept = ScoreSheet.objects.filter(interview__number__in=by_number).order_by("panelist")
    for interview, scores in kept.values_list("interview__number", "scores"):
        sheets[interview].append(scores)
    row.frozen = freeze_round(rule, sheets)
    row.frozen_digest = digest(row.frozen)
    for place in rule.rank(sheets):
        one = by_number[place.id]
        one.points, one.rank = place.points, place.rank
        one.outcome, one.reason_code = place.outcome, place.reason
        one.decided_by_id, one.decided_at, one.version = actor.id, now, one.version + 1
    fields = ["points", "rank", "outcome", "reason_code", "decided_by", "decided_at", "version"]
    Interview.objects.unscoped(WHY).bulk_update(rows, fields, batch_size=500)


def _rule_of(row: Round, given: int) -> RoundRule:
    return RoundRule(
        criteria=tuple(criteria_of(row)),
        places=None if row.places is None else row.places - given,
        pass_mark=row.pass_mark,
        has_reserve=row.reserve_until is not None,
        seed=row.number,
    )


def _answer(note: Writing, row: Round, rows: Sequence[Interview], actor: Actor) -> None:
    """Everybody hears; then what the round is about follows: applications, referrals, or seats of a group."""
    now = timezone.now()
    noes = [one for one in rows if one.referral is not None and one.outcome == "not_selected"]
    referred = {one.pk for one in noes}
    for one in rows:
        if one.pk not in referred:  # a referral's end tells it, with the employer's reason
            facts: dict[str, object] = {"scheme": row.scheme.name}
            note.tell(one.candidate.person.number, TEMPLATES[one.outcome], facts, language=_tongue(one))
    end_referrals(note, [(one.referral, one.reason_code) for one in noes if one.referral], by=actor, at=now)
    if row.group is not None:
        # Who is owed a place has no rank and comes first.
        ranks = sorted(rows, key=lambda one: (one.rank is not None, one.rank or 0))
        seated = [[one.candidate for one in ranks if one.outcome == kind] for kind in ("selected", "reserve")]
        seat_ranked(note, row.group, *seated, at=now)
    for outcome, reason in sorted({(one.outcome, one.reason_code) for one in rows}):
        people = [one.candidate for one in rows if (one.outcome, one.reason_code) == (outcome, reason)]
        _answer_applications(row, people, outcome, reason, actor)
        for event in EVENTS[outcome] if row.vacancy_id is None else ():
            why = OTHERS_RANKED_HIGHER if outcome == "not_selected" else ""
            journeys.follow_all(note, people, event, by=actor, at=now, reason=why)


def _answer_applications(
    row: Round, people: Sequence[Candidate], outcome: str, reason: str, actor: Actor
) -> None:
    if row.call_id is None:
        return
    now = timezone.now()
    some = Application.objects.unscoped(WHY).filter(
        call=row.call_id, candidate__in=people, state=Application.State.ELIGIBLE
    )
    some.update(
        state=outcome,
        reason_code=reason,
        decided_by=actor.id,
        decided_at=now,
        version=F("version") + 1,
        changed_at=now,
    )


def _tongue(one: Interview) -> str:
    return one.candidate.person.language


def minutes_of(row: Round, rows: Sequence[Interview]) -> str:
    """What the panel signs: pseudonyms, points, ranks, outcomes; never a name."""
    head = f"{row.number} {row.title}"
    criteria = "; ".join(f"{one['label']} (weight {one['weight']}, 0-{one['most']})" for one in row.criteria)
    order = sorted(rows, key=lambda one: (one.rank is None, one.rank or 0, one.candidate.number))
    lines = [
        f"{one.rank or '-'} {one.candidate.number} {'-' if one.points is None else one.points} {one.outcome}"
        for one in order
    ]
    until = f"Reserve list until {row.reserve_until.isoformat()}." if row.reserve_until else "No reserve list."
    return "\n".join([head, criteria, until, *lines])


def _ask_panel(note: Writing, row: Round) -> None:
    panel = Panelist.objects.filter(round=row).select_related("user").order_by("pk")
    parties = [
        Signer("panelist", seat.user.name, seat.user.email or "", seat.user.language, ordinal=ordinal)
        for ordinal, seat in enumerate(panel, start=1)
    ]
    draft = Draft("minutes", row.number, row.scheme, row.title, "en", {"en": row.minutes})
    ask_to_sign(note, draft, parties, at=timezone.now())
