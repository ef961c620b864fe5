"""One stay with everything that was said, settled, asked and decided of it, in the order of days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.pathways.assess import Finding
from passerelle.domain.stays.arrivals import ARRIVAL, SIDES, START, Said, Standing, standing
from passerelle.domain.stays.checklist import (
    FAMILY,
    REGISTRATION,
    Registration,
    items_for,
    registration_due,
    registration_in,
)
from passerelle.domain.stays.kinds import WITHOUT_TRAVEL
from passerelle.domain.stays.seasons import Use, used
from passerelle.domain.stays.visits import Counter, Travelled, counter
from passerelle.queries.pathways.changed_job import new_jobs
from passerelle.queries.stays.stays import is_host_only
from passerelle.records.partnerships.models import Membership
from passerelle.records.stays.models import Recall, SeasonRight, Stay, StayChange, StayItem, StayWord
from passerelle.records.stays.permits import permit_until
from passerelle.records.stays.visits import visits_of

WHY = "the person's own stays, reached through one of them"


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the first weeks; ``row``: ``None`` while nobody recorded it."""

    code: str
    row: StayItem | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: its day, what kind, said by which side, in detail."""

    on: date
    kind: str
    side: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StayPage:
    """A stay as whoever may read it sees it; ``counter`` for visits, ``right`` and ``use`` for seasons."""

    stay: Stay
    arrival: Standing
    start: Standing
    travels: bool
    items: tuple[ItemLine, ...]
    family_asked: StayItem | None
    registration: Registration | None
    contacts: tuple[str, ...]
    changes: tuple[StayChange, ...]
    new_jobs: Mapping[int, tuple[Finding, ...]]  # by change: what the routes of the vacancy named ask
    others: tuple[Stay, ...]
    permit_until: date | None
    counter: Counter | None
    right: SeasonRight | None
    use: Use | None
    recall: Recall | None
    may_write: bool
    may_decide: bool
    timeline: tuple[Moment, ...] = field(default=())

    @property
    def open_changes(self) -> tuple[StayChange, ...]:
        """Those that wait for an answer."""
        return tuple(one for one in self.changes if not one.answer)


def stay_page(actor: Actor, number: str, *, on: date) -> StayPage:
    """The page of a stay; a constant number of queries; ``NotPermitted`` out of reach."""
    rows = Stay.objects.visible_to(actor).filter(number=number)
    joined = rows.select_related(
        "journey__candidate__person", "journey__candidate__scheme", "host", "vacancy", "contract"
    )
    stay = joined.first()
    if stay is None:
        raise NotPermitted(number)
    return pages_of(actor, [stay], on=on)[0]


def pages_of(actor: Actor, stays: Sequence[Stay], *, on: date) -> list[StayPage]:
    """The same for several stays of one person, reached before. Nine queries, two more for visits."""
    words = list(StayWord.objects.filter(stay__in=stays).order_by("pk"))
    items = list(StayItem.objects.filter(stay__in=stays).select_related("recorded_by").order_by("pk"))
    changes = list(
        StayChange.objects.visible_to(actor)
        .filter(stay__in=stays)
        .select_related("vacancy__employer", "decided_by", "became", "stay__journey__candidate__person")
        .order_by("-pk")
    )
    jobs = new_jobs(actor, changes, on=on)
    everything = _stays_of({one.journey.candidate.person_id for one in stays})
    travellers = {one.journey.candidate.person_id for one in stays if one.kind == Stay.Kind.VISIT}
    visited = visits_of(travellers, today=on)
    rights = {
        one.journey_id: one
        for one in SeasonRight.objects.filter(
            journey__in=[one.journey_id for one in stays], replaced_at__isnull=True
        )
    }
    recalls = {one.stay_id: one for one in Recall.objects.filter(stay__in=stays)}
    permits = permit_until(stays)
    contacts = _contacts({one.journey.candidate.scheme_id for one in stays})
    host = is_host_only(actor)
    return [
        _page(
            actor,
            stay,
            on=on,
            words=[one for one in words if one.stay_id == stay.pk],
            items=[one for one in items if one.stay_id == stay.pk and not (host and one.code == FAMILY)],
            changes=tuple(one for one in changes if one.stay_id == stay.pk),
            jobs=jobs,
            spent=[one for one in everything if _same_person(one, stay)],
            visited=visited.get(stay.journey.candidate.person_id, Travelled()),
            host=host,
            right=rights.get(stay.journey_id),
            recall=recalls.get(stay.pk),
            permit_until=permits.get(stay.pk),
            contacts=contacts.get(stay.journey.candidate.scheme_id, ()),
        )
        for stay in stays
    ]


def _page(  # noqa: PLR0913  # what the queries of one page found
    actor: Actor,
    stay: Stay,
    *,
    on: date,
    words: list[StayWord],
    items: list[StayItem],
    changes: tuple[StayChange, ...],
    jobs: Mapping[int, tuple[Finding, ...]],
    spent: list[Stay],
    visited: Travelled,
    right: SeasonRight | None,
    recall: Recall | None,
    permit_until: date | None,
    contacts: tuple[str, ...],
    host: bool,
) -> StayPage:
    live = {one.code: one for one in items if one.replaced_at is None}
    scheme = stay.journey.candidate.scheme_id
    write = actor.may(Permission.STAY_WRITE, scheme=scheme)
    return StayPage(
        stay=stay,
        arrival=_standing(words, ARRIVAL),
        start=_standing(words, START),
        travels=stay.kind not in WITHOUT_TRAVEL,
        items=tuple(
            ItemLine(
                code,
                live.get(code),
                registration_due(stay.country, stay.arrived_on) if code == REGISTRATION else None,
            )
            for code in items_for(stay.kind)
        ),
        family_asked=live.get(FAMILY),
        registration=registration_in(stay.country),
        contacts=contacts,
        changes=changes,
        new_jobs={one.pk: jobs[one.pk] for one in changes if one.pk in jobs},
        # A host does not read where else somebody was.
        others=tuple(one for one in spent if one != stay and not (host and one.host_id != stay.host_id)),
        permit_until=permit_until,
        counter=counter(visited, on) if stay.kind == Stay.Kind.VISIT else None,
        right=right,
        use=_use(spent, right, on) if stay.kind == Stay.Kind.SEASON else None,
        recall=recall,
        may_write=write,
        may_decide=write and not is_host_only(actor),
        timeline=_timeline(stay, words, items, changes, recall),
    )


def _standing(words: list[StayWord], what: str) -> Standing:
    live = [one for one in words if one.what == what and one.replaced_at is None]
    return standing([Said(one.side, one.on) for one in live if one.side in SIDES])


def _stays_of(people: set[int]) -> list[Stay]:
    rows = Stay.objects.unscoped(WHY).filter(journey__candidate__person__in=people)
    return list(rows.select_related("host", "journey__candidate").order_by("planned_from", "pk"))


def _same_person(one: Stay, stay: Stay) -> bool:
    return one.journey.candidate.person_id == stay.journey.candidate.person_id


def _use(stays: list[Stay], right: SeasonRight | None, on: date) -> Use:
    days = tuple(
        (begun, one.ended_on)
        for one in stays
        if one.kind == Stay.Kind.SEASON and (begun := one.arrived_on or one.started_on)
    )
    return used(days, on.year, months=right.months_a_year if right else None, today=on)


def _contacts(schemes: set[int]) -> Mapping[int, tuple[str, ...]]:
    """Welfare officers by scheme, with whom they belong to; empty: not known here."""
    rows = Membership.objects.filter(scheme__in=schemes, role="welfare_officer", until__isnull=True)
    found: dict[int, list[str]] = {}
    for one in rows.select_related("user", "organisation").order_by("pk"):
        name = f"{one.user.name}, {one.organisation.name}" if one.organisation else one.user.name
        found.setdefault(one.scheme_id or 0, []).append(name)
    return {scheme: tuple(names) for scheme, names in found.items()}


def _timeline(
    stay: Stay,
    words: list[StayWord],
    items: list[StayItem],
    changes: tuple[StayChange, ...],
    recall: Recall | None,
) -> tuple[Moment, ...]:
    found = [Moment(timezone.localdate(stay.created_at), "opened")]
    found += [Moment(one.on, one.what, one.side, one.place or one.evidence) for one in words]
    found += [Moment(one.on, one.code, "", one.evidence) for one in items]
    for one in changes:
        found.append(Moment(timezone.localdate(one.asked_at), f"asked_{one.kind}", one.asked_side))
        if one.decided_at:
            found.append(Moment(timezone.localdate(one.decided_at), one.answer, "", one.note))
    if stay.ended_on:
        found.append(Moment(stay.ended_on, "ended"))
    if recall:
        kind = "recalled" if recall.recalled else "not_recalled"
        found.append(Moment(timezone.localdate(recall.said_at), kind))
    return tuple(sorted(found, key=lambda one: one.on))
