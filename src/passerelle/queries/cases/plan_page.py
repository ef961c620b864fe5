"""A plan with its versions, newest first, and what may be done with it now."""

from dataclasses import dataclass

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.employers.plans import KINDS
from passerelle.domain.kernel.text import Text
from passerelle.records.employers.models import EmployerFile, Plan, PlanVersion


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version as label and value."""

    row: PlanVersion
    facts: tuple[tuple[Text, str], ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything on a plan's page."""

    plan: Plan
    file: EmployerFile
    newest: PlanVersion
    versions: tuple[VersionLine, ...]
    uses: tuple[tuple[str, str], ...]  # vacancy number, title
    may_submit: bool
    may_write: bool
    may_review: bool


def plan_page(actor: Actor, number: str) -> PlanPage:
    """One plan; ``NotPermitted`` out of reach."""
    readable = EmployerFile.objects.visible_to(actor)
    rows = Plan.objects.filter(number=number, file__in=readable)
    plan = rows.select_related("file__organisation", "file__scheme").first()
    if plan is None:
        raise NotPermitted(number)
    versions = list(plan.versions.select_related("written_by", "reviewer").order_by("-ordinal"))
    newest, scheme = versions[0], plan.file.scheme_id
    writes = actor.may(Permission.EMPLOYER_WRITE, scheme=scheme)
    reviews = actor.may(Permission.EMPLOYER_REVIEW, scheme=scheme)
    return PlanPage(
        plan=plan,
        file=plan.file,
        newest=newest,
        versions=tuple(VersionLine(row, _facts(plan.kind, row)) for row in versions),
        uses=tuple(plan.uses.order_by("pk").values_list("vacancy__number", "vacancy__title")),
        may_submit=writes and newest.state == "draft",
        may_write=writes and newest.state != "submitted",
        may_review=reviews and newest.state == "submitted" and newest.written_by_id != actor.id,
    )


def _facts(kind: str, row: PlanVersion) -> tuple[tuple[Text, str], ...]:
    return tuple((field.label, row.content.get(field.code) or "") for field in KINDS[kind])
