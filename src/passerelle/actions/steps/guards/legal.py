"""Guards answered by contracts, permits, exit and departure."""

from collections.abc import Collection, Mapping

from passerelle.actions.steps.contracts import signed_versions
from passerelle.actions.steps.guards.check import GuardCheck
from passerelle.records.contracts.models import ContractVersion, FiledContract


def contract_signed(candidates: Collection[int]) -> set[int]:
    """Everybody has signed the contract. One query."""
    return set(signed_versions(candidates, kind="contract"))


def agreement_signed(candidates: Collection[int]) -> set[int]:
    """Everybody has signed the training agreement. One query."""
    return set(signed_versions(candidates, kind="agreement"))


def contract_filed_equal(candidates: Collection[int]) -> set[int]:
    """The newest filing is the newest signed version, by digest. Three queries."""
    signed: dict[int, ContractVersion] = {}
    for kind in ("contract", "agreement"):
        signed |= {one: found[-1] for one, found in signed_versions(candidates, kind=kind).items()}
    rows = FiledContract.objects.filter(contract__candidate__in=candidates).order_by("recorded_at", "pk")
    filed = {row.contract_id: row.digest for row in rows}
    return {one for one, row in signed.items() if filed.get(row.contract_id) == row.digest}


GUARD_CHECKS: Mapping[str, GuardCheck] = {
    "contract_signed": contract_signed,
    "agreement_signed": agreement_signed,
    "contract_filed_equal": contract_filed_equal,
}
