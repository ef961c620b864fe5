"""A business enters a public register, and somebody looks after 12 and 24 months whether it is open."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.reintegration.reaching import cases, must_write, refusal
from passerelle.actions.steps.journey.journeys import follow
from passerelle.actions.steps.tables import CHECKED
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import sectors
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.money import months_after
from passerelle.domain.reintegration.survival import AFTER, FOUND, WHY
from passerelle.records.reintegration.models import Business, BusinessPlan, SurvivalCheck


@dataclass(frozen=True, slots=True)
class Registered:
    """What the register says."""

    name: str
    register: str
    register_number: str
    on: date
    evidence: str  # where the extract is kept
    sector: str = ""
    region: str = ""


def register_business(actor: Actor, journey: str, said: Registered, *, key: str | None = None) -> str:
    """Record a business in a public register; the case follows. Answers its number.

    Refused: ``empty`` (with the column), ``not_yet``, ``already_there``.
    """
    content = [journey, str(said)]
    with writing(actor, "business.register", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        (case,) = cases(actor, [journey])
        _must_hold(said)
        known = Business.objects.unscoped("the action reached the case").filter(journey=case)
        if known.filter(register=said.register, register_number=said.register_number).exists():
            raise refusal("already_there", Text("This business is recorded already."))
        accepted = BusinessPlan.objects.unscoped("the action reached the case").filter(
            journey=case, state=BusinessPlan.State.ACCEPTED, business__isnull=True
        )
        plan = accepted.order_by("pk").first()
        row = Business.objects.create(
            journey=case, plan=plan, name=said.name.strip()[:200], register=said.register.strip()[:120],
            register_number=said.register_number.strip()[:60], registered_on=said.on,
            evidence=said.evidence.strip()[:300], recorded_by_id=actor.id,
            sector=said.sector or (plan.sector if plan else ""),
            region=said.region or (plan.region if plan else ""),
        )  # fmt: skip
        note.answer = row.number
        _about(note, row)
        follow(note, case.candidate, "business_registered", by=actor, at=timezone.now(), who=CHECKED)
    return row.number


def check_survival(
    actor: Actor, number: str, months: int, found: str, *, on: date, why: str = ""
) -> SurvivalCheck:
    """Record whether it is open after 12 or 24 months; ``why`` where it is not, or is not known.

    A later answer replaces an unknown one. Refused: ``unknown_answer``, ``no_reason``, ``too_early``,
    ``already_there``.
    """
    with writing(actor, "business.check", purpose=Purpose.REINTEGRATION) as note:
        row = _locked(actor, number)
        if months not in AFTER or found not in FOUND or (why and why not in WHY):
            raise refusal("unknown_answer", Text("Choose one of the answers."))
        if (found == "open") is bool(why):
            message = Text("Say why where it is closed or not known, and only there.")
            raise refusal("no_reason", message, column="why")
        if on < months_after(row.registered_on, months) or on > timezone.localdate():
            day = months_after(row.registered_on, months)
            raise refusal("too_early", Text("This can be said from %(day)s on.", {"day": day}), column="on")
        before = row.checks.filter(months=months).first()
        if before is not None and before.found != "unknown":
            raise refusal("already_there", Text("This is recorded already."))
        made, _new = SurvivalCheck.objects.update_or_create(
            business=row, months=months,
            defaults={"on": on, "found": found, "why": why, "recorded_by_id": actor.id},
        )  # fmt: skip
        save_next(row)
        _about(note, row)
    return made


def _must_hold(said: Registered) -> None:
    for name in ("name", "register", "register_number", "evidence"):
        if not getattr(said, name).strip():
            raise refusal("empty", Text("This must not stay empty."), column=name)
    if said.sector and not sectors.is_valid(said.sector):
        raise refusal("unknown_code", Text("This sector is not known."), column="sector")
    if said.on > timezone.localdate():
        raise refusal("not_yet", Text("This day has not come yet."), column="on")


def _locked(actor: Actor, number: str) -> Business:
    rows = Business.objects.visible_to(actor).select_for_update(of=("self",))
    people = rows.select_related("journey__candidate__person", "journey__candidate__scheme")
    row = people.filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    must_write(actor, row.journey.candidate)
    return row


def _about(note: Writing, row: Business) -> None:
    candidate = row.journey.candidate
    note.scheme_code = candidate.scheme.code
    note.about(row.number, candidate.number, candidate.person.number)
