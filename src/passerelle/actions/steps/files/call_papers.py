"""The documents that a call asks of an application: a dossier, the person's own until it is handed in."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from passerelle.actions.steps.files.dossiers import About, Asked, open_dossiers
from passerelle.actions.steps.writing import Writing
from passerelle.domain.dossiers.completeness import Item, state_on
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.answers import missing_papers
from passerelle.records.calls.models import Application, Call
from passerelle.records.dossiers.models import Dossier, DossierItem

WHY = "the action above has reached the application"
THERE = ("received", "accepted", "waived")


def open_call_papers(note: Writing, applications: Sequence[Application], *, at: datetime) -> None:
    """A dossier for each saved application whose call asks for documents; constant queries for one call."""
    by_call: dict[Call, list[Application]] = defaultdict(list)
    for one in applications:
        if one.call.documents and one.dossier_id is None:
            by_call[one.call].append(one)
    for call, wanting in by_call.items():
        papers = [Asked(str(one["code"]), bool(one.get("needed"))) for one in call.documents]
        about = [About(call.scheme, one.candidate, person=one.person) for one in wanting]
        made = open_dossiers(note, "application", papers, about=about, at=at)
        for application, dossier in zip(wanting, made, strict=True):
            application.dossier = dossier
        Application.objects.unscoped(WHY).bulk_update(wanting, ["dossier"], batch_size=500)


def papers_missing(application: Application, *, at: datetime) -> list[Problem]:
    """One problem for each document that is needed and was not handed in, or no longer counts."""
    on, rows = timezone.localdate(at), DossierItem.objects.filter(dossier=application.dossier_id or 0)
    items = [Item(one.code, one.status, one.needed, one.expires_on) for one in rows]
    there = [one.code for one in items if state_on(one, on) in THERE]
    return [
        Problem(
            "missing", Text("%(field)s is missing.", {"field": one.word}), one.how, column=f"paper_{one.code}"
        )
        for one in missing_papers(application.call.documents, there)
    ]


def hand_over(application: Application) -> None:
    """The papers follow the candidacy that has begun: whoever decides on it may read them now."""
    if application.dossier_id is not None:
        rows = Dossier.objects.unscoped(WHY).filter(pk=application.dossier_id)
        rows.update(candidate=application.candidate)
