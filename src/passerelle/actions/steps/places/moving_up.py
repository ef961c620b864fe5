"""Waiting lists: a free place is kept for the next in order, who is told; an offer stays somebody's act."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from passerelle.actions.steps.writing import Writing
from passerelle.domain.quotas.waiting import Waiting, claim_ends, moving_up
from passerelle.records.quotas.models import Quota, WaitingEntry

WHY = "the action has checked the actor"
Key = tuple[int, int]  # quota, candidate


def claims_of(quotas: Iterable[int], candidates: Iterable[int]) -> Mapping[Key, int]:
    """The places kept for these people in these quotas: (quota, candidate) -> row of the list."""
    rows = WaitingEntry.objects.filter(
        quota__in=list(quotas),
        candidate__in=list(candidates),
        moved_up_at__isnull=False,
        left_at__isnull=True,
    )
    return {(quota, candidate): pk for pk, quota, candidate in rows.values_list("pk", "quota", "candidate")}


def use_claims(claims: Mapping[Key, int], placed: Collection[Key], *, at: datetime) -> None:
    """Who is offered a place waits no more, whether a place was kept for them or not."""
    used = [pk for key, pk in claims.items() if key in placed]
    WaitingEntry.objects.filter(pk__in=used).update(left_at=at, left_code="offered")
    plain = WaitingEntry.objects.filter(
        quota__in={quota for quota, _ in placed},
        candidate__in={candidate for _, candidate in placed},
        moved_up_at__isnull=True,
        left_at__isnull=True,
    )
    plain.update(left_at=at, left_code="offered")


def move_up(note: Writing, quotas: Iterable[int], *, at: datetime) -> list[WaitingEntry]:
    """Keep the free places of these quotas for the next in order, and tell them."""
    numbers = sorted(quotas)
    # Locked before the list is read: two releases at once never choose the same person.
    rows = {row.pk: row for row in Quota.objects.unscoped(WHY).filter(pk__in=numbers).select_for_update()}
    waiting = _waiting(numbers)
    moved = []
    for number in numbers:
        quota, listed = rows[number], {row.candidate_id: row for row in waiting if row.quota_id == number}
        lines = [Waiting(str(one), row.rank, row.claim_until) for one, row in listed.items()]
        chosen = moving_up(lines, free=quota.places - quota.taken if quota.closed_on is None else 0)
        moved += [_claim(quota, listed[int(one.name)], at) for one in chosen]
        if chosen:
            Quota.objects.unscoped(WHY).filter(pk=number).update(
                taken=F("taken") + len(chosen), claimed=F("claimed") + len(chosen)
            )
    WaitingEntry.objects.bulk_update(moved, ["moved_up_at", "claim_until", "version", "changed_at"])
    told = {message.recipient for message in note.messages}
    for row in moved:
        if row.candidate.person.number not in told:
            _tell(note, row)
    return moved


def _waiting(quotas: list[int]) -> list[WaitingEntry]:
    rows = WaitingEntry.objects.filter(quota__in=quotas, left_at__isnull=True, moved_up_at__isnull=True)
    return list(rows.select_related("candidate__person", "candidate__scheme", "quota").order_by("rank"))


def _claim(quota: Quota, row: WaitingEntry, at: datetime) -> WaitingEntry:
    row.moved_up_at, row.changed_at = at, at
    row.claim_until = claim_ends(timezone.localdate(at), quota.claim_days)
    row.version += 1
    return row


def _tell(note: Writing, row: WaitingEntry) -> None:
    person = row.candidate.person
    facts: dict[str, object] = {
        "scheme": row.candidate.scheme.name,
        "until": row.claim_until.isoformat() if row.claim_until else "",
    }
    note.tell(person.number, "moved_up", facts, language=person.language)
    note.about(row.candidate.number, person.number, row.quota.number)
