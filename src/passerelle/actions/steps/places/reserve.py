"""The reserve list of an interview round: where a place frees, the next in order has it, and is told."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from passerelle.actions.steps.places.first_turn import note_place_given, owed_in_rounds
from passerelle.actions.steps.writing import Writing
from passerelle.records.calls.models import Application
from passerelle.records.interviews.models import Interview, Round, Slot
from passerelle.records.scope import ScopedQuerySet

# Which event of a stage table follows; a case's own table knows one of them at its stage, or none.
MOVED_UP = ("selected", "test_passed")
STILL_WAITS = (Application.State.RESERVE, Application.State.ELIGIBLE)
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
    by_round: dict[int, int] = {}
    for one in freed:
        by_round[one.round_id] = by_round.get(one.round_id, 0) + 1
    return [one for round_, count in sorted(by_round.items()) for one in _next(note, round_, count, at)]


def fill_round(note: Writing, row: Round, *, at: datetime) -> list[Interview]:
    """Give places of a ranked round that nobody has, in the same order; answers who has one now."""
    selected = Interview.objects.unscoped(WHY).filter(round=row, outcome=Interview.Outcome.SELECTED)
    held = selected.filter(freed_at__isnull=True).count()
    return _next(note, row.pk, max(0, row.places - held) if row.places is not None else None, at)


def _next(note: Writing, round_: int, count: int | None, at: datetime) -> list[Interview]:
    """``count`` places (``None``: as many as wait): first whoever won a contest here, then the reserve."""
    owed = owed_in_rounds(Q(round=round_))
    first = list(_waiting(round_).filter(candidate__in=owed).select_for_update(of=("self",)).order_by("pk"))
    first.sort(key=lambda one: owed[one.candidate_id])
    first = first if count is None else first[:count]
    left = None if count is None else count - len(first)
    rows = [*first, *_reserve(round_, at)[:left]]
    Interview.objects.unscoped(WHY).filter(pk__in=[one.pk for one in rows]).update(
        outcome=Interview.Outcome.SELECTED,
        reason_code="",
        moved_up_at=at,
        version=F("version") + 1,
        changed_at=at,
    )
    note_place_given(Q(round=round_), [one.candidate_id for one in first], at=at)
    for one in rows:
        _tell(note, one, "application_selected" if one in first else "reserve_moved_up", at)
    return rows


def _waiting(round_: int) -> ScopedQuerySet[Interview]:
    """Who may still have a place of a round: neither withdrawn nor, for a call, with a closed application."""
    applied = Application.objects.unscoped(WHY).filter(
        call=OuterRef("round__call"), candidate=OuterRef("candidate"), state__in=STILL_WAITS
    )
    rows = Interview.objects.unscoped(WHY).filter(
        Q(round__call__isnull=True) | Exists(applied),
        round=round_,
        round__group__isnull=True,  # a group's own waiting list moves up by itself
        candidate__withdrawn_on__isnull=True,
    )
    return rows.select_related("candidate__person", "candidate__scheme", "round__scheme")


def _reserve(round_: int, at: datetime) -> list[Interview]:
    rows = _waiting(round_).filter(
        # Whoever said no, or whose application closed for a place elsewhere, waits no more.
        Q(referral__isnull=True) | Q(referral__ended_at__isnull=True),
        outcome=Interview.Outcome.RESERVE,
        round__reserve_until__gte=timezone.localdate(at),
    )
    return list(rows.select_for_update(of=("self",)).order_by("rank"))


def _tell(note: Writing, one: Interview, template: str, at: datetime) -> None:
    Application.objects.unscoped(WHY).filter(
        call=one.round.call_id, candidate=one.candidate_id, state__in=STILL_WAITS
    ).update(state=Application.State.SELECTED, version=F("version") + 1, changed_at=at)
    person = one.candidate.person
    facts: dict[str, object] = {"scheme": one.round.scheme.name}
    note.tell(person.number, template, facts, language=person.language)
    note.about(one.number, one.candidate.number, person.number)
