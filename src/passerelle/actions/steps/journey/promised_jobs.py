"""No offer without the promised job at origin, where the scheme's own table asks for one."""

from django.db.models import Q

from passerelle.actions.steps.guards.partnerships import STANDS
from passerelle.actions.steps.tables import tables_for
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.promises.models import Promise
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


def _asked(candidate: Candidate) -> bool:
    """Whether the table of the person's open case lets nobody be offered a place without the promise."""
    open_ = list(Journey.objects.unscoped(WHY).filter(candidate=candidate, ended_on=None))
    tables = tables_for(open_)
    rows = [
        row
        for one in open_
        if (track := tables.get((one.scheme_version_id, one.track)))
        for row in track.transitions
    ]
    return any(row.event == "offered" and GUARD in row.guard for row in rows)
