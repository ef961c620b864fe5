"""Kinds of tests: small questions about a case and a value, answered yes, no or unknown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from passerelle.domain.classifications.cefr import at_least as reaches
from passerelle.domain.pathways.case import Case
from passerelle.domain.pathways.parameters import Parameter
from passerelle.domain.pathways.rules import Test
from passerelle.domain.pathways.verdicts import Verdict, of


@dataclass(frozen=True, slots=True)
class Asked:
    """A test put to a case: ``value`` is the parameter's for the day ``on``."""

    case: Case
    test: Test
    value: Any
    on: date
    parameter: Parameter | None

    @property
    def have(self) -> Any:
        """The fact that the test asks about."""
        return self.case.get(self.test.fact)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer: what the case has, what is asked, which facts are missing, and a code why."""

    verdict: Verdict
    have: Any = None
    need: Any = None
    missing: tuple[str, ...] = ()
    why: str = ""


Kind = Callable[[Asked], Outcome]


def unknown(asked: Asked, *names: str, need: Any = None, have: Any = None) -> Outcome:
    """Cannot be assessed: these facts are missing."""
    return Outcome(
        Verdict.NOT_ASSESSABLE,
        have,
        asked.value if need is None else need,
        names or (asked.test.fact,),
        "missing",
    )


def at_least(asked: Asked) -> Outcome:
    """A number that must reach the value."""
    if asked.have is None:
        return unknown(asked)
    return Outcome(of(asked.have >= asked.value), asked.have, asked.value)


def more_than(asked: Asked) -> Outcome:
    """A number that must pass the value."""
    if asked.have is None:
        return unknown(asked)
    return Outcome(of(asked.have > asked.value), asked.have, asked.value)


def less_than(asked: Asked) -> Outcome:
    """A number that must stay below the value, such as permits already given out of a quota."""
    if asked.have is None:
        return unknown(asked)
    return Outcome(of(asked.have < asked.value), asked.have, asked.value)


def at_most(asked: Asked) -> Outcome:
    """A number that must not pass the value."""
    if asked.have is None:
        return unknown(asked)
    return Outcome(of(asked.have <= asked.value), asked.have, asked.value)


def yes(asked: Asked) -> Outcome:
    """A fact that must be true."""
    return _truth(asked, wanted=True)


def no(asked: Asked) -> Outcome:
    """A fact that must be false."""
    return _truth(asked, wanted=False)


def _truth(asked: Asked, *, wanted: bool) -> Outcome:
    if asked.have is None:
        return unknown(asked, need=wanted)
    return Outcome(of(asked.have is wanted), asked.have, wanted)


def one_of(asked: Asked) -> Outcome:
    """A fact that must be one of the listed words or numbers."""
    wanted = _listed(asked)
    if asked.have is None:
        return unknown(asked, need=wanted)
    return Outcome(of(asked.have in wanted), asked.have, wanted)


def none_of(asked: Asked) -> Outcome:
    """A fact that must be none of the listed words."""
    barred = _listed(asked)
    need = ["not", *barred]
    if asked.have is None:
        return unknown(asked, need=need)
    return Outcome(of(asked.have not in barred), asked.have, need)


def all_of(asked: Asked) -> Outcome:
    """A list that must hold every word of the value; an absent list is unknown, a word left out is not met."""
    wanted = _listed(asked)
    if asked.have is None:
        return unknown(asked, need=wanted)
    return Outcome(of(set(wanted) <= set(asked.have)), sorted(asked.have), wanted)


def only_of(asked: Asked) -> Outcome:
    """A list that may hold nothing but the words of the value."""
    wanted = _listed(asked)
    if asked.have is None:
        return unknown(asked, need=wanted)
    return Outcome(of(set(asked.have) <= set(wanted)), sorted(asked.have), wanted)


def _listed(asked: Asked) -> list[Any]:
    wanted = asked.test.settings.get("words", asked.value)
    return list(wanted) if isinstance(wanted, list | tuple) else [wanted]


def not_lived_in(asked: Asked) -> Outcome:
    """The person must live outside the country of the job."""
    have, country = asked.have, asked.test.settings["country"]
    need = ["not", country]
    return unknown(asked, need=need) if have is None else Outcome(of(have != country), have, need)


def language(asked: Asked) -> Outcome:
    """A level of one language; a language left out of a known list is not met."""
    code, need = asked.test.settings["language"], f"{asked.test.settings['language']}:{asked.value}"
    levels = asked.case.languages()
    if levels is None:
        return unknown(asked, "person.languages", need=need)
    if code not in levels:
        return Outcome(Verdict.NOT_MET, None, need)
    level = levels[code]
    if level is None:
        return unknown(asked, f"person.languages.{code}.level", need=need)
    return Outcome(of(reaches(level, asked.value)), f"{code}:{level}", need)


def days_between(asked: Asked) -> Outcome:
    """Days from the complete file to the decision, which must not pass the value."""
    return _until_decided(asked, lambda begun, ended: (ended - begun).days)


def weeks_between(asked: Asked) -> Outcome:
    """Weeks from the complete file to the decision."""
    return _until_decided(asked, lambda begun, ended: ceil((ended - begun).days / 7))


def months_between(asked: Asked) -> Outcome:
    """Months from the complete file to the decision, begun ones counted whole."""
    return _until_decided(asked, _months)


def working_days_between(asked: Asked) -> Outcome:
    """Mondays to Fridays after the complete file, up to the decision; holidays are not known here."""
    return _until_decided(asked, _working_days)


def _until_decided(asked: Asked, length: Callable[[date, date], int]) -> Outcome:
    first = asked.test.settings.get("begun", "events.file_complete")
    last = asked.test.settings.get("ended", "events.decided")
    begun, ended = asked.case.get(first), asked.case.get(last)
    lacking = [name for name, day in ((first, begun), (last, ended)) if day is None]
    if lacking:
        return unknown(asked, *lacking)
    taken = length(begun, ended)
    return Outcome(of(taken <= asked.value), taken, asked.value)


def _months(begun: date, ended: date) -> int:
    return (ended.year - begun.year) * 12 + ended.month - begun.month + (ended.day > begun.day)


def _working_days(begun: date, ended: date) -> int:
    weeks, rest = divmod((ended - begun).days, 7)
    return weeks * 5 + sum((begun.weekday() + 1 + place) % 7 < 5 for place in range(rest))


def known_day(asked: Asked) -> Outcome:
    """A day that must have come, such as the day on which the file was complete."""
    return unknown(asked) if asked.have is None else Outcome(of(asked.have <= asked.on), asked.have, asked.on)


def isco_in(asked: Asked) -> Outcome:
    """An occupation within some ISCO-08 groups."""
    need = list(asked.test.settings["isco"])
    if asked.have is None:
        return unknown(asked, need=need)
    return Outcome(of(str(asked.have).startswith(tuple(need))), asked.have, need)


def days_of_stay(asked: Asked) -> Outcome:
    """Days of the planned stay, entry and exit included, which must not pass the value."""
    entry, leaving = asked.case.get("events.entry"), asked.case.get("events.exit")
    lacking = [name for name, day in (("events.entry", entry), ("events.exit", leaving)) if day is None]
    if lacking:
        return unknown(asked, *lacking)
    days = (leaving - entry).days + 1
    return Outcome(of(days <= asked.value), days, asked.value)


def same_country(asked: Asked) -> Outcome:
    """Two facts that must name the same country."""
    other = asked.case.get(asked.test.settings["other"])
    lacking = [
        name
        for name, value in ((asked.test.fact, asked.have), (asked.test.settings["other"], other))
        if value is None
    ]
    if lacking:
        return Outcome(Verdict.NOT_ASSESSABLE, asked.have, other, tuple(lacking), "missing")
    return Outcome(of(asked.have == other), asked.have, other)


def card_validity(asked: Asked) -> Outcome:
    """The card's least validity, or the contract and some months where the contract is shorter."""
    held, contract = asked.case.get("stay.permit_months"), asked.case.get("job.contract_months")
    need = asked.value["least"]
    if contract is not None:
        need = min(need, contract + asked.value["after_contract"])
    if held is None:
        return unknown(asked, need=need)
    if contract is None and held < need:
        return unknown(asked, "job.contract_months", need=need, have=held)
    return Outcome(of(held >= need), held, need)


def not_known_here(asked: Asked) -> Outcome:
    """A condition that is known to exist and whose content nobody has brought yet."""
    return Outcome(Verdict.NOT_ASSESSABLE, missing=(asked.test.settings["lacks"],), why="no_rule")
