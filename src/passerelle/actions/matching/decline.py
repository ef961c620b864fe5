"""Decline a proposal: one by one, with a coded reason."""

from datetime import datetime

from django.utils import timezone

from passerelle.actions.matching.deciding import run_of, save_decisions, seconds_each, undecided
from passerelle.actions.matching.reach import must_be_a_person
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.matching.decline_codes import DECLINE, must_know
from passerelle.records.selection.models import Decision


def decline(  # noqa: PLR0913  # what the form sends
    actor: Actor,
    number: str,
    *,
    reason_code: str,
    note: str = "",
    version: int,
    shown_at: datetime | None,
    key: str | None,
) -> None:
    """Decline one proposal; codes as ``undecided``, and ``unknown_code`` or ``note_missing`` for the reason.

    The candidate is told nothing: a proposal is not known outside the scheme's own staff.
    """
    run = run_of(actor, number)
    must_know(DECLINE, reason_code, note)
    content = [number, version, reason_code, note]
    with writing(actor, "match.decline", purpose=Purpose.RECRUITMENT, key=key, content=content) as written:
        if written.replayed:
            return
        proposals = undecided(run, [(number, version)])
        now = timezone.now()
        decision = Decision(
            proposal=proposals[0],
            answer=Decision.Answer.DECLINED,
            reason_code=reason_code,
            note=note.strip()[:500],
            by_id=must_be_a_person(actor),
            at=now,
            seconds=seconds_each(shown_at, now, 1),
        )
        save_decisions(proposals, [decision], at=now)
        written.scheme_code = run.scheme.code
        written.about(run.number, number, proposals[0].candidate.number, proposals[0].vacancy.number)
        written.about(proposals[0].candidate.person.number)
        written.details = {"run": run.number, "reason": reason_code}
