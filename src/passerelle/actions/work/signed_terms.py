"""What was agreed for a stay: the terms of its contract's newest version that everybody signed."""

from collections.abc import Collection

from passerelle.domain.work.agreed import Agreed, agreed_from
from passerelle.records.contracts.signed import signed_terms
from passerelle.records.stays.models import Stay


def agreed_by_stay(stays: Collection[Stay]) -> dict[int, Agreed]:
    """By stay; stays whose contract nobody signed, or that have none, are missing. One query."""
    terms = signed_terms({stay.contract_id for stay in stays if stay.contract_id is not None})
    return {stay.pk: agreed_from(terms[stay.contract_id]) for stay in stays if stay.contract_id in terms}
