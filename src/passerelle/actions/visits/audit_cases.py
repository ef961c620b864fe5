"""One host that was drawn: proof, verdict, reply, sanction by somebody else, contest decided by a third."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.utils import timezone

from passerelle.actions.steps.files.dossiers import close_dossier, decide_on_all
from passerelle.actions.steps.files.keeping import keeping
from passerelle.actions.steps.places.suspensions import suspend_file
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.actions.visits.papers import add_paper
from passerelle.actions.visits.reach import account_of, must_be_one_of, must_say, must_speak_for, tell_host
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.visits.audits import (
    CONTEST_DAYS,
    CONTESTS,
    REPLY_DAYS,
    SANCTIONS,
    VERDICTS,
    Steps,
    may_sanction,
    state,
)
from passerelle.gateways import documents
from passerelle.records.employers.models import EmployerFile, Suspension
from passerelle.records.partnerships.officers import officers_on
from passerelle.records.visits.models import AuditCase

STEPS = ("suspension", "exclusion")


def give_proof(
    actor: Actor, number: str, text: str, *, version: int, upload: documents.Upload | None = None
) -> AuditCase:
    """The host answers with words and, where there is one, a paper; until a verdict stands."""
    said = must_say(text)
    states = {"proof_asked", "proof_late", "to_judge"}
    with keeping(upload) as kept, _moving(actor, number, "audit.proof", version, states) as (note, row):
        must_speak_for(actor, scheme=row.audit.scheme_id, host=row.host_id)
        row.answer, row.answered_on = said[:4_000], timezone.localdate()
        if kept is not None:
            add_paper(note, row, actor, kept)
    return row


def judge(actor: Actor, number: str, verdict: str, text: str, *, version: int) -> AuditCase:
    """The auditor's verdict; without proof only once its term is over. Refused: ``tie``, ``wait``."""
    said = must_say(text)
    must_be_one_of(verdict, VERDICTS, "verdict")
    with _moving(actor, number, "audit.judge", version, {"to_judge", "proof_late"}) as (note, row):
        if not actor.may(Permission.VISIT_WRITE, scheme=row.audit.scheme_id):
            raise NotPermitted(number)
        free = officers_on(timezone.localdate()).of_the_scheme(row.audit.scheme_id, row.host_id)
        if account_of(actor) not in free:
            raise Refused([Problem("tie", Text("You have a tie to this host, so somebody else judges."))])
        today = timezone.localdate()
        row.verdict, row.verdict_text = verdict, said[:4_000]
        row.judged_by_id, row.judged_on = account_of(actor), today
        row.reply_until = today + timedelta(days=REPLY_DAYS)
        if row.dossier is not None:  # the verdict rests on what was not sent back before
            decide_on_all(note, row.dossier, by=account_of(actor), at=timezone.now(), verdict="accepted")
            close_dossier(row.dossier, on=today)
        tell_host(note, "audit_moved", scheme=row.audit.scheme, host=row.host)
    return row


def reply(actor: Actor, number: str, text: str, *, version: int) -> AuditCase:
    """The host's right of reply, before anybody decides on a sanction."""
    said = must_say(text)
    with _moving(actor, number, "audit.reply", version, {"reply_open", "to_decide"}) as (_note, row):
        must_speak_for(actor, scheme=row.audit.scheme_id, host=row.host_id)
        row.reply, row.replied_on = said[:4_000], timezone.localdate()
    return row


def sanction(  # noqa: PLR0913  # a sanction has these facts
    actor: Actor,
    number: str,
    kind: str,
    text: str,
    *,
    version: int,
    code: str = "other",
    until: date | None = None,
) -> AuditCase:
    """Decide on a sanction, by somebody else than the auditor and after the reply or its term.

    ``code``: why, as on the employer's file; ``until``: the last day of a suspension; an exclusion has none.
    Refused: ``own_verdict``, ``no_file`` (the host has no employer's file), ``until_missing``, and what
    stands against a suspension.
    """
    said = must_say(text)
    must_be_one_of(kind, SANCTIONS, "sanction")
    with _moving(actor, number, "audit.sanction", version, {"to_decide"}) as (note, row):
        actor.must(Permission.EMPLOYER_REVIEW, scheme=row.audit.scheme_id)
        if not may_sanction(account_of(actor), {row.judged_by_id, row.audit.opened_by_id}):
            message = Text("You audited this yourself, so somebody else decides.")
            raise Refused([Problem("own_verdict", message)])
        if kind == "suspension" and until is None:
            raise Refused([Problem("until_missing", Text("Say until when."), column="until")])
        if kind in STEPS:
            last = until if kind == "suspension" else None
            _suspend(row, code, said, last, by=account_of(actor))
        today = timezone.localdate()
        row.sanction, row.sanction_text = kind, said[:4_000]
        row.sanctioned_by_id, row.sanctioned_on = account_of(actor), today
        row.contest_until = today + timedelta(days=CONTEST_DAYS)
        tell_host(note, "audit_moved", scheme=row.audit.scheme, host=row.host)
    return row


