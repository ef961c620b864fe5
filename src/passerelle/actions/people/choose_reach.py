"""A person chooses by which way and in which language they are told."""

from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.journey.channels import ways_open
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate, Person

WHY = "the account is the person's own"


def choose_reach(
    actor: Actor,
    *,
    channel: str,
    language: str,
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Keep the channel (empty: by what is known) and the language of everything told from now on.

    Refused with ``no_address`` where nothing is known to write to by that way, or ``stale``.
    """
    content = [channel, language]
    with writing(actor, "person.reach", purpose=Purpose.ACCOUNT, key=key, content=content) as note:
        if note.replayed:
            return
        person = _own(actor)
        must_be_version(person, version)
        if channel and channel not in open_ways(person):
            hint = Text("Choose another way, or ask your caseworker to enter the address.")
            message = Text("Nothing is known yet to write to by this way.")
            raise Refused([Problem("no_address", message, hint, column="channel")])
        person.channel, person.language = channel, language
        save_next(person)
        User.objects.filter(pk=actor.id or 0).update(language=language)
        note.details = {"channel": channel, "language": language}
        note.about(person.number)


def open_ways(person: Person) -> tuple[str, ...]:
    """The channels that this person can choose today. One query."""
    brought = Candidate.objects.unscoped(WHY).filter(person=person, brought_by__isnull=False).exists()
    return ways_open(email=person.email, phone=person.phone, letter="service" if brought else "")


def _own(actor: Actor) -> Person:
    numbers = [grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person]
    rows = Person.objects.unscoped(WHY).select_for_update().filter(number__in=numbers)
    found = rows.order_by("pk").first()
    if found is None:
        raise NotPermitted(Permission.OWN_ACT)
    return found
