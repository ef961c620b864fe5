"""A plan for home: begun during the stay or after it, changed step by step, agreed by the person, closed."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.reintegration.reaching import cases, is_own, must_be_open, must_write, refusal
from passerelle.actions.steps.journey.journeys import follow_all
from passerelle.actions.steps.tables import CHECKED
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import sectors
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.plans import CLOSED
from passerelle.records.journeys.models import Journey
from passerelle.records.reintegration.models import PlanEdition, ReintegrationPlan

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the person wants, in her own words, and where; empty: not known."""

    wish: str = ""
    region: str = ""
    sector: str = ""


def begin_plans(actor: Actor, numbers: Collection[str], *, on: date, key: str | None = None) -> list[str]:
    """Begin a plan for each of these cases, all or none; the case follows where its table knows it.

    A plan may begin while the person is away, after her return, or where nobody travels. In a later season
    an open plan is taken up again. Refused with ``already_begun`` or ``already_ended``.
    """
    content = [sorted(numbers), on.isoformat()]
    with writing(actor, "home_plan.begin", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        if note.replayed:
            return [str(one) for one in note.answer] if isinstance(note.answer, list) else []
        journeys = cases(actor, numbers, own=True, coach=True)
        must_be_open(journeys)
        rows = [_begun_or_taken_up(one, actor, on) for one in journeys]
        for row, _known in rows:
            candidate = row.journey.candidate
            note.about(row.number, row.journey.number, candidate.number, candidate.person.number)
        people = [one.candidate for one in journeys]
        moved = follow_all(note, people, "plan_begun", by=actor, at=timezone.now(), who=CHECKED)
        went_on = {one.pk for one in moved}
        if any(known and row.journey_id not in went_on for row, known in rows):
            raise refusal("already_begun", Text("A plan was begun already."), Text("Open it and go on."))
        made = [row.number for row, _known in rows]
        note.scheme_code = journeys[0].candidate.scheme.code if journeys else ""
        note.answer = made
    return made


def _begun_or_taken_up(case: Journey, actor: Actor, on: date) -> tuple[ReintegrationPlan, bool]:
    """The case's plan, and whether it was there before."""
    open_ = ReintegrationPlan.objects.unscoped("the action reached the case")
    known = open_.select_for_update(of=("self",)).filter(journey=case, closed_on__isnull=True).first()
    if known is not None:
        known.journey = case
        return known, True
    return ReintegrationPlan.objects.create(journey=case, begun_on=on, begun_by_id=actor.id), False


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to a plan: its name in the log, what was read before, and what a repeat must carry alike.

    ``own``: the person may do it herself; ``coach``: also the training provider in whose group she is.
    """

    deed: str
    version: int | None
    key: str | None = None
    content: object = None
    own: bool = False
    coach: bool = False


def state_wish(
    actor: Actor, number: str, facts: PlanFacts, *, version: int | None, key: str | None = None
) -> ReintegrationPlan:
    """What she wants and where; by staff, by the person, or by who coaches her."""
    if facts.sector and not sectors.is_valid(facts.sector):
        raise refusal("unknown_code", Text("This sector is not known."), column="sector")
    change = Change(
        "home_plan.wish", version, key, [facts.wish, facts.region, facts.sector], own=True, coach=True
    )
    with changing(actor, number, change) as (note, row):
        if not note.replayed:
            row.wish, row.region, row.sector = facts.wish.strip()[:LONGEST], facts.region[:12], facts.sector
    return row


def agree(actor: Actor, number: str, *, version: int | None, key: str | None = None) -> ReintegrationPlan:
    """The person agrees to the plan as it stands; staff write down that she did. Refused: ``nothing_new``,
    ``no_steps``.
    """
    with opened(actor, number, Change("home_plan.agree", version, key, own=True)) as (note, row):
        if not note.replayed:
            _agree(note, actor, row)
    return row


def close_plan(
    actor: Actor, number: str, code: str, *, on: date, version: int | None, key: str | None = None
) -> ReintegrationPlan:
    """Close it with a code; a new one may be begun later. Refused with ``unknown_answer``."""
    if code not in CLOSED:
        raise refusal("unknown_answer", Text("Choose one of the answers."), column="code")
    with opened(actor, number, Change("home_plan.close", version, key, [code, on.isoformat()])) as (note, row):
        if not note.replayed:
            row.closed_on, row.closed_code = on, code
            save_next(row)
    return row


def _agree(note: Writing, actor: Actor, row: ReintegrationPlan) -> None:
    if row.agreed_edition == row.edition:
        raise refusal("nothing_new", Text("The plan is agreed as it stands."))
    content = content_of(row)
    if not content["steps"]:
        hint = Text("Write down who does what by when.")
        raise refusal("no_steps", Text("The plan has no step yet."), hint)
    own = is_own(actor, row.journey.candidate)
    how = ReintegrationPlan.How.HERSELF if own else ReintegrationPlan.How.RECORDED
    row.agreed_edition, row.agreed_at, row.agreed_how = row.edition, timezone.now(), how
    PlanEdition.objects.create(
        plan=row, edition=row.edition, content=content, digest=digest(content), agreed_at=row.agreed_at,
        how=how, by_id=actor.id,
    )  # fmt: skip
    note.details = {"edition": row.edition, "how": str(how)}
    save_next(row)


def content_of(row: ReintegrationPlan) -> dict[str, object]:
    """The plan as it is agreed: plain facts, in a fixed order."""
    return {
        "wish": row.wish,
        "region": row.region,
        "sector": row.sector,
        "needs": [[one.code, one.note] for one in row.needs.order_by("code")],
        "steps": [[one.what, one.owner, _day(one.due_on)] for one in row.steps.order_by("pk")],
        "budget": [[one.what, str(one.amount), one.currency, one.payer] for one in row.budget.order_by("pk")],
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


@contextmanager
def changing(actor: Actor, number: str, change: Change) -> Iterator[tuple[Writing, ReintegrationPlan]]:
    """The frame of a change of content: a new edition, which waits for a yes. A repeat changes nothing."""
    with opened(actor, number, change) as (note, row):
        yield note, row
        if not note.replayed:
            row.edition += row.agreed_edition == row.edition
            save_next(row)


@contextmanager
def opened(actor: Actor, number: str, change: Change) -> Iterator[tuple[Writing, ReintegrationPlan]]:
    """The frame of every act on one plan that is open; what a repeat finds is ``replayed``."""
    content = [number, change.content]
    with writing(actor, change.deed, purpose=Purpose.REINTEGRATION, key=change.key, content=content) as note:
        row = locked_plan(actor, number, own=change.own, coach=change.coach)
        if not note.replayed:
            must_be_version(row, change.version)
            if row.closed_on is not None:
                raise refusal("already_closed", Text("This plan is closed."))
        candidate = row.journey.candidate
        note.scheme_code = candidate.scheme.code
        note.about(row.number, row.journey.number, candidate.number, candidate.person.number)
        yield note, row


def locked_plan(actor: Actor, number: str, *, own: bool, coach: bool = False) -> ReintegrationPlan:
    """The plan, locked, for whoever may write in it."""
    rows = ReintegrationPlan.objects.visible_to(actor).select_for_update(of=("self",))
    row = rows.select_related("journey__candidate__person", "journey__candidate__scheme").filter(number=number)
    found = row.first()
    if found is None:
        raise NotPermitted(number)
    must_write(actor, found.journey.candidate, own=own, coach=coach)
    return found
