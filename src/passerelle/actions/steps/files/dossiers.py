"""Shared steps on dossiers: open, receive, review; never a transaction of their own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import Writing
from passerelle.domain.dossiers.completeness import Item, is_complete_on
from passerelle.domain.dossiers.reasons import why_fault
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.documents import Kept
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.capacity.models import Activity
from passerelle.records.dossiers.models import CompleteSpan, Dossier, DossierItem
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.vacancies.models import Vacancy

WHY = "the action above has reached what the dossier is about"
RECEIVED, ACCEPTED = DossierItem.Status.RECEIVED, DossierItem.Status.ACCEPTED
SENT_BACK, WAIVED = DossierItem.Status.SENT_BACK, DossierItem.Status.WAIVED
VERDICTS = (ACCEPTED, SENT_BACK, WAIVED)


@dataclass(frozen=True, slots=True)
class Asked:
    """A document that a dossier asks for; an empty label means the code's own word."""

    code: str
    needed: bool = True
    label: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a dossier is about, in one scheme; a journey, candidacy or person for people's dossiers."""

    scheme: Scheme
    candidate: Candidate | None = None
    journey: Journey | None = None
    organisation: Organisation | None = None
    vacancy: Vacancy | None = None
    person: Person | None = None
    stage: str = ""
    activity: Activity | None = None


def open_dossiers(
    note: Writing, kind: str, items: Sequence[Asked], *, about: Sequence[About], at: datetime
) -> list[Dossier]:
    """One dossier with the same checklist for each of many subjects; two writes whatever their number."""
    on = timezone.localdate(at)
    rows = [
        Dossier(
            kind=kind,
            scheme=one.scheme,
            candidate_id=_candidate_of(one),
            journey=one.journey,
            organisation=one.organisation,
            vacancy=one.vacancy,
            person=one.person,
            stage=one.stage,
            activity=one.activity,
            opened_on=on,
            complete_on=None if any(item.needed for item in items) else on,
        )
        for one in about
    ]
    made = Dossier.objects.bulk_create(rows, batch_size=1_000)
    DossierItem.objects.bulk_create(
        (
            DossierItem(dossier=dossier, ordinal=ordinal, code=item.code, label=item.label, needed=item.needed)
            for dossier in made
            for ordinal, item in enumerate(items, start=1)
        ),
        batch_size=1_000,
    )
    if not any(item.needed for item in items):
        CompleteSpan.objects.bulk_create(
            (CompleteSpan(dossier=one, since=on) for one in made), batch_size=1_000
        )
    note.about(*(dossier.number for dossier in made))
    return made


def _candidate_of(about: About) -> int | None:
    if about.journey is not None:
        return about.journey.candidate_id
    return about.candidate.pk if about.candidate else None


def open_dossier(note: Writing, kind: str, items: Sequence[Asked], *, about: About, at: datetime) -> Dossier:
    """One dossier with its checklist."""
    return open_dossiers(note, kind, items, about=[about], at=at)[0]


def add_document(  # noqa: PLR0913  # to which dossier, what, from whom, its file
    note: Writing,
    dossier: Dossier,
    code: str,
    *,
    by: int | None,
    at: datetime,
    kept: Kept,
    needed: bool = True,
) -> DossierItem:
    """One more document of a kind that may come any number of times (``MANY``)."""
    item = DossierItem.objects.create(
        dossier=dossier, ordinal=dossier.items.count() + 1, code=code, needed=needed
    )
    return receive(note, item, by=by, at=at, kept=kept)


def decide_on_all(
    note: Writing, dossier: Dossier, *, by: int | None, at: datetime, verdict: str, reason: str = ""
) -> None:
    """One decision on everything that waits for one, as a second look takes it; refused as ``review``."""
    waiting = DossierItem.objects.filter(dossier=dossier, status=RECEIVED).select_related("dossier")
    for item in waiting:
        review(note, item, by=by, at=at, verdict=verdict, reason=reason)


def close_dossier(dossier: Dossier, *, on: date) -> None:
    """Nothing more is handed in, nothing more decided."""
    dossier.refresh_from_db()
    dossier.closed_on = on
    save_next(dossier)


def receive(  # noqa: PLR0913  # what, from whom, its file, its days
    note: Writing,
    item: DossierItem,
    *,
    by: int | None,
    at: datetime,
    kept: Kept | None = None,
    issued_on: date | None = None,
    expires_on: date | None = None,
) -> DossierItem:
    """A document came in, with its file or on paper; an earlier decision on it no longer counts.

    Refused with ``dates-out-of-order`` where it was issued after today or ends before its issue.
    """
    _must_be_open(item.dossier)
    _dates_must_be_in_order(issued_on, expires_on, today=timezone.localdate(at))
    item.status, item.received_on = RECEIVED, timezone.localdate(at)
    item.issued_on, item.expires_on = issued_on, expires_on
    item.handed_in_by_id, item.reviewer, item.reviewed_at = by, None, None
    item.reason, item.reason_code = "", ""
    if kept is not None:
        item.stored, item.file_name, item.file_kind = kept.stored, kept.name, kept.kind
        item.file_bytes, item.file_digest = kept.bytes, kept.digest
    save_next(item)
    note.about(item.number, item.dossier.number)
    settle(item.dossier, at=at)
    return item


