"""How the stays of many people ended, recorded in one act; the cases follow."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from passerelle.actions.steps.journey.journeys import follow_all
from passerelle.actions.steps.places.own_stay import staffs
from passerelle.actions.steps.places.stays import close_stays
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.returns.ends import ENDS, EVENT
from passerelle.records.returns.models import EndPlan
from passerelle.records.stays.models import Stay

WHY = "the action reached these stays"


def record_ends(actor: Actor, numbers: Collection[str], end: str, *, on: date, key: str | None = None) -> int:
    """Record that these stays ended so, all or nothing, in a constant number of queries; how many.

    As ``record_end`` for one. Refused: ``unknown_end``, ``in_the_future``, and for each stay
    ``before_the_stay`` or ``already_over``; ``NotPermitted`` when one is out of reach of the scheme's staff.
    """
    content = [sorted(numbers), end, on.isoformat()]
    with writing(actor, "stay.record_end", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        if end not in ENDS:
            raise Refused([Problem("unknown_end", Text("Choose one of the ends."), column="end")])
        if on > timezone.localdate():
            raise Refused([Problem("in_the_future", Text("This day has not come yet."), column="on")])
        stays = _reached(actor, numbers)
        plans = {one.stay_id: one for one in EndPlan.objects.unscoped(WHY).filter(stay__in=stays)}
        problems = [one for stay in stays for one in _against(stay, plans.get(stay.pk), on)]
        if problems:
            raise Refused(problems)
        _keep(actor, stays, plans, end, on)
        close_stays(note, [one.journey for one in stays], on=on, code=end)
        people = [one.journey.candidate for one in stays]
        follow_all(note, people, EVENT[end], by=actor, at=timezone.now(), reason=end)
        note.scheme_code = stays[0].journey.candidate.scheme.code if stays else ""
        note.about(*(one.number for one in stays), *(one.person.number for one in people))
        note.details = {"end": end, "stays": len(stays)}
        note.answer = len(stays)
        return len(stays)


def _reached(actor: Actor, numbers: Collection[str]) -> list[Stay]:
    wanted = set(numbers)
    rows = Stay.objects.visible_to(actor).filter(number__in=wanted).select_for_update(of=("self",))
    found = list(rows.select_related("journey__candidate__person", "journey__candidate__scheme").order_by("pk"))
    if len(found) != len(wanted):
        raise NotPermitted("one of the stays")
    for scheme in {one.journey.candidate.scheme_id for one in found}:
        if not staffs(actor, scheme):
            raise NotPermitted("one of the stays")
    return found


def _against(stay: Stay, plan: EndPlan | None, on: date) -> list[Problem]:
    first = stay.started_on or stay.arrived_on
    if plan is not None and plan.came_about:
        message = Text("How this stay ended is recorded already.")
        return [Problem("already_over", message, column=stay.number)]
    if first is not None and on < first:
        message = Text("This day is before the start of the stay.")
        return [Problem("before_the_stay", message, Text("Correct the day."), column=stay.number)]
    return []


def _keep(actor: Actor, stays: Collection[Stay], plans: dict[int, EndPlan], end: str, on: date) -> None:
    facts = {"came_about": end, "came_on": on, "recorded_by_id": actor.id}
    fresh = [one for one in stays if one.pk not in plans]
    EndPlan.objects.bulk_create([EndPlan(stay=one, **facts) for one in fresh], batch_size=500)
    for plan in plans.values():
        plan.came_about, plan.came_on, plan.recorded_by_id = end, on, actor.id
        plan.version, plan.changed_at = plan.version + 1, timezone.now()
    fields = ["came_about", "came_on", "recorded_by", "version", "changed_at"]
    EndPlan.objects.unscoped(WHY).bulk_update(plans.values(), fields, batch_size=500)
