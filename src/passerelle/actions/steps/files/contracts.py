"""Contract files opened for people who accepted an offer, and those that everybody has signed."""

from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef

from passerelle.actions.steps.places.contracts import link_to_stays
from passerelle.actions.steps.tables import tables_for
from passerelle.actions.steps.writing import Writing
from passerelle.domain.contracts.forms import FORMS, form_for
from passerelle.records.contracts.models import Contract, ContractVersion
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Offer
from passerelle.records.signing.models import Signature

WHY = "the action reached these people"


def open_contracts(note: Writing, journeys: Sequence[Journey]) -> list[Contract]:
    """A contract file for each open offer of these journeys that has none; constant queries.

    The form follows the track; a study place or a business visit needs no contract.
    """
    tables = tables_for(journeys)
    forms = {
        one.candidate_id: form_for(tables[(one.scheme_version_id, one.track)].kind)
        for one in journeys
        if (one.scheme_version_id, one.track) in tables
    }
    offers = Offer.objects.filter(
        candidate__in=[one.candidate_id for one in journeys], released_at__isnull=True
    )
    free = offers.exclude(contracts__ended_on__isnull=True, contracts__isnull=False)
    rows = [
        Contract(
            candidate_id=offer.candidate_id,
            vacancy_id=offer.place.vacancy_id,
            employer_id=offer.place.vacancy.employer_id,
            offer=offer,
            form=form,
        )
        for offer in free.select_related("place__vacancy").order_by("pk")
        if (form := forms.get(offer.candidate_id)) is not None
    ]
    made = Contract.objects.bulk_create(rows, batch_size=500)
    note.about(*(contract.number for contract in made))
    link_to_stays(note, made)
    return made


def signed_versions(candidates: Collection[int], *, kind: str) -> dict[int, list[ContractVersion]]:
    """By candidate, the versions of open contracts whose paper everybody signed. One query.

    While an amendment waits for signatures its contract is not there: it is to be signed anew. One that a party
    refused, or that was withdrawn, leaves what was signed before as it is.
    """
    refused = Signature.objects.filter(paper=OuterRef("paper"), refused_at__isnull=False)
    waiting = ContractVersion.objects.filter(
        contract=OuterRef("contract"),
        paper__isnull=False,
        paper__completed_at__isnull=True,
        paper__withdrawn_at__isnull=True,
    ).exclude(Exists(refused))
    forms = [name for name, form in FORMS.items() if form.kind == kind]
    rows = ContractVersion.objects.filter(
        contract__candidate__in=candidates,
        contract__ended_on__isnull=True,
        contract__form__in=forms,
        paper__completed_at__isnull=False,
        paper__withdrawn_at__isnull=True,
    )
    found: dict[int, list[ContractVersion]] = {}
    settled = rows.exclude(Exists(waiting))
    for row in settled.select_related("contract").order_by("contract", "ordinal"):
        found.setdefault(row.contract.candidate_id, []).append(row)
    return found
