"""Stays are opened when people leave or begin, and closed when their case ends; many at once."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from passerelle.actions.steps.tables import tables_for
from passerelle.actions.steps.writing import Writing
from passerelle.domain.stays.kinds import kind_for, planned_end
from passerelle.records.contracts.models import Contract
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Offer
from passerelle.records.stays.models import Stay

WHY = "the action reached these cases"


def open_stays(note: Writing, journeys: Sequence[Journey]) -> list[Stay]:
    """A stay for each case that holds a place and has no open stay; planned days come from the contract.

    Whoever holds no place with anybody gets none: there is no host to write down. Five queries.
    """
    tables = tables_for(journeys)
    places = _places(journeys)
    contracts = _contracts(journeys)
    known = Stay.objects.unscoped(WHY).filter(journey__in=journeys)
    busy = set(known.filter(ended_on__isnull=True).values_list("journey", flat=True))
    last = dict(known.order_by().values("journey").annotate(last=Max("ordinal")).values_list("journey", "last"))
    rows = []
    for one in journeys:
        offer, track = places.get(one.candidate_id), tables.get((one.scheme_version_id, one.track))
        if offer is None or track is None or one.pk in busy:
            continue
        vacancy, contract = offer.place.vacancy, contracts.get(offer.pk)
        begins, ends = _planned(contract, vacancy.start)
        rows.append(
            Stay(
                journey=one,
                ordinal=last.get(one.pk, 0) + 1,
                kind=kind_for(track.kind),
                host_id=vacancy.employer_id,
                vacancy=vacancy,
                contract=contract,
                country=vacancy.country or "",
                site=vacancy.place,
                planned_from=begins,
                planned_until=ends,
            )
        )
    made = Stay.objects.bulk_create(rows, batch_size=500)
    note.about(*(stay.number for stay in made))
    return made


def close_stays(note: Writing, journeys: Sequence[Journey], *, on: date, code: str) -> int:
    """End the open stays of these cases with a coded reason; how many ended. Two queries."""
    open_ = Stay.objects.unscoped(WHY).filter(journey__in=journeys, ended_on__isnull=True)
    rows = list(open_.select_for_update(of=("self",)).order_by("pk"))
    for stay in rows:
        # Nothing ends before it began, whatever day the end was written down.
        stay.ended_on = max(filter(None, (on, stay.started_on, stay.arrived_on)))
        stay.end_code, stay.version = code, stay.version + 1
    Stay.objects.unscoped(WHY).bulk_update(rows, ["ended_on", "end_code", "version"], batch_size=500)
    note.about(*(stay.number for stay in rows))
    return len(rows)


def _places(journeys: Sequence[Journey]) -> dict[int, Offer]:
    rows = Offer.objects.filter(candidate__in=[one.candidate_id for one in journeys], released_at__isnull=True)
    return {row.candidate_id: row for row in rows.select_related("place__vacancy").order_by("pk")}


def _contracts(journeys: Sequence[Journey]) -> dict[int, Contract]:
    rows = Contract.objects.unscoped(WHY).filter(
        candidate__in=[one.candidate_id for one in journeys], ended_on__isnull=True, offer__isnull=False
    )
    return {row.offer_id: row for row in rows.prefetch_related("versions") if row.offer_id is not None}


def _planned(contract: Contract | None, start: date | None) -> tuple[date | None, date | None]:
    versions = list(contract.versions.all()) if contract is not None else []
    terms = versions[-1].terms if versions else {}
    begins = date.fromisoformat(terms["start"]) if terms.get("start") else start
    return begins, planned_end(begins, terms.get("duration_months", "")) if begins else None
