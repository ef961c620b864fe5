"""The departure board: what each case must settle, what shows it and who said so, journey and exit papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.journey.faults import leading_to
from passerelle.domain.permits.departure import formalities, missing_at_gate
from passerelle.domain.schemes.kept import departure_gate
from passerelle.queries.cases.caseload import tables_in
from passerelle.records.contracts.models import Contract
from passerelle.records.dossiers.models import Dossier
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.permits.models import Briefing, ExitStatement, PermitFile, Preparation, Travel
from passerelle.records.selection.models import Offer
from passerelle.records.signing.models import Signature
from passerelle.records.stays.models import Stay
from passerelle.records.training.models import Enrolment

WHY = "joined to cases within reach"
GATE = "departure_ready"  # the guard of whoever leaves


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows that a thing is settled, on which day, and who said so; empty: nobody's name is kept."""

    evidence: str
    on: date | None
    by: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ExitRow:
    """The exit of one case: complete, open, not_opened, stated, or unknown; the papers or the statement."""

    state: str
    country: str
    dossier: str = ""
    statement: ExitStatement | None = None


@dataclass(frozen=True, slots=True)
class DepartureRow:
    """One case before departure."""

    journey: str
    candidate: str
    person: str
    family_name: str
    given_name: str
    scheme: str
    stage: str
    gate: tuple[str, ...]
    settled: Mapping[str, Shown]
    missing: tuple[str, ...]
    exit: ExitRow
    travel: Travel | None
    briefing: Briefing | None


def departing(actor: Actor, *, scheme: str = "", group: str = "") -> QuerySet[Journey]:
    """Open cases that have still to leave, with a contract, a permit file or something settled.

    Page them, then ``departure_rows``. ``group`` narrows them to the people of one course group. Three queries.
    """
    actor.must(Permission.PERMIT_READ)
    hired = Contract.objects.unscoped(WHY).filter(ended_on__isnull=True).values("candidate")
    filed = PermitFile.objects.unscoped(WHY).values("journey")
    begun = Preparation.objects.values("journey")
    near = Q(candidate__in=hired) | Q(pk__in=filed) | Q(pk__in=begun)
    stays = Stay.objects.unscoped(WHY).values("journey")
    rows = Journey.objects.visible_to(actor).filter(near, ended_on__isnull=True)
    rows = rows.exclude(pk__in=stays.filter(ended_on__isnull=True))
    rows = rows.filter(~Q(pk__in=stays) | _leaves_again(rows))
    rows = rows.filter(candidate__scheme__code=scheme) if scheme else rows
    if group:
        seated = Enrolment.objects.visible_to(actor).filter(group__number=group).values("candidate")
        rows = rows.filter(candidate__in=seated)
    return rows.select_related("candidate__person", "candidate__scheme", "candidate__brought_by").order_by("pk")


def _leaves_again(rows: QuerySet[Journey]) -> Q:
    """Who comes back each season: by their own tables the gate of departure is ahead."""
    ahead = Q(pk__in=[])
    versions = set(rows.order_by().values_list("scheme_version", flat=True).distinct())
    for (version, name), track in tables_in(versions).items():
        ahead |= Q(scheme_version=version, track=name, stage__in=leading_to(track, GATE))
    return ahead


def departure_rows(journeys: Sequence[Journey]) -> list[DepartureRow]:
    """These cases, read within reach, with what is settled. Eight queries whatever their number."""
    gates, settled = _gates(journeys), _settled(journeys)
    live = {"journey__in": journeys, "replaced_at__isnull": True}
    travels = {one.journey_id: one for one in Travel.objects.filter(**live)}
    briefings = {one.journey_id: one for one in Briefing.objects.filter(**live)}
    # What has a column of its own stands among the settled things only where the scheme asks for it.
    for pk, booked in travels.items():
        if "travel" not in gates[pk]:
            continue
        shown = f"{booked.leaves_from} – {booked.goes_to}, {booked.carrier}"
        settled[pk]["travel"] = Shown(shown, booked.leaves_on, "")
    for pk, held in briefings.items():
        if held.acknowledged_at is not None and "briefing" in gates[pk]:
            settled[pk]["briefing"] = Shown(held.acknowledged_how, held.on, held.held_by)
    exits = _exits(journeys)
    return [
        _row(one, gates[one.pk], settled[one.pk], exits[one.pk], travels.get(one.pk), briefings.get(one.pk))
        for one in journeys
    ]


