"""What the legal route says about a change of a stay: each question with its answer, or with the gap named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from passerelle.domain.pathways.answers import Reading
from passerelle.domain.pathways.assess import Condition, Confirmed, condition, leads_there
from passerelle.domain.pathways.book import Book, book
from passerelle.domain.pathways.case import Case
from passerelle.domain.pathways.rules import Route, Rule
from passerelle.domain.pathways.verdicts import Verdict
from passerelle.domain.stays.changes import EMPLOYER, EXTENSION, SITE, SUSPENSION, Wish

PERMIT = "permit_covers"
# The questions of each change. What no rule of the route answers stands as a gap, never as a yes.
ASKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        EXTENSION: (PERMIT, "longest_stay", "times_changed", "notice"),
        SUSPENSION: ("notice",),
        EMPLOYER: (PERMIT, "first_employer_period", "labour_market_check", "objection", "notice"),
        SITE: (PERMIT, "notice"),
    }
)
NOT_HELD = "not_held"
A_YEAR = timedelta(days=364)  # from the first to the last of 365 days


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a change is held against, as records show it. ``None`` or empty: not known.

    ``began_on``: the first day of the stay, former employers of the same stretch included; ``worked_since``:
    the first day of work of the case; ``with_host_since``: of work with the present host. ``changed``: how
    often the stretch was extended or went on with another employer. ``visits``: days of the traveller, as
    the rules spell them; only for short visits. ``seasons``: first and last day of the person's other seasons.
    """

    route: str = ""
    country: str = ""
    region: str = ""
    permit_from: date | None = None
    permit_until: date | None = None
    planned_until: date | None = None
    began_on: date | None = None
    worked_since: date | None = None
    with_host_since: date | None = None
    changed: int = 0
    noticed_on: date | None = None
    breach: bool | None = None
    visits: tuple[Mapping[str, date], ...] | None = None
    seasons: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of a change with the answer of one rule, or of none; ``routes``: those it is about."""

    code: str
    condition: Condition
    routes: tuple[str, ...] = field(default=())

    @property
    def is_gap(self) -> bool:
        """Whether nothing is held here that could answer the question."""
        return self.condition.why == NOT_HELD

    def as_dict(self) -> dict[str, object]:
        """As the record keeps it."""
        return {**self.condition.as_dict(), "code": self.code, "routes": list(self.routes)}


def answers(
    wish: Wish, held: Held, *, on: date, confirmed: Confirmed | None = None, law: Book | None = None
) -> tuple[Answer, ...]:
    """Every question of the change, answered by the rules of the route on a day.

    Where the route's name stands for several routes, each answers for itself: which one the permit rests on
    is not known. ``confirmed``: parameters that a named person compared with the official text.
    """
    read, case = law or book(), Case(facts_of(wish, held, on))
    routes = [one for one in read.serving(held.route) if leads_there(one, case)]
    by_law: dict[str, list[Answer]] = {}
    for rule, names in _rules(routes, wish.kind, read):
        found = condition(case, rule, on=on, confirmed=confirmed, law=read)
        # Nothing where the rule was not yet law: the question stays, as a gap.
        by_law.setdefault(rule.asks, []).extend(Answer(rule.asks, one, names) for one in [found] if one)
    asked = dict.fromkeys((*ASKS[wish.kind], *by_law))
    return tuple(
        one
        for code in asked
        for one in ([_permit(wish, held)] if code == PERMIT else by_law.get(code) or [_gap(code)])
    )


def facts_of(wish: Wish, held: Held, on: date) -> dict[str, Any]:
    """The facts of the change in the spelling of the rules; what is not known is left out.

    The days of the first permit do not count for a change: its own filing is the notice, its contract starts
    where the wish begins.
    """
    day = wish.from_on or on
    begun = [one for one in (held.permit_from, held.worked_since) if one]
    last = wish.until or held.planned_until
    length = _begun_months(_counted_from(held.began_on, last, held), last) if held.began_on and last else None
    facts: dict[str, Any] = {
        "job.country": held.country or None,
        "job.region": held.region or None,
        "events.change_of_employer": wish.kind == EMPLOYER,
        "events.filed": held.noticed_on,
        "events.contract_start": wish.from_on,
        "change.notified": None if held.noticed_on is None else True,
        "change.days_since_notice": (on - held.noticed_on).days if held.noticed_on else None,
        "change.serious_breach": held.breach,
        "stay.months_held": _whole_months(max(begun), day) if len(begun) == 2 else None,
        "stay.months_with_employer": _whole_months(held.with_host_since, day) if held.with_host_since else None,
        "stay.extensions": held.changed + 1,
        "stay.months": length,
        "job.contract_months": length,
        "job.agreement_months": length,
        "events.entry": held.began_on,
        "events.exit": last,
        "person.stays": held.visits,
    }
    return {name: value for name, value in facts.items() if value is not None}


def kept(row: Mapping[str, Any]) -> Answer:
    """An answer as the record keeps it."""
    named = {
        name: row.get(name, "") for name in ("why", "parameter", "source", "evidence", "anchor_event", "unit")
    }
    return Answer(
        row["code"],
        Condition(
            id=row.get("id", ""),
            verdict=Verdict(row["verdict"]),
            have=_stated(row, "have"),
            need=_stated(row, "need"),
            missing=tuple(row.get("missing", ())),
            confirmed=row.get("confirmed", False),
            anchor_date=_day(row.get("anchor_date")),
            readings=tuple(_reading(one) for one in row.get("readings", ())),
            **named,
        ),
        tuple(row.get("routes", ())),
    )


def _rules(routes: Sequence[Route], kind: str, law: Book) -> Iterable[tuple[Rule, tuple[str, ...]]]:
    """Each rule once, with the routes on which it stands."""
    named: dict[str, list[str]] = {}
    for route in routes:
        for rule in law.about_change(route, kind):
            named.setdefault(rule.id, []).append(route.id)
    return [(law.rules[rule], tuple(names)) for rule, names in named.items()]


def _permit(wish: Wish, held: Held) -> Answer:
    """Whether the permit's own last day covers the change; not a rule of law, but of the permit."""
    last = wish.until or held.planned_until
    missing = tuple(_lacking(held.permit_until, last))
    known = not missing and held.permit_until is not None and last is not None
    met = Verdict.MET if known and last <= held.permit_until else Verdict.NOT_MET  # type: ignore[operator]
    return Answer(
        PERMIT,
        _plain(
            met if known else Verdict.NOT_ASSESSABLE,
            have=held.permit_until,
            need=last,
            missing=missing,
            why="missing" if missing else "",
        ),
    )


