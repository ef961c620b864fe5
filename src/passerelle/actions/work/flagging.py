"""Flags are raised once for a line of a month, and the scheme's welfare officers are told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from passerelle.actions.steps.writing import Writing
from passerelle.records.accounts.models import User
from passerelle.records.partnerships.officers import officers_on
from passerelle.records.stays.models import Stay
from passerelle.records.work.models import PayStatement, WorkFlag

WHY = "flags are raised about the months that were just stated"


@dataclass(frozen=True, slots=True)
class Raised:
    """What is flagged: ``agreed`` and ``stated`` as text, empty when not known; the stay with its scheme."""

    stay: Stay
    month: date
    code: str
    agreed: str
    stated: str
    found: str
    statement: PayStatement | None = None


def flag(note: Writing, raised: Sequence[Raised], *, source: str, at: datetime) -> int:
    """Raise what is not open already; how many are new. Few queries and one message for each officer."""
    open_ = WorkFlag.objects.unscoped(WHY).filter(
        stay__in={one.stay.pk for one in raised}, closed_at__isnull=True
    )
    known = set(open_.values_list("stay", "month", "code"))
    new = {
        (one.stay.pk, one.month, one.code): one
        for one in raised
        if (one.stay.pk, one.month, one.code) not in known
    }
    WorkFlag.objects.bulk_create(
        [
            WorkFlag(
                stay=one.stay,
                statement=one.statement,
                month=one.month,
                code=one.code,
                agreed=one.agreed[:20],
                stated=one.stated[:20],
                found=one.found,
                source=source,
                raised_at=at,
            )
            for one in new.values()
        ],
        batch_size=500,
    )
    _tell(note, list(new.values()))
    return len(new)


def _tell(note: Writing, new: Sequence[Raised]) -> None:
    """Who may hear of them, with a count and nothing else: a message may be read over a shoulder.

    The officers of the scheme without a tie to the host, else those of another scheme; a tied one gets nothing.
    """
    if not new:
        return
    officers = officers_on(timezone.localdate())
    schemes = {one.stay.journey.candidate.scheme_id: one.stay.journey.candidate.scheme for one in new}
    counts: Counter[tuple[int, int]] = Counter()
    for one in new:
        scheme = one.stay.journey.candidate.scheme_id
        counts.update((account, scheme) for account in officers.free(scheme, one.stay.host_id))
    known = User.objects.in_bulk({account for account, _scheme in counts})
    for (account, scheme), count in sorted(counts.items()):
        officer, facts = known[account], {"scheme": schemes[scheme].name, "count": count}
        if officer.email:
            note.tell(officer.email, "work_flags_raised", dict(facts), language=officer.language)
