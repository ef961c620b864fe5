"""A contract that is opened later goes to the open stay that waits for it."""

from collections.abc import Sequence

from passerelle.actions.steps.writing import Writing
from passerelle.records.contracts.models import Contract
from passerelle.records.stays.models import Stay

WHY = "the contracts were just opened"


def link_to_stays(note: Writing, contracts: Sequence[Contract]) -> int:
    """Link each contract to its candidate's open stay with the same vacancy and no contract; how many.

    After a change of employer the stay is there before its contract. Two queries.
    """
    waiting = Stay.objects.unscoped(WHY).filter(
        journey__candidate__in=[one.candidate_id for one in contracts],
        ended_on__isnull=True, contract__isnull=True,
    )  # fmt: skip
    found = {(one.candidate_id, one.vacancy_id): one for one in contracts}
    rows = []
    for stay in waiting.select_for_update(of=("self",)).select_related("journey").order_by("pk"):
        contract = found.get((stay.journey.candidate_id, stay.vacancy_id or 0))
        if contract is not None:
            stay.contract, stay.version = contract, stay.version + 1
            rows.append(stay)
    Stay.objects.unscoped(WHY).bulk_update(rows, ["contract", "version"], batch_size=500)
    note.about(*(one.number for one in rows))
    return len(rows)
