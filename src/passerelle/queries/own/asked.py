"""What each room asks of a person now: one small reading for each room, as tasks with their terms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, Q
from django.utils import timezone

from passerelle.domain.dossiers.completeness import Item, missing_on, state_on
from passerelle.queries.selection.interview_times import free_times
from passerelle.queries.selection.open_calls import words_of
from passerelle.records.calls.models import Application, Call
from passerelle.records.contests.models import Contest
from passerelle.records.dossiers.models import Dossier
from passerelle.records.interviews.models import Interview
from passerelle.records.permits.models import Appointment
from passerelle.records.quotas.models import WaitingEntry
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.signing.models import Signature
from passerelle.records.training.models import Enrolment

WHY = "the rows are the person's own"
TO_HAND_IN = ("missing", "sent_back", "expired")


@dataclass(frozen=True, slots=True)
class Task:
    """One thing asked of the person: its kind, what it is about, by when (``None``: no term was set)."""

    kind: str
    number: str  # the public number of what the button opens
    about: str = ""  # a title, an employer, a course
    scheme: str = ""
    due: date | None = None
    at: datetime | None = None  # where the hour matters
    papers: tuple[str, ...] = ()  # codes of documents
    paper_labels: Mapping[str, str] | None = None  # what a scheme calls them, by code
    event: str = ""  # of the stage table


def from_employers(people: Sequence[str]) -> Iterable[Task]:
    """Employers who may see the name, offers to answer. Two queries."""
    open_ = Referral.objects.unscoped(WHY).filter(
        candidate__person__number__in=people, ended_at__isnull=True, agreed_at__isnull=True
    )
    for row in open_.select_related("vacancy__employer", "candidate__scheme").order_by("pk"):
        title = row.vacancy.title or row.vacancy.number
        yield Task("agree", row.number, f"{row.vacancy.employer.name}: {title}", row.candidate.scheme.name)
    offers = Offer.objects.filter(
        candidate__person__number__in=people, accepted_at__isnull=True, released_at__isnull=True
    )
    for one in offers.select_related("referral__vacancy__employer", "referral__candidate__scheme").order_by(
        "pk"
    ):
        vacancy, scheme = one.referral.vacancy, one.referral.candidate.scheme.name
        title = vacancy.title or vacancy.number
        yield Task("offer", one.referral.number, f"{vacancy.employer.name}: {title}", scheme)


def from_papers(people: Sequence[str]) -> Iterable[Task]:
    """Papers that wait for the person's own signature, where it is their turn. Two queries."""
    rows = Signature.objects.filter(
        person__in=people,
        signed_at__isnull=True,
        refused_at__isnull=True,
        paper__withdrawn_at__isnull=True,
    )
    for row in rows.select_related("paper__scheme").prefetch_related("paper__signatures").order_by("pk"):
        before = [one for one in row.paper.signatures.all() if one.ordinal < row.ordinal]
        if not row.paper.in_turn or all(one.signed_at is not None for one in before):
            yield Task("sign", row.paper.number, row.paper.title, row.paper.scheme.name)


def from_interviews(people: Sequence[str], *, now: datetime) -> Iterable[Task]:
    """Times to choose, slots to answer, interviews to come to. Two queries."""
    rows = Interview.objects.unscoped(WHY).filter(
        Q(referral__isnull=True) | Q(referral__ended_at__isnull=True),  # whoever said no is asked nothing
        candidate__person__number__in=people,
        outcome="",
        held_at__isnull=True,
        absent=False,
    )
    found = list(rows.select_related("round__scheme").order_by("starts_at", "pk"))
    free = free_times([one.round_id for one in found], now=now)
    for row in found:
        kind = _interview_kind(row, has_times=bool(free.get(row.round_id)), now=now)
        if kind:
            due = timezone.localdate(row.starts_at) if row.starts_at else None
            yield Task(kind, row.number, row.round.title, row.round.scheme.name, due=due, at=row.starts_at)


def _interview_kind(row: Interview, *, has_times: bool, now: datetime) -> str:
    """Empty where nothing is asked: no time is set and none offered, it has passed, or the person said no."""
    if row.starts_at is None:
        return "choose" if has_times else ""
    if row.starts_at < now or row.answer == "no":
        return ""
    return "attend" if row.answer == "yes" else "slot"


