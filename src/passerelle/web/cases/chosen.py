"""The cases that were ticked in the list, or all that fit its filter, as the next page reads them."""

from dataclasses import dataclass

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.identifiers import read_number
from passerelle.queries.caseload import CaseFilter, CaseRow, as_row, caseload_rows, events_of, tables_of
from passerelle.web.cases.filtering import filter_form
from passerelle.web.shared.access import ActorRequest, today

MOST = 10_000  # cases in one act
NOBODY = "J-0-0"  # a number that no case has
SHOWN = 200  # rows of a preview


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cases with the versions seen, the events possible for some of them, and the list's own address."""

    rows: list[CaseRow]
    versions: dict[str, int | None]
    events: list[str]
    all: bool


def chosen_cases(request: ActorRequest) -> Chosen:
    """From ``row=J-…:3`` of the form or address, or from ``all`` with the list's filter."""
    asked = request.POST if request.method == "POST" else request.GET
    named = dict(_version(one) for one in asked.getlist("row")[:MOST])
    rows = caseload_rows(request.actor, _filter(request, named), on=today())
    journeys = list(rows[:MOST])
    tables = tables_of(journeys)
    lines = [as_row(one, tables, on=today()) for one in journeys]
    people = [line.person for line in lines]
    record_read(request.actor, "caseload", people, scheme_code="", purpose=Purpose.JOURNEY)
    seen = {line.number: named.get(line.number, line.version) for line in lines}
    return Chosen(lines, dict(seen), events_of(journeys, tables), all=not named)


def _filter(request: ActorRequest, named: dict[str, int | None]) -> CaseFilter:
    if named or "all" not in request.GET:
        numbers = [one for one in named if read_number(one)]
        return CaseFilter(text=" ".join(numbers) or NOBODY, closed=True)
    return filter_form(request).wanted()


def _version(text: str) -> tuple[str, int | None]:
    number, _colon, version = text.partition(":")
    return number, int(version) if version.isdecimal() and len(version) < 10 else None
