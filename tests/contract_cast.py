"""An accepted offer and its contract for the tests of contracts and permits."""

from dataclasses import dataclass

from django.utils import timezone
from people import Cast, make_candidate, make_cast, make_vacancy

from passerelle.actions.contracts.sign_and_file import ask_for_signatures
from passerelle.actions.contracts.write import Said, open_contract, write_version
from passerelle.actions.signing.sign import record_by_hand
from passerelle.domain.access.roles import Role
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.selection.models import Offer, Referral

TERMS = {
    "occupation": "Developer", "place": "Lagos", "country": "NG", "start": "2026-05-01", "duration_months": "12",
    "salary": "2500", "currency": "EUR", "salary_period": "month", "hours_week": "38", "paid_leave_days": "20",
    "notice": "one month", "governing_law": "NG",
}  # fmt: skip


@dataclass
class Hired:
    """Somebody with an accepted offer."""

    cast: Cast
    candidate: Candidate
    offer: Offer
    journey: Journey

    @property
    def staff(self):  # type: ignore[no-untyped-def]
        return self.cast.actors[Role.CASEWORKER]


def hire(cast: Cast, candidate: Candidate, *, track: str = "mobility", stage: str = "placed") -> Hired:
    """Give a candidate an accepted offer and a journey."""
    vacancy = make_vacancy(cast.alpha, cast.employer)
    referral = Referral.objects.create(candidate=candidate, vacancy=vacancy, agreed_at=timezone.now())
    offer = Offer.objects.create(
        referral=referral, candidate=candidate, place=vacancy.places.get(), made_at=timezone.now(),
        accepted_at=timezone.now(), made_by_id=cast.actors[Role.EMPLOYER].id,
    )  # fmt: skip
    version = SchemeVersion.objects.get(scheme=cast.alpha)
    journey = Journey.objects.create(
        candidate=candidate, scheme_version=version, track=track, stage=stage, since="2026-03-01"
    )
    return Hired(cast, candidate, offer, journey)


def make_hired(*, track: str = "mobility", stage: str = "placed") -> Hired:
    """The cast's person, hired."""
    cast = make_cast()
    person = cast.candidate.person
    person.given_name, person.language = "Amina", "fr"
    person.save()
    return hire(cast, cast.candidate, track=track, stage=stage)


def another(hired: Hired, name: str = "Bennani") -> Hired:
    """Somebody else with an accepted offer."""
    return hire(hired.cast, make_candidate(hired.cast.alpha, name, language="fr"))


def make_contract(hired: Hired, *, form: str = "remote", terms: dict[str, str] | None = None) -> str:
    """A contract with one version."""
    number = open_contract(hired.staff, hired.offer.number, form, key=None)
    write_version(hired.staff, number, Said(terms or TERMS))
    return number


def signed_contract(hired: Hired, *, form: str = "remote") -> str:
    """A contract that everybody has signed."""
    number = make_contract(hired, form=form)
    paper = ask_for_signatures(hired.staff, number, addresses={"employer": "firm@example.org"})
    record_by_hand(hired.staff, [paper], where_kept="folder 1")
    return number
