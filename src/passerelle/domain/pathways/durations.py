"""How long the law lets an authority take, for planning; the time for a visa comes on top."""

from dataclasses import dataclass
from datetime import date

from passerelle.domain.pathways.book import Book, book
from passerelle.domain.pathways.case import Case
from passerelle.domain.pathways.parameters import Parameter
from passerelle.domain.pathways.rules import Route

# The longest that the unit can be in days.
_DAYS = {"days": 1, "working days": 7 / 5, "weeks": 7, "months": 92 / 3}


@dataclass(frozen=True, slots=True)
class ExpectedDays:
    """Days from a complete file to the decision, at most, as the law states them."""

    days: int
    parameter: str
    source: str
    evidence: str
    extended: int | None = None  # with the extension for complex files, where there is one


def expected_days(
    route: Route, case: Case | None = None, *, on: date | None = None, law: Book | None = None
) -> ExpectedDays | None:
    """The term for a decision on a route; ``None`` where no value is known for the day."""
    read, told = law or book(), case or Case()
    for name in route.times:
        parameter = read.parameters[read.rules[name].parameter]
        found = _told(parameter, told, on)
        if found is not None:
            return found
    return None


def _told(parameter: Parameter, case: Case, on: date | None) -> ExpectedDays | None:
    days = parameter.days(case.events, changes_employer=case.changes_employer, fallback=on)
    told = [value.value if day and (value := parameter.on(day)) else None for day in days]
    # Two readings of whose date counts that lead to two terms: no term is told.
    if told[0] is None or any(one != told[0] for one in told):
        return None
    amount = told[0]["days"] if isinstance(told[0], dict) else told[0]
    extension = told[0].get("extension") if isinstance(told[0], dict) else None
    term = round(amount * _DAYS[parameter.unit])
    return ExpectedDays(
        term, parameter.id, parameter.source, parameter.evidence, term + extension if extension else None
    )
