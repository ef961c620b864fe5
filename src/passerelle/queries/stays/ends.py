"""How stays end: the list of what is to be planned, one stay's end, and counts in which all ends are equal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Reach
from passerelle.domain.returns.checklist import ITEMS, still_open
from passerelle.domain.returns.ends import ENDS, TOLD_BY, plan_days, plan_due, plan_state
from passerelle.domain.returns.known_law import Demand, Portability, demand, portability
from passerelle.domain.stays.kinds import WITHOUT_TRAVEL
from passerelle.records.partnerships.models import Scheme
from passerelle.records.returns.models import EndItem, EndPlan, ExperienceCertificate, reached_by_plan
from passerelle.records.returns.near import ends_near
from passerelle.records.stays.models import Stay

WHY = "narrowed to the stays whose end plans the actor may read"
NEW = EndPlan()  # stands for a plan that nobody has made yet; never saved


@dataclass(frozen=True, slots=True)
class EndRow:
    """A stay in the list: how its end stands, since when it is due, what was chosen (empty: nothing)."""

    stay: Stay
    state: str
    due: date | None
    choice: str


@dataclass(frozen=True, slots=True)
class EndPage:
    """One stay's end; ``agreement`` and ``asked``: ``None`` when not known here; ``home`` empty: not known."""

    stay: Stay
    plan: EndPlan
    items: Mapping[str, EndItem | None]
    state: str
    due: date | None
    home: str
    agreement: Portability | None
    asked: Demand | None
    certificates: tuple[ExperienceCertificate, ...]

    @property
    def open_items(self) -> tuple[str, ...]:
        """Codes of what is not settled yet."""
        return still_open({code: row.state for code, row in self.items.items() if row is not None})


def ends(actor: Actor, *, scheme: str = "", state: str = "due", on: date) -> QuerySet[Stay]:
    """Stays abroad within reach, the nearest end first; ``state``: due, unknown, open, over or all."""
    rows = _stays(actor)
    if scheme:
        rows = rows.filter(journey__candidate__scheme__code=scheme)
    unplanned = Q(end_plan__isnull=True) | Q(end_plan__choice="")
    narrowed = {
        "due": Q(ended_on__isnull=True) & ends_near(on) & unplanned,
        "unknown": Q(ended_on__isnull=True, planned_until__isnull=True) & unplanned,
        "open": Q(ended_on__isnull=True),
        "over": Q(ended_on__isnull=False),
    }
    return rows.filter(narrowed.get(state, Q())).order_by("planned_until", "pk")


def end_row(stay: Stay, *, on: date) -> EndRow:
    """A stay as a line of the list."""
    plan = getattr(stay, "end_plan", NEW)
    return EndRow(stay, _state(stay, plan, on), _due(stay), plan.choice)


def end_page(actor: Actor, number: str, *, on: date) -> EndPage:
    """One stay's end; ``NotPermitted`` out of reach. Four queries."""
    stay = _stays(actor).filter(number=number).first()
    if stay is None:
        raise NotPermitted(number)
    return _pages(actor, [stay], on)[0]


def own_ends(actor: Actor, *, on: date) -> list[EndPage]:
    """The signed-in person's stays abroad with their ends, the newest first. Four queries."""
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    rows = Stay.objects.visible_to(actor).filter(journey__candidate__person__number__in=people)
    return _pages(actor, list(_joined(rows).order_by("-pk")), on)


