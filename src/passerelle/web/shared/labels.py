"""Wording of what the lower floors answer: sentences and problems in the person's language."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext

from passerelle.domain.classifications import countries
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text

STATED = re.compile(r"\d{4}(-\d\d){0,2}")


def say(text: object) -> str:
    """A sentence of the lower floors in the active language, with its numbers and dates in its form."""
    if not isinstance(text, Text):
        return "" if text is None else str(text)
    return gettext(text.template) % _values(text.values) if text.values else gettext(text.template)


def say_problem(problem: Problem) -> str:
    """What is wrong and how to put it right, in one line."""
    return f"{say(problem.message)} {say(problem.hint)}".strip()


def say_all(problems: Iterable[Problem]) -> list[str]:
    """One line for each problem, for the list above a form."""
    return [say_problem(problem) for problem in problems]


def number(value: float | Decimal | None, places: int | None = None) -> str:
    """A number in the language's form, rounded to ``places``; a value that nobody knows says so."""
    if value is None:
        return gettext("unknown")
    if places is not None:  # Django would cut what is too long
        value = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if isinstance(value, Decimal) and places is None:
        value = value.normalize() if value % 1 else value.quantize(Decimal(1))  # 3.0 years are 3 years
    if isinstance(value, float) and places is None and value.is_integer():
        value = int(value)
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def country(code: str) -> str:
    """A country's name in the language; a code that is none stays as it is, EU is the European Union."""
    if code == "EU":
        return gettext("the European Union")
    tongue = (get_language() or "en")[:2]
    return countries.name(code, tongue) if countries.is_valid(code) else code


def percent(share: float | None, places: int = 0) -> str:
    """A share between 0 and 1 as a percentage."""
    if share is None:
        return gettext("unknown")
    return gettext("%(number)s %%") % {"number": number(share * 100, places)}


def day(value: date | None) -> str:
    """A date such as 14 Mar 2026."""
    return date_format(value, "DATE_FORMAT") if value else gettext("unknown")


def stated_day(text: str | None) -> str | None:
    """A day, a month or a year as a file states it, in the language's form; other words stay as they are."""
    if not text or not STATED.fullmatch(text):
        return text
    parts = [int(part) for part in text.split("-")]
    try:
        first = date(*[*parts, 1, 1][:3])
    except ValueError:
        return text
    return (day(first), date_format(first, "YEAR_MONTH_FORMAT"), text)[3 - len(parts)]


def _values(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _value(value) for name, value in values.items()}


def _value(value: object) -> object:
    """Numbers keep their type when the template formats them itself (``%(n)d``)."""
    if isinstance(value, Text):
        return say(value)
    if isinstance(value, date):
        return day(value)
    return value
