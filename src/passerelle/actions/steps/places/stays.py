"""Stays are opened when people leave or begin, and closed when their case ends; many at once."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from passerelle.actions.steps.tables import tables_for
from passerelle.actions.steps.writing import Writing
from passerelle.domain.stays.kinds import AT_HOME, kind_for, planned_end
from passerelle.records.contracts.models import Contract
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Offer
from passerelle.records.stays.models import Stay
from passerelle.records.vacancies.models import Vacancy

WHY = "the action reached these cases"


def open_stays(note: Writing, journeys: Sequence[Journey]) -> list[Stay]:
    """A stay for each case that has a contract or holds a place, and no open stay.

    The contract says host and planned days; without one, the place does. Whoever has neither gets no stay:
    there is no host to write down. Nor does whoever begins work at home after coming back: contract and place
    are those abroad, so ``actions.stays.home_job`` asks who the employer is. Seven queries.
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
        contract = contracts.get((one.candidate_id, offer.pk if offer else None))
        contract = contract or contracts.get((one.candidate_id, None))
        vacancy = contract.vacancy if contract else offer.place.vacancy if offer else None
        if vacancy is None or track is None or one.pk in busy:
            continue
        if one.stage == AT_HOME and track.kind != "home":
            continue
        kind = _kind(track.kind, one.stage)
        if kind == "home" and contract is None and vacancy.employer.kind != "employer":
            continue  # a seat in a course is no job
        rows.append(_stay(one, kind, vacancy, contract, ordinal=last.get(one.pk, 0) + 1))
    made = Stay.objects.bulk_create(rows, batch_size=500)
    note.about(*(stay.number for stay in made))
    return made


def _kind(track: str, stage: str) -> str:
    """A case on a travelling track may end as work from a distance: its stage says so."""
    return "remote" if stage == "working_remotely" else kind_for(track)


def _stay(journey: Journey, kind: str, vacancy: Vacancy, contract: Contract | None, *, ordinal: int) -> Stay:
    begins, ends = _planned(contract, vacancy.start)
    return Stay(
        journey=journey,
        ordinal=ordinal,
        kind=kind,
        host_id=contract.employer_id if contract else vacancy.employer_id,
        vacancy=vacancy,
        contract=contract,
        country=vacancy.country or "",
        site=vacancy.place,
        planned_from=begins,
        planned_until=ends,
        due_on=journey.due_on,
    )


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
    return {row.candidate_id: row for row in rows.select_related("place__vacancy__employer").order_by("pk")}


def _contracts(journeys: Sequence[Journey]) -> dict[tuple[int, int | None], Contract]:
    """By candidacy and offer; a seasonal contract rests on no offer."""
    rows = Contract.objects.unscoped(WHY).filter(
        candidate__in=[one.candidate_id for one in journeys], ended_on__isnull=True
    )
    joined = rows.select_related("vacancy").prefetch_related("versions").order_by("pk")
    return {(row.candidate_id, row.offer_id): row for row in joined}


def _planned(contract: Contract | None, start: date | None) -> tuple[date | None, date | None]:
    versions = list(contract.versions.all()) if contract is not None else []
    terms = versions[-1].terms if versions else {}
    begins = date.fromisoformat(terms["start"]) if terms.get("start") else start
    return begins, planned_end(begins, terms.get("duration_months", "")) if begins else None
