"""What a permit or visa cost and who paid it: a row of the fee ledger that names its file."""

from passerelle.actions.permits.reach import files_for
from passerelle.actions.steps.files.costs import Cost, cost_row
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose


def record_permit_cost(actor: Actor, number: str, cost: Cost, *, key: str | None = None) -> str:
    """Record the fee of a file in the ledger; its number. Refused as ``cost_row`` says."""
    content = [number, str(cost)]
    with writing(actor, "permit.cost", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        file = files_for(actor, [number])[0]
        candidate = file.journey.candidate
        fee = cost_row(actor, candidate, cost, about=number)
        fee.save()
        note.scheme_code = candidate.scheme.code
        note.about(number, fee.number, candidate.number, candidate.person.number)
        note.answer = fee.number
        return fee.number