def end_counts(actor: Actor) -> list[Mapping[str, object]]:
    """How stays ended, by scheme: every end a column of its own, and those not known. One query.

    What was recorded here counts first; else the code with which the stay was closed, where it is an end.
    """
    over = Q(ended_on__isnull=False)
    recorded = EndPlan.objects.unscoped(WHY).exclude(came_about="").values("stay")
    columns = {}
    for end in ENDS:
        codes = [code for code, meant in TOLD_BY.items() if meant == end]
        told = Q(end_plan__came_about=end) | (Q(end_code__in=codes) & ~Q(pk__in=recorded))
        columns[end] = Count("pk", filter=over & told)
    unknown = over & ~Q(end_code__in=list(TOLD_BY)) & ~Q(pk__in=recorded)
    rows = (
        _stays(actor).order_by().values("journey__candidate__scheme__code", "journey__candidate__scheme__name")
    )
    counted = rows.annotate(
        **columns,
        not_known=Count("pk", filter=unknown),
        going_on=Count("pk", filter=Q(ended_on__isnull=True)),
    )
    return list(counted.order_by("journey__candidate__scheme__code"))


def schemes_with_ends(actor: Actor) -> list[str]:
    """Codes of the schemes whose ends the actor plans."""
    reached = actor.schemes(Permission.REINTEGRATION_READ)
    rows = Scheme.objects.visible_to(actor)
    rows = rows if reached is None else rows.filter(pk__in=reached)
    return list(rows.order_by("code").values_list("code", flat=True))


def may_record(actor: Actor, stay: Stay) -> bool:
    """Whether the actor settles and records this end as staff of the scheme."""
    reached = actor.schemes(Permission.STAY_WRITE, reach=[Reach.SCHEME, Reach.EVERYWHERE])
    return reached is None or stay.journey.candidate.scheme_id in reached


def _stays(actor: Actor) -> QuerySet[Stay]:
    rows, found = Stay.objects.unscoped(WHY), reached_by_plan(actor)
    return _joined(rows if found is None else rows.filter(found))


def _joined(rows: QuerySet[Stay]) -> QuerySet[Stay]:
    return rows.exclude(kind__in=WITHOUT_TRAVEL).select_related(
        "host",
        "vacancy",
        "end_plan",
        "journey__scheme_version",
        "journey__candidate__person",
        "journey__candidate__scheme",
        "journey__candidate__brought_by",
    )


def _pages(actor: Actor, stays: list[Stay], on: date) -> list[EndPage]:
    plans = {one.stay_id: one for one in EndPlan.objects.visible_to(actor).filter(stay__in=stays)}
    items: dict[int, dict[str, EndItem]] = {}
    for item in EndItem.objects.filter(plan__in=plans.values()):
        items.setdefault(item.plan_id, {})[item.code] = item
    papers = ExperienceCertificate.objects.visible_to(actor).filter(stay__in=stays)
    certificates: dict[int, list[ExperienceCertificate]] = {}
    for paper in papers:
        certificates.setdefault(paper.stay_id, []).append(paper)
    found = []
    for stay in stays:
        plan = plans.get(stay.pk, NEW)
        known = items.get(plan.pk, {}) if plan.pk is not None else {}
        home = home_of(stay)
        found.append(
            EndPage(
                stay=stay,
                plan=plan,
                items={code: known.get(code) for code in ITEMS},
                state=_state(stay, plan, on),
                due=_due(stay),
                home=home,
                agreement=portability(stay.country, home),
                asked=demand(stay.vacancy.route or "") if stay.vacancy is not None else None,
                certificates=tuple(certificates.get(stay.pk, ())),
            )
        )
    return found


def home_of(stay: Stay) -> str:
    """The person's country: that of the service that brought her, or the scheme's only origin; else empty."""
    service = stay.journey.candidate.brought_by
    if service is not None and service.country:
        return service.country
    origins = stay.journey.scheme_version.facts.get("origins") or []
    return str(origins[0]) if len(origins) == 1 else ""


def _state(stay: Stay, plan: EndPlan, on: date) -> str:
    over = stay.ended_on is not None or bool(plan.came_about)
    days = plan_days(stay.journey.scheme_version.facts)
    return plan_state(stay.planned_until, is_planned=bool(plan.choice), is_over=over, on=on, days=days)


def _due(stay: Stay) -> date | None:
    return plan_due(stay.planned_until, days=plan_days(stay.journey.scheme_version.facts))
