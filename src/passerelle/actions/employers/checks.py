"""Checks of an employer: handed in with evidence, reviewed by somebody else."""

from datetime import date

from django.utils import timezone

from passerelle.actions.employers.reach import file_for, must_be_somebody_else, must_have_reason, refusal
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.employers.checks import CHECKS
from passerelle.domain.kernel.text import Text
from passerelle.records.employers.models import Check


def hand_in_check(
    actor: Actor, file_number: str, code: str, *, evidence: str, value: str = "", key: str | None = None
) -> None:
    """Hand in a check with its evidence; the one before stays until this one is reviewed.

    Refused with ``unknown_code``, ``evidence_missing`` or ``already_waiting``.
    """
    content = [file_number, code, evidence, value]
    with writing(actor, "employer.check", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        file = file_for(actor, file_number, Permission.EMPLOYER_WRITE)
        if code not in CHECKS:
            raise refusal("unknown_code", Text("Choose one from the list."), column="code")
        if not evidence.strip():
            hint = Text("Name the paper or register, its date, and where it is kept.")
            raise refusal("evidence_missing", Text("The evidence is missing."), hint, column="evidence")
        if Check.objects.filter(file=file, code=code, status="received").exists():
            hint = Text("Wait for the review of what was handed in.")
            raise refusal("already_waiting", Text("This check waits for its review already."), hint)
        Check.objects.create(
            file=file,
            code=code,
            evidence=evidence.strip(),
            value=value.strip(),
            handed_in_by_id=actor.id,
            handed_in_at=timezone.now(),
        )
        note.scheme_code, note.details = file.scheme.code, {"check": code}
        note.about(file.number, file.organisation.number)


def review_check(  # noqa: PLR0913  # a review has these facts
    actor: Actor,
    file_number: str,
    code: str,
    *,
    verdict: str,
    reason: str = "",
    expires_on: date | None = None,
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Accept the check that waits, or send it back with a reason; never by who handed it in.

    Refused with ``nothing_waits``, ``own_work``, ``reason_missing``, ``already_expired`` or ``stale``.
    """
    content = [file_number, code, verdict, reason, str(expires_on)]
    with writing(actor, "employer.review", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        file = file_for(actor, file_number, Permission.EMPLOYER_REVIEW)
        rows = Check.objects.select_for_update().filter(file=file, code=code, status="received")
        check = rows.first()
        if check is None:
            raise refusal("nothing_waits", Text("Nothing waits for a review here."))
        must_be_version(check, version)
        check.reviewer_id = must_be_somebody_else(actor, check.handed_in_by_id)
        must_have_reason(verdict, reason)
        if verdict == "accepted" and expires_on is not None and expires_on <= timezone.localdate():
            raise refusal("already_expired", Text("The day of expiry has passed."), column="expires_on")
        check.status, check.reason = verdict, reason.strip()
        check.reviewed_at, check.expires_on = timezone.now(), expires_on
        save_next(check)
        note.scheme_code, note.details = file.scheme.code, {"check": code, "verdict": verdict}
        note.about(file.number, file.organisation.number)
