"""Waves of follow-up: sent when their day comes, answered by some, refused by a few, unknown for the rest."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from passerelle.actions.followups.answer import Said, write_down
from passerelle.actions.followups.send import send_due, settle_silent
from passerelle.commands.simulation.clock import monday
from passerelle.commands.simulation.plans import Due
from passerelle.commands.simulation.recording import record
from passerelle.commands.simulation.world import WHY, World
from passerelle.domain.followups.waves import OPEN, PLANNED, SENT, SILENT_DAYS
from passerelle.domain.simulation.draws import draw
from passerelle.domain.stays.kinds import WITHOUT_TRAVEL
from passerelle.records.followups.models import Wave
from passerelle.records.journeys.models import Journey
from passerelle.records.stays.models import Stay

# What an answer says is no result of a simulation: nothing is known, so nothing but this is answered.
ANSWER = {"pay_known": "not_stated"}
HOW = "telephone"


def next_day(world: World) -> date | None:
    """The Monday on which a wave is due or an unanswered one becomes unknown; ``None``: no more."""
    waves = _waves(world)
    away = Stay.objects.unscoped(WHY).filter(journey=OuterRef("journey"), ended_on__isnull=True)
    due = waves.filter(state=PLANNED).exclude(Exists(away.exclude(kind__in=WITHOUT_TRAVEL)))
    first = due.order_by("due_on").values_list("due_on", flat=True).first()
    sent = waves.filter(state=SENT).order_by("sent_at").values_list("sent_at", flat=True).first()
    days = [first] if first else []
    if sent is not None:
        days.append(sent.date() + timedelta(days=SILENT_DAYS))
    return max(monday(min(days)), world.clock.today) if days else None


def ask_how_they_are(world: World) -> set[str]:
    """What this day brings: silence becomes unknown, due waves are sent and answered; the people concerned."""
    now, touched = world.clock.now(), set[str]()
    silent = _waves(world).filter(state=SENT, sent_at__lte=now - timedelta(days=SILENT_DAYS))
    touched |= set(silent.values_list("journey__candidate__number", flat=True))
    while settle_silent(now=now):
        pass
    due = _waves(world).filter(state=PLANNED, due_on__lte=world.clock.today)
    touched |= set(due.values_list("journey__candidate__number", flat=True))
    while send_due(now=now):
        pass
    fresh = _waves(world).filter(state=SENT, sent_at=now).select_related("journey__candidate")
    for one in fresh.order_by("journey__candidate__number", "months"):
        _answer(world, one)
    return touched


def close_unanswered(world: World) -> set[str]:
    """Whose last wave is over without the case having followed: the team notes it and closes the case."""
    waiting = _waves(world).filter(journey=OuterRef("pk"), state__in=OPEN)
    rows = Journey.objects.unscoped(WHY).filter(
        candidate__scheme=world.scheme, ended_on__isnull=True, waves__isnull=False
    )
    left = rows.exclude(Exists(waiting)).select_related("candidate").distinct().order_by("candidate__number")
    groups: dict[tuple[str, str], list[str]] = {}
    for one in left:
        groups.setdefault((one.track, one.stage), []).append(one.candidate.number)
    for (track, stage), people in sorted(groups.items()):
        way = world.plans.assumed.ways[track]
        known = {row.event for row in way.transitions if row.leaving == stage}
        event = next((one for one in ("case_closed", "followed_up") if one in known), "")
        if event:
            record(world, Due(world.clock.today, way, stage, event, tuple(people)))
            world.noted[event] += len(people)
    return {number for people in groups.values() for number in people}


def waves_by_state(world: World) -> dict[str, int]:
    """How many waves stand at each state: the figures of the result."""
    found: dict[str, int] = {}
    for state in _waves(world).values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return dict(sorted(found.items()))


def _answer(world: World, wave: Wave) -> None:
    assumed, number = world.plans.assumed, wave.journey.candidate.number
    chance = draw(world.plans.seed, "wave", number, wave.anchor, wave.began_on, wave.months)
    if chance < assumed.after("wave_answered"):
        write_down(world.staff, wave.number, Said(ANSWER), how=HOW, version=wave.version)
    elif chance < assumed.after("wave_answered") + assumed.after("wave_refused"):
        write_down(world.staff, wave.number, Said(refuses="this_one"), how=HOW, version=wave.version)


def _waves(world: World) -> QuerySet[Wave]:
    return Wave.objects.unscoped(WHY).filter(journey__candidate__scheme=world.scheme)
