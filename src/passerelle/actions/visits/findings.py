"""A finding is written, answered, put right by its owner and looked at a second time by an officer."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from passerelle.actions.steps.files.dossiers import close_dossier, decide_on_all
from passerelle.actions.steps.files.keeping import keeping
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.actions.visits.papers import add_paper
from passerelle.actions.visits.planning import open_visit
from passerelle.actions.visits.reach import (
    account_of,
    closed_already,
    must_be_one_of,
    must_say,
    tell_host,
    tell_role,
)
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.visits.checklist import DAYS, SEVERITIES, lines_of
from passerelle.domain.visits.findings import OUTCOMES, OWNERS
from passerelle.gateways import documents
from passerelle.records.visits.models import Finding


@dataclass(frozen=True, slots=True)
class Found:
    """What an officer found. ``due_on`` ``None``: by the days of the severity, from the visit on."""

    code: str
    severity: str
    text: str
    action: str
    owner: str = "employer"
    due_on: date | None = None


def add_finding(actor: Actor, visit_number: str, found: Found, *, key: str | None = None) -> Finding:
    """Write a finding of a visit that was made; its owner is told that something must be done.

    Refused: ``not_made_yet``, ``unknown_answer``, ``empty``, ``due_before_visit``.
    """
    text, action = must_say(found.text), must_say(found.action, "action")
    must_be_one_of(found.severity, SEVERITIES, "severity")
    must_be_one_of(found.owner, OWNERS, "owner")
    content = [visit_number, str(found)]
    with writing(actor, "finding.add", purpose=Purpose.PROTECTION, key=key, content=content) as note:
        if note.replayed:
            return Finding.objects.visible_to(actor).get(number=str(note.answer))
        visit = open_visit(actor, visit_number, None)
        if visit.done_on is None:
            message = Text("Write down the visit first.")
            raise Refused([Problem("not_made_yet", message)])
        must_be_one_of(found.code, {line.code for line in lines_of(visit.checklist)}, "code")
        due_on = found.due_on or visit.done_on + timedelta(days=DAYS[found.severity])
        if due_on < visit.done_on:
            message = Text("The term ends before the visit.")
            raise Refused([Problem("due_before_visit", message, column="due_on")])
        row = Finding.objects.create(
            visit=visit,
            code=found.code,
            severity=found.severity,
            text=text[:2_000],
            action=action[:2_000],
            owner=found.owner,
            due_on=due_on,
        )
        if found.owner == "employer":
            tell_host(note, "finding_added", scheme=visit.scheme, host=visit.host)
        else:
            tell_role(note, "finding_added", scheme=visit.scheme, role=Role.SCHEME_MANAGER)
        note.scheme_code = visit.scheme.code
        note.about(row.number, visit.number)
        note.answer = row.number
    return row


def reply(actor: Actor, number: str, text: str, *, version: int) -> Finding:
    """The owner says how it sees the finding; whoever decides later reads it."""
    said = must_say(text)
    with writing(actor, "finding.reply", purpose=Purpose.PROTECTION) as note:
        row = _owned(actor, number, version)
        row.reply, row.replied_by_id, row.replied_at = said[:4_000], actor.id, timezone.now()
        save_next(row)
        note.scheme_code = row.visit.scheme.code
        note.about(row.number)
    return row


def say_corrected(
    actor: Actor, number: str, text: str, *, version: int, upload: documents.Upload | None = None
) -> Finding:
    """The owner says that it is put right, with a picture or paper where there is one."""
    said = must_say(text)
    with keeping(upload) as kept, writing(actor, "finding.correct", purpose=Purpose.PROTECTION) as note:
        row = _owned(actor, number, version)
        row.correction, row.corrected_by_id = said[:2_000], account_of(actor)
        row.corrected_on = timezone.localdate()
        if kept is not None:
            add_paper(note, row, actor, kept)
        save_next(row)
        note.scheme_code = row.visit.scheme.code
        note.about(row.number)
    return row


def look_again(actor: Actor, number: str, outcome: str, text: str, *, version: int) -> Finding:
    """The officer's second look. Not put right: ``open_again`` keeps it open, each other outcome closes it.

    What was handed in as proof is accepted, or sent back with the same words. Refused: ``unknown_answer``,
    ``empty``, ``own_correction`` (whoever put it right), ``own_document``, ``not_stated``.
    """
    said = must_say(text)
    must_be_one_of(outcome, {*OUTCOMES, "open_again"}, "outcome")
    with writing(actor, "finding.verify", purpose=Purpose.PROTECTION) as note:
        row = _locked(actor, number, version)
        open_visit(actor, row.visit.number, None)
        if row.corrected_by_id == account_of(actor):
            message = Text("You said yourself that it is put right.")
            raise Refused([Problem("own_correction", message, Text("Ask a colleague to look at it."))])
        if outcome == "corrected" and row.corrected_on is None:
            raise Refused([Problem("not_stated", Text("The owner has not said that it is put right."))])
        row.outcome_text = said[:2_000]
        if outcome == "open_again":
            row.corrected_on, row.corrected_by = None, None
        else:
            row.outcome, row.closed_on = outcome, timezone.localdate()
            row.closed_by_id = account_of(actor)
        _look_at_papers(note, row, account_of(actor), outcome)
        save_next(row)
        tell_host(note, "finding_looked_at", scheme=row.visit.scheme, host=row.visit.host)
        note.scheme_code = row.visit.scheme.code
        note.about(row.number)
    return row


def may_answer(actor: Actor, row: Finding) -> bool:
    """Whether the finding is the actor's to answer: the host's own people, or the scheme's team."""
    if row.owner == "employer":
        where = {"scheme": row.visit.scheme_id, "organisation": row.visit.host_id}
        return actor.speaks_for(Permission.VISIT_ANSWER, **where)
    return actor.may(Permission.EMPLOYER_REVIEW, scheme=row.visit.scheme_id)


def _look_at_papers(note: Writing, row: Finding, by: int, outcome: str) -> None:
    """The second look decides on the proof, too: four eyes on each paper, as in every dossier."""
    if row.dossier is None:
        return
    verdict = "accepted" if outcome == "corrected" else "sent_back"
    reason = "" if verdict == "accepted" else row.outcome_text[:300]
    decide_on_all(note, row.dossier, by=by, at=timezone.now(), verdict=verdict, reason=reason)
    if row.closed_on is not None:
        close_dossier(row.dossier, on=row.closed_on)


def _owned(actor: Actor, number: str, version: int) -> Finding:
    row = _locked(actor, number, version)
    if not may_answer(actor, row):
        raise NotPermitted(number)
    return row


def _locked(actor: Actor, number: str, version: int) -> Finding:
    rows = Finding.objects.visible_to(actor).select_for_update(of=("self",))
    row = rows.select_related("visit__scheme", "visit__host", "dossier").filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    if row.closed_on is not None:
        raise closed_already()
    must_be_version(row, version)
    return row
