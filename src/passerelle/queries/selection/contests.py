"""Contests as each side reads them: who decides, the person, and the fairness sheet in counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.selection.frozen_round import thaw_round
from passerelle.records.contests.models import Contest, Priority
from passerelle.records.interviews.models import Interview

GROUPS = ("sex", "region", "nationality")


@dataclass(frozen=True, slots=True)
class OwnContest:
    """A contest as the person reads it."""

    number: str
    about: str
    opened_at: datetime
    due_on: date
    outcome: str
    answer: str
    statement: str
    corrections: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score of one sheet (from 1): the field of the form, what it stands for, its highest, and what was
    last computed with: the frozen score, or the corrected one.
    """

    field: str
    sheet: int
    label: str
    score: int
    most: int


@dataclass(frozen=True, slots=True)
class ContestSheet:
    """One contest as whoever decides reads it, with what is owed after it."""

    contest: Contest
    is_overdue: bool
    may_decide: bool
    decided_before: bool
    owed: Priority | None
    scores: Sequence[ScoreLine] | None  # of a contested interview, as they were frozen; ``None``: not readable


@dataclass(frozen=True, slots=True)
class GroupOfContests:
    """One group's contests; the rate is ``None`` while too few were decided to tell anything."""

    dimension: str
    group: str
    opened: int
    decided: int
    upheld: int
    upheld_rate: float | None


def contest_rows(actor: Actor, *, on: date, show: str = "open") -> QuerySet[Contest]:
    """Open contests, those due first at the top; ``overdue`` or ``decided`` alone. One query."""
    actor.must(Permission.SELECTION_READ)
    rows = Contest.objects.visible_to(actor).select_related("candidate__person", "scheme", "vacancy")
    if show == "decided":
        return rows.filter(ended_at__isnull=False).order_by("-ended_at", "-pk")
    rows = rows.filter(ended_at__isnull=True).order_by("due_on", "pk")
    return rows.filter(due_on__lt=on) if show == "overdue" else rows


def overdue_contests(actor: Actor, *, on: date) -> int:
    """How many open contests in reach are past their term; 0 for whoever does not read them. One query."""
    if not actor.may(Permission.SELECTION_READ):
        return 0
    return Contest.objects.visible_to(actor).filter(ended_at__isnull=True, due_on__lt=on).count()


def contest_sheet(actor: Actor, number: str, *, on: date) -> ContestSheet:
    """One contest; ``NotPermitted`` out of reach."""
    actor.must(Permission.SELECTION_READ)
    rows = Contest.objects.visible_to(actor).select_related("candidate__person", "scheme", "vacancy", "run",
                                                            "decided_by").defer("run__snapshot")  # fmt: skip
    row = rows.filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    return ContestSheet(
        contest=row,
        is_overdue=row.ended_at is None and row.due_on < on,
        may_decide=actor.may(Permission.CONTEST_DECIDE, scheme=row.scheme_id) and row.ended_at is None,
        decided_before=row.first_decider_id == actor.id,
        owed=Priority.objects.filter(contest=row).select_related("used_by").first(),
        scores=_scores(row),
    )


def _scores(row: Contest) -> list[ScoreLine] | None:
    if row.kind != Contest.Kind.INTERVIEW or not row.record_digest:
        return []
    rows = Interview.objects.unscoped("of the contest that was reached")
    heard = rows.filter(round__frozen_digest=row.record_digest, candidate=row.candidate_id)
    found = heard.values_list("number", "round__frozen").first()
    if found is None or not found[1]:
        return None
    try:
        rule, sheets = thaw_round(found[1])
    except ValueError:  # of another version: computing it again says so
        return None
    changed = {(one["sheet"], one["criterion"]): one["after"] for one in (row.replay or {}).get("scores", ())}
    return [
        ScoreLine(
            field=f"score-{sheet}-{one.code}",
            sheet=sheet,
            label=one.label,
            score=changed.get((sheet, one.code), scores[one.code]),
            most=one.most,
        )
        for sheet, scores in enumerate(sheets[found[0]], start=1)
        for one in rule.criteria
    ]


def own_contests(actor: Actor) -> dict[str, OwnContest]:
    """The person's contests by what they are about. One query."""
    numbers = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    rows = Contest.objects.visible_to(actor).filter(candidate__person__number__in=numbers)
    return {
        row.about: OwnContest(
            number=row.number,
            about=row.about,
            opened_at=row.opened_at,
            due_on=row.due_on,
            outcome=row.outcome,
            answer=row.answer,
            statement=row.statement,
            corrections=row.corrections,
        )
        for row in rows
    }


def contests_by_group(actor: Actor, scheme: str, *, small_below: int) -> list[GroupOfContests]:
    """How many of each group contest, and how many are right; for whoever reads fairness sheets. One query."""
    actor.must(Permission.FAIRNESS_READ)
    rows = Contest.objects.unscoped("counts of a scheme whose sheet the actor may read")
    schemes = actor.schemes(Permission.FAIRNESS_READ)
    reached = rows if schemes is None else rows.filter(scheme_id__in=schemes)
    facts = [f"candidate__person__{one}" for one in GROUPS]
    opened: Counter[tuple[str, str]] = Counter()
    decided: Counter[tuple[str, str]] = Counter()
    upheld: Counter[tuple[str, str]] = Counter()
    for outcome, *values in reached.filter(scheme__code=scheme).values_list("outcome", *facts):
        for key in zip(GROUPS, (one or "unknown" for one in values), strict=True):
            opened[key] += 1
            decided[key] += bool(outcome)
            upheld[key] += outcome == Contest.Outcome.UPHELD
    return [
        GroupOfContests(
            dimension=dimension,
            group=group,
            opened=opened[dimension, group],
            decided=decided[dimension, group],
            upheld=upheld[dimension, group],
            upheld_rate=_rate(upheld[dimension, group], decided[dimension, group], small_below),
        )
        for dimension, group in sorted(opened)
    ]


def _rate(upheld: int, decided: int, small_below: int) -> float | None:
    return upheld / decided if decided >= small_below else None
