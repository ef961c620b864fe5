"""The documents behind an employer's checks, all of them or those of one check."""

from dataclasses import dataclass, replace
from datetime import date

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.queries.cases.dossiers import Checklist, checklist_of
from passerelle.records.dossiers.models import Dossier
from passerelle.records.employers.models import EmployerFile


@dataclass(frozen=True, slots=True)
class CheckPapers:
    """An employer's file and its documents; ``papers``: ``None`` while nobody has opened the list."""

    file: EmployerFile
    papers: Checklist | None
    may_open: bool


def check_papers(actor: Actor, file_number: str, *, check: str = "", on: date) -> CheckPapers:
    """The documents of a file within reach; ``check`` narrows them. Four queries."""
    files = EmployerFile.objects.visible_to(actor).select_related("scheme", "organisation")
    file = files.filter(number=file_number).first()
    if file is None:
        raise NotPermitted(file_number)
    rows = Dossier.objects.visible_to(actor).filter(
        kind="employer_check", scheme=file.scheme, organisation=file.organisation, closed_on__isnull=True
    )
    joined = rows.select_related("scheme", "candidate__person", "person").prefetch_related("items__reviewer")
    dossier = joined.first()
    papers = checklist_of(actor, dossier, on=on) if dossier else None
    if papers is not None and check:
        lines = tuple(line for line in papers.lines if line.code == check)
        missing = sum(line.needed and line.state not in ("accepted", "waived") for line in lines)
        papers = replace(papers, lines=lines, missing=missing, complete_on=None)
    return CheckPapers(file, papers, actor.may(Permission.EMPLOYER_WRITE, scheme=file.scheme_id))
