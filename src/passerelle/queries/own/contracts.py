"""The signed-in person's contracts, and whether they said what they paid."""

from dataclasses import dataclass

from django.db.models import Count, Q

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.candidates.models import Candidate
from passerelle.records.contracts.models import Contract, Fee, FeeStatement
from passerelle.records.journeys.models import Journey
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
    """One candidacy: whether it is open, what the person told, whether they ever said that it was nothing."""

    candidate: Candidate
    is_open: bool
    fees: tuple[Fee, ...]
    said_nothing: bool


@dataclass(frozen=True, slots=True)
class OwnContracts:
    """Contracts, papers to sign, costs."""

    contracts: tuple[Contract, ...]
    papers: tuple[OwnPaper, ...]
    costs: tuple[OwnCosts, ...]


def own_contracts(actor: Actor) -> OwnContracts:
    """What the person has signed or is to sign, and what they paid; open candidacies first. Six queries."""
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
    ended = set(
        Journey.objects.unscoped("the person's own")
        .filter(candidate__in=candidates)
        .values_list("candidate")
        .annotate(under_way=Count("pk", filter=Q(ended_on__isnull=True)))
        .filter(under_way=0)
        .values_list("candidate", flat=True)
    )
    costs = [
        OwnCosts(
            candidate=one,
            is_open=one.withdrawn_on is None and one.pk not in ended,
            fees=tuple(fees.get(one.pk, ())),
            said_nothing=one.pk in nothing,
        )
        for one in candidates
    ]
    return OwnContracts(
        contracts=tuple(contracts.select_related("employer", "vacancy").order_by("-pk")),
        papers=tuple(
            OwnPaper(row.paper.number, row.paper.kind, row.paper.title, not (row.signed_at or row.refused_at))
            for row in signatures.select_related("paper").order_by("-pk")
        ),
        costs=tuple(sorted(costs, key=lambda one: not one.is_open)),
    )
