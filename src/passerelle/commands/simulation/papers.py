"""Contracts and agreements of those who accepted an offer: written, signed by everyone, filed as signed."""

from collections.abc import Iterable, Sequence

from passerelle.actions.contracts.season import Hiring, open_season_contracts
from passerelle.actions.contracts.sign_and_file import Filing, ask_for_many, record_filing
from passerelle.actions.contracts.write import Said, open_contract, write_many
from passerelle.actions.signing.sign import record_by_hand
from passerelle.commands.simulation.plans import Due
from passerelle.commands.simulation.world import WHY, World, parts
from passerelle.domain.contracts.forms import FORMS, NUMBERS, form_for
from passerelle.records.contracts.models import Contract, ContractVersion
from passerelle.records.selection.models import Offer
from passerelle.records.vacancies.models import Vacancy

INVENTED = "invented for a simulation"
# No scheme publishes what its contracts pay: these figures are invented, too, and only keep months comparable.
FIGURES = {"salary": "1000", "hours_week": "40", "duration_months": "12", "paid_leave_days": "24"}
SEASONAL = {"duration_months": "6"}  # a season; a year is longer than any seasonal permit
AUTHORITY = "an authority (invented)"
KEPT = "nowhere: a simulated signature"
ADDRESS = "party@people.example"


def sign_papers(world: World, due: Due) -> None:
    """Everybody signs; the cases follow where their table knows the signature as a step."""
    form = form_for(due.track.kind)
    if form is None:
        return
    contracts = _contracts(world, due.people, form)
    fresh = [one for one in contracts if not one.versions.exists()]
    if not fresh:
        return
    made = write_many(world.staff, [(one, Said(terms_of(world, one))) for one in fresh])
    others = dict.fromkeys(FORMS[form].parties, ADDRESS)
    papers = ask_for_many(world.staff, [(row, others) for row in made])
    record_by_hand(world.staff, papers, where_kept=KEPT)


def file_papers(world: World, due: Due) -> None:
    """What was signed is lodged as it stands."""
    sign_papers(world, due)
    for part in parts(due.people):
        rows = ContractVersion.objects.filter(
            contract__candidate__number__in=part, contract__filings__isnull=True
        )
        for row in rows.select_related("contract").order_by("contract__number"):
            filing = Filing(AUTHORITY, world.clock.today, dict(row.terms))
            record_filing(world.staff, row.contract.number, filing)


def _contracts(world: World, people: Iterable[str], form: str) -> list[Contract]:
    """The contract file of each person, opened where none is."""
    found: list[Contract] = []
    for part in parts(people):
        offers = Offer.objects.filter(
            candidate__number__in=part, accepted_at__isnull=False, released_at__isnull=True
        )
        for offer in offers.filter(contracts__isnull=True).order_by("candidate__number"):
            open_contract(world.staff, offer.number, form, key=None)
        if form == "seasonal":
            _hire_for_a_season(world, part)
        rows = Contract.objects.unscoped(WHY).filter(candidate__number__in=part, ended_on__isnull=True)
        found += rows.select_related("candidate__person", "candidate__scheme", "vacancy", "employer")
    return sorted(found, key=lambda one: one.candidate.number)


def _hire_for_a_season(world: World, people: Sequence[str]) -> None:
    """A seasonal contract rests on an employer's joint file: no offer of the scheme is behind it."""
    hired = Contract.objects.unscoped(WHY).filter(candidate__number__in=people, ended_on__isnull=True)
    known = set(hired.values_list("candidate__number", flat=True))
    cases = [one.number for number, one in world.journeys(people).items() if number not in known]
    vacancy = Vacancy.objects.unscoped(WHY).filter(scheme=world.scheme).order_by("pk").first()
    if cases and vacancy is not None:
        open_season_contracts(world.staff, cases, Hiring(vacancy.number, "named", INVENTED))


def terms_of(world: World, contract: Contract) -> dict[str, object]:
    """Facts for every line that the form asks, invented where the vacancy does not state them."""
    country = contract.vacancy.country or "BE"
    stated: dict[str, object] = {
        "occupation": contract.vacancy.title,
        "country": country,
        "governing_law": contract.candidate.person.nationality if contract.form == "remote" else country,
        # Nobody signs for a day that is over: a vacancy's start that went by gives way to the day of the paper.
        "start": max(contract.vacancy.start or world.clock.today, world.clock.today).isoformat(),
        "currency": "EUR",
        "salary_period": "month",
    }
    figures = FIGURES | SEASONAL if contract.form == "seasonal" else FIGURES
    return {
        name: stated.get(name) or (figures.get(name, "12") if name in NUMBERS else INVENTED)
        for name in dict.fromkeys((*FORMS[contract.form].required, "start"))
    } | ({"governing_law": country} if not stated["governing_law"] else {})
