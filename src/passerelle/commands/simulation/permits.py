"""Permit and visa files, exit papers and the departure gate: the acts of the legal pages, for many."""

from collections import defaultdict
from collections.abc import Sequence

from passerelle.actions.dossiers.hand_in import hand_in
from passerelle.actions.dossiers.review import review_document
from passerelle.actions.permits.exit_word import Word, record_exit_statement
from passerelle.actions.permits.prepare import CODES, settle
from passerelle.actions.permits.record import (
    Happened,
    open_exit_files,
    open_permit_files,
    record_entries,
)
from passerelle.commands.simulation.plans import Due
from passerelle.commands.simulation.recording import record
from passerelle.commands.simulation.world import WHY, World, parts
from passerelle.domain.permits.departure import formalities
from passerelle.domain.permits.routes import lodging
from passerelle.records.dossiers.models import DossierItem
from passerelle.records.journeys.models import Journey
from passerelle.records.permits.models import PermitFile

EVIDENCE = "invented for a simulation"
GROUND = "other"
STAFF = "caseworker"


def lodge(world: World, due: Due) -> None:
    """A file for each case, lodged by whom the route lets lodge it."""
    kind = due.event.split("_")[0]
    cases = world.journeys(due.people)
    open_permit_files(world.staff, [one.number for one in cases.values()], kind=kind)
    by_lodger: dict[str, list[str]] = defaultdict(list)
    for file in _files(due.people, kind, state="preparing"):
        who = lodging(file.route).who
        by_lodger[who[0] if who else STAFF].append(file.number)
    for lodger, numbers in sorted(by_lodger.items()):
        what = Happened("filed", world.clock.today, lodged_by=lodger, authority="an authority (invented)")
        record_entries(world.staff, numbers, what)
    _record_the_rest(world, due, cases)


def decide(world: World, due: Due) -> None:
    """The authority's answer, an appeal, or that nobody appeals; the cases follow."""
    kind, _, entry = due.event.partition("_")
    if entry not in ("granted", "refused"):
        kind, entry = "", due.event
    cases = world.journeys(due.people)
    state = "refused" if entry in ("appealed", "appeal_waived") else "pending"
    numbers = [one.number for one in _files(due.people, kind, state=state)]
    if numbers:
        what = Happened(entry, world.clock.today, ground=GROUND if entry == "refused" else "")
        record_entries(world.staff, numbers, what)
    _record_the_rest(world, due, cases)


def settle_departure(world: World, due: Due) -> None:
    """Everything that the gate asks for is settled."""
    numbers = [one.number for one in world.journeys(due.people).values()]
    for code in CODES:
        settle(world.staff, numbers, code=code, on=world.clock.today, evidence=EVIDENCE)


def complete_exit(world: World, due: Due) -> None:
    """The exit papers come in and somebody else accepts them; where they are not known, an authority's word."""
    cases = world.journeys(due.people)
    open_exit_files(world.staff, [one.number for one in cases.values()])
    today = world.clock.today
    for part in parts(due.people):
        items = DossierItem.objects.filter(
            dossier__kind="exit", dossier__journey__candidate__number__in=part, status="missing"
        )
        for number in items.order_by("pk").values_list("number", flat=True):
            hand_in(world.staff, number, issued_on=today)
            review_document(world.reviewer, number, verdict="accepted")
    unknown = [one.number for one in cases.values() if formalities(one.candidate.origin) is None]
    if unknown:
        word = Word("an authority (invented)", today, EVIDENCE, EVIDENCE)
        record_exit_statement(world.staff, unknown, word)


def _files(people: Sequence[str], kind: str, *, state: str) -> list[PermitFile]:
    found: list[PermitFile] = []
    for part in parts(people):
        rows = PermitFile.objects.unscoped(WHY).filter(journey__candidate__number__in=part, state=state)
        mine = rows.filter(kind=kind) if kind else rows
        found += mine.filter(journey__ended_on__isnull=True).order_by("journey__candidate__number", "pk")
    return found


def _record_the_rest(world: World, due: Due, before: dict[str, Journey]) -> None:
    """A case whose file says nothing new (a visa for several visits) is recorded as it is."""
    now = world.journeys(due.people)
    left = tuple(one for one in due.people if now[one].version == before[one].version)
    if left:
        record(world, Due(due.on, due.track, due.stage, due.event, left))
