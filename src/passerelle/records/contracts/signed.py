"""The terms that everybody has signed."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from passerelle.records.contracts.models import ContractVersion


def signed_terms(contracts: Collection[int] | QuerySet[Any, Any]) -> dict[int, dict[str, str]]:
    """By contract, the terms of the newest version that all parties signed; others are missing. One query.

    ``contracts``: keys, or a query of keys.
    """
    rows = ContractVersion.objects.filter(
        contract__in=contracts, paper__completed_at__isnull=False, paper__withdrawn_at__isnull=True
    )
    return dict(rows.order_by("ordinal").values_list("contract", "terms"))
