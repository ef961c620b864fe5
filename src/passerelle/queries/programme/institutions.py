"""Institutions' files of capacity building: the list, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.capacity.progress import Measured, Progress, Wanted, progress
from passerelle.records.capacity.models import Activity, InstitutionFile, Participant
from passerelle.records.dossiers.models import Dossier


def institution_rows(actor: Actor, *, scheme: str = "", name: str = "") -> QuerySet[Any]:
    """The files in scope with the number of activities held and planned; one query for a page or a file."""
    actor.must(Permission.CAPACITY_READ)
    rows = InstitutionFile.objects.visible_to(actor).select_related("organisation", "scheme")
    if scheme:
        rows = rows.filter(scheme__code=scheme)
    if name:
        rows = rows.filter(organisation__name__icontains=name)
    return rows.annotate(
        held=Count("activities", filter=Q(activities__state="held")),
        planned=Count("activities", filter=Q(activities__state="planned")),
        women=Sum("activities__women", filter=Q(activities__state="held")),
        men=Sum("activities__men", filter=Q(activities__state="held")),
    ).order_by("organisation__name", "scheme__code")


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    """One file: measures against the plan, activities, and who may write in it."""

    file: InstitutionFile
    progress: list[Progress]
    activities: list[Activity]
    may_write: bool


def institution_page(actor: Actor, number: str, *, on: date) -> InstitutionPage:
    """Raises ``DoesNotExist`` out of reach; five queries."""
    rows = InstitutionFile.objects.visible_to(actor).select_related("organisation", "scheme")
    file = rows.get(number=number)
    measures = [Measured(*one) for one in file.measures.values_list("measure", "value", "unit", "on")]
    goals = [Wanted(*one) for one in file.goals.values_list("measure", "target", "unit", "due")]
    return InstitutionPage(
        file=file,
        progress=progress(measures, goals, on=on),
        activities=list(
            file.activities.annotate(named=Count("participants", distinct=True)).prefetch_related(
                Prefetch("dossiers", queryset=Dossier.objects.visible_to(actor).annotate(files=Count("items")))
            )
        ),
        may_write=actor.may(Permission.CAPACITY_WRITE, scheme=file.scheme_id),
    )


def activity(actor: Actor, number: str) -> tuple[Activity, Sequence[Participant]]:
    """An activity with the officials named, for who may write in its file; ``NotPermitted`` otherwise."""
    visible = InstitutionFile.objects.visible_to(actor)
    rows = Activity.objects.select_related("file__scheme", "file__organisation")
    found = rows.filter(number=number, file__in=visible).first()
    if found is None:
        raise NotPermitted(number)
    actor.must(Permission.CAPACITY_WRITE, scheme=found.file.scheme_id)
    return found, list(found.participants.all())
