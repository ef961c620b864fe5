"""Sentences for what matching answers in codes: requirements, facts, changes, reasons."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from passerelle.domain.classifications import countries, isco, languages, regions
from passerelle.domain.matching.bands import band
from passerelle.domain.schemes.scheme import FULL_WEIGHT
from passerelle.web.shared.labels import day, number
from passerelle.web.shared.wording import word_for

LANGUAGE = re.compile(r"^([a-z]{2,3})(?:[ >=:]+([A-C][12]|\?))?$")
SPAN = re.compile(r"^(eqf|age|years)(>=|<=)?([\d.]+)(?:-([\d.]+))?$")
NAMED = re.compile(r"^(licence|origin|residence|occupation|route):(.+)$")


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called: ``gates`` and ``sources`` as the scheme's file says, ``concepts`` by address."""

    gates: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    concepts: Mapping[str, str] = field(default_factory=dict)

    def source(self, key: str | None) -> str:
        """Where a requirement comes from."""
        if key == "vacancy":
            return _("stated by the employer")
        return self.sources.get(key or "", key or _("no source named"))

    def concept(self, code: str) -> str:
        """A skill or an occupation."""
        if code in self.concepts:
            return self.concepts[code]
        return isco.title(code, _tongue()) if isco.is_valid(code) else code.rsplit("/", 1)[-1]


NOBODY_NAMED = Names()


def language(code: str) -> str:
    """The name of a language."""
    return languages.name(code, _tongue()) if languages.is_valid(code) else code


def requirement(code: str, names: Names = NOBODY_NAMED) -> str:
    """A requirement by its code (``nl>=B1``, ``eqf>=6``, a gate's id), in words."""
    if code in names.gates:
        return names.gates[code]
    if code.startswith("available<="):
        return _("free by %(day)s") % {"day": fact(code[11:])}
    if spoken := LANGUAGE.match(code):
        return _spoken(spoken[1], spoken[2])
    if named := NAMED.match(code):
        words = {
            "licence": _("licence %(what)s"),
            "origin": _("nationality %(what)s"),
            "residence": _("residence in %(what)s"),
            "occupation": _("occupation %(what)s"),
            "route": _("legal route %(what)s"),
        }
        return words[named[1]] % {"what": fact(named[2], names)}
    span = SPAN.match(code)
    return _span(*span.groups()) if span else code.replace("_", " ").replace("-", " ")


def _span(what: str, sign: str | None, least: str, most: str | None) -> str:
    if most:
        words = {"eqf": _("EQF level %(a)s to %(b)s"), "age": _("age %(a)s to %(b)s")}
        return words.get(what, "%(a)s–%(b)s") % {"a": least, "b": most}
    if sign == "<=":
        words = {"eqf": _("EQF level %(n)s at most"), "age": _("age %(n)s at most")}
        return words.get(what, "≤ %(n)s") % {"n": least}
    words = {
        "eqf": _("EQF level %(n)s or more"),
        "age": _("age %(n)s or more"),
        "years": _("experience in years: %(n)s or more"),
    }
    return words[what] % {"n": _decimal(least)}


def _spoken(code: str, level: str | None) -> str:
    if not level:
        return language(code)
    if level == "?":
        return _("%(language)s, level unknown") % {"language": language(code)}
    return f"{language(code)} {level}"


def fact(text: str, names: Names = NOBODY_NAMED) -> str:
    """What somebody has or what is needed: codes, dates and lists as people write them."""
    if not text:
        return "–"
    if "|" in text:
        return " / ".join(fact(one, names) for one in text.split("|"))
    if text == "none":
        return _("none")
    spoken = LANGUAGE.match(text)
    if spoken and (spoken[2] or languages.is_valid(text)):
        return _spoken(spoken[1], spoken[2])
    try:
        return day(date.fromisoformat(text)) if len(text) == 10 else _coded(text, names)
    except ValueError:
        return _coded(text, names)


def _coded(text: str, names: Names) -> str:
    if text.startswith("http") or text in names.concepts:
        return names.concept(text)
    if len(text) == 2 and countries.is_valid(text):
        return countries.name(text, _tongue())
    if regions.is_valid(text):
        return place(text)
    return _decimal(text.replace(">=", "≥ ").replace("<=", "≤ "))


def place(code: str) -> str:
    """A region's name with its code."""
    return f"{regions.region(code).name} ({code})" if regions.is_valid(code) else code


def missing(code: str) -> str:
    """Which fact is lacking, in words."""
    if code.startswith("level of "):
        return _("the level of %(language)s") % {"language": language(code[9:])}
    return word_for(code, "missing")


