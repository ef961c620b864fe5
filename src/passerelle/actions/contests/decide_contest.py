"""Answer a contest: somebody else decides, with reasons, after the frozen record was computed again."""

from django.utils import timezone

from passerelle.actions.contests.make_good import make_good
from passerelle.actions.contests.reach import (
    contest_for,
    must_be_another,
    must_be_open,
    note_contest,
    refusal,
)
from passerelle.actions.contests.replay_contest import can_be_computed
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.contests.models import Contest, Priority


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
    frozen record was not computed again though it can be, ``on_the_panel``.
    """
    content = [number, upheld, answer]
    with writing(actor, "contest.decide", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        contest = contest_for(actor, number)
        _must_be_decidable(actor, contest, answer)
        must_be_version(contest, version)
        now = timezone.now()
        contest.outcome = Contest.Outcome.UPHELD if upheld else Contest.Outcome.REJECTED
        contest.answer, contest.decided_by_id = answer.strip()[:4_000], actor.id
        contest.decided_at = contest.ended_at = now
        save_next(contest)
        if upheld:
            make_good(note, contest, actor)
        note_contest(note, contest)
        note.details = {"upheld": upheld}
        person = contest.candidate.person
        facts: dict[str, object] = {"scheme": contest.scheme.name}
        note.tell(person.number, "contest_decided", facts, language=person.language)


def lapse_priority(actor: Actor, number: str, *, code: str, key: str | None = None) -> None:
    """End what is owed when the person no longer wants it: ``person_declined`` or ``withdrew``."""
    if code not in ("person_declined", "withdrew"):
        hint = Text("Choose one from the list.")
        raise refusal("unknown_code", Text("Say why."), hint)
    with writing(actor, "contest.lapse", purpose=Purpose.RECRUITMENT, key=key, content=[number, code]) as note:
        if note.replayed:
            return
        contest = contest_for(actor, number)
        rows = Priority.objects.filter(contest=contest, ended_at__isnull=True)
        if not rows.update(ended_at=timezone.now(), lapsed_code=code):
            raise refusal("nothing_owed", Text("Nothing is owed after this contest."))
        note_contest(note, contest)
        note.details = {"code": code}


def _must_be_decidable(actor: Actor, contest: Contest, answer: str) -> None:
    must_be_open(contest)
    must_be_another(actor, contest)
    if contest.replay is None and can_be_computed(contest):
        hint = Text("Compute it again, then decide.")
        raise refusal("not_replayed", Text("What was frozen was not computed again yet."), hint)
    if not answer.strip():
        raise refusal("no_reasons", Text("Give the reasons."), Text("The person reads them."), "answer")
