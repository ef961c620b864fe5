"""Contracts within reach, locked."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.contracts.models import Contract, ContractVersion


def contract_for(actor: Actor, number: str) -> Contract:
    """A contract that staff may change, locked; ``NotPermitted`` out of reach."""
    rows = Contract.objects.visible_to(actor).filter(number=number).select_for_update(of=("self",))
    contract = rows.select_related("candidate__person", "candidate__scheme", "vacancy", "employer").first()
    if contract is None:
        raise NotPermitted(number)
    actor.must(Permission.CONTRACT_WRITE, scheme=contract.candidate.scheme_id)
    if contract.ended_on is not None:
        raise refusal("contract_ended", Text("This contract has ended."))
    return contract


def newest(contract: Contract) -> ContractVersion:
    """The newest version with its paper; refused while nothing is written yet."""
    row = ContractVersion.objects.filter(contract=contract).select_related("paper").order_by("-ordinal").first()
    if row is None:
        raise refusal("no_version", Text("This contract says nothing yet."), Text("State its terms first."))
    return row


def newest_signed(contract: Contract) -> ContractVersion:
    """The newest version that everybody has signed; refused while there is none."""
    rows = ContractVersion.objects.filter(contract=contract, paper__completed_at__isnull=False)
    row = rows.order_by("-ordinal").first()
    if row is None:
        hint = Text("Remind those whose signature is missing.")
        raise refusal("not_signed", Text("The contract is not signed by everyone."), hint)
    return row


def refusal(code: str, message: Text, hint: Text | None = None, *, column: str | None = None) -> Refused:
    """A refusal with one problem."""
    return Refused([Problem(code, message, hint, column=column)])
