"""Screen applications: eligible, or not with a coded reason; one by one or many, by a named person."""

from collections.abc import Mapping

from django.db.models import F
from django.utils import timezone

from passerelle.actions.calls.reached import call_for, refusal
from passerelle.actions.steps.journey import journeys
from passerelle.actions.steps.people.frozen_screening import freeze_answers
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.reasons import SCREENING, must_know_no
from passerelle.records.calls.models import Application, Call

# How the case says it: its codes are fewer.
CASE_REASONS = dict.fromkeys(SCREENING, "condition_not_met") | {"document_not_valid": "papers_missing"}


def screen(  # noqa: PLR0913  # what the form sends
    actor: Actor,
    call_number: str,
    choices: Mapping[str, int | None],
    *,
    eligible: bool,
    reason_code: str = "",
    words: str = "",
    key: str | None = None,
) -> int:
    """Answer handed-in applications (number -> version seen); each person is told in their language.

    All or nothing: ``nothing_chosen``, ``unknown_application``, ``not_to_screen``, ``stale``, and for a no
    ``unknown_code`` or ``words_missing``. Answers how many.
    """
    if actor.id is None:
        raise NotPermitted("a named person decides")
    if not eligible:
        must_know_no(SCREENING, reason_code, words)
    content = [call_number, dict(choices), eligible, reason_code, words]
    with writing(actor, "application.screen", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        call = call_for(actor, call_number)
        rows = _to_screen(actor, call, choices)
        now = timezone.now()
        some = Application.objects.unscoped("reached above").filter(pk__in=[row.pk for row in rows])
        state = Application.State.ELIGIBLE if eligible else Application.State.NOT_ELIGIBLE
        some.update(
            state=state,
            reason_code="" if eligible else reason_code,
            words="" if eligible else words.strip()[:500],
            decided_by=actor.id,
            decided_at=now,
            version=F("version") + 1,
            changed_at=now,
        )
        if not eligible:
            freeze_answers(call, rows, reason_code, on=timezone.localdate(now))
        template = "application_eligible" if eligible else "application_no"
        for row in rows:
            note.tell(row.person.number, template, {"scheme": call.scheme.name}, language=row.language)
            note.about(row.number, row.person.number)
        people = [row.candidate for row in rows if row.candidate is not None]
        event = "found_eligible" if eligible else "found_not_eligible"
        journeys.follow_all(note, people, event, by=actor, at=now, reason=CASE_REASONS.get(reason_code, ""))
        note.scheme_code, note.answer = call.scheme.code, len(rows)
        note.details = {"eligible": eligible, "reason": reason_code}
    return len(rows)


def _to_screen(actor: Actor, call: Call, choices: Mapping[str, int | None]) -> list[Application]:
    if not choices:
        raise refusal("nothing_chosen", Text("No row is chosen."), Text("Choose at least one row."))
    rows = Application.objects.visible_to(actor).filter(call=call, number__in=list(choices))
    rows = rows.exclude(state=Application.State.PROSPECT)
    rows = rows.select_related("person", "candidate").select_for_update(of=("self",))
    found = {row.number: row for row in rows}
    problems = [
        problem for number in choices for problem in _faults(found.get(number), number, choices[number])
    ]
    if problems:
        raise Refused(problems)
    return list(found.values())


def _faults(row: Application | None, number: str, version: int | None) -> list[Problem]:
    names = {"number": number}
    if row is None:
        message = Text("%(number)s is no application to this call.", names)
        return [Problem("unknown_application", message, Text("Open the list again."))]
    if row.state != Application.State.HANDED_IN:
        message = Text("%(number)s is not waiting for screening.", names)
        return [Problem("not_to_screen", message, Text("Leave it out: it has moved on."))]
    if version is not None and row.version != version:
        message = Text("Somebody changed %(number)s meanwhile.", names)
        return [Problem("stale", message, Text("Compare with what is there now, then save again."))]
    return []
