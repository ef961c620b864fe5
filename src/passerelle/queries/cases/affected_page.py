"""One page of the open cases that a changed value touches, each with its verdict before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.pathways.assess import check
from passerelle.domain.pathways.book import Book, book
from passerelle.domain.pathways.parameters import Value
from passerelle.queries.cases.affected_cases import AffectedCase, affected_cases
from passerelle.queries.pathways.law_confirmed import parameter_page
from passerelle.queries.pathways.route_case import cases_for
from passerelle.records.candidates.models import Candidate
from passerelle.records.vacancies.models import Vacancy

WHY = "rows of journeys that were reached"
PAGE = 25


@dataclass(frozen=True, slots=True)
class Find:
    """What narrows the list; empty narrows nothing. Days are those that may count for a case."""

    scheme: str = ""
    route: str = ""
    first: date | None = None
    last: date | None = None

    def fits(self, one: AffectedCase) -> bool:
        """Whether a case is looked for; a case without a day fits no span of days."""
        if self.scheme not in ("", one.scheme) or (self.route and self.route not in one.routes):
            return False
        if self.first is None and self.last is None:
            return True
        first, last = self.first or date.min, self.last or date.max
        return any(day is not None and first <= day <= last for day in one.days)


@dataclass(frozen=True, slots=True)
class RouteChange:
    """A route's verdict by the value before and by the value now; ``None``: no vacancy to check against."""

    route: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class AffectedRow:
    """An affected case with what the change does to it."""

    case: AffectedCase
    changes: tuple[RouteChange, ...]


@dataclass(frozen=True, slots=True)
class AffectedPage:
    """Rows of one page, how many cases there are, and what can be chosen to narrow them."""

    rows: tuple[AffectedRow, ...]
    total: int
    page: int
    schemes: tuple[str, ...]
    routes: tuple[str, ...]


def affected_page(
    actor: Actor, parameter: str, *, on: date, find: Find | None = None, page: int = 1, size: int = PAGE
) -> AffectedPage:
    """The cases that the newest change of a value touches, or its confirmation that was taken back.

    Constant queries, however many cases.
    """
    known = parameter_page(actor, parameter)
    versions, spans = known.versions, known.latest_change
    found = affected_cases(actor, parameter, spans, on=on)
    wanted = [one for one in found if (find or Find()).fits(one)]
    last = max((len(wanted) + size - 1) // size, 1)
    at = min(max(page, 1), last)
    shown = wanted[(at - 1) * size : at * size]
    after = versions[0].values if versions else known.parameter.values
    # A confirmation taken back changes no value: each case stands where it stood, on an unconfirmed one.
    before = versions[1].values if known.withdrawn is None and len(versions) > 1 else ()
    before = after if known.withdrawn is not None else before
    changes = _changes(shown, _with(parameter, before), _with(parameter, after), on)
    return AffectedPage(
        rows=tuple(AffectedRow(one, changes[one.journey]) for one in shown),
        total=len(wanted),
        page=at,
        schemes=tuple(sorted({one.scheme for one in found})),
        routes=tuple(sorted({route for one in found for route in one.routes})),
    )


def _with(parameter: str, values: tuple[Value, ...]) -> Book:
    law = book()
    other = replace(law.parameters[parameter], values=values)
    return replace(law, parameters={**law.parameters, parameter: other})


def _changes(
    shown: Sequence[AffectedCase], before: Book, after: Book, on: date
) -> Mapping[str, tuple[RouteChange, ...]]:
    people = (
        Candidate.objects.unscoped(WHY).select_related("person").in_bulk([one.candidate_id for one in shown])
    )
    posts = Vacancy.objects.unscoped(WHY).in_bulk([one.vacancy_id for one in shown if one.vacancy_id])
    pairs = [(people[one.candidate_id], posts[one.vacancy_id]) for one in shown if one.vacancy_id in posts]
    cases = dict(
        zip((one.journey for one in shown if one.vacancy_id in posts), cases_for(pairs, on), strict=True)
    )
    told = {}
    for one in shown:
        case = cases.get(one.journey)
        routes = [book().routes[name] for name in one.routes]
        if case is None:
            told[one.journey] = tuple(RouteChange(route.id, None, None) for route in routes)
            continue
        was = {each.route.id: each.verdict.value for each in check(case, on=on, routes=routes, law=before)}
        now = {each.route.id: each.verdict.value for each in check(case, on=on, routes=routes, law=after)}
        told[one.journey] = tuple(RouteChange(name, was[name], now[name]) for name in now)
    return told
