"""The fairness sheet of a run: for the scheme's own staff and for auditors, never for anybody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.selection.models import Run


@dataclass(frozen=True, slots=True)
class FairnessSheet:
    """Stages in order, and for each dimension its groups with counts, rates and impact ratios."""

    run: str
    ordinal: int
    scheme_code: str
    scheme_name: str
    stages: tuple[str, ...]
    dimensions: Mapping[str, list[Mapping[str, Any]]]
    lowest_ratio: float | None
    small_below: int
    flag_below: float


def fairness_sheet(actor: Actor, number: str) -> FairnessSheet:
    """The sheet of a finished run, one query; ``NotPermitted`` without ``fairness.read`` in its scheme."""
    actor.must(Permission.FAIRNESS_READ)
    # An auditor reads the sheet without reading the run: its scope is the permission asked here.
    rows = Run.objects.unscoped("narrowed to the schemes whose sheets the actor may read")
    schemes = actor.schemes(Permission.FAIRNESS_READ)
    reached = rows if schemes is None else rows.filter(scheme_id__in=schemes)
    ready = reached.filter(number=number, state=Run.State.READY).select_related("scheme")
    run = ready.defer("snapshot", "certificate", "summary").first()
    if run is None or not run.fairness:  # its term is over: there is none any more
        raise NotPermitted(number)
    sheet: Mapping[str, Any] = run.fairness
    return FairnessSheet(
        run=run.number,
        ordinal=run.ordinal,
        scheme_code=run.scheme.code,
        scheme_name=run.scheme.name,
        stages=tuple(sheet["stages"]),
        dimensions=sheet["dimensions"],
        lowest_ratio=sheet["lowest_ratio"],
        small_below=sheet["small_below"],
        flag_below=sheet["flag_below"],
    )
