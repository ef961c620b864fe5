"""The end of a stay is planned by the person and the scheme's staff, and recorded when it has come."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from passerelle.actions.steps.journey.journeys import follow
from passerelle.actions.steps.places.own_stay import own_stay, stay_for
from passerelle.actions.steps.places.stays import close_stays
from passerelle.actions.steps.versions import must_be_version
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.returns.checklist import ITEMS, STATES
from passerelle.domain.returns.ends import ENDS, EVENT
from passerelle.records.returns.models import EndItem, EndPlan
from passerelle.records.stays.models import Stay

WHY = "the action reached the stay"


@dataclass(frozen=True, slots=True)
class Planned:
    """What is planned; empty and ``None``: not decided. ``choice`` is one of the ends, all equal."""

    choice: str = ""
    planned_on: date | None = None
    travel: str = ""
    meets: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """How one thing to settle or take along stands."""

    code: str
    state: str
    amount: Decimal | None = None
    currency: str = ""
    on: date | None = None
    note: str = ""


def plan_own_end(
    actor: Actor, stay_number: str, planned: Planned, *, version: int | None = None, key: str | None = None
) -> EndPlan:
    """The person plans how her stay ends; she may change her mind until it is over.

    Refused: ``unknown_end``, ``before_the_stay``, ``already_over`` or ``stale``.
    """
    content = [stay_number, planned.choice, str(planned.planned_on), planned.travel, planned.meets]
    with writing(actor, "stay.plan_end", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        if note.replayed:
            return EndPlan.objects.visible_to(actor).get(stay__number=stay_number)
        stay = own_stay(actor, stay_number)
        plan = _plan_of(stay)
        _must_be_open(plan, version)
        if planned.choice and planned.choice not in ENDS:
            raise Refused([Problem("unknown_end", Text("Choose one of the ends."), column="choice")])
        _must_be_after(stay, planned.planned_on)
        if planned.choice != plan.choice:
            plan.choice, plan.chosen_at = planned.choice, timezone.now()
        plan.planned_on = planned.planned_on
        plan.travel, plan.meets = planned.travel.strip()[:300], planned.meets.strip()[:200]
        _kept(note, plan, stay)
    return plan


def settle_item(
    actor: Actor, stay_number: str, item: Item, *, version: int | None = None, key: str | None = None
) -> EndItem:
    """Say how pay, leave, a deposit or a document stands: the person herself, or the scheme's staff.

    Refused: ``unknown_item``, ``unknown_state``, ``currency_missing`` or ``stale``.
    """
    content = [stay_number, item.code, item.state, str(item.amount), item.currency, str(item.on), item.note]
    with writing(actor, "stay.settle_item", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        if note.replayed:
            return EndItem.objects.get(pk=int(str(note.answer)))
        is_person = bool(actor.granting(Permission.OWN_ACT)) and not actor.granting(Permission.STAY_WRITE)
        stay = own_stay(actor, stay_number) if is_person else stay_for(actor, stay_number)
        _must_make_sense(item)
        plan = _plan_of(stay)
        must_be_version(plan, version)
        _kept(note, plan, stay)
        row, _ = EndItem.objects.update_or_create(
            plan=plan,
            code=item.code,
            defaults={
                "state": item.state,
                "amount": item.amount,
                "currency": item.currency,
                "on": item.on,
                "note": item.note.strip()[:300],
                "entered_by_id": actor.id,
                "entered_at": timezone.now(),
            },
        )
        note.answer = row.pk
    return row


def record_end(  # whose, how, when, by which version, once
    actor: Actor, stay_number: str, end: str, *, on: date, today: date, version: int | None = None
) -> EndPlan:
    """Record which end came about; the stay closes and the case follows where its table knows the event.

    What was planned, promised or pledged plays no part. Refused: ``unknown_end``, ``in_the_future``,
    ``before_the_stay``, ``already_over`` or ``stale``.
    """
    with writing(actor, "stay.record_end", purpose=Purpose.JOURNEY) as note:
        stay = stay_for(actor, stay_number)
        plan = _plan_of(stay)
        _must_be_open(plan, version)
        if end not in ENDS:
            raise Refused([Problem("unknown_end", Text("Choose one of the ends."), column="end")])
        if on > today:
            raise Refused([Problem("in_the_future", Text("This day has not come yet."), column="on")])
        _must_be_after(stay, on, column="on")
        plan.came_about, plan.came_on, plan.recorded_by_id = end, on, actor.id
        _kept(note, plan, stay)
        close_stays(note, [stay.journey], on=on, code=end)
        follow(note, stay.journey.candidate, EVENT[end], by=actor, at=timezone.now(), reason=end)
        note.details = {"end": end}
    return plan


def _plan_of(stay: Stay) -> EndPlan:
    rows = EndPlan.objects.unscoped(WHY).select_for_update(of=("self",))
    found = rows.filter(stay=stay).first()
    return found if found is not None else EndPlan(stay=stay)


def _must_be_open(plan: EndPlan, version: int | None) -> None:
    if plan.came_about:
        raise Refused([Problem("already_over", Text("How this stay ended is recorded already."))])
    if plan.pk is not None:
        must_be_version(plan, version)


def _must_be_after(stay: Stay, on: date | None, *, column: str = "planned_on") -> None:
    first = stay.started_on or stay.arrived_on
    if on is not None and first is not None and on < first:
        message = Text("This day is before the start of the stay.")
        raise Refused([Problem("before_the_stay", message, Text("Correct the day."), column=column)])


def _must_make_sense(item: Item) -> None:
    if item.code not in ITEMS:
        raise Refused([Problem("unknown_item", Text("This is not on the list."), column="code")])
    if item.state not in STATES:
        raise Refused([Problem("unknown_state", Text("Choose how it stands."), column="state")])
    if item.amount is not None and len(item.currency) != 3:
        message = Text("An amount needs its currency.")
        raise Refused(
            [Problem("currency_missing", message, Text("Write EUR, MAD and so on."), column="currency")]
        )


def _kept(note: Writing, plan: EndPlan, stay: Stay) -> None:
    if plan.pk is not None:
        plan.version += 1
    plan.save()
    candidate = stay.journey.candidate
    note.scheme_code = candidate.scheme.code
    note.about(plan.number, stay.number, candidate.person.number)