def review(  # noqa: PLR0913  # a review has these facts
    note: Writing,
    item: DossierItem,
    *,
    by: int | None,
    at: datetime,
    verdict: str,
    reason: str = "",
    reason_code: str = "",
) -> DossierItem:
    """Accept, send back or waive one document; never by the person who handed it in.

    Refused with ``own_document``, ``nothing_to_review``, ``reason_missing``, ``unknown_reason``,
    ``document_expired`` or ``dossier_closed``.
    """
    _must_be_open(item.dossier)
    _must_be_reviewable(item, by, verdict, on=timezone.localdate(at))
    if (fault := why_fault(verdict, reason_code, reason)) is not None:
        raise Refused([fault])
    item.status, item.reviewer_id, item.reviewed_at = verdict, by, at
    item.reason, item.reason_code = reason.strip(), reason_code if verdict == SENT_BACK else ""
    save_next(item)
    note.about(item.number, item.dossier.number)
    settle(item.dossier, at=at)
    return item


def is_complete(dossier: Dossier, *, on: date) -> bool:
    """Whether everything needed is accepted and valid on a day."""
    return dossier.pk in complete_ids([dossier.pk], on=on)


def complete_ids(dossiers: Iterable[int], *, on: date) -> set[int]:
    """Which of many dossiers are complete on a day. One query."""
    return complete_ids_on(dict.fromkeys(dossiers, on))


def complete_ids_on(days: Mapping[int, date]) -> set[int]:
    """Which of many dossiers are complete, each on its own day. One query."""
    items: dict[int, list[Item]] = {dossier: [] for dossier in days}
    rows = DossierItem.objects.filter(dossier_id__in=list(items))
    for dossier, code, status, needed, expires_on in rows.values_list(
        "dossier_id", "code", "status", "needed", "expires_on"
    ):
        items[dossier].append(Item(code, status, needed, expires_on))
    return {dossier for dossier, found in items.items() if is_complete_on(found, days[dossier])}


def settle(dossier: Dossier, *, at: datetime) -> None:
    """The day of completeness follows the items: set when the last is accepted, unset when one falls out."""
    on = timezone.localdate(at)
    complete = is_complete(dossier, on=on)
    if complete != (dossier.complete_on is not None):
        dossier.complete_on = on if complete else None
        save_next(dossier)
        if complete:
            CompleteSpan.objects.create(dossier=dossier, since=on)
        else:
            CompleteSpan.objects.filter(dossier=dossier, until__isnull=True).update(until=on)


_OWN = Text("You handed this document in, so somebody else must review it.")
_OTHER = Text("Ask a colleague to open this page.")


def _must_be_reviewable(item: DossierItem, by: int | None, verdict: str, *, on: date) -> None:
    if verdict not in VERDICTS:
        raise _refused("unknown_verdict", Text("There is no such decision."), Text("Choose one of the list."))
    if verdict != WAIVED and not item.received_on:
        raise _refused(
            "nothing_to_review", Text("Nothing was handed in yet."), Text("Hand the document in first.")
        )
    if verdict != WAIVED and by is not None and by == item.handed_in_by_id:
        raise _refused("own_document", _OWN, _OTHER)
    if verdict == ACCEPTED and item.expires_on is not None and item.expires_on < on:
        message = Text("The document ran out on %(day)s.", {"day": item.expires_on})
        raise _refused("document_expired", message, Text("Send it back and ask for a valid one."))


def _dates_must_be_in_order(issued_on: date | None, expires_on: date | None, *, today: date) -> None:
    if issued_on is None:
        return
    if issued_on > today:
        message = Text("The day of issue lies in the future.")
        hint = Text("Enter it as it stands on the document.")
        raise Refused([Problem("dates-out-of-order", message, hint, column="issued_on")])
    if expires_on is not None and expires_on < issued_on:
        message, hint = Text("The document ends before it was issued."), Text("Check both days.")
        raise Refused([Problem("dates-out-of-order", message, hint, column="expires_on")])


def _must_be_open(dossier: Dossier) -> None:
    if dossier.closed_on is not None:
        message = Text("The dossier %(number)s is closed.", {"number": dossier.number})
        raise _refused("dossier_closed", message, Text("Open a new one for a new procedure."))


def _refused(code: str, message: Text, hint: Text) -> Refused:
    return Refused([Problem(code, message, hint)])
