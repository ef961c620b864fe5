"""The reserve list of an interview round: where a place frees, the next in order has it, and is told."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from passerelle.actions.steps.writing import Writing
from passerelle.records.calls.models import Application
from passerelle.records.interviews.models import Interview, Slot

# Which event of a stage table follows; a case's own table knows one of them at its stage, or none.
MOVED_UP = ("selected", "test_passed")
WHY = "of rounds whose places the action frees"


def free_round_places(
    note: Writing,
    candidates: Collection[int],
    *,
    at: datetime,
    within: Q | None = None,
) -> list[Interview]:
    """Free the places that these people were selected for, and move up as many from the reserve, by rank.

    Times that they had chosen and that are still to come are free again for others.
    ``within`` is a condition on the interview, such as ``Q(round__vacancy=...)``. A reserve list ends on its
    day. Answers the interviews that moved up; whoever calls moves their cases (``MOVED_UP``).
    """
    rows = Interview.objects.unscoped(WHY).filter(within or Q(), candidate__in=candidates)
    Slot.objects.filter(interview__in=rows, starts_at__gt=at).update(interview=None)
    selected = rows.filter(outcome=Interview.Outcome.SELECTED, freed_at__isnull=True)
    freed = list(selected.select_for_update(of=("self",)).order_by("pk"))
    if not freed:
        return []
    Interview.objects.unscoped(WHY).filter(pk__in=[one.pk for one in freed]).update(freed_at=at)
    return [one for round_ in sorted({one.round_id for one in freed}) for one in _next(note, round_, freed, at)]


def _next(note: Writing, round_: int, freed: Collection[Interview], at: datetime) -> list[Interview]:
    count = sum(one.round_id == round_ for one in freed)
    applied = Application.objects.unscoped(WHY).filter(
        call=OuterRef("round__call"), candidate=OuterRef("candidate"), state=Application.State.RESERVE
    )
    waiting = Interview.objects.unscoped(WHY).filter(
        # Whoever said no, or whose application closed for a place elsewhere, waits no more.
        Q(referral__isnull=True) | Q(referral__ended_at__isnull=True),
        Q(round__call__isnull=True) | Exists(applied),
        round=round_,
        outcome=Interview.Outcome.RESERVE,
        round__reserve_until__gte=timezone.localdate(at),
        round__group__isnull=True,  # a group's own waiting list moves up by itself
        candidate__withdrawn_on__isnull=True,
    )
    joined = waiting.select_related("candidate__person", "candidate__scheme", "round__scheme")
    rows = list(joined.select_for_update(of=("self",)).order_by("rank")[:count])
    Interview.objects.unscoped(WHY).filter(pk__in=[one.pk for one in rows]).update(
        outcome=Interview.Outcome.SELECTED, moved_up_at=at, version=F("version") + 1, changed_at=at
    )
    for one in rows:
        Application.objects.unscoped(WHY).filter(
            call=one.round.call_id, candidate=one.candidate_id, state=Application.State.RESERVE
        ).update(state=Application.State.SELECTED, version=F("version") + 1, changed_at=at)
        person = one.candidate.person
        facts: dict[str, object] = {"scheme": one.round.scheme.name}
        note.tell(person.number, "reserve_moved_up", facts, language=person.language)
        note.about(one.number, one.candidate.number, person.number)
    return rows
