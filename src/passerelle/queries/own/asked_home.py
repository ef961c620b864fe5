"""What the time after a stay asks of a person now: her plan for home, introductions, how she is."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import F, Q
from django.utils import timezone

from passerelle.domain.followups.waves import SENT, SILENT_DAYS
from passerelle.queries.own.asked import Task
from passerelle.queries.selection.open_calls import words_of
from passerelle.records.alumni.models import Invitation
from passerelle.records.alumni.pool import open_invitations
from passerelle.records.diaspora.models import Introduction
from passerelle.records.followups.models import Wave
from passerelle.records.reintegration.models import PlanStep, ReintegrationPlan

WHY = "the rows are the person's own"


def from_home(people: Sequence[str], language: str, *, on: date) -> Iterable[Task]:
    """Plans to agree to, own steps, introductions, waves and invitations to answer. Five queries."""
    yield from _plans(people)
    yield from _introductions(people)
    yield from _waves(people)
    yield from _invitations(people, language, on)


def _plans(people: Sequence[str]) -> Iterable[Task]:
    rows = ReintegrationPlan.objects.unscoped(WHY).filter(
        journey__candidate__person__number__in=people, closed_on__isnull=True
    )
    changed = rows.filter(Q(agreed_edition__isnull=True) | ~Q(agreed_edition=F("edition")))
    # A plan without a step cannot be agreed to yet.
    for plan in changed.filter(steps__isnull=False).distinct().select_related("journey__candidate__scheme"):
        yield Task("agree_plan", plan.number, "", plan.journey.candidate.scheme.name)
    own = PlanStep.objects.filter(plan__in=rows, owner="person", done_on__isnull=True)
    for step in own.select_related("plan__journey__candidate__scheme"):
        scheme = step.plan.journey.candidate.scheme.name
        yield Task("plan_step", step.plan.number, step.what, scheme, due=step.due_on)


def _introductions(people: Sequence[str]) -> Iterable[Task]:
    rows = Introduction.objects.unscoped(WHY).filter(
        plan__journey__candidate__person__number__in=people, plan__closed_on__isnull=True, person_answer="",
        supporter__withdrawn_on__isnull=True,
    )  # fmt: skip
    for row in rows.select_related("plan__journey__candidate__scheme").order_by("pk"):
        yield Task("introduction", row.plan.number, "", row.plan.journey.candidate.scheme.name)


def _waves(people: Sequence[str]) -> Iterable[Task]:
    """Waves that were sent and wait; the seed of the link makes the page's address."""
    rows = Wave.objects.unscoped(WHY).filter(journey__candidate__person__number__in=people, state=SENT)
    asked = rows.exclude(seed="").exclude(sent_at__isnull=True)
    for row in asked.select_related("journey__candidate__scheme").order_by("pk"):
        due = timezone.localdate(row.sent_at) + timedelta(days=SILENT_DAYS)
        yield Task("wave", row.seed, "", row.journey.candidate.scheme.name, due=due)


def _invitations(people: Sequence[str], language: str, on: date) -> Iterable[Task]:
    """Calls to which she was invited as one of the alumni."""
    for row in open_invitations(Invitation.objects.unscoped(WHY), people, on=on):
        told = words_of(row.call.texts, row.call.languages, language)
        title = row.call.texts.get(told, {}).get("title", "")
        yield Task("invitation", row.number, title, row.call.scheme.name, due=row.call.closes_on)
