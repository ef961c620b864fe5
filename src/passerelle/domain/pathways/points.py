"""The points of the German Opportunity Card, as a range while facts are missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from passerelle.domain.classifications.cefr import rank
from passerelle.domain.pathways.case import Case
from passerelle.domain.pathways.kinds import Asked, Outcome
from passerelle.domain.pathways.people import age, years_worked
from passerelle.domain.pathways.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Range:
    """Points that are sure, points that are possible, and the facts between the two."""

    least: int
    most: int
    missing: tuple[str, ...] = ()


Points = Mapping[str, int]


def opportunity_points(asked: Asked) -> Outcome:
    """Enough points of the table; sure, possible, or out of reach."""
    parts = [count(asked, asked.value) for count in _COUNTS]
    least, most = sum(part.least for part in parts), sum(part.most for part in parts)
    need = asked.value["needed"]
    have: object = least if least == most else f"{least}-{most}"
    if least >= need:
        return Outcome(Verdict.MET, have, need)
    if most < need:
        return Outcome(Verdict.NOT_MET, have, need)
    missing = tuple(dict.fromkeys(name for part in parts for name in part.missing))
    return Outcome(Verdict.NOT_ASSESSABLE, have, need, missing, "missing")


def _yes_no(name: str, item: str) -> Callable[[Asked, Points], Range]:
    def count(asked: Asked, points: Points) -> Range:
        said = asked.case.get(name)
        if said is None:
            return Range(0, points[item], (name,))
        return Range(points[item], points[item]) if said else Range(0, 0)

    return count


def _experience(asked: Asked, points: Points) -> Range:
    long, recent = years_worked(asked, (), 7), years_worked(asked, (), 5)
    if long is None or recent is None:
        return Range(0, points["experience_long"], ("person.experience",))
    if long >= points["long_years"]:
        return Range(points["experience_long"], points["experience_long"])
    sure = points["experience"] if recent >= points["recent_years"] else 0
    # Sources differ: five years of seven, or three of seven.
    if long >= points["long_years_elsewhere"]:
        return Range(sure, points["experience_long"], ("years of experience asked by law",))
    return Range(sure, sure)


def _german(asked: Asked, points: Points) -> Range:
    return _language(asked.case, "de", {"A2": points["a2"], "B1": points["b1"], "B2": points["b2"]})


def _english(asked: Asked, points: Points) -> Range:
    return _language(asked.case, "en", {"C1": points["english_c1"]})


def _language(case: Case, code: str, worth: Points) -> Range:
    levels = case.languages()
    most = max(worth.values())
    if levels is None:
        return Range(0, most, ("person.languages",))
    if code not in levels:
        return Range(0, 0)
    level = levels[code]
    if level is None:
        return Range(0, most, (f"person.languages.{code}.level",))
    earned = max((points for asked, points in worth.items() if rank(level) >= rank(asked)), default=0)
    return Range(earned, earned)


def _age(asked: Asked, points: Points) -> Range:
    born = asked.case.get("person.birth_date")
    if born is None:
        return Range(0, points["age_young"], ("person.birth_date",))
    years = age(born, asked.on)
    if years <= points["young_until"]:
        return Range(points["age_young"], points["age_young"])
    earned = points["age_middle"] if years <= points["middle_until"] else 0
    return Range(earned, earned)


_COUNTS: tuple[Callable[[Asked, Points], Range], ...] = (
    _yes_no("person.part_recognised", "part_recognition"),
    _yes_no("person.shortage_occupation", "shortage"),
    _experience,
    _german,
    _english,
    _age,
    _yes_no("person.earlier_stay", "earlier_stay"),
    # Counts only in somebody's favour; Passerelle never stores it, a case file may state it.
    _yes_no("person.joint_application", "joint_application"),
)
