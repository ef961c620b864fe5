"""Compute a contested no again: what was frozen, with the correction alone."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from passerelle.actions.contests.reach import (
    contest_for,
    contested_interview,
    must_be_another,
    must_be_open,
    note_contest,
    refusal,
)
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.replay import Replayed, replay
from passerelle.domain.matching.screening import GatesReplayed, replay_screening
from passerelle.domain.matching.snapshot import digest_of, thaw
from passerelle.domain.selection.answers import facts_from
from passerelle.domain.selection.frozen_round import RoundReplayed, replay_round
from passerelle.records.calls.models import Application
from passerelle.records.contests.models import Contest
from passerelle.records.selection.models import Run

UNREADABLE = Text("Decide on the statement and the corrected facts, and tell whoever runs the platform.")
Found = Replayed | GatesReplayed | RoundReplayed
Scores = Mapping[tuple[int, str], int]  # (sheet from 1, criterion) -> the score as it should have been


def replay_contest(actor: Actor, number: str, *, scores: Scores | None = None, key: str | None = None) -> Found:
    """Compute the frozen record again with this person's corrections alone, and keep what came of it.

    A run and a screening read the facts that the person corrected; an interview the corrected ``scores``, which
    only somebody who may answer states. Refused with ``no_record`` where nothing was frozen (an employer's
    answer), ``not_this_engine`` for a record of another version, ``record_changed`` where it is not the one
    that was contested, ``decided_before``, ``on_the_panel``, ``contest_over``, ``score_missing``.
    """
    wrong = {f"{sheet} {criterion}": score for (sheet, criterion), score in (scores or {}).items()}
    content = [number, wrong]
    with writing(actor, "contest.replay", purpose=Purpose.OVERSIGHT, key=key, content=content) as note:
        contest = contest_for(actor, number)
        if not note.replayed:
            must_be_open(contest)
        if scores:
            must_be_another(actor, contest)
        try:
            found = _computed(contest, scores or {})
        except ValueError as error:
            message = Text("This record cannot be computed again: %(why)s.", {"why": str(error)})
            raise refusal("not_this_engine", message, UNREADABLE) from error
        if note.replayed:
            return found
        contest.replay = {**asdict(found), "changes": found.changes}
        save_next(contest)
        note_contest(note, contest)
        note.details = {"changes": found.changes, "scores": len(wrong)}
    return found


def can_be_computed(contest: Contest) -> bool:
    """Whether there is a frozen record that is read here; without one the statement is all there is."""
    if contest.run_id is None and not contest.record_digest:
        return False
    try:
        _computed(contest, {})
    except (Refused, ValueError):
        return False
    return True


def _computed(contest: Contest, scores: Scores) -> Found:
    told = facts_from({code: one["after"] for code, one in contest.corrections.items()})
    if contest.run_id is not None:
        run = Run.objects.unscoped("reached through the contest").get(pk=contest.run_id)
        inputs = thaw(bytes(run.snapshot or b""))
        _must_be_contested(contest, digest_of(inputs))
        return replay(inputs, contest.candidate.number, told)
    heard = contested_interview(contest)
    if heard is not None and heard.round.frozen:
        _must_be_contested(contest, digest(heard.round.frozen))
        return replay_round(heard.round.frozen, heard.number, scores)
    record = _screening(contest)
    if record is None:
        hint = Text("Decide on the statement and the corrected facts.")
        raise refusal("no_record", Text("Nothing was frozen that could be computed again."), hint)
    _must_be_contested(contest, digest(record))
    return replay_screening(record, told)


def _screening(contest: Contest) -> Mapping[str, Any] | None:
    if contest.kind != Contest.Kind.SCREENING:
        return None
    rows = Application.objects.unscoped("reached through the contest").filter(number=contest.about)
    found: Mapping[str, Any] | None = rows.values_list("frozen", flat=True).first()
    return found


def _must_be_contested(contest: Contest, found: str) -> None:
    """A contest from before digests were kept has none to compare with."""
    if contest.record_digest and contest.record_digest != found:
        raise refusal("record_changed", Text("This is not the record that was contested."), UNREADABLE)
