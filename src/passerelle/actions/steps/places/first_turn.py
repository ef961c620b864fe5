"""Whoever won a contest is offered the next equal place before anybody else."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q

from passerelle.domain.selection.contesting import Equal, are_equal
from passerelle.records.contests.models import Priority
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Vacancy

PLACE_GIVEN = "place_given"


def note_given(referral: Referral, offer: Offer, *, at: datetime) -> None:
    """What was owed to this person is given by this offer, where the place is equal. Two queries."""
    place = _place(referral.vacancy)
    owed = [one for one in _open(referral.candidate.scheme_id) if one.candidate_id == referral.candidate_id]
    mine = next((one for one in owed if are_equal(_owed(one), place)), None)
    if mine is not None:
        Priority.objects.filter(pk=mine.pk).update(used_by=offer, ended_at=at)


def passing_over(referrals: Sequence[Referral]) -> set[int]:
    """The referrals whose place is owed to somebody else. One query a scheme."""
    owed = {scheme: _open(scheme) for scheme in {one.candidate.scheme_id for one in referrals}}
    found = set()
    for one in referrals:
        place = _place(one.vacancy)
        first = [due for due in owed[one.candidate.scheme_id] if are_equal(_owed(due), place)]
        if first and one.candidate_id != first[0].candidate_id:
            found.add(one.pk)
    return found


def note_all_given(given: Sequence[tuple[Referral, Offer]], *, at: datetime) -> None:
    """``note_given`` for many: queries only where somebody is owed something."""
    for scheme in {one.candidate.scheme_id for one, _ in given}:
        owed = {due.candidate_id for due in _open(scheme)}
        for referral, offer in given:
            if referral.candidate_id in owed:
                note_given(referral, offer, at=at)


def owed_in_rounds(within: Q) -> dict[int, int]:
    """To whom the next places of interview rounds are owed: candidacy -> turn, from 0. One query.

    ``within`` is ``Q(round=...)``, ``Q(round__call=...)`` or ``Q(round__group=...)``.
    """
    rows = Priority.objects.filter(within, ended_at__isnull=True, candidate__withdrawn_on__isnull=True)
    people = rows.order_by("given_at", "pk").values_list("candidate_id", flat=True)
    return {candidate: turn for turn, candidate in enumerate(people)}


def note_place_given(within: Q, candidates: Collection[int], *, at: datetime) -> None:
    """What was owed to these people in these rounds is given without an offer."""
    if candidates:
        rows = Priority.objects.filter(within, candidate__in=candidates, ended_at__isnull=True)
        rows.update(ended_at=at, lapsed_code=PLACE_GIVEN)


def _open(scheme: int) -> list[Priority]:
    rows = Priority.objects.filter(scheme=scheme, ended_at__isnull=True, candidate__withdrawn_on__isnull=True)
    return list(rows.order_by("given_at", "pk"))


def _owed(one: Priority) -> Equal:
    return Equal(one.vacancy_id, one.occupation, one.country)


def _place(vacancy: Vacancy) -> Equal:
    return Equal(vacancy.pk, vacancy.isco or "", vacancy.country or "")
