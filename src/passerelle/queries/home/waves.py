"""Waves of follow-up: the list and the telephone sheet, one wave with its history, and the counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach
from passerelle.domain.followups.counts import WaveCounts, wave_counts
from passerelle.domain.followups.waves import PLANNED, SENT
from passerelle.records.candidates.models import Person
from passerelle.records.followups.at_home import at_home
from passerelle.records.followups.models import Contact, Survey, Wave
from passerelle.records.partnerships.models import Scheme
from passerelle.records.signing.models import SignedLink

WHY = "counts only, kept back below for those who may not read the people"
CALL = "call"  # a wave that somebody could call about: its day has come and nobody has answered


@dataclass(frozen=True, slots=True)
class Reached:
    """A wave with the person's name and addresses as they are known; empty: not known."""

    wave: Wave
    name: str
    phone: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class WavePage:
    """One wave, every wave of the case in order, and the surveys of the case, the newest first."""

    reached: Reached
    history: tuple[Wave, ...]
    surveys: tuple[Survey, ...]


@dataclass(frozen=True, slots=True)
class FollowUpCounts:
    """The counts of a scheme; ``whole``: the reader may read the people, so nothing is kept back."""

    scheme: str
    waves: tuple[WaveCounts, ...]
    whole: bool


def waves(actor: Actor, *, on: date, scheme: str = "", state: str = CALL) -> QuerySet[Wave]:
    """Waves within the staff's reach, the oldest day first; ``call``: due, or sent and not answered."""
    rows = _staff(actor)
    if scheme:
        rows = rows.filter(journey__candidate__scheme__code=scheme)
    if state == CALL:
        rows = at_home(rows.filter(Q(state=SENT) | Q(state=PLANNED, due_on__lte=on)))
    elif state:
        rows = rows.filter(state=state)
    return rows.select_related("journey__candidate__person", "journey__candidate__scheme").order_by(
        "due_on", "pk"
    )


def with_contacts(actor: Actor, some: Iterable[Wave]) -> list[Reached]:
    """Each wave with where its person is reached. One query."""
    found = list(some)
    people = [one.journey.candidate.person_id for one in found]
    rows = Contact.objects.visible_to(actor).filter(person__in=people)
    contacts = {one.person_id: one for one in rows}
    return [_reached(one, contacts.get(one.journey.candidate.person_id)) for one in found]


def followed_schemes(actor: Actor, permission: Permission = Permission.FOLLOW_UP_READ) -> list[str]:
    """Codes of the schemes whose follow-up (or whose counts) the actor reads."""
    reached = actor.schemes(permission)
    rows = Scheme.objects.visible_to(actor)
    rows = rows if reached is None else rows.filter(pk__in=reached)
    return list(rows.order_by("code").values_list("code", flat=True))


def wave_page(actor: Actor, number: str) -> WavePage:
    """One wave; ``NotPermitted`` out of reach. Four queries."""
    rows = _staff(actor).select_related("journey__candidate__person", "journey__candidate__scheme")
    wave = rows.filter(number=number).first()
    if wave is None:
        raise NotPermitted(number)
    history = Wave.objects.visible_to(actor).filter(journey=wave.journey_id).select_related("taken_by")
    surveys = Survey.objects.visible_to(actor).filter(journey=wave.journey_id)
    return WavePage(
        with_contacts(actor, [wave])[0],
        tuple(history.order_by("began_on", "months")),
        tuple(surveys.order_by("-given_on", "-pk")),
    )


def wave_by_link(link: SignedLink) -> Wave | None:
    """The wave of a link."""
    rows = Wave.objects.unscoped("the link names it").select_related("journey__candidate__scheme")
    return rows.filter(number=link.subject).first()


def follow_up_counts(actor: Actor, code: str) -> FollowUpCounts:
    """Counts of one scheme by wave; ``NotPermitted`` out of reach. Two queries."""
    scheme, whole = counted_scheme(actor, code)
    rows = Wave.objects.unscoped(WHY).filter(journey__candidate__scheme=scheme)
    counted = wave_counts(rows.values_list("months", "state", "answers"), whole=whole)
    return FollowUpCounts(code, tuple(counted), whole)


def counted_scheme(actor: Actor, code: str) -> tuple[Scheme, bool]:
    """A scheme whose counts the actor reads, and whether every person behind them may be read. One query."""
    reached = actor.schemes(Permission.AGGREGATE_READ)
    scheme = Scheme.objects.unscoped("its reach is looked at here").filter(code=code).first()
    if scheme is None or (reached is not None and scheme.pk not in reached):
        raise NotPermitted(code)
    readable = actor.schemes(Permission.FOLLOW_UP_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
    return scheme, readable is None or scheme.pk in readable


def _staff(actor: Actor) -> QuerySet[Wave]:
    """Own waves are read on the own page, not on these lists."""
    rows = Wave.objects.visible_to(actor)
    reached = actor.schemes(Permission.FOLLOW_UP_READ)
    return rows if reached is None else rows.filter(journey__candidate__scheme_id__in=reached)


def _reached(wave: Wave, contact: Contact | None) -> Reached:
    person: Person = wave.journey.candidate.person
    known = contact or Contact()
    name = f"{person.family_name.upper()} {person.given_name}".strip() or known.name
    return Reached(
        wave,
        name,
        known.phone if known.checked_at and known.phone else person.phone or known.phone,
        known.email if known.checked_at and known.email else person.email or known.email,
        person.language or known.language,
    )
