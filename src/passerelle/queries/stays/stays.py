"""Placements within reach: who is awaited, under way, whose season is over; the longest overdue first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.intake.signs import fold
from passerelle.domain.kernel.identifiers import read_number
from passerelle.domain.stays.arrivals import Said, standing
from passerelle.records.partnerships.models import Scheme
from passerelle.records.stays.models import Recall, Stay, StayChange, StayWord

STATES = ("open", "overdue", "awaited", "under_way", "ending", "asked", "season_over", "ended")
SOON = timedelta(days=30)
MOST = 500  # confirmed in one act


@dataclass(frozen=True, slots=True)
class StayFilter:
    """What the list is narrowed to; an empty value narrows nothing."""

    scheme: str = ""
    kind: str = ""
    state: str = "open"
    text: str = ""


@dataclass(frozen=True, slots=True)
class StayCounts:
    """The figures above the list: open stays, those overdue, awaited, and planned to end within 30 days."""

    open: int
    overdue: int
    awaited: int
    ending: int


@dataclass(frozen=True, slots=True)
class StayLine:
    """One stay of the list; ``differs``: sides gave different days. ``asked``: a change waits for an answer."""

    stay: Stay
    late: int
    differs: bool
    asked: bool


def placements(actor: Actor, wanted: StayFilter, *, on: date) -> QuerySet[Stay]:
    """The stays, the longest overdue first; page them, then ``stay_lines``."""
    actor.must(Permission.STAY_READ)
    rows = Stay.objects.visible_to(actor).filter(_state(actor, wanted.state, on))
    if wanted.scheme:
        rows = rows.filter(journey__candidate__scheme__code=wanted.scheme)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.text:
        rows = rows.filter(_found(wanted.text))
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def stay_lines(actor: Actor, keys: Sequence[int], *, on: date) -> list[StayLine]:
    """These stays in their order, each with person, host and what needs a look. Three queries."""
    rows = Stay.objects.visible_to(actor).filter(pk__in=keys)
    joined = rows.select_related("journey__candidate__person", "journey__candidate__scheme", "host")
    by_key = {one.pk: one for one in joined}
    asked = set(
        StayChange.objects.visible_to(actor).filter(stay__in=keys, answer="").values_list("stay", flat=True)
    )
    said: dict[tuple[int, str], list[Said]] = {}
    words = StayWord.objects.filter(stay__in=keys, replaced_at__isnull=True).order_by("pk")
    for stay, what, side, day in words.values_list("stay", "what", "side", "on"):
        said.setdefault((stay, what), []).append(Said(side, day))
    unlike = {
        stay for (stay, _what), one in said.items() if standing(one).differs and not standing(one).settled
    }
    return [
        StayLine(by_key[pk], _late(by_key[pk], on), pk in unlike, pk in asked) for pk in keys if pk in by_key
    ]


def stay_counts(actor: Actor, *, scheme: str, on: date) -> StayCounts:
    """The figures above the list; one query."""
    rows = Stay.objects.visible_to(actor).filter(ended_on__isnull=True)
    mine = rows.filter(journey__candidate__scheme__code=scheme) if scheme else rows
    found = mine.aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=Q(due_on__lt=on)),
        awaited=Count("pk", filter=Q(started_on__isnull=True)),
        ending=Count("pk", filter=Q(planned_until__gte=on, planned_until__lte=on + SOON)),
    )
    return StayCounts(**found)


def stay_schemes(actor: Actor) -> list[str]:
    """Codes of the schemes whose stays the actor reads."""
    reached = actor.schemes(Permission.STAY_READ)
    rows = Scheme.objects.visible_to(actor)
    rows = rows if reached is None else rows.filter(pk__in=reached)
    return list(rows.order_by("code").values_list("code", flat=True))


def is_host_only(actor: Actor) -> bool:
    """Whether the actor reads stays for an organisation and for no scheme's team."""
    grants = actor.granting(Permission.STAY_READ)
    return bool(grants) and all(REACH[one.role] is Reach.ORGANISATION for one in grants)


def _late(stay: Stay, on: date) -> int:
    return max(0, (on - stay.due_on).days) if stay.due_on and stay.ended_on is None else 0


def _state(actor: Actor, state: str, on: date) -> Q:
    open_ = Q(ended_on__isnull=True)
    if state == "overdue":
        return open_ & Q(due_on__lt=on)
    if state == "awaited":
        return open_ & Q(started_on__isnull=True)
    if state == "under_way":
        return open_ & Q(started_on__isnull=False)
    if state == "ending":
        return open_ & Q(planned_until__gte=on, planned_until__lte=on + SOON)
    if state == "asked":
        asked = StayChange.objects.visible_to(actor).filter(answer="").values("stay")
        return open_ & Q(pk__in=asked)
    if state == "season_over":
        return season_over()
    return ~open_ if state == "ended" else open_


def season_over() -> Q:
    """Seasons that ended and after which nobody said whether the person is called back."""
    said = Recall.objects.filter(stay=OuterRef("pk"))
    over = Q(kind=Stay.Kind.SEASON, ended_on__isnull=False, journey__ended_on__isnull=True)
    return over & ~Q(Exists(said)) & ~Q(Exists(_later()))


def _later() -> QuerySet[Stay]:
    rows = Stay.objects.unscoped("whether a later stay of the same case exists")
    return rows.filter(journey=OuterRef("journey"), ordinal__gt=OuterRef("ordinal"))


def _found(text: str) -> Q:
    number = read_number(text)
    if number is not None:
        return (
            Q(number=number) | Q(journey__number=number) | Q(journey__candidate__number=number)
            | Q(journey__candidate__person__number=number)
        )  # fmt: skip
    named = Q()
    for word in fold(text).split():
        named &= Q(journey__candidate__person__search_name__contains=word)
    return named
