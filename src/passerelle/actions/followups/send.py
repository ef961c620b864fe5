"""What the schedule does with waves: send those due, remind after a pause, and say unknown after a while."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from passerelle.actions.followups.closing import close_followed
from passerelle.actions.steps.papers.links import LinkFor, new_links
from passerelle.actions.steps.people.reaching import recipient_of
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.followups.waves import (
    LINK_DAYS,
    PLANNED,
    REMINDERS,
    SENT,
    SILENT_DAYS,
    UNKNOWN,
    UNREACHABLE,
)
from passerelle.domain.journey.channels import is_quiet
from passerelle.domain.journey.reminding import PAUSE_DAYS
from passerelle.records.candidates.models import Person
from passerelle.records.followups.at_home import at_home
from passerelle.records.followups.models import Contact, Wave
from passerelle.records.partnerships.models import SchemeVersion

WHY = "waves go to everybody whose day has come"
AT_ONCE = 500


def send_due(*, now: datetime) -> int:
    """Send the waves whose day has come, never at night; how many were looked at.

    Whoever is away on a stay again is left in peace; no address is known: the wave reads unreachable. Of
    several waves whose day has passed the latest is asked, and nobody knows about the others.
    """
    if is_quiet(timezone.localtime(now).time()):
        return 0
    rows = at_home(_waves()).filter(state=PLANNED, due_on__lte=timezone.localdate(now))
    if not rows.exists():
        return 0
    with writing(SYSTEM, "follow_up.send", purpose=Purpose.FOLLOW_UP) as note:
        # Whole cases: which wave is the latest cannot be seen from a part of them.
        oldest = rows.order_by().values("journey").annotate(first=Min("due_on")).order_by("first", "journey")
        cases = list(oldest.values_list("journey", flat=True)[:AT_ONCE])
        due = list(rows.filter(journey__in=cases).select_for_update(of=("self",)))
        latest = {one.journey_id: one.pk for one in due}  # the list is in order of day
        now_due = [one for one in due if latest[one.journey_id] == one.pk]
        contacts = _contacts(now_due)
        ways = {one.pk: recipient_of(_person(one), contacts.get(_person(one).pk)) for one in now_due}
        reached = [one for one in now_due if ways[one.pk][0]]
        links = new_links([_link(one, ways[one.pk][1]) for one in reached], at=now)
        for one, link in zip(reached, links, strict=True):
            one.state, one.sent_at, one.channel, one.seed = SENT, now, "link", link.seed
            recipient, language = ways[one.pk]
            scheme = one.journey.candidate.scheme
            facts: dict[str, object] = {"scheme": scheme.name, "link": link.seed}
            note.tell(recipient, "follow_up_asked", facts, language=language, scheme=scheme.code)
        lost = [one for one in now_due if not ways[one.pk][0]]
        for one in lost:
            one.state, one.settled_at = UNREACHABLE, now
        missed = [one for one in due if latest[one.journey_id] != one.pk]
        for one in missed:
            one.state, one.settled_at = UNKNOWN, now
        _save(due, now, "state", "sent_at", "channel", "seed", "settled_at")
        close_followed(note, lost, by=SYSTEM, at=now)
        note.about(*(one.number for one in due))
        note.details = {"sent": len(reached), "unreachable": len(lost), "missed": len(missed)}
        return len(due)


def remind_silent(*, now: datetime) -> int:
    """Remind those who have not answered, after the scheme's pause, two times in all; how many were told.

    Whoever is away on a stay again, or was asked anew since, is left in peace.
    """
    if is_quiet(timezone.localtime(now).time()):
        return 0
    rows = at_home(_waves()).filter(state=SENT, channel="link", reminders__lt=REMINDERS).exclude(seed="")
    waiting = rows.exclude(Exists(_asked_since())).filter(_paused(rows, now))
    if not waiting.exists():
        return 0
    with writing(SYSTEM, "follow_up.remind", purpose=Purpose.FOLLOW_UP) as note:
        due = list(waiting.select_for_update(of=("self",)).order_by("sent_at", "pk")[:AT_ONCE])
        contacts = _contacts(due)
        for one in due:
            recipient, language = recipient_of(_person(one), contacts.get(_person(one).pk))
            one.reminders, one.reminded_at = one.reminders + 1, now
            scheme = one.journey.candidate.scheme
            if recipient:
                facts: dict[str, object] = {"scheme": scheme.name, "link": one.seed}
                note.tell(recipient, "follow_up_reminder", facts, language=language, scheme=scheme.code)
        _save(due, now, "reminders", "reminded_at")
        note.about(*(one.number for one in due))
        note.details = {"reminded": len(due)}
        return len(due)


def settle_silent(*, now: datetime) -> int:
    """Waves that nobody answered for long read unknown; their links open nothing more. How many."""
    rows = _waves().filter(state=SENT, sent_at__lte=now - timedelta(days=SILENT_DAYS))
    if not rows.exists():
        return 0
    with writing(SYSTEM, "follow_up.settle", purpose=Purpose.FOLLOW_UP) as note:
        due = list(rows.select_for_update(of=("self",))[:AT_ONCE])
        for one in due:
            one.state, one.settled_at = UNKNOWN, now
        _save(due, now, "state", "settled_at")
        close_followed(note, due, by=SYSTEM, at=now)
        note.about(*(one.number for one in due))
        note.details = {"unknown": len(due)}
        return len(due)


def _waves() -> QuerySet[Wave]:
    rows = Wave.objects.unscoped(WHY).select_related("journey__candidate__person", "journey__candidate__scheme")
    return rows.order_by("due_on", "pk")


def _person(wave: Wave) -> Person:
    return wave.journey.candidate.person


def _contacts(waves: Sequence[Wave]) -> dict[int, Contact]:
    rows = Contact.objects.unscoped(WHY).filter(person__in=[_person(one).pk for one in waves])
    return {one.person_id: one for one in rows}


def _link(wave: Wave, language: str) -> LinkFor:
    person = _person(wave)
    scheme = wave.journey.candidate.scheme_id
    return LinkFor("follow_up", wave.number, scheme, person.number, language, days=LINK_DAYS)


def _asked_since() -> QuerySet[Wave]:
    """Waves of the same case that came later and were sent or answered: they speak for the earlier one."""
    later = Wave.objects.unscoped(WHY).filter(journey=OuterRef("journey"), due_on__gt=OuterRef("due_on"))
    return later.exclude(state=PLANNED)


def _paused(waves: QuerySet[Wave], now: datetime) -> Q:
    """Those whose last message lies as far back as their scheme's version asks for."""
    versions = SchemeVersion.objects.filter(pk__in=waves.order_by().values("journey__scheme_version"))
    found = Q(pk__in=())
    for one in versions:
        said = one.facts.get("reminder_pause_days")
        since = now - timedelta(days=said if isinstance(said, int) else PAUSE_DAYS)
        last = Q(reminded_at__lte=since) | Q(reminded_at__isnull=True, sent_at__lte=since)
        found |= Q(journey__scheme_version=one) & last
    return found


def _save(waves: Sequence[Wave], now: datetime, *fields: str) -> None:
    for one in waves:
        one.version, one.changed_at = one.version + 1, now
    rows = Wave.objects.unscoped(WHY)
    rows.bulk_update(waves, [*fields, "version", "changed_at"], batch_size=AT_ONCE)
