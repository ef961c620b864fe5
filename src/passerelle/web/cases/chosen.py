"""The cases that were ticked in the list, or all that fit its filter, as the next page reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.identifiers import read_number
from passerelle.queries.cases.caseload import (
    CaseFilter,
    CaseKey,
    CaseRow,
    Tables,
    case_keys,
    events_of,
    rows_of,
    tables_of,
)
from passerelle.web.cases.filtering import filter_form
from passerelle.web.shared.access import ActorRequest, today

MOST = 10_000  # cases in one act
NOBODY = "J-0-0"  # a number that no case has
SHOWN = 200  # rows of a preview


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cases with the versions seen, and the events possible for some of them; nobody's data yet."""

    keys: list[CaseKey]
    versions: dict[str, int | None]
    events: list[str]
    tables: Tables
    all: bool


def chosen_cases(request: ActorRequest) -> Chosen:
    """From ``row=J-…:3`` of the form or address, or from ``all`` with the list's filter."""
    asked = request.POST if request.method == "POST" else request.GET
    named = dict(_version(one) for one in asked.getlist("row")[:MOST])
    keys = case_keys(request.actor, _filter(request, named), on=today(), most=MOST)
    tables = tables_of(keys)
    seen = {one.number: named.get(one.number, one.version) for one in keys}
    return Chosen(keys, dict(seen), events_of(keys, tables), tables, all=not named)


def shown_rows(request: ActorRequest, chosen: Chosen, numbers: Iterable[str]) -> dict[str, CaseRow]:
    """The lines that a page shows of the chosen cases, by number; whose they are is noted as read."""
    rows = rows_of(request.actor, numbers, chosen.tables, on=today())
    if rows:
        people = [row.person for row in rows.values()]
        record_read(request.actor, "caseload", people, scheme_code="", purpose=Purpose.JOURNEY)
    return rows


def _filter(request: ActorRequest, named: dict[str, int | None]) -> CaseFilter:
    if named or "all" not in request.GET:
        numbers = [one for one in named if read_number(one)]
        return CaseFilter(text=" ".join(numbers) or NOBODY, closed=True)
    return filter_form(request).wanted()


def _version(text: str) -> tuple[str, int | None]:
    number, _colon, version = text.partition(":")
    return number, int(version) if version.isdecimal() and len(version) < 10 else None
