"""A worker tells something in confidence; whoever has a tie to the matter never learns that it was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from passerelle.actions.grievances.routing import accused_by, free_for, name_hearers
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.grievances.severity import SUBJECTS, severity_of
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.grievances.models import Accused, Grievance, GrievanceEntry
from passerelle.records.partnerships.models import Scheme
from passerelle.records.stays.models import Stay

WHY = "a grievance is kept for the person who tells it"
ABOUT = ("employer", "team", "both", "other")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told. ``contact``: a number or address where an answer is safe; empty: only on her page."""

    subject: str
    text: str
    about: str = "employer"
    contact: str = ""
    language: str = "en"


def tell(actor: Actor, told: Told, *, key: str | None = None) -> Grievance:
    """The signed-in worker tells something. Refused: ``empty``, ``unknown_answer``, ``contact_form``."""
    actor.must(Permission.OWN_ACT)
    _must_be_whole(told)
    numbers = [grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person]
    person = Person.objects.unscoped(WHY).get(number__in=numbers)
    content = [told.subject, told.text, told.about, told.contact]
    with writing(actor, "grievance.tell", purpose=Purpose.PROTECTION, key=key, content=content) as note:
        if note.replayed:
            return Grievance.objects.visible_to(actor).get(number=str(note.answer))
        row = open_grievance(note, person, told, channel="page", at=timezone.now())
        note.answer = row.number
    return row


def tell_for(
    actor: Actor, person_number: str, told: Told, *, channel: str, key: str | None = None
) -> Grievance:
    """A welfare officer writes down what came on paper or by telephone; who hears it is found out as ever."""
    actor.must(Permission.GRIEVANCE_ACT)
    if channel not in ("paper", "telephone"):
        raise Refused([Problem("unknown_answer", Text("Choose one of the answers."))])
    _must_be_whole(told)
    reached = actor.schemes(Permission.GRIEVANCE_ACT)
    people = Candidate.objects.unscoped(WHY).filter(person__number=person_number.strip().upper())
    found = people.filter(scheme_id__in=reached or ()).select_related("person").first()
    if found is None:
        message = Text("Nobody with this number is within your reach.")
        raise Refused(
            [Problem("unknown_person", message, Text("Look at the number on the form."), column="person")]
        )
    content = [found.person.number, channel, str(told)]
    with writing(actor, "grievance.tell_for", purpose=Purpose.PROTECTION, key=key, content=content) as note:
        if note.replayed:
            return Grievance.objects.unscoped(WHY).get(number=str(note.answer))
        row = open_grievance(note, found.person, told, channel=channel, at=timezone.now())
        note.answer = row.number
        return row


def open_grievance(
    note: Writing, person: Person | None, told: Told, *, channel: str, at: datetime, source: str | None = None
) -> Grievance:
    """Keep it, name who may hear it, tell them that something waits; nobody else hears of it.

    The event names the grievance alone: no number by which somebody's page would show that there is one.
    """
    stay = _stay_of(person)
    scheme = stay.journey.candidate.scheme if stay is not None else _scheme_of(person)
    row = Grievance.objects.create(
        person=person,
        stay=stay,
        scheme=scheme,
        subject=told.subject,
        severity=severity_of(told.subject),
        channel=channel,
        language=told.language,
        text=told.text.strip()[:5_000],
        about=told.about,
        contact=told.contact.strip()[:254],
        told_at=at,
        source=source,
    )
    organisations, accounts = accused_by(told.about, stay, scheme)
    Accused.objects.bulk_create(
        [
            *(Accused(grievance=row, organisation_id=one) for one in sorted(organisations)),
            *(Accused(grievance=row, user_id=one) for one in sorted(accounts)),
        ]
    )
    GrievanceEntry.objects.create(grievance=row, kind="said", by_worker=True, text=row.text, at=at)
    free = free_for(row)
    name_hearers(row, free, at=at)
    tell_hearers(note, free)
    note.about(row.number)
    return row


def tell_hearers(note: Writing, accounts: Sequence[int]) -> None:
    """Each hearer learns that something waits: not from whom, not about what, not in which scheme."""
    for user in User.objects.filter(pk__in=accounts).order_by("pk"):
        if user.email:
            note.tell(user.email, "grievance_waits", {}, language=user.language)


def _must_be_whole(told: Told) -> None:
    problems = []
    if told.subject not in SUBJECTS or told.about not in ABOUT:
        problems.append(Problem("unknown_answer", Text("Choose one of the answers.")))
    if not told.text.strip():
        problems.append(Problem("empty", Text("Say in a few words what happened."), column="text"))
    contact = told.contact.strip()
    if contact and "@" not in contact and not contact.startswith("+"):
        message = Text("An answer goes to an e-mail address or to a number that begins with +.")
        problems.append(Problem("contact_form", message, column="contact"))
    if problems:
        raise Refused(problems)


def _stay_of(person: Person | None) -> Stay | None:
    """The stay under way, else the last one."""
    if person is None:
        return None
    rows = Stay.objects.unscoped(WHY).filter(journey__candidate__person=person)
    rows = rows.select_related("journey__candidate__scheme", "host")
    return rows.filter(ended_on__isnull=True).order_by("-pk").first() or rows.order_by("-pk").first()


def _scheme_of(person: Person | None) -> Scheme | None:
    newest = (
        Candidate.objects.unscoped(WHY).filter(person=person).select_related("scheme").order_by("-pk").first()
    )
    return newest.scheme if newest is not None else None