Stages = Mapping[tuple[int, str], date | None]  # case and stage -> by when


def from_dossiers(people: Sequence[str], stages: Stages, *, on: date) -> Iterable[Task]:
    """Documents to hand in. Two queries.

    ``stages``: the present stage of each case that the person may see, with its term.
    """
    mine = Q(candidate__person__number__in=people) | Q(person__number__in=people)
    rows = Dossier.objects.unscoped(WHY).filter(mine, closed_on__isnull=True)
    # The papers of a draft belong to finishing it; those of an application that is over to nothing.
    rows = rows.exclude(application__state="draft").exclude(application__ended_at__isnull=False)
    for row in rows.select_related("scheme").prefetch_related("items").order_by("opened_on", "pk"):
        labels = {one.code: one.label for one in row.items.all() if one.label}
        items = [Item(one.code, one.status, one.needed, one.expires_on) for one in row.items.all()]
        asked = tuple(one.code for one in missing_on(items, on) if state_on(one, on) in TO_HAND_IN)
        if asked:
            due = stages.get((row.journey_id or 0, row.stage)) if row.stage else None
            yield Task(
                "hand_in", row.number, row.kind, row.scheme.name, due=due, papers=asked, paper_labels=labels
            )


def from_applications(people: Sequence[str], language: str, *, on: date) -> Iterable[Task]:
    """Applications begun and not handed in, while their call is open. One query."""
    rows = Application.objects.unscoped(WHY).filter(
        person__number__in=people, state=Application.State.DRAFT, ended_at__isnull=True
    )
    open_ = rows.filter(Q(call__closes_on__isnull=True) | Q(call__closes_on__gte=on))
    for row in open_.filter(call__state=Call.State.PUBLISHED).select_related("call__scheme").order_by("pk"):
        told = words_of(row.call.texts, row.call.languages, language)
        title = row.call.texts.get(told, {}).get("title", "")
        yield Task("apply", row.number, title, row.call.scheme.name, due=row.call.closes_on)


def from_courses(people: Sequence[str], *, on: date) -> Iterable[Task]:
    """The next day of each course on which the person has a seat. One query."""
    rows = Enrolment.objects.unscoped(WHY).filter(candidate__person__number__in=people, state="enrolled")
    next_day = Min("group__sessions__on", filter=Q(group__sessions__on__gte=on))
    for row in rows.select_related("group__course__scheme").annotate(next_day=next_day).order_by("pk"):
        begins = row.group.starts_on
        day: date | None = row.next_day or (  # type: ignore[attr-defined]  # annotated
            begins if begins is not None and begins >= on else None
        )
        if day is not None:
            yield Task("course", row.number, row.group.course.title, row.group.course.scheme.name, due=day)


def from_contests(people: Sequence[str]) -> Iterable[Task]:
    """Contests that wait: nothing to do, but a term that somebody else must keep. One query."""
    rows = Contest.objects.unscoped(WHY).filter(candidate__person__number__in=people, ended_at__isnull=True)
    for row in rows.select_related("scheme").order_by("pk"):
        yield Task("contest", row.about, "", row.scheme.name, due=row.due_on)


def from_quotas(people: Sequence[str]) -> Iterable[Task]:
    """A place kept for somebody who moved up a waiting list, until a day. One query."""
    rows = WaitingEntry.objects.filter(
        candidate__person__number__in=people, moved_up_at__isnull=False, left_at__isnull=True
    )
    for row in rows.select_related("candidate__scheme").order_by("pk"):
        yield Task("kept_place", row.number, "", row.candidate.scheme.name, due=row.claim_until)


def from_appointments(people: Sequence[str], *, on: date) -> Iterable[Task]:
    """Appointments at a consular post. One query."""
    rows = Appointment.objects.filter(file__journey__candidate__person__number__in=people, slot_on__gte=on)
    for row in rows.select_related("post", "file__journey__candidate__scheme").order_by("pk"):
        scheme = row.file.journey.candidate.scheme.name
        yield Task("appointment", row.file.number, row.post.place, scheme, due=row.slot_on)
