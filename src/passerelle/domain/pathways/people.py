"""Tests about the person: age, qualifications, years of experience."""

from datetime import date
from typing import Any

from passerelle.domain.pathways.kinds import Asked, Outcome, unknown
from passerelle.domain.pathways.verdicts import Verdict, of

_A_LIFE = 100  # years back, where the law sets no limit


def years_before(on: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes 1 March."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 3, 1)


def age(born: date, on: date) -> int:
    """Whole years lived on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_under(asked: Asked) -> Outcome:
    """Younger than the stated years on the day that counts."""
    limit = asked.test.settings["years"]
    need = f"< {limit}"
    born = asked.case.get("person.birth_date")
    if born is None:
        return unknown(asked, "person.birth_date", need=need)
    years = age(born, asked.on)
    return Outcome(of(years < limit), years, need)


def qualified(asked: Asked) -> Outcome:
    """Some qualification at or above the EQF level in the test's settings."""
    level = asked.test.settings["eqf"]
    return _best(asked, lambda row: _at_least(row.get("eqf"), level), f"EQF {level}", "eqf")


def recognised(asked: Asked) -> Outcome:
    """Some qualification that the competent authority has recognised."""
    return _best(asked, lambda row: _said(row.get("recognised")), True, "recognised")


def trained_at_home(asked: Asked) -> Outcome:
    """A training of enough years that the State of origin recognises."""
    years = asked.value

    def fits(row: dict[str, Any]) -> Verdict:
        parts = {_at_least(row.get("training_years"), years), _said(row.get("recognised_at_home"))}
        if Verdict.NOT_MET in parts:
            return Verdict.NOT_MET
        return Verdict.MET if parts == {Verdict.MET} else Verdict.NOT_ASSESSABLE

    return _best(asked, fits, f"{years} years", "training_years")


def trained_or_graduated(asked: Asked) -> Outcome:
    """A degree, or a training of enough years."""
    years = asked.value

    def fits(row: dict[str, Any]) -> Verdict:
        parts = {_at_least(row.get("training_years"), years), _at_least(row.get("eqf"), 6)}
        if Verdict.MET in parts:
            return Verdict.MET
        return Verdict.NOT_ASSESSABLE if Verdict.NOT_ASSESSABLE in parts else Verdict.NOT_MET

    return _best(asked, fits, f"EQF 6 | {years} years", "training_years")


def graduated_within(asked: Asked) -> Outcome:
    """A degree obtained at most some years before the day that counts."""
    since = years_before(asked.on, asked.value)

    def fits(row: dict[str, Any]) -> Verdict:
        day, level = row.get("date"), _at_least(row.get("eqf"), 6)
        recent = Verdict.NOT_ASSESSABLE if day is None else of(since <= day <= asked.on)
        if Verdict.NOT_MET in (level, recent):
            return Verdict.NOT_MET
        return Verdict.MET if level == recent == Verdict.MET else Verdict.NOT_ASSESSABLE

    return _best(asked, fits, f">= {since.isoformat()}", "date")


def _best(asked: Asked, fits: Any, need: Any, part: str) -> Outcome:
    rows = asked.case.get("person.qualifications")
    if rows is None:
        return unknown(asked, "person.qualifications", need=need)
    answers = [(fits(row), row.get(part)) for row in rows]
    for wanted in (Verdict.MET, Verdict.NOT_ASSESSABLE):
        for verdict, have in answers:
            if verdict is wanted:
                missing = () if wanted is Verdict.MET else (f"person.qualifications.{part}",)
                return Outcome(wanted, have, need, missing, "" if wanted is Verdict.MET else "missing")
    return Outcome(Verdict.NOT_MET, answers[0][1] if answers else None, need)


def _at_least(have: Any, need: float) -> Verdict:
    return Verdict.NOT_ASSESSABLE if have is None else of(have >= need)


def _said(have: Any) -> Verdict:
    return Verdict.NOT_ASSESSABLE if have is None else of(have is True)


def worked(asked: Asked) -> Outcome:
    """Years of work in the stated occupations within the last years before the day that counts."""
    value = asked.value
    within = value.get("within", _A_LIFE)
    need = f"{value['years']} / {within}" if "within" in value else value["years"]
    years = years_worked(asked, tuple(asked.test.settings.get("isco", ())), within)
    if years is None:
        return unknown(asked, "person.experience", need=need)
    if years < value["years"] and _half_told(asked):
        return unknown(asked, "person.experience.isco", need=need, have=round(years, 2))
    return Outcome(of(years >= value["years"]), round(years, 2), need)


def _half_told(asked: Asked) -> bool:
    """Whether some work has no occupation or no first day, so that it may count as well."""
    rows = asked.case.get("person.experience") or ()
    return any(row.get("isco") is None or row.get("from") is None for row in rows)


def years_worked(asked: Asked, isco: tuple[str, ...], within: int) -> float | None:
    """Years with work in the last ``within`` years, days that overlap counted once; ``None``: unknown."""
    periods = asked.case.periods(isco)
    if periods is None:
        return None
    start, days, reached = years_before(asked.on, within), 0, date.min
    for begun, ended in sorted((begun, ended or asked.on) for begun, ended in periods):
        first, last = max(begun, start, reached), min(ended, asked.on)
        days += max((last - first).days, 0)
        reached = max(reached, last)
    return days / 365.25
