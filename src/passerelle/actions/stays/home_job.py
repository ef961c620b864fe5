"""Record a job at home with its employer: the case goes on, and a stay at home is opened for it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.stays.reach import refusal
from passerelle.actions.steps.journey.journeys import take
from passerelle.actions.steps.places.words import Word, keep_words
from passerelle.actions.steps.tables import tables_for
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import countries
from passerelle.domain.journey.transitions import row_for
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.arrivals import START
from passerelle.domain.stays.kinds import AT_HOME, JOBS_AT_HOME
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation
from passerelle.records.stays.models import Stay
from passerelle.records.vacancies.models import Vacancy

WHY = "the case was reached"
FAR = 3 * 366


@dataclass(frozen=True, slots=True)
class HomeJob:
    """The job: a vacancy of the scheme, or an employer by name; ``country`` empty: the person's own."""

    started_on: date
    vacancy: str = ""
    employer: str = ""
    country: str = ""
    place: str = ""
    evidence: str = ""


def record_home_job(actor: Actor, case: str, job: HomeJob, *, key: str | None = None) -> str:
    """Open the stay at home and, where the case does not stand there yet, bring its event; the stay's number.

    All or nothing. ``NotPermitted`` out of reach. Refused: ``case_over``, ``stay_open``, ``not_home_yet``,
    ``employer_missing``, ``employer_twice``, ``unknown_vacancy``, ``not_at_home``, ``unknown_country``,
    ``day_to_come``, ``unlikely_date``, ``before_the_return``, and as ``take`` says.
    """
    content = [case, str(job)]
    with writing(actor, "stay.home_job", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        journey, now = _case(actor, case), timezone.now()
        event = _event(journey)
        former = list(Stay.objects.unscoped(WHY).filter(journey=journey).order_by("ordinal"))
        _must_be_possible(job, former, today=timezone.localdate(now))
        vacancy = _vacancy(actor, journey, job)
        stay = Stay.objects.create(
            journey=journey,
            ordinal=former[-1].ordinal + 1 if former else 1,
            kind=Stay.Kind.HOME,
            host=vacancy.employer if vacancy else _employer(journey, job),
            vacancy=vacancy,
            country=_country(journey, job),
            site=job.place.strip()[:200] or (vacancy.place if vacancy else ""),
            planned_from=job.started_on,
        )
        keep_words(note, [Word(stay, START, job.started_on, job.place, job.evidence)], by=actor, at=now)
        if event:
            take(note, [journey], event, by=actor, at=now)
        _tell(note, journey, stay)
        return stay.number


def _case(actor: Actor, number: str) -> Journey:
    rows = Journey.objects.visible_to(actor).filter(number=number)
    found = rows.select_related("candidate__person", "candidate__scheme", "candidate__brought_by").first()
    if found is None:
        raise NotPermitted(number)
    actor.must(Permission.JOURNEY_MOVE, scheme=found.candidate.scheme_id)
    if found.ended_on is not None:
        raise refusal("case_over", Text("This case is closed."))
    return found


def _event(journey: Journey) -> str:
    """The event by which the case's own table leads to work at home; empty where it stands there already."""
    if journey.stage == AT_HOME:
        return ""
    track = tables_for([journey]).get((journey.scheme_version_id, journey.track))
    for event in JOBS_AT_HOME:
        if track is not None and row_for(track, journey.stage, event) is not None:
            return event
    hint = Text("The table of its track says after which stage a job at home can begin.")
    raise refusal("not_home_yet", Text("From this stage no job at home can begin."), hint)


def _must_be_possible(job: HomeJob, former: list[Stay], *, today: date) -> None:
    if any(one.ended_on is None for one in former):
        hint = Text("Record how it ended, on its own page.")
        raise refusal("stay_open", Text("The case still has an open stay."), hint)
    if job.started_on > today:
        hint = Text("Record it once the day has come.")
        raise refusal("day_to_come", Text("This day is still to come."), hint, column="started_on")
    if (today - job.started_on).days > FAR:
        message = Text("This day is very far away.")
        raise refusal("unlikely_date", message, Text("Check the year."), column="started_on")
    last = max((one.ended_on for one in former if one.ended_on), default=None)
    if last is not None and job.started_on < last:
        message = Text("The stay abroad ended on %(day)s.", {"day": last})
        raise refusal("before_the_return", message, Text("Check both days."), column="started_on")
    if bool(job.vacancy.strip()) == bool(job.employer.strip()):
        code = "employer_twice" if job.vacancy.strip() else "employer_missing"
        hint = Text("Either the number of a vacancy of the scheme, or the employer's name.")
        raise refusal(code, Text("Say who the employer is, in one way."), hint, column="employer")


def _vacancy(actor: Actor, journey: Journey, job: HomeJob) -> Vacancy | None:
    if not job.vacancy.strip():
        return None
    rows = Vacancy.objects.visible_to(actor).filter(scheme=journey.candidate.scheme_id)
    found = rows.filter(number=job.vacancy.strip().upper()).select_related("employer").first()
    if found is None:
        raise refusal("unknown_vacancy", Text("No vacancy has this number."), column="vacancy")
    home = _country(journey, job)
    if found.country and home and found.country != home:
        message = Text("This vacancy is not in the person's own country.")
        raise refusal("not_at_home", message, column="vacancy")
    return found


def _country(journey: Journey, job: HomeJob) -> str:
    country = job.country.strip().upper() or journey.candidate.origin
    if country and not countries.is_valid(country):
        message = Text("%(code)s is no country.", {"code": job.country.strip()[:8]})
        raise refusal("unknown_country", message, Text("Two letters, such as MA."), column="country")
    return country


def _employer(journey: Journey, job: HomeJob) -> Organisation:
    """The employer of this name in the country; one that nobody knows yet is written down."""
    name, country = job.employer.strip()[:200], _country(journey, job)
    known = Organisation.objects.filter(kind="employer", name__iexact=name, country=country).order_by("pk")
    return known.first() or Organisation.objects.create(name=name, kind="employer", country=country)


def _tell(note: Writing, journey: Journey, stay: Stay) -> None:
    candidate = journey.candidate
    note.scheme_code = candidate.scheme.code
    note.about(stay.number, journey.number, candidate.number, candidate.person.number)
    note.answer = stay.number
