"""The terms that everybody has signed."""

from collections.abc import Collection

from passerelle.records.contracts.models import ContractVersion


def signed_terms(contracts: Collection[int]) -> dict[int, dict[str, str]]:
    """By contract, the terms of the newest version that all parties signed; others are missing. One query."""
    rows = ContractVersion.objects.filter(
        contract__in=contracts, paper__completed_at__isnull=False, paper__withdrawn_at__isnull=True
    )
    return dict(rows.order_by("ordinal").values_list("contract", "terms"))
