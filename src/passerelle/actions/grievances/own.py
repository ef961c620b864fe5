"""What the worker does with her own grievance: adds, decides on the inspectorate, takes it back."""

from django.utils import timezone

from passerelle.actions.grievances.tell import tell_hearers
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.grievances.models import Grievance, GrievanceEntry, Hearer

CHOICES = ("tell", "do_not_tell")


def add_word(actor: Actor, number: str, text: str, *, version: int) -> Grievance:
    """Say more; the hearers are told that something waits."""
    if not text.strip():
        raise Refused([Problem("empty", Text("Say in a few words what happened."), column="text")])
    with writing(actor, "grievance.add", purpose=Purpose.PROTECTION) as note:
        row = _own(actor, number, version)
        GrievanceEntry.objects.create(
            grievance=row, kind="said", by_worker=True, text=text.strip()[:5_000], at=timezone.now()
        )
        _wake(note, row)
        save_next(row)
    return row


def decide(actor: Actor, number: str, choice: str, *, version: int) -> Grievance:
    """Whether the labour inspectorate may be told; she may change her mind while it is open."""
    if choice not in CHOICES:
        raise Refused([Problem("unknown_answer", Text("Choose one of the answers."))])
    with writing(actor, "grievance.decide", purpose=Purpose.PROTECTION) as note:
        row = _own(actor, number, version)
        row.choice = choice
        _wake(note, row)
        save_next(row)
    return row


def take_back(actor: Actor, number: str, *, version: int) -> Grievance:
    """Take it back; what was said stays for the hearers, nothing more is done."""
    with writing(actor, "grievance.take_back", purpose=Purpose.PROTECTION) as note:
        row = _own(actor, number, version)
        row.outcome, row.closed_at = "withdrawn", timezone.now()
        _wake(note, row)
        save_next(row)
    return row


def _own(actor: Actor, number: str, version: int) -> Grievance:
    actor.must(Permission.OWN_ACT)
    people = [grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person]
    rows = Grievance.objects.visible_to(actor).select_for_update(of=("self",))
    row = rows.get(number=number, person__number__in=people)
    if row.closed_at is not None:
        raise Refused([Problem("already_closed", Text("This is closed already."))])
    must_be_version(row, version)
    return row


def _wake(note: Writing, row: Grievance) -> None:
    note.about(row.number)
    named = Hearer.objects.filter(grievance=row, until__isnull=True).values_list("user", flat=True)
    tell_hearers(note, list(named))
