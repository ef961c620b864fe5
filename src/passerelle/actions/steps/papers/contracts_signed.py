"""What follows once everybody has signed a contract or a training agreement."""

from collections.abc import Sequence
from datetime import datetime

from passerelle.actions.steps.journey.journeys import follow_all
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.contracts.forms import FORMS
from passerelle.records.candidates.models import Candidate
from passerelle.records.contracts.models import ContractVersion
from passerelle.records.signing.models import Paper


def contracts_signed(note: Writing, papers: Sequence[Paper], actor: Actor, at: datetime) -> None:
    """The cases of these contracts follow the signature, each by its own table; constant queries."""
    versions = ContractVersion.objects.filter(paper__in=[paper.pk for paper in papers])
    rows = versions.select_related("contract__candidate__person", "contract__candidate__scheme")
    by_kind: dict[str, list[Candidate]] = {}
    for row in rows:
        by_kind.setdefault(FORMS[row.contract.form].kind, []).append(row.contract.candidate)
    for kind, candidates in sorted(by_kind.items()):
        # Some tables let the worker bring the signature, others the staff: who has moved stays moved.
        for who in (Role.CANDIDATE, Role.CASEWORKER):
            follow_all(note, candidates, f"{kind}_signed", by=actor, at=at, who=who)
