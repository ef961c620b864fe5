"""Accept proposals: each becomes a referral to the employer; no place is taken yet."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from passerelle.actions.matching.deciding import (
    Choice,
    run_of,
    run_to_decide,
    save_decisions,
    seconds_each,
    undecided,
)
from passerelle.actions.matching.reach import must_be_a_person
from passerelle.actions.matching.referring import Pair, refer
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.records.selection.models import Decision, Proposal, Run


def accept(actor: Actor, number: str, *, version: int, shown_at: datetime | None, key: str | None) -> str:
    """Accept one proposal; answers the referral's number. Codes as ``undecided`` and ``refer`` give them."""
    run = run_of(actor, number)
    return _accept(actor, run, [(number, version)], shown_at, key)[0]


def accept_many(
    actor: Actor, run_number: str, choices: Sequence[Choice], *, shown_at: datetime | None, key: str | None
) -> list[str]:
    """Accept rows that were each shown, all or none; answers the referrals' numbers in the same order."""
    run = run_to_decide(actor, run_number)
    return _accept(actor, run, choices, shown_at, key)


def _accept(
    actor: Actor, run: Run, choices: Sequence[Choice], shown_at: datetime | None, key: str | None
) -> list[str]:
    content = [run.number, [list(choice) for choice in choices]]
    with writing(actor, "match.accept", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return _numbers(note.answer)
        proposals = undecided(run, choices)
        now = timezone.now()
        seconds = seconds_each(shown_at, now, len(proposals))
        save_decisions(
            proposals, [_decision(one, actor, now, seconds, len(choices)) for one in proposals], at=now
        )
        pairs = [Pair(one.candidate, one.vacancy, one) for one in proposals]
        referrals = refer(note, run, pairs, by=actor)
        note.scheme_code = run.scheme.code
        note.about(run.number, *(one.number for one in proposals))
        note.details = {"run": run.number, "in_bulk": len(choices) > 1}
        note.answer = [one.number for one in referrals]
        return _numbers(note.answer)


def _decision(proposal: Proposal, actor: Actor, at: datetime, seconds: int | None, rows: int) -> Decision:
    return Decision(
        proposal=proposal,
        answer=Decision.Answer.ACCEPTED,
        by_id=must_be_a_person(actor),
        at=at,
        seconds=seconds,
        in_bulk=rows > 1,
    )


def _numbers(answer: object) -> list[str]:
    return [str(number) for number in answer] if isinstance(answer, list) else []
