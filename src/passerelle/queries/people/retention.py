"""What is kept about a person, why and until when; and for the data protection officer, how many are due."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.retention import TERMS, Clock, clocks
from passerelle.queries.own.tasks import people_of
from passerelle.records.candidates.models import Person
from passerelle.records.retention import erasable, lives, skeleton


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """A purpose in the whole installation: people for whom it runs, is over soon or by now."""

    purpose: Purpose
    months: int
    runs: int
    waits: int
    over: int
    next_on: date | None
    blanks: tuple[str, ...]  # model and field
    stays: tuple[str, ...]


def own_clocks(actor: Actor) -> list[Clock]:
    """The signed-in person's clocks."""
    people = Person.objects.visible_to(actor).filter(number__in=people_of(actor))
    known = lives(list(people.values_list("pk", flat=True)))
    return [clock for life in known.values() for clock in clocks(life)]


def retention(actor: Actor, *, on: date) -> list[PurposeLine]:
    """Every purpose with its term, counts and fields; for whoever oversees. No names."""
    actor.must(Permission.AUDIT_READ)
    counted: dict[Purpose, Counter[str]] = defaultdict(Counter)
    nexts: dict[Purpose, date] = {}
    for life in lives().values():
        for clock in clocks(life):
            state = "runs" if clock.runs else "over" if clock.is_over(on) else "waits"
            counted[clock.purpose][state] += 1
            if state == "waits" and clock.forget_on is not None:
                nexts[clock.purpose] = min(clock.forget_on, nexts.get(clock.purpose, clock.forget_on))
    return [
        PurposeLine(
            purpose,
            months,
            counted[purpose]["runs"],
            counted[purpose]["waits"],
            counted[purpose]["over"],
            nexts.get(purpose),
            *_fields(purpose),
        )
        for purpose, months in TERMS.items()
    ]


def _fields(purpose: Purpose) -> tuple[tuple[str, ...], tuple[str, ...]]:
    some = [one for one in erasable() if one.purpose is purpose]
    blanks = [f"{one.model.__name__}.{blank.name}" for one in some for blank in one.blanks]
    stays = [f"{one.model.__name__}.{name}" for one in some for name in sorted(skeleton(one.model))]
    return tuple(blanks), tuple(dict.fromkeys(stays))
