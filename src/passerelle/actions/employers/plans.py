"""Accommodation and welfare plans: written, handed in, accepted or sent back by somebody else."""

from collections.abc import Mapping

from django.utils import timezone

from passerelle.actions.employers.reach import (
    account_of,
    file_for,
    must_be_somebody_else,
    must_have_reason,
    refusal,
    vacancy_for,
)
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.employers.plans import KINDS, cleaned, must_be_whole, must_follow
from passerelle.domain.kernel.text import Text
from passerelle.records.employers.models import EmployerFile, Plan, PlanUse, PlanVersion

OPEN = ("draft", "submitted")


def start_plan(
    actor: Actor, file_number: str, *, kind: str, title: str, content: Mapping[str, str], key: str | None = None
) -> str:
    """A new plan with its first draft; its number. Refused with ``unknown_code`` or ``fact_missing``."""
    with writing(
        actor, "plan.start", purpose=Purpose.RECRUITMENT, key=key, content=[file_number, kind, title]
    ) as note:
        if note.replayed:
            return str(note.answer)
        file = file_for(actor, file_number, Permission.EMPLOYER_WRITE)
        if kind not in KINDS:
            raise refusal("unknown_code", Text("Choose one from the list."), column="kind")
        if not title.strip():
            raise refusal("fact_missing", Text("This is missing."), column="title")
        plan = Plan.objects.create(file=file, kind=kind, title=title.strip())
        PlanVersion.objects.create(
            plan=plan, ordinal=1, content=cleaned(kind, content), written_by_id=account_of(actor)
        )
        _note(note, plan, file)
        note.answer = plan.number
        return plan.number


def write_plan(actor: Actor, number: str, *, content: Mapping[str, str], version: int | None = None) -> None:
    """Change the draft, or begin the next version after a review; refused with ``wrong_state`` or ``stale``."""
    with writing(actor, "plan.write", purpose=Purpose.RECRUITMENT) as note:
        plan, file = _reached(actor, number, Permission.EMPLOYER_WRITE)
        newest = _newest(plan)
        must_be_version(newest, version)
        if newest.state == "submitted":
            must_follow(newest.state, "draft")
        if newest.state == "draft":
            newest.content, newest.written_by_id = cleaned(plan.kind, content), account_of(actor)
            save_next(newest)
        else:
            PlanVersion.objects.create(
                plan=plan,
                ordinal=newest.ordinal + 1,
                content=cleaned(plan.kind, content),
                written_by_id=account_of(actor),
            )
        _note(note, plan, file)


def submit_plan(actor: Actor, number: str, *, version: int | None = None) -> None:
    """Hand the draft in; refused with ``plan_incomplete``, ``not_a_number``, ``wrong_state`` or ``stale``."""
    with writing(actor, "plan.submit", purpose=Purpose.RECRUITMENT) as note:
        plan, file = _reached(actor, number, Permission.EMPLOYER_WRITE)
        newest = _newest(plan)
        must_be_version(newest, version)
        must_follow(newest.state, "submitted")
        must_be_whole(plan.kind, newest.content)
        newest.state, newest.submitted_at = "submitted", timezone.now()
        save_next(newest)
        _note(note, plan, file)


def review_plan(
    actor: Actor, number: str, *, verdict: str, reason: str = "", version: int | None = None
) -> None:
    """Accept the version or send it back with a reason; never by who wrote it."""
    with writing(actor, "plan.review", purpose=Purpose.RECRUITMENT) as note:
        plan, file = _reached(actor, number, Permission.EMPLOYER_REVIEW)
        newest = _newest(plan)
        must_be_version(newest, version)
        must_have_reason(verdict, reason)
        must_follow(newest.state, verdict)
        newest.reviewer_id = must_be_somebody_else(actor, newest.written_by_id)
        newest.state, newest.reason, newest.reviewed_at = verdict, reason.strip(), timezone.now()
        save_next(newest)
        _note(note, plan, file)
        note.details = {"verdict": verdict}


def use_plan(actor: Actor, number: str, vacancy_number: str) -> None:
    """Let a vacancy of the same employer rely on an accepted plan; refused with ``not_accepted``."""
    with writing(actor, "plan.use", purpose=Purpose.RECRUITMENT) as note:
        plan, file = _reached(actor, number, Permission.EMPLOYER_WRITE)
        vacancy = vacancy_for(actor, vacancy_number, Permission.EMPLOYER_WRITE)
        if (vacancy.scheme_id, vacancy.employer_id) != (file.scheme_id, file.organisation_id):
            raise NotPermitted(vacancy_number)
        if not plan.versions.filter(state="accepted").exists():
            hint = Text("Hand it in and wait for the review.")
            raise refusal("not_accepted", Text("This plan is not accepted."), hint)
        PlanUse.objects.get_or_create(plan=plan, vacancy=vacancy, defaults={"since": timezone.localdate()})
        _note(note, plan, file)
        note.about(vacancy.number)


def _reached(actor: Actor, number: str, permission: Permission) -> tuple[Plan, EmployerFile]:
    plan = Plan.objects.select_for_update(of=("self",)).select_related("file").filter(number=number).first()
    if plan is None:
        raise NotPermitted(number)
    return plan, file_for(actor, plan.file.number, permission)


def _newest(plan: Plan) -> PlanVersion:
    return PlanVersion.objects.select_for_update().filter(plan=plan).latest("ordinal")


def _note(note: Writing, plan: Plan, file: EmployerFile) -> None:
    note.scheme_code = file.scheme.code
    note.about(plan.number, file.number, file.organisation.number)
