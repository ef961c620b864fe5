"""No offer without the promised job at origin, where the scheme's own table asks for one."""

from collections.abc import Sequence

from django.db.models import Q

from passerelle.actions.steps.guards.partnerships import STANDS
from passerelle.actions.steps.tables import tables_for
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.promises.models import Promise
from passerelle.records.selection.models import Referral
from passerelle.records.vacancies.models import Vacancy

WHY = "the offer was reached"
GUARD = "promise_at_origin"


def must_be_promised(candidate: Candidate, vacancy: Vacancy) -> None:
    """Refuse with code ``no_job_promised``: a job promised for another vacancy stands for nothing here."""
    if not _asked(candidate):
        return
    here = Q(candidate=candidate) & (Q(vacancy=None) | Q(vacancy=vacancy))
    jobs = Promise.objects.unscoped(WHY).filter(kind="job_at_origin", state__in=STANDS)
    if not jobs.filter(here | Q(candidate=None, vacancy=vacancy)).exists():
        message = Text("No job at home is promised for %(vacancy)s.", {"vacancy": vacancy.number})
        hint = Text("Record the promise of an employer in the country of origin, then make the offer.")
        raise Refused([Problem("no_job_promised", message, hint)])


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


def _asked(candidate: Candidate) -> bool:
    return bool(_asking({candidate.pk}))


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
