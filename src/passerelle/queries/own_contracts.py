"""The signed-in person's contracts, and whether they said what they paid."""

from dataclasses import dataclass

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.candidates.models import Candidate
from passerelle.records.contracts.models import Contract, Fee, FeeStatement
from passerelle.records.signing.models import Signature


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """A paper with the person's name on it."""

    number: str
    kind: str
    title: str
    waits: bool


@dataclass(frozen=True, slots=True)
class OwnCosts:
    """One candidacy: what the person told, and whether they ever said that it was nothing."""

    candidate: Candidate
    fees: tuple[Fee, ...]
    said_nothing: bool


@dataclass(frozen=True, slots=True)
class OwnContracts:
    """Contracts, papers to sign, costs."""

    contracts: tuple[Contract, ...]
    papers: tuple[OwnPaper, ...]
    costs: tuple[OwnCosts, ...]


def own_contracts(actor: Actor) -> OwnContracts:
    """Everything that the person has signed or is to sign, and what they paid. Five queries."""
    numbers = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    mine = Candidate.objects.visible_to(actor).filter(person__number__in=numbers)
    candidates = list(mine.select_related("scheme").order_by("-pk"))
    if not candidates:
        raise NotPermitted("own.read")
    contracts = Contract.objects.visible_to(actor).filter(candidate__in=candidates)
    signatures = Signature.objects.filter(person__in=numbers, paper__withdrawn_at__isnull=True)
    fees: dict[int, list[Fee]] = {}
    for fee in (
        Fee.objects.visible_to(actor).filter(candidate__in=candidates, told_by_worker=True).order_by("pk")
    ):
        fees.setdefault(fee.candidate_id, []).append(fee)
    said = FeeStatement.objects.filter(candidate__in=candidates, paid_nothing=True)
    nothing = set(said.values_list("candidate", flat=True))
    return OwnContracts(
        contracts=tuple(contracts.select_related("employer", "vacancy").order_by("-pk")),
        papers=tuple(
            OwnPaper(row.paper.number, row.paper.kind, row.paper.title, not (row.signed_at or row.refused_at))
            for row in signatures.select_related("paper").order_by("-pk")
        ),
        costs=tuple(OwnCosts(one, tuple(fees.get(one.pk, ())), one.pk in nothing) for one in candidates),
    )
