"""The employer records what came of its interviews: goes on, reserve, did not come, or no with a reason."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from passerelle.actions.interviews.answer_shortlist import decline
from passerelle.actions.interviews.reached import must_be_open, refusal
from passerelle.actions.interviews.slots import employers_vacancy
from passerelle.actions.steps.journey import journeys
from passerelle.actions.steps.papers.links import revoke_links
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.reasons import AFTER_INTERVIEW, must_know_no
from passerelle.records.interviews.models import Interview, Slot

GOES_ON, RESERVE, ABSENT = "selected", "reserve", "not_present"
OPEN = ("", Interview.Outcome.RESERVE)


def record_results(actor: Actor, vacancy: str, results: Mapping[str, str], *, key: str | None = None) -> int:
    """Record results (interview number -> ``selected``, ``reserve`` or a reason code); each person is told.

    A no ends the referral, never the case. All or nothing: ``nothing_chosen``, ``unknown_code``,
    ``unknown_interview``, ``has_result``, ``referral_ended``, ``places_full``. Answers how many.
    """
    if actor.id is None:
        raise NotPermitted("a named person decides")
    content = [vacancy, dict(results)]
    with writing(actor, "interview.result", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        rows = _reached(actor, vacancy, results)
        now = timezone.now()
        for one in rows:
            _record(note, one, results[one.number], actor, now)
        _answer(note, rows, results, actor, now)
        note.scheme_code, note.answer = rows[0].round.scheme.code, len(rows)
        note.about(*(one.number for one in rows), *(one.candidate.person.number for one in rows))
    return len(rows)


def _reached(actor: Actor, vacancy: str, results: Mapping[str, str]) -> list[Interview]:
    found = employers_vacancy(actor, vacancy)
    if not results:
        raise refusal("nothing_chosen", Text("No row is chosen."), Text("Choose at least one row."))
    for code in set(results.values()) - {GOES_ON, RESERVE}:
        must_know_no(AFTER_INTERVIEW, code, "–")
    rows = Interview.objects.unscoped("of the vacancy reached").filter(
        round__vacancy=found, number__in=results, round__criteria=[]
    )
    joined = rows.select_related("round__scheme", "candidate__person", "candidate__scheme", "referral__vacancy")
    # With the round: two who record at once never let more go on than there are places.
    got = {one.number: one for one in joined.select_for_update(of=("self", "round"))}
    for number in results:
        values = {"number": number}
        if number not in got:
            message = Text("%(number)s is no interview of this vacancy.", values)
            raise refusal("unknown_interview", message, Text("Open the list again."))
        if got[number].outcome not in OPEN:
            message = Text("%(number)s has its result.", values)
            raise refusal("has_result", message, Text("Leave it out."))
        referral = got[number].referral
        if referral is not None and referral.ended_at is not None and results[number] in (GOES_ON, RESERVE):
            raise refusal("referral_ended", Text("%(number)s has ended.", values), Text("Leave it out."))
    for one in got.values():
        must_be_open(one.round)
    _must_have_places(list(got.values()), results)
    return [got[number] for number in results]


def _must_have_places(rows: list[Interview], results: Mapping[str, str]) -> None:
    places = rows[0].round.places
    going = sum(results[one.number] == GOES_ON for one in rows)
    held = Interview.objects.unscoped("of the vacancy reached").filter(
        round=rows[0].round_id, outcome=Interview.Outcome.SELECTED, freed_at__isnull=True
    )
    if places is not None and going and held.count() + going > places:
        message = Text("More people go on than there are places: %(places)s.", {"places": places})
        raise refusal("places_full", message, Text("Put the others on the reserve, in your order."))


def _record(note: Writing, one: Interview, result: str, actor: Actor, at: datetime) -> None:
    if result == ABSENT:
        one.absent = one.held_at is None
    elif one.held_at is None:
        one.held_at = at
        journeys.follow(note, one.candidate, "interviewed", by=actor, at=at)
    one.outcome = result if result in (GOES_ON, RESERVE) else Interview.Outcome.NOT_SELECTED
    one.reason_code = "" if result in (GOES_ON, RESERVE) else result
    if result == RESERVE and one.rank is None:
        rows = Interview.objects.unscoped("of the vacancy reached").filter(round=one.round_id)
        one.rank = (rows.aggregate(most=Max("rank"))["most"] or 0) + 1
    one.decided_by_id, one.decided_at = actor.id, at
    save_next(one)
    Slot.objects.filter(interview=one, starts_at__gt=at).update(interview=None)
    revoke_links(at=at, subject=one.number)


def _answer(
    note: Writing, rows: list[Interview], results: Mapping[str, str], actor: Actor, at: datetime
) -> None:
    noes = [
        (one.referral, results[one.number])
        for one in rows
        if one.outcome == Interview.Outcome.NOT_SELECTED and one.referral and one.referral.ended_at is None
    ]
    decline(note, noes, by=actor, at=at)
    templates = {GOES_ON: "interview_passed", RESERVE: "application_reserve"}
    for one in rows:
        template = templates.get(one.outcome)
        if template:
            facts: dict[str, object] = {"scheme": one.round.scheme.name}
            person = one.candidate.person
            note.tell(person.number, template, facts, language=person.language)
