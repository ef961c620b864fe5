"""A contract that waits for signatures, and a visa file at work with its appointment."""

from datetime import timedelta

from passerelle.actions.contracts.sign_and_file import ask_for_signatures
from passerelle.actions.contracts.write import Said, open_contract, write_version
from passerelle.actions.dossiers.hand_in import hand_in
from passerelle.actions.dossiers.review import review_document
from passerelle.actions.permits.prepare import PostFacts, book_appointment, keep_post, record_wait
from passerelle.actions.permits.record import open_exit_files, open_permit_files
from passerelle.commands.simulation.papers import terms_of
from passerelle.commands.simulation.world import WHY, World
from passerelle.records.contracts.models import Contract
from passerelle.records.dossiers.models import DossierItem
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Offer

INVENTED = "invented for the demonstration"
POST = PostFacts(state="DE", country="MA", place="Rabat (invented entry)", source=INVENTED)


def send_a_contract(world: World, *, employer: str) -> None:
    """The paper of one accepted offer goes to both parties; the links are in the outbox."""
    offers = Offer.objects.filter(candidate__scheme=world.scheme, accepted_at__isnull=False)
    with_address = offers.filter(released_at__isnull=True).exclude(candidate__person__email="")
    offer = with_address.order_by("number").first()
    if offer is None:
        return
    number = open_contract(world.staff, offer.number, "employment", key=None)
    contract = Contract.objects.unscoped(WHY).select_related("candidate__person", "vacancy").get(number=number)
    write_version(world.staff, number, Said(terms_of(world, contract)))
    ask_for_signatures(world.staff, number, addresses={"employer": employer})


def prepare_a_visa(world: World) -> None:
    """Papers of one case handed in, some accepted, one sent back; an appointment; the exit papers opened."""
    cases = Journey.objects.unscoped(WHY).filter(candidate__scheme=world.scheme, stage="placed")
    moroccan = cases.filter(candidate__person__nationality="MA", ended_on__isnull=True)
    case = moroccan.order_by("number").first()
    if case is None:
        return
    (file,) = open_permit_files(world.staff, [case.number], kind="visa")
    rows = DossierItem.objects.filter(dossier__permit_file__number=file).order_by("pk")
    items = list(rows.values_list("number", flat=True)[:4])
    for number in items:
        hand_in(world.staff, number)
    for number in items[:2]:
        review_document(world.reviewer, number, verdict="accepted")
    today = world.clock.today
    post = keep_post(world.staff, POST)
    for days in (35, 42, 28):
        record_wait(world.staff, post, days=days, on=today - timedelta(days=days), source=INVENTED)
    book_appointment(
        world.staff, file, post, asked_on=today - timedelta(days=5), slot_on=today + timedelta(days=21)
    )
    open_exit_files(world.staff, [case.number])
