"""The facts of a contract: read, missing, compared one by one, and their digest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from passerelle.domain.classifications import countries
from passerelle.domain.classifications.currencies import is_valid as is_currency
from passerelle.domain.contracts.forms import FORMS, NUMBERS, Form
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

Terms = Mapping[str, str]
PERIODS = ("hour", "month", "year")
MOST = 2_000  # signs of one fact


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that differs between two versions; empty means not stated."""

    term: str
    before: str
    after: str


def read_terms(form: str, given: Mapping[str, object]) -> dict[str, str]:
    """The facts in their one spelling; ``Refused`` names each fact that cannot be read.

    Facts that the form does not know are refused, too, so that nothing is promised outside the paper.
    """
    known, problems = FORMS[form], []
    read: dict[str, str] = {}
    for term, value in given.items():
        text = "" if value is None else " ".join(str(value).split())[:MOST]
        if term not in known.terms:
            message = Text("%(term)s is no part of this form.", {"term": term})
            problems.append(Problem("unknown_term", message, column=term))
        elif text:
            try:
                read[term] = _one_spelling(term, text)
            except ValueError:
                problems.append(_unreadable(term, text))
    if problems:
        raise Refused(problems)
    return {term: read[term] for term in known.terms if term in read}


def missing_terms(form: str, terms: Terms) -> tuple[str, ...]:
    """The facts that the form asks and nobody stated."""
    return tuple(term for term in FORMS[form].required if not terms.get(term))


def compare(before: Terms, after: Terms) -> tuple[Difference, ...]:
    """What differs, fact by fact, in the order of the paper; nothing where the two are the same."""
    names = tuple(dict.fromkeys((*before, *after)))
    return tuple(
        Difference(name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name, "") != after.get(name, "")
    )


def terms_digest(form: str, terms: Terms, parties: Mapping[str, str]) -> str:
    """One digest over the form, the parties and every fact: equal only when nothing differs."""
    stated = {name: value for name, value in terms.items() if value}
    return digest({"form": form, "terms": stated, "parties": dict(parties)})


def reading_language(
    spoken: Mapping[str, str | None], available: tuple[str, ...], preferred: str
) -> str | None:
    """A language that the person reads and the paper has; the preferred one first, then the best known.

    ``spoken``: level by language, ``None`` where the level is unknown. ``None``: none is there.
    """
    readable = [code for code in available if code in spoken or code == preferred]
    ranked = sorted(readable, key=lambda code: (code != preferred, -_rank(spoken.get(code)), code))
    return ranked[0] if ranked else None


def _rank(level: str | None) -> int:
    return {"A1": 1, "A2": 2, "B1": 3, "B2": 4, "C1": 5, "C2": 6, "native": 7}.get(level or "", 0)


def _one_spelling(term: str, text: str) -> str:
    if term in NUMBERS:
        return _number(text)
    if term == "start":
        return date.fromisoformat(text).isoformat()
    checks = {
        "currency": is_currency,
        "country": countries.is_valid,
        "governing_law": countries.is_valid,
        "salary_period": PERIODS.__contains__,
    }
    if term in checks and not checks[term](text.upper() if term != "salary_period" else text):
        raise ValueError(text)
    return text.upper() if term in ("currency", "country", "governing_law") else text


def _number(text: str) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not value.is_finite() or value < 0 or value > 10**9:
        raise ValueError(text)
    return format(value.normalize(), "f")


def _unreadable(term: str, text: str) -> Problem:
    values = {"term": term, "value": text[:60]}
    hint = Text("Numbers with a point, dates as 2026-05-01, countries as two letters, currencies as three.")
    return Problem("unreadable_term", Text("%(term)s: “%(value)s” cannot be read.", values), hint, column=term)


def form_of(name: str) -> Form:
    """The form; ``Refused`` with ``unknown_form`` for another name."""
    if name not in FORMS:
        raise Refused([Problem("unknown_form", Text("There is no such form of contract."), column="form")])
    return FORMS[name]
