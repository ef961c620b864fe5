"""People about to leave, on a table with stays from departure to the end, for the tests of stays."""

from datetime import timedelta
from pathlib import Path

from case_cast import SCHEME, state_table
from contract_cast import Hired, hire
from django.utils import timezone
from people import make_candidate, make_cast

from passerelle.actions.cases.screen import Recording, screen
from passerelle.actions.stays.confirm import Confirmed, confirm_stays
from passerelle.records.dossiers.models import Dossier
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation
from passerelle.records.permits.models import PermitEntry, PermitFile
from passerelle.records.stays.models import Stay
from passerelle.records.vacancies.models import Vacancy

SCHEMES = Path(__file__).parents[1] / "schemes"
WAY = """\
transitions = [
  { from = "placed", event = "departed", who = ["caseworker"], to = "departed", then = ["open_stay"], due_days = 14 },
  { from = "departed", event = "arrived", who = ["caseworker", "employer"], to = "arrived", then = ["note_arrival"], due_days = 14 },
  { from = ["arrived", "changing_employer"], event = "STARTED", who = ["caseworker", "employer"], to = "in_placement", then = ["open_stay", "note_start"] },
  { from = "in_placement", event = "employer_left", who = ["caseworker"], to = "changing_employer", then = ["end_stay"], due_days = 90 },
  { from = "in_placement", event = "left_early", who = ["caseworker", "employer"], to = "ended_early", then = ["end_stay", "release_place"] },
  { from = "in_placement", event = "returned", who = ["caseworker"], to = "returned", then = ["end_stay"], due_days = 60 },
  { from = "returned", event = "recalled", who = ["employer", "caseworker"], to = "placed", due_days = 60 },
  { from = ["returned", "changing_employer"], event = "case_closed", who = ["caseworker"], to = "completed", then = ["end_stay"] },
]
"""
STARTED = {
    "mobility": "work_started", "seasonal": "season_started", "business_visit": "visit_started",
    "study": "enrolled", "internship": "internship_started",
}  # fmt: skip


def make_leaving(people: int = 1, *, kind: str = "mobility") -> list[Hired]:
    """So many people with a place at one firm, on a track of that kind."""
    cast = make_cast()
    head = SCHEME[: SCHEME.index("transitions")].replace('kind = "mobility"', f'kind = "{kind}"')
    head = head.replace('start_stage = "referred"', 'start_stage = "placed"').replace(
        'first = "call"', 'first = "placed"'
    )
    head = head.replace('"not_selected", "withdrawn"', '"ended_early"')
    state_table(cast.alpha, head + WAY.replace("STARTED", STARTED[kind]))
    others = [make_candidate(cast.alpha, f"Person{n}") for n in range(people - 1)]
    return [hire(cast, one) for one in (cast.candidate, *others)]


def depart(hired: list[Hired]) -> list[Stay]:
    """They leave; the stays that are opened."""
    screen(hired[0].staff, {one.journey.number: None for one in hired}, Recording("departed"))
    return list(Stay.objects.unscoped("test").filter(ended_on=None).order_by("pk"))


def move(hired: Hired, event: str, reason: str = "") -> None:
    """Record an event of one case."""
    screen(hired.staff, {hired.journey.number: None}, Recording(event, reason))
    hired.journey.refresh_from_db()


def at_work(*, route: str = "fr_employee", country: str = "FR", days: int = 300) -> tuple[Hired, Stay]:
    """Somebody at work for so many days, with a permit of a route granted a month before."""
    day = timezone.localdate() - timedelta(days)
    [hired] = make_leaving()
    [stay] = depart([hired])
    Vacancy.objects.unscoped("test").filter(pk=stay.vacancy_id).update(country=country)
    confirm_stays(hired.staff, [Confirmed(stay.number, day, day)])
    Stay.objects.unscoped("test").update(country=country)
    scheme = hired.cast.alpha
    dossier = Dossier.objects.create(
        kind="permit",
        scheme=scheme,
        journey=hired.journey,
        candidate=hired.candidate,
        opened_on=day - timedelta(60),
    )
    file = PermitFile.objects.create(
        journey=hired.journey,
        dossier=dossier,
        kind="permit",
        route=route,
        state="granted",
        opened_on=day - timedelta(60),
    )
    PermitEntry.objects.create(file=file, kind="granted", on=day - timedelta(30), recorded_at=timezone.now())
    stay.refresh_from_db()
    return hired, stay


def back_home(scheme: str = "move_green", track: str = "study") -> Hired:
    """Somebody whose stay abroad ended ten days ago, on the real table of a scheme."""
    day = timezone.localdate()
    [hired] = make_leaving(kind="study")
    [stay] = depart([hired])
    Stay.objects.unscoped("test").filter(pk=stay.pk).update(
        arrived_on=day - timedelta(60), started_on=day - timedelta(60),
        ended_on=day - timedelta(10), end_code="returned",
    )  # fmt: skip
    state_table(hired.cast.alpha, (SCHEMES / f"{scheme}.toml").read_text())
    Journey.objects.unscoped("test").filter(pk=hired.journey.pk).update(stage="returned", track=track)
    hired.candidate.person.nationality = "MA"
    hired.candidate.person.save()
    Organisation.objects.filter(pk=hired.candidate.brought_by_id).update(country="MA")
    hired.journey.refresh_from_db()
    return hired
