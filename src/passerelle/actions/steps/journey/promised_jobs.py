"""No offer without the promised job at origin, where the scheme's own table asks for one."""

from collections.abc import Sequence

from django.db.models import Q

from passerelle.actions.steps.guards.partnerships import STANDS
from passerelle.actions.steps.tables import tables_for
from passerelle.records.journeys.models import Journey
from passerelle.records.promises.models import Promise
from passerelle.records.selection.models import Referral

WHY = "the offer was reached"
GUARD = "promise_at_origin"


def unpromised(referrals: Sequence[Referral]) -> set[int]:
    """The referrals for which a promise is asked and there is none. A few queries, however many."""
    asked = _asking({one.candidate_id for one in referrals})
    mine = [one for one in referrals if one.candidate_id in asked]
    if not mine:
        return set()
    jobs = Promise.objects.unscoped(WHY).filter(kind="job_at_origin", state__in=STANDS)
    people, vacancies = {one.candidate_id for one in mine}, {one.vacancy_id for one in mine}
    rows = jobs.filter(Q(candidate__in=people) | Q(candidate=None, vacancy__in=vacancies))
    promised = set(rows.values_list("candidate_id", "vacancy_id"))
    found = set()
    for one in mine:
        person, vacancy = one.candidate_id, one.vacancy_id
        if not {(person, None), (person, vacancy), (None, vacancy)} & promised:
            found.add(one.pk)
    return found


def _asking(candidates: set[int]) -> set[int]:
    """Of these, the ones the table of whose open case lets nobody be offered a place without the promise."""
    open_ = list(Journey.objects.unscoped(WHY).filter(candidate__in=candidates, ended_on=None))
    tables = tables_for(open_)
    return {
        one.candidate_id
        for one in open_
        if (track := tables.get((one.scheme_version_id, one.track)))
        and any(row.event == "offered" and GUARD in row.guard for row in track.transitions)
    }
