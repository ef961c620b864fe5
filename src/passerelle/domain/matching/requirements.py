"""Hard requirements: what one is, and whether a candidate meets it (yes, no, or cannot be assessed)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from passerelle.domain.classifications import cefr
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, age_on, tenths

Needs = tuple[str, ...]


class Verdict(StrEnum):
    """The answer to one requirement."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "cannot_be_assessed"


@dataclass(frozen=True, slots=True, order=True)
class Test:
    """A question to a candidate's facts; equal tests are asked once, whoever asks.

    ``kind`` is the kind of a gate, ``what`` the language or route, ``need`` what is needed, as text; of
    several licences, origins, residences or occupations one is enough.
    """

    __test__ = False  # not a test case
    kind: str
    what: str
    need: Needs

    @property
    def code(self) -> str:
        """Short and stable: ``nl>=B1``, ``eqf>=6``, ``years>=3``, ``licence:driving:B``."""
        return _CODES[self.kind](self)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A test with who asks it; one that is not ``confirmed`` is shown and excludes nobody."""

    test: Test
    rule: str  # id of the scheme's gate; ``employer`` for what the vacancy states
    label: Text
    source: str | None = None
    confirmed: bool = True

    @property
    def code(self) -> str:
        """What the requirement is called in reasons and what-ifs: the gate's id or the test's code."""
        return self.test.code if self.rule == EMPLOYER else self.rule


EMPLOYER = "employer"


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict with what the candidate has, what is needed, and the fact that is missing (if one is)."""

    verdict: Verdict
    have: str
    need: str
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the tests read: a candidate's profile, the group facts, the day of the run, ISCO by ESCO address."""

    profile: CandidateProfile
    group: GroupFacts
    on: date
    isco_of: Mapping[str, str] = field(default_factory=dict)


def assess(test: Test, facts: Facts) -> Answer:
    """Put one test to one candidate."""
    return _TESTS[test.kind](test, facts)


def _decide(met: bool, have: str, need: str) -> Answer:
    return Answer(Verdict.MET if met else Verdict.NOT_MET, have, need)


def _unknown(need: str, missing: str, have: str = "") -> Answer:
    return Answer(Verdict.UNKNOWN, have, need, missing)


def _language(test: Test, facts: Facts) -> Answer:
    known, level = facts.profile.languages, test.need[0] if test.need else ""
    need = f"{test.what} {level}".strip()
    if known is None:
        return _unknown(need, "languages")
    levels = [have for code, have in known if code == test.what]
    if not levels:
        return _decide(False, "none", need)
    stated = [cefr.rank(have) for have in levels if have is not None]
    have = f"{test.what} {cefr.level(max(stated)) if stated else '?'}"
    if not level or (stated and max(stated) >= cefr.rank(level)):
        return _decide(True, have, need)
    return _decide(False, have, need) if stated else _unknown(need, f"level of {test.what}", have)


def _number(have: int | None, shown: str, test: Test, missing: str) -> Answer:
    least, most = (float(bound) if bound else None for bound in test.need)
    need = _span(*test.need)
    if have is None:
        return _unknown(need, missing)
    return _decide((least is None or have >= least) and (most is None or have <= most), shown, need)


def _eqf(test: Test, facts: Facts) -> Answer:
    return _number(facts.profile.eqf, str(facts.profile.eqf), test, "eqf")


def _experience(test: Test, facts: Facts) -> Answer:
    years, need = tenths(facts.profile.years), float(test.need[0])
    if years is None:
        return _unknown(plain(need), "years")
    return _decide(years >= round(need * 10), plain(years / 10), plain(need))


def _licence(test: Test, facts: Facts) -> Answer:
    held, need = facts.profile.licences, "|".join(test.need)
    if held is None:
        return _unknown(need, "licences")
    return _decide(not set(held).isdisjoint(test.need), "|".join(sorted(held)) or "none", need)


def _availability(test: Test, facts: Facts) -> Answer:
    ready, need = facts.profile.available_from, test.need[0]
    if ready is None:
        return _unknown(need, "available_from")
    # A need may be a month; being free on any day of it is enough.
    return _decide(ready.isoformat()[: len(need)] <= need, ready.isoformat(), need)


def _age(test: Test, facts: Facts) -> Answer:
    born = facts.group.birth_date
    age = None if born is None else age_on(born, facts.on)
    return _number(age, str(age), test, "birth_date")


def _origin(test: Test, facts: Facts) -> Answer:
    return _one_of(facts.group.nationality, test.need, "nationality")


def _residence(test: Test, facts: Facts) -> Answer:
    region, need = facts.group.region, "|".join(test.need)
    if region is None:
        return _unknown(need, "region")
    return _decide(region.startswith(test.need), region, need)


def _one_of(have: str | None, need: Needs, missing: str) -> Answer:
    if have is None:
        return _unknown("|".join(need), missing)
    return _decide(have in need, have, "|".join(need))


def _occupation(test: Test, facts: Facts) -> Answer:
    held, need = facts.profile.occupations, "|".join(test.need)
    if held is None:
        return _unknown(need, "occupations")
    codes = [*held, *(facts.isco_of[one] for one in held if one in facts.isco_of)]
    return _decide(any(code.startswith(test.need) for code in codes), "|".join(held) or "none", need)


def _route(test: Test, facts: Facts) -> Answer:
    # The conditions of a legal route are for its authority; the engine only keeps them in sight.
    return _unknown(test.what, "decision of the authority")


_TESTS: Mapping[str, Callable[[Test, Facts], Answer]] = {
    "language": _language,
    "eqf": _eqf,
    "experience": _experience,
    "licence": _licence,
    "availability": _availability,
    "age": _age,
    "origin": _origin,
    "residence": _residence,
    "occupation": _occupation,
    "route": _route,
}
KINDS = tuple(_TESTS)


def plain(number: float) -> str:
    """A number without a needless decimal: 3, 2.5."""
    return f"{number:g}"


def _span(least: str, most: str) -> str:
    if least and most:
        return f"{least}-{most}"
    return f">={least}" if least else f"<={most}"


_CODES: Mapping[str, Callable[[Test], str]] = {
    "language": lambda test: f"{test.what}>={test.need[0]}" if test.need else test.what,
    "eqf": lambda test: f"eqf{_span(*test.need)}",
    "experience": lambda test: f"years>={test.need[0]}",
    "licence": lambda test: f"licence:{'|'.join(test.need)}",
    "availability": lambda test: f"available<={test.need[0]}",
    "age": lambda test: f"age{_span(*test.need)}",
    "origin": lambda test: f"origin:{'|'.join(test.need)}",
    "residence": lambda test: f"residence:{'|'.join(test.need)}",
    "occupation": lambda test: f"occupation:{'|'.join(test.need)}",
    "route": lambda test: f"route:{test.what}",
}