def _gates(journeys: Sequence[Journey]) -> dict[int, tuple[str, ...]]:
    versions = SchemeVersion.objects.in_bulk({one.scheme_version_id for one in journeys})
    offers = Offer.objects.filter(
        candidate__in=[one.candidate_id for one in journeys], released_at__isnull=True
    ).order_by("pk")
    routes = dict(offers.values_list("candidate", "place__vacancy__route"))
    return {
        one.pk: departure_gate(
            versions[one.scheme_version_id].facts, one.track, routes.get(one.candidate_id) or ""
        )
        for one in journeys
    }


def _settled(journeys: Sequence[Journey]) -> dict[int, dict[str, Shown]]:
    found: dict[int, dict[str, Shown]] = {one.pk: {} for one in journeys}
    in_force = Q(until__isnull=True) | Q(until__gte=timezone.localdate())
    for row in Preparation.objects.filter(in_force, journey__in=journeys).select_related("recorded_by"):
        by = row.recorded_by.name if row.recorded_by else ""
        found[row.journey_id][row.code] = Shown(row.evidence, row.on, by, row.until)
    by_candidate = {one.candidate_id: one.pk for one in journeys}
    signed = Signature.objects.filter(
        role__in=("worker", "student"),
        signed_at__isnull=False,
        paper__withdrawn_at__isnull=True,
        paper__contract_version__contract__candidate__in=by_candidate,
        paper__contract_version__contract__ended_on__isnull=True,
    ).order_by("signed_at")
    owner = "paper__contract_version__contract__candidate"
    for candidate, about, name, at in signed.values_list(owner, "paper__about", "name", "signed_at"):
        found[by_candidate[candidate]]["contract"] = Shown(about, at.date(), name)
    return found


def _exits(journeys: Sequence[Journey]) -> dict[int, ExitRow]:
    dossiers = Dossier.objects.unscoped(WHY).filter(kind="exit", journey__in=journeys)
    papers = {one: (number, on) for one, number, on in dossiers.values_list("journey", "number", "complete_on")}
    said = ExitStatement.objects.filter(journey__in=journeys, withdrawn_on__isnull=True)
    statements = {one.journey_id: one for one in said.select_related("recorded_by")}
    return {one.pk: _exit(one, papers.get(one.pk), statements.get(one.pk)) for one in journeys}


def _exit(journey: Journey, papers: tuple[str, date | None] | None, said: ExitStatement | None) -> ExitRow:
    country = journey.candidate.origin
    if papers is not None:
        return ExitRow("complete" if papers[1] else "open", country, papers[0])
    if formalities(country) is not None:
        return ExitRow("not_opened", country)
    return ExitRow("stated" if said else "unknown", country, statement=said)


def _row(
    one: Journey,
    gate: tuple[str, ...],
    settled: Mapping[str, Shown],
    exit_: ExitRow,
    travel: Travel | None,
    briefing: Briefing | None,
) -> DepartureRow:
    person = one.candidate.person
    return DepartureRow(
        journey=one.number,
        candidate=one.candidate.number,
        person=person.number,
        family_name=person.family_name,
        given_name=person.given_name,
        scheme=one.candidate.scheme.code,
        stage=one.stage,
        gate=gate,
        settled=settled,
        missing=missing_at_gate(settled, gate),
        exit=exit_,
        travel=travel,
        briefing=briefing,
    )
