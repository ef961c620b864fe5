"""Permit files and cases within reach of the staff that keeps them."""

from collections.abc import Iterable, Sequence

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.journeys.models import Journey
from passerelle.records.permits.models import PermitFile


def files_for(actor: Actor, numbers: Sequence[str]) -> list[PermitFile]:
    """The files, locked, with their cases; ``NotPermitted`` when one of them is out of reach."""
    rows = PermitFile.objects.visible_to(actor).filter(number__in=list(numbers)).order_by("pk")
    joined = rows.select_related("journey__candidate__person", "journey__candidate__scheme", "dossier")
    files = list(joined.select_for_update(of=("self",)))
    if not files or len(files) != len(set(numbers)):
        raise NotPermitted("permit file")
    for scheme in {one.journey.candidate.scheme_id for one in files}:
        actor.must(Permission.PERMIT_WRITE, scheme=scheme)
    return files


def journeys_for(actor: Actor, numbers: Sequence[str]) -> list[Journey]:
    """Open cases with person and scheme; ``NotPermitted`` when one of them is out of reach."""
    rows = Journey.objects.visible_to(actor).filter(number__in=list(numbers), ended_on__isnull=True)
    joined = rows.select_related("candidate__person", "candidate__scheme", "candidate__brought_by")
    journeys = list(joined.order_by("pk"))
    if not journeys or len(journeys) != len(set(numbers)):
        raise NotPermitted("journey")
    for scheme in {one.candidate.scheme_id for one in journeys}:
        actor.must(Permission.PERMIT_WRITE, scheme=scheme)
    return journeys


def scheme_of(journeys: Iterable[Journey]) -> str:
    """The code of the scheme that these cases have in common; empty where they belong to several."""
    schemes = {one.candidate.scheme.code for one in journeys}
    return schemes.pop() if len(schemes) == 1 else ""


def refusal(code: str, message: Text, hint: Text | None = None, *, column: str | None = None) -> Refused:
    """A refusal with one problem."""
    return Refused([Problem(code, message, hint, column=column)])
