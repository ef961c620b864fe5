"""What a change of a stay is held against: route, permit, days of work and earlier changes of its case."""

from collections.abc import Sequence
from datetime import date

from passerelle.domain.stays.conditions import Held
from passerelle.domain.stays.kinds import WITHOUT_TRAVEL
from passerelle.records.permits.models import PermitEntry, PermitFile
from passerelle.records.stays.models import Stay, StayChange
from passerelle.records.stays.permits import permit_until
from passerelle.records.stays.visits import visits_of

WHY = "the stay was reached"


def circumstances(
    stay: Stay, *, today: date, noticed_on: date | None = None, breach: bool | None = None
) -> Held:
    """The facts of one stay for the rules of its route; seven queries at most.

    The route is that of the permit that was granted, else of the vacancy. ``noticed_on`` and ``breach`` are
    the change's own.
    """
    stays = list(Stay.objects.unscoped(WHY).filter(journey=stay.journey_id).order_by("ordinal"))
    changes = StayChange.objects.unscoped(WHY).filter(
        stay__journey=stay.journey_id, answer="accepted", kind__in=("extension", "employer")
    )
    came_from = {one.became_id: one.stay_id for one in changes if one.became_id}
    stretch = _stretch(stay, stays, came_from)
    granted = _granted(stay)
    begins = [day for one in stretch if (day := one.arrived_on or one.started_on or one.planned_from)]
    return Held(
        route=_route(stay, granted),
        country=stay.country,
        region=(stay.vacancy.region if stay.vacancy else None) or "",
        permit_from=granted.on if granted else None,
        permit_until=permit_until([stay]).get(stay.pk),
        planned_until=stay.planned_until,
        began_on=min(begins, default=None),
        worked_since=min(
            (one.started_on for one in stays if one.started_on and one.kind not in WITHOUT_TRAVEL), default=None
        ),
        with_host_since=_with_host(stay, stays),
        changed=sum(one.stay_id in {each.pk for each in stretch} for one in changes),
        noticed_on=noticed_on,
        breach=breach,
        visits=_visits(stay, today) if stay.kind == Stay.Kind.VISIT else None,
        seasons=_seasons(stay, stretch, today) if stay.kind == Stay.Kind.SEASON else (),
    )


def route_of(stay: Stay) -> str:
    """The route of the permit that was granted, else of the vacancy; empty: not known. One query."""
    return _route(stay, _granted(stay))


def _route(stay: Stay, granted: PermitEntry | None) -> str:
    by_permit = granted.file.route if granted else ""
    return by_permit or (stay.vacancy.route if stay.vacancy else None) or ""


def _stretch(stay: Stay, stays: Sequence[Stay], came_from: dict[int, int]) -> list[Stay]:
    """The stay with those that it goes on from by a change of employer."""
    by_key, found = {one.pk: one for one in stays}, [stay]
    while (before := came_from.get(found[-1].pk)) in by_key:
        found.append(by_key[before])
    return found


def _with_host(stay: Stay, stays: Sequence[Stay]) -> date | None:
    """The first day of work with the present host, without another host in between."""
    first = stay.started_on
    for one in reversed([one for one in stays if one.ordinal < stay.ordinal]):
        if one.host_id != stay.host_id:
            break
        first = one.started_on or first
    return first


def _granted(stay: Stay) -> PermitEntry | None:
    """The first grant of the permit that is in force."""
    rows = PermitEntry.objects.filter(
        file__journey=stay.journey_id, file__state="granted", file__kind=PermitFile.Kind.PERMIT, kind="granted"
    )
    return rows.select_related("file").order_by("on", "pk").first()


def _visits(stay: Stay, today: date) -> tuple[dict[str, date], ...]:
    person = stay.journey.candidate.person_id
    others = visits_of([person], today=today, but=stay.pk)[person].together
    return tuple({"from": one.entry, "to": one.exit} for one in others)


def _seasons(stay: Stay, stretch: Sequence[Stay], today: date) -> tuple[tuple[date, date], ...]:
    """The days of the person's other seasons, in whichever case: the months of a year count for the person."""
    rows = Stay.objects.unscoped(WHY).filter(
        journey__candidate__person=stay.journey.candidate.person_id, kind=Stay.Kind.SEASON
    )
    others = rows.exclude(pk__in=[one.pk for one in stretch]).order_by("pk")
    return tuple(
        (begun, max(begun, one.ended_on or one.planned_until or today))
        for one in others
        if (begun := one.arrived_on or one.started_on)
    )