def contest(actor: Actor, number: str, text: str, *, version: int) -> AuditCase:
    """The host contests a sanction within its term. Refused: ``nothing_to_contest``, ``too_late``."""
    said = must_say(text)
    with _moving(actor, number, "audit.contest", version, {"closed"}) as (_note, row):
        must_speak_for(actor, scheme=row.audit.scheme_id, host=row.host_id)
        if row.sanction in ("", "none") or row.contested_on is not None:
            raise Refused([Problem("nothing_to_contest", Text("There is nothing to contest."))])
        if row.contest_until is not None and timezone.localdate() > row.contest_until:
            raise Refused([Problem("too_late", Text("The term to contest is over."))])
        row.contest, row.contested_on = said[:4_000], timezone.localdate()
    return row


def decide_contest(actor: Actor, number: str, outcome: str, text: str, *, version: int) -> AuditCase:
    """A third person decides; an upheld contest lifts the suspension. Refused: ``own_decision``."""
    said = must_say(text)
    must_be_one_of(outcome, CONTESTS, "outcome")
    with _moving(actor, number, "audit.contest_decided", version, {"contested"}) as (note, row):
        actor.must(Permission.EMPLOYER_REVIEW, scheme=row.audit.scheme_id)
        if account_of(actor) in {row.judged_by_id, row.sanctioned_by_id, row.audit.opened_by_id}:
            message = Text("You took part in this, so somebody else decides.")
            raise Refused([Problem("own_decision", message)])
        row.contest_outcome, row.contest_text = outcome, said[:4_000]
        row.contest_by_id, row.contest_decided_on = account_of(actor), timezone.localdate()
        if outcome == "upheld" and row.sanction in STEPS:
            _lift(row, by=account_of(actor))
        tell_host(note, "audit_moved", scheme=row.audit.scheme, host=row.host)
    return row


def steps_of(row: AuditCase) -> Steps:
    """The days of a case, as the domain reads them."""
    return Steps(
        row.due_on,
        row.answered_on,
        row.verdict,
        row.reply_until,
        row.replied_on is not None,
        row.sanction,
        row.contest_until,
        row.contested_on is not None,
        row.contest_outcome,
    )


@contextmanager
def _moving(
    actor: Actor, number: str, deed: str, version: int, states: set[str]
) -> Iterator[tuple[Writing, AuditCase]]:
    """The frame of each step: within reach, in a state that allows it, nobody was quicker."""
    with writing(actor, deed, purpose=Purpose.PROTECTION) as note:
        rows = AuditCase.objects.visible_to(actor).select_for_update(of=("self",))
        row = rows.select_related("audit__scheme", "host", "dossier").filter(number=number).first()
        if row is None:
            raise NotPermitted(number)
        must_be_version(row, version)
        if state(steps_of(row), today=timezone.localdate()) not in states:
            raise Refused([Problem("not_now", Text("This step is not open now."))])
        yield note, row
        save_next(row)
        note.scheme_code = row.audit.scheme.code
        note.about(row.number, row.audit.number)


def _suspend(row: AuditCase, code: str, text: str, until: date | None, *, by: int) -> None:
    files = EmployerFile.objects.unscoped("the sanction reaches the host").select_for_update(of=("self",))
    file = files.filter(scheme=row.audit.scheme, organisation=row.host).first()
    if file is None:
        message = Text("This host has no file as an employer, so nothing can be suspended.")
        raise Refused([Problem("no_file", message, Text("Open its file first."))])
    said = f"{row.number}: {text}"[:1_000]
    suspend_file(file, code, since=timezone.localdate(), until=until, note_text=said, by=by)


def _lift(row: AuditCase, *, by: int) -> None:
    """The suspension that this sanction made, and no other."""
    rows = Suspension.objects.select_for_update().filter(
        file__scheme=row.audit.scheme,
        file__organisation=row.host,
        note__startswith=f"{row.number}: ",
        lifted_on__isnull=True,
    )
    for one in rows:
        one.lifted_on, one.lifted_by_id = timezone.localdate(), by
        save_next(one)