def change(text: str, names: Names = NOBODY_NAMED, who: str = "candidate") -> str:
    """A single change, from its code ``kind:what:to``."""
    kind, _colon, rest = text.partition(":")
    what, _colon, to = rest.rpartition(":") if kind in ("language", "limit") else (rest, "", rest)
    if kind == "language" and not what:
        what, to = to, ""
    values = {"what": fact(what, names), "to": _decimal(to), "language": language(what)}
    return _changes(kind, who, bool(to)).get(kind, text) % values


def _changes(kind: str, who: str, has_level: bool) -> dict[str, str]:
    if who == "employer":
        lower = _("ask %(language)s at %(to)s only") if has_level else _("ask no %(language)s")
        return {
            "licence": _("ask no licence %(what)s"),
            "language": lower,
            "years": _("ask %(to)s years of experience"),
            "eqf": _("ask EQF level %(to)s"),
            "place": _("one place more: %(to)s in all"),
        }
    return {
        "skill": _("one more skill: %(what)s"),
        "licence": _("licence %(what)s"),
        "language": _("%(language)s at %(to)s"),
        "years": _("%(to)s years of experience"),
        "eqf": _("EQF level %(to)s"),
        "place": _("one place more: %(to)s in all"),
        "limit": _("rule “%(what)s” at %(to)s"),
    }


def is_score(value: float | None) -> bool:
    """Whether a clearing score is one: where places count before scores it is not, and says nothing."""
    return value is not None and value <= FULL_WEIGHT


def points(value: float | None, *, banded: bool = False) -> str:
    """A score, or only its band where it is about other people."""
    if value is None:
        return _("unknown")
    return band(value).replace("-", "–") if banded else number(round(value))


def why(reason: Any, names: Names = NOBODY_NAMED, *, banded: bool = False) -> str:
    """One stored reason in one sentence; ``banded`` hides what shows other people's scores."""
    sentences = _about_vacancy if reason.side == "vacancy" else _about_candidate
    return sentences(reason, names, banded)


def _about_candidate(reason: Any, names: Names, banded: bool) -> str:
    code, values = reason.code, _values(reason, names, banded)
    if code.startswith("unknown:"):
        return _("Cannot be assessed: nobody knows %(missing)s.") % {"missing": missing(code[8:])}
    if code == "clearing_score" and not is_score(reason.price):
        code = "filled_first"
    plain = {
        "proposed": _("Proposed with a score of %(score)s."),
        "no_vacancies": _("The run had no vacancy."),
        "filled_first": _("Others fill these places; filled places count first. The score here: %(score)s."),
        "clearing_score": _("Others scored higher: the clearing score is %(price)s, the score here %(score)s."),
        "no_shared_skill": _("No skill in common with the %(need)s that the vacancy asks."),
        "rule": _("The rule “%(rule)s” leaves no room for this pair."),
    }
    return plain.get(code, _("Not met: %(requirement)s. Needed: %(need)s; there is: %(have)s.")) % values


def _about_vacancy(reason: Any, names: Names, banded: bool) -> str:
    code, values = reason.code, _values(reason, names, banded)
    if code == "filled" and not is_score(reason.price):
        return _("All %(need)s places have a proposal.") % values
    fixed = {
        "filled": _("All %(need)s places have a proposal; the clearing score is %(price)s."),
        "rule": _("A rule keeps out the people who could come (%(have)s of them have no place)."),
        "placed_elsewhere": _("All %(have)s people who could come are proposed elsewhere."),
        "unknown:vacancy.skills": _("The vacancy states no skills, so nobody can be scored."),
        "unknown:candidates": _("%(have)s people cannot be assessed, because facts about them are unknown."),
        "no_shared_skill": _("Nobody has a skill in common with what is asked."),
    }
    if code in fixed:
        return fixed[code] % values
    return _("%(have)s people lack only this: %(requirement)s.") % values


def _values(reason: Any, names: Names, banded: bool) -> dict[str, str]:
    return {
        "score": points(reason.score),
        "price": points(reason.price, banded=banded),
        "rule": reason.rule.replace("|", ", ").replace("-", " "),
        "requirement": requirement(reason.code, names),
        "have": fact(reason.have, names),
        "need": fact(reason.need, names),
    }


def _decimal(text: str) -> str:
    try:
        return number(float(text) if "." in text else int(text))
    except ValueError:
        return text


def _tongue() -> str:
    return (get_language() or "en")[:2]