def _lacking(until: date | None, last: date | None) -> Iterator[str]:
    if until is None:
        yield "permit.until"
    if last is None:
        yield "stay.until"


def _gap(code: str) -> Answer:
    return Answer(code, _plain(Verdict.NOT_ASSESSABLE, why=NOT_HELD))


def _plain(  # what a condition without a row of the law tables holds
    verdict: Verdict, *, have: Any = None, need: Any = None, missing: tuple[str, ...] = (), why: str
) -> Condition:
    return Condition(
        id="", verdict=verdict, have=have, need=need, unit="", missing=missing, why=why, parameter="",
        source="", evidence="", confirmed=False, anchor_event="", anchor_date=None,
    )  # fmt: skip


def _whole_months(first: date, last: date) -> int:
    """Whole months that have passed between two days, never less than none."""
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return max(months, 0)


def _begun_months(first: date, last: date) -> int:
    """Months of a stretch with both its days, a month that has begun counted whole."""
    after = last + timedelta(days=1)
    whole = (after.year - first.year) * 12 + after.month - first.month
    return max(whole + (after.day > first.day), 0)


def _counted_from(first: date, last: date, held: Held) -> date:
    """The first day, moved back by the days of other seasons in the twelve months that end on the last."""
    since = last - A_YEAR
    spent = (min(until, last) - max(begun, since) for begun, until in held.seasons)
    return first - sum((one + timedelta(days=1) for one in spent if one.days >= 0), timedelta())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _stated(row: Mapping[str, Any], name: str) -> Any:
    """The permit's days are days; what the law compares is kept as its rules spell it."""
    return _day(row.get(name)) if row["code"] == PERMIT else row.get(name)


def _reading(row: Mapping[str, Any]) -> Reading:
    verdict = Verdict(row["verdict"]) if row["verdict"] else None
    return Reading(row["event"], _day(row["day"]), verdict)
