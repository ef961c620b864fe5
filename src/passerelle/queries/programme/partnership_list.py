"""Partnerships side by side: what was published and what people added; never anything of a case."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.portfolio.areas import KEY_AREAS
from passerelle.records.partnerships.models import Scheme
from passerelle.records.portfolio.models import (
    FollowUp,
    Objective,
    Partnership,
    PartnershipAction,
    Roundtable,
    SchemeLink,
)


@dataclass(frozen=True, slots=True)
class PartnershipRow:
    """One partnership; ``actions`` has all five key areas, zero where nothing is recorded."""

    code: str
    name: str
    country: str
    status: str
    since: str
    member_states: tuple[str, ...]
    sectors: tuple[str, ...]
    budget: float | None
    currency: str
    objectives: int
    actions: Mapping[str, int]
    roundtables: int
    last_roundtable: str
    open_follow_ups: int
    overdue: int
    schemes: tuple[str, ...]  # codes that the actor may open

    @property
    def all_actions(self) -> int:
        """Actions in all key areas."""
        return sum(self.actions.values())


def partnership_rows(actor: Actor, *, on: date) -> list[PartnershipRow]:
    """Every partnership in order of code; seven queries whatever their number."""
    actor.must(Permission.PARTNERSHIP_READ)
    objectives = _counted(Objective.objects.visible_to(actor))
    meetings = Roundtable.objects.visible_to(actor)
    counted, last = _counted(meetings), dict(meetings.order_by("on").values_list("partnership_id", "on"))
    actions: Counter[tuple[int, str]] = Counter()
    for partnership, area in PartnershipAction.objects.visible_to(actor).values_list("partnership_id", "area"):
        actions[partnership, area] += 1
    waiting: Counter[int] = Counter()
    late: Counter[int] = Counter()
    rows = FollowUp.objects.visible_to(actor).filter(state=FollowUp.State.OPEN)
    for partnership, due in rows.values_list("partnership_id", "due"):
        waiting[partnership] += 1
        late[partnership] += due < on
    schemes = _schemes(actor)
    return [
        PartnershipRow(
            code=one.code,
            name=one.name,
            country=one.country,
            status=one.status,
            since=one.since,
            member_states=tuple(one.facts.get("member_states") or ()),
            sectors=tuple(one.facts.get("sectors") or ()),
            budget=(one.facts.get("budget") or {}).get("amount"),
            currency=(one.facts.get("budget") or {}).get("currency") or "",
            objectives=objectives.get(one.pk, 0),
            actions={area: actions[one.pk, area] for area in KEY_AREAS},
            roundtables=counted.get(one.pk, 0),
            last_roundtable=last.get(one.pk, ""),
            open_follow_ups=waiting[one.pk],
            overdue=late[one.pk],
            schemes=tuple(schemes.get(one.pk, ())),
        )
        for one in Partnership.objects.visible_to(actor).order_by("code")
    ]


def _counted(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values_list("partnership_id").annotate(Count("pk")))


def _schemes(actor: Actor) -> dict[int, list[str]]:
    links = SchemeLink.objects.filter(scheme__in=Scheme.objects.visible_to(actor)).order_by("scheme__code")
    found: dict[int, list[str]] = {}
    for partnership, code in links.values_list("partnership_id", "scheme__code"):
        found.setdefault(partnership, []).append(code)
    return found
