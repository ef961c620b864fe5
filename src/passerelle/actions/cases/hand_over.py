"""Hand cases over to somebody else, for good or for an absence, with a reason and a note for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F
from django.utils import timezone

from passerelle.actions.cases.chosen import chosen
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import PERMISSIONS, Role
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.accounts.models import User
from passerelle.records.journeys.models import HandedCase, Handover, Journey
from passerelle.records.partnerships.models import Membership

WHY = "the cases were reached"
TAKES = tuple(role for role in Role if Permission.CASE_HAND_OVER in PERMISSIONS[role])
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Handing:
    """To whom (an account), why, from when until when, and a note for some of the cases by number.

    No ``from_on``: now. No ``until``: for good; else the last day before the cases come back.
    """

    to: int
    reason: str
    from_on: date | None = None
    until: date | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


def hand_over(
    actor: Actor, versions: dict[str, int | None], handing: Handing, *, key: str | None = None
) -> int:
    """Give the chosen cases to another caseworker of their scheme; answers how many change hands.

    Refused with ``reason_missing``, ``days_in_order``, or ``not_of_the_scheme`` when the other has no role
    to carry them. An absence that begins later is kept, and begins by itself on its day.
    """
    days = [str(handing.from_on), str(handing.until), sorted(handing.notes.items())]
    content = [sorted(versions), handing.to, handing.reason, days]
    with writing(actor, "case.hand_over", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        today = timezone.localdate()
        _must_be_sound(handing, today)
        journeys = chosen(actor, versions, Permission.CASE_HAND_OVER)
        for scheme in {one.candidate.scheme_id for one in journeys}:
            _must_carry(handing.to, scheme)
        moving = [one for one in journeys if one.owner_id != handing.to]
        if moving:
            _given(note, moving, handing, by=actor, today=today)
        note.answer = len(moving)
        return len(moving)


def change_owner(journeys: Sequence[Journey], owner: int | None) -> None:
    """Let these cases, which were reached, belong to an account (``None``: to nobody)."""
    rows = Journey.objects.unscoped(WHY).filter(pk__in=[one.pk for one in journeys])
    rows.update(owner=owner, version=F("version") + 1, changed_at=timezone.now())


def tell(note: Writing, account: User, template: str, journeys: Sequence[Journey], **facts: object) -> None:
    """A message about these cases to an account: how many, and the scheme where it is only one."""
    schemes = {(one.candidate.scheme.code, one.candidate.scheme.name) for one in journeys}
    code = schemes.copy().pop()[0] if len(schemes) == 1 else ""
    said = {"count": len(journeys), "scheme": ", ".join(sorted(name for _code, name in schemes)), **facts}
    address = account.email or account.phone or ""
    note.tell(address, template, said, language=account.language, scheme=code)
    note.scheme_code = note.scheme_code or code


def _given(note: Writing, moving: list[Journey], handing: Handing, *, by: Actor, today: date) -> None:
    from_on, now = handing.from_on or today, timezone.now()
    begins = from_on <= today
    row = Handover.objects.create(
        receiver_id=handing.to, reason=handing.reason.strip()[:500], from_on=from_on, until=handing.until,
        by_id=by.id, at=now, begun_at=now if begins else None,
    )  # fmt: skip
    HandedCase.objects.bulk_create(
        (
            HandedCase(
                handover=row,
                journey=one,
                former_id=one.owner_id,
                note=handing.notes.get(one.number, "").strip()[:300],
            )
            for one in moving
        ),
        batch_size=BATCH,
    )
    if begins:
        change_owner(moving, handing.to)
    receiver = User.objects.get(pk=handing.to)
    for one in moving:
        note.about(one.number, one.candidate.number, one.candidate.person.number)
    if handing.until:
        days: dict[str, object] = {"from": from_on.isoformat(), "until": handing.until.isoformat()}
        tell(note, receiver, "cases_lent", moving, **days)
    else:
        tell(note, receiver, "cases_handed_over", moving)
    note.about(row.number)
    note.details = {"to": receiver.name, "reason": row.reason, "cases": len(moving), "handover": row.number}


def _must_be_sound(handing: Handing, today: date) -> None:
    if not handing.reason.strip():
        message, hint = Text("Say why the cases are handed over."), Text("One sentence is enough.")
        raise Refused([Problem("reason_missing", message, hint, column="reason")])
    first = handing.from_on or today
    if first < today:
        message, hint = Text("The first day has passed."), Text("Choose today or a later day.")
        raise Refused([Problem("days_in_order", message, hint, column="from_on")])
    if handing.until and handing.until < first:
        message, hint = Text("The last day is before the first."), Text("Choose a later last day.")
        raise Refused([Problem("days_in_order", message, hint, column="until")])


def _must_carry(account: int, scheme: int) -> None:
    held = Membership.objects.filter(user=account, scheme=scheme, role__in=TAKES, until__isnull=True)
    if not held.exists():
        message = Text("This account has no casework role in the scheme.")
        raise Refused([Problem("not_of_the_scheme", message, Text("Choose somebody of the scheme's team."))])
