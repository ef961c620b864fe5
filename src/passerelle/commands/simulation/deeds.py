"""The act behind each event: the same action as the page's, for all the people to whom it happens that day."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from django.db.models import F

from passerelle.actions.matching.offer_many import accept_offers, agree_many, make_offers
from passerelle.actions.matching.offers import release_offer
from passerelle.actions.steps.guards.bound import routes_of
from passerelle.commands.simulation.assurances import (
    clear_employers,
    promise_jobs,
    settle_recognition,
    sign_commitments,
)
from passerelle.commands.simulation.calls import screen_applications
from passerelle.commands.simulation.courses import begin_course, pass_course
from passerelle.commands.simulation.home import (
    begin_home_plans,
    pay_first_part,
    register_businesses,
    sign_partnerships,
    start_coaches,
    take_jobs,
    talk,
)
from passerelle.commands.simulation.papers import file_papers, sign_papers
from passerelle.commands.simulation.permits import complete_exit, decide, lodge, settle_departure
from passerelle.commands.simulation.plans import Due
from passerelle.commands.simulation.recording import note, record
from passerelle.commands.simulation.stays import arrive, call_back, end, start
from passerelle.commands.simulation.world import PART, WHY, World, parts
from passerelle.domain.journey.transitions import Transition, transitions_from
from passerelle.domain.simulation.draws import draw
from passerelle.records.selection.models import Offer, Referral

FULL = frozenset({"no_place_left", "has_a_place", "vacancy_closed", "already_offered", "quota_full"})
NOT_OFFERED = ("not_retained", "withdrew")


def carry_out_due(world: World, due: Due) -> None:
    """Do what is due, by the action that brings the event; a recorded event where none does.

    What the row's guards ask for is brought about first, by the acts of the room that keeps it.
    """
    row = next(row for row in transitions_from(due.track, due.stage) if row.event == due.event)
    for guard in row.guard:
        if guard in PREPARED:
            PREPARED[guard](world, _asked(world, due, row, guard))
    DEEDS.get(due.event, record)(world, due)


def _asked(world: World, due: Due, row: Transition, guard: str) -> Due:
    """Those of whom the guard is asked: some stand for cases of certain legal routes only."""
    if guard not in row.only_on:
        return due
    numbers = {world.candidates[one].pk: one for one in due.people}
    routes = routes_of(numbers)
    people = tuple(one for key, one in numbers.items() if guard in row.guards_on(routes[key]))
    return replace(due, people=people)


def _agree(world: World, due: Due) -> None:
    for some in _portions(referral.number for referral in _referrals(due.people)):
        agree_many(world.staff, some)


def _offer(world: World, due: Due) -> None:
    """Offers in the order of a committed draw, never more than a published count of places taken.

    Everybody's best referral first; whom that gives no place, the next one, until there is none.
    """
    choices: dict[str, list[str]] = {person: [] for person in due.people}
    for referral in _referrals(due.people):
        choices[referral.candidate.number].append(referral.number)
    waiting = sorted(due.people, key=lambda one: (draw(world.plans.seed, "offer", one), one))
    left = _places_left(world)
    while waiting and left > 0:
        turn = [one for one in waiting if choices[one]][: int(min(left, PART))]
        if not turn:
            break
        offered = _offered(world, {choices[one].pop(0): one for one in turn})
        left -= len(offered)
        waiting = [one for one in waiting if one not in offered]
    for person in waiting:
        world.plans.not_so(person, NOT_OFFERED, due.on)


def _offered(world: World, wanted: Mapping[str, str]) -> set[str]:
    """Who was offered a place, of people by their referral."""
    made = make_offers(world.staff, list(wanted))
    unexpected = set(made.left.values()) - FULL
    if unexpected:
        raise RuntimeError(f"offers were refused: {', '.join(sorted(unexpected))}")
    return {wanted[referral] for referral in made.offers}


def _places_left(world: World) -> float:
    limit = world.plans.assumed.most("placed")
    return float("inf") if limit is None else limit[0] - world.holding_a_place()


def _accept(world: World, due: Due) -> None:
    for some in _portions(offer.number for offer in _offers(due.people)):
        accept_offers(world.staff, some)


def _portions(numbers: Iterable[str]) -> Iterable[list[str]]:
    """One act for so many at most: what an act locks and asks for stays within what a database takes."""
    every = list(numbers)
    return (every[first : first + PART] for first in range(0, len(every), PART))


def _release(code: str) -> Callable[[World, Due], None]:
    def release(world: World, due: Due) -> None:
        for offer in _offers(due.people):
            release_offer(world.staff, offer.number, code=code)

    return release


def _referrals(people: Iterable[str]) -> list[Referral]:
    """Open referrals of these people, the best score first."""
    found: list[Referral] = []
    for part in parts(people):
        rows = Referral.objects.unscoped(WHY).filter(candidate__number__in=part, ended_at__isnull=True)
        best = F("proposal__score").desc(nulls_last=True)
        found += rows.select_related("candidate").order_by("candidate__number", best, "vacancy__number")
    return found


def _offers(people: Iterable[str]) -> list[Offer]:
    found: list[Offer] = []
    for part in parts(people):
        rows = Offer.objects.filter(candidate__number__in=part, released_at__isnull=True)
        found += rows.select_related("candidate").order_by("candidate__number", "place__vacancy__number")
    return found


DEEDS: Mapping[str, Callable[[World, Due], None]] = {
    "found_eligible": screen_applications,
    "found_not_eligible": screen_applications,
    "agreed": _agree,
    "training_started": begin_course,
    "course_started": begin_course,
    "certified": pass_course,
    "contract_signed": sign_papers,
    "agreement_signed": sign_papers,
    "commitment_signed": sign_commitments,
    "permit_filed": lodge,
    "visa_filed": lodge,
    "permit_granted": decide,
    "visa_granted": decide,
    "permit_refused": decide,
    "visa_refused": decide,
    "appealed": decide,
    "appeal_waived": decide,
    "arrived": arrive,
    "work_started": start,
    "season_started": start,
    "enrolled": start,
    "internship_started": start,
    "visit_started": start,
    "returned": end("return"),
    "stay_confirmed": end("legal_stay"),
    "recalled": call_back,
    "left_early": note,
    "employer_left": note,
    "contract_extended": note,
    "offered": _offer,
    "placed": _accept,
    "offer_declined": _release("candidate_declined"),
    "offer_withdrawn": _release("employer_withdrew"),
    "plan_begun": begin_home_plans,
    "first_grant_paid": pay_first_part,
    "coaching_started": start_coaches,
    "business_registered": register_businesses,
    "job_taken": take_jobs,
    "promised_job_taken": take_jobs,
    "talks_opened": talk,
    "partnership_signed": sign_partnerships,
}
# What brings about that a guard holds; a guard that is not here holds by an earlier step, or holds a case up.
PREPARED: Mapping[str, Callable[[World, Due], None]] = {
    "contract_signed": sign_papers,
    "agreement_signed": sign_papers,
    "contract_filed_equal": file_papers,
    "employer_cleared": clear_employers,
    "promise_at_origin": promise_jobs,
    "recognition_settled": settle_recognition,
    "departure_ready": settle_departure,
    "exit_complete": complete_exit,
    "course_completed": pass_course,
    "language_certified": pass_course,
}
