"""Reminders to those whose signature is missing: asked for by staff, or due by themselves."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from passerelle.actions.signing.reach import staff_papers
from passerelle.actions.steps.papers.signing import remind_parties, withdraw_papers
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.signing.models import Paper, Signature

# A reminder each third day, three times; afterwards a person calls. Choices of this project.
EVERY = timedelta(days=3)
MOST = 3
PAUSE = timedelta(hours=20)
WHY = "reminders go to everybody who was asked"


def remind(actor: Actor, numbers: Sequence[str], *, key: str | None) -> int:
    """Remind everybody whose turn it is on these papers; how many were told.

    Refused with ``reminded_already`` when the last reminder went out within a day, with ``nobody_to_remind``
    when nobody's turn it is or no address is known.
    """
    with writing(actor, "paper.remind", purpose=Purpose.JOURNEY, key=key, content=list(numbers)) as note:
        if note.replayed:
            return note.answer if isinstance(note.answer, int) else 0
        papers, now = staff_papers(actor, numbers), timezone.now()
        recent = Signature.objects.filter(paper__in=papers, reminded_at__gt=now - PAUSE, signed_at__isnull=True)
        if len(numbers) == 1 and recent.exists():
            hint = Text("The next reminder can go out tomorrow.")
            raise Refused([Problem("reminded_already", Text("They were reminded within the last day."), hint)])
        told = remind_parties(note, papers, at=now)
        if not told:
            hint = Text("Check who has an address, and whose turn it is.")
            raise Refused([Problem("nobody_to_remind", Text("There is nobody to remind."), hint)])
        note.scheme_code = papers[0].scheme.code
        note.about(*(paper.number for paper in papers))
        note.answer = len(told)
        return len(told)


def remind_due(*, now: datetime) -> int:
    """Remind by itself where three days have passed, three times at most; how many were told."""
    waiting = Signature.objects.filter(signed_at__isnull=True, refused_at__isnull=True, reminders__lt=MOST)
    since = Q(reminded_at__isnull=True, invited_at__lte=now - EVERY) | Q(reminded_at__lte=now - EVERY)
    papers = waiting.filter(since).exclude(recipient="").values("paper")
    rows = Paper.objects.unscoped(WHY).filter(
        pk__in=papers, withdrawn_at__isnull=True, completed_at__isnull=True
    )
    due = list(rows.exclude(signatures__refused_at__isnull=False).distinct()[:500])
    if not due:
        return 0
    with writing(SYSTEM, "paper.remind", purpose=Purpose.JOURNEY) as note:
        note.about(*(paper.number for paper in due))
        return len(remind_parties(note, due, at=now))


def withdraw(actor: Actor, number: str, *, code: str, key: str | None) -> None:
    """Take back a paper that is not signed by everybody; its links end.

    Refused with ``paper_complete`` when everybody has signed: then a new version or an end is needed.
    """
    with writing(actor, "paper.withdraw", purpose=Purpose.JOURNEY, key=key, content=[number, code]) as note:
        if note.replayed:
            return
        paper = staff_papers(actor, [number])[0]
        if paper.completed_at is not None:
            hint = Text("Make a new version instead.")
            raise Refused([Problem("paper_complete", Text("Everybody has signed this paper."), hint)])
        withdraw_papers(note, [paper], code=code, at=timezone.now())
        note.scheme_code = paper.scheme.code
        note.details = {"code": code}
