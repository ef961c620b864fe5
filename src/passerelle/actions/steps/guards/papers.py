"""The guard answered by dossiers: the papers of the stage are accepted."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from passerelle.actions.steps.files.dossiers import complete_ids
from passerelle.actions.steps.guards.check import GuardCheck
from passerelle.actions.steps.tables import tables_for
from passerelle.records.dossiers.models import Dossier
from passerelle.records.journeys.models import Journey

WHY = "guards answer for the cases that an action reached"


def papers_accepted(candidates: Collection[int]) -> set[int]:
    """Whose present stage asks for no paper, or has them all accepted and valid today. Four queries."""
    open_ = Journey.objects.unscoped(WHY).filter(candidate__in=candidates, ended_on__isnull=True)
    journeys = list(open_)
    tables = tables_for(journeys)
    rows = Dossier.objects.unscoped(WHY).filter(journey__in=journeys, kind="stage", closed_on__isnull=True)
    held = {(journey, stage): pk for pk, journey, stage in rows.values_list("pk", "journey", "stage")}
    complete = complete_ids(held.values(), on=timezone.localdate())
    found = set()
    for one in journeys:
        track = tables.get((one.scheme_version_id, one.track))
        arrivals = [row for row in track.transitions if row.to == one.stage] if track else []
        asked = any(row.documents and not row.hidden for row in arrivals)
        dossier = held.get((one.pk, one.stage))
        if dossier in complete if dossier is not None else not asked:
            found.add(one.candidate_id)
    return found


GUARD_CHECKS: Mapping[str, GuardCheck] = {"papers_accepted": papers_accepted}
