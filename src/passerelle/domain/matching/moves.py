"""Single changes that a person, an employer or the scheme could make, and the inputs after one."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from passerelle.domain.classifications import cefr
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.profiles import CandidateProfile, Language, VacancyProfile
from passerelle.domain.schemes.scheme import Rule

# The order of effort, least first: an assumption that the reader is told, not a measurement.
EFFORT = ("skill", "licence", "language", "years", "eqf", "place", "limit")
OWNERS = ("candidate", "employer", "scheme")


@dataclass(frozen=True, slots=True)
class Move:
    """One change of one unit. ``kind`` is of ``EFFORT``, ``what`` a skill, licence, language or rule.

    ``to`` is the value after the change, as text; ``who`` could make it: candidate, employer or scheme.
    """

    who: str
    kind: str
    what: str = ""
    to: str = ""

    def __str__(self) -> str:
        return ":".join(one for one in (self.kind, self.what, self.to) if one)

    @property
    def effort(self) -> int:
        """Its place in the order of effort, 0 the least."""
        return EFFORT.index(self.kind)


def read_move(text: str) -> Move:
    """A change from its text, as reasons store it; the way back of ``str`` for stored changes.

    Those of ``place`` and ``limit`` are the employer's and the scheme's, all others the candidate's.
    """
    kind, _, rest = text.partition(":")
    who = {"place": "employer", "limit": "scheme"}.get(kind, "candidate")
    if kind in ("language", "limit"):
        what, _, to = rest.rpartition(":")
        return Move(who, kind, what, to)
    return Move(who, kind, rest) if kind in ("skill", "licence") else Move(who, kind, "", rest)


def raised_language(languages: tuple[Language, ...] | None, code: str) -> tuple[Language, ...] | None:
    """The languages with one level more in ``code`` (A1 for one not spoken); ``None``: not known, or C2."""
    if languages is None:
        return None
    known = dict(languages)
    if code in known and known[code] in (None, cefr.LEVELS[-1]):
        return None
    known[code] = cefr.level(cefr.rank(known.get(code) or cefr.LEVELS[0]) + 1)
    return tuple(sorted(known.items()))


def raised(profile: CandidateProfile, move: Move) -> CandidateProfile | None:
    """A candidate after a change of their own; ``None`` where the fact is unknown or at its end."""
    if move.kind == "language":
        languages = raised_language(profile.languages, move.what)
        return None if languages is None else replace(profile, languages=languages)
    if move.kind == "eqf":
        return None if profile.eqf in (None, 8) else replace(profile, eqf=(profile.eqf or 0) + 1)
    if move.kind == "years":
        return None if profile.years is None else replace(profile, years=profile.years + 1)
    held = profile.skills if move.kind == "skill" else profile.licences
    if held is None or move.what in held:
        return None
    more = tuple(sorted((*held, move.what)))
    return replace(profile, skills=more) if move.kind == "skill" else replace(profile, licences=more)


def lowered(vacancy: VacancyProfile, move: Move) -> VacancyProfile:
    """A vacancy after its employer's change: a requirement one step lower, or one place more."""
    if move.kind == "place":
        return replace(vacancy, posts=vacancy.posts + 1)
    if move.kind == "language":
        kept = [(code, level) for code, level in vacancy.languages or () if code != move.what]
        return replace(vacancy, languages=tuple(kept + ([(move.what, move.to)] if move.to else [])))
    if move.kind == "eqf":
        return replace(vacancy, eqf_min=(vacancy.eqf_min or 1) - 1)
    if move.kind == "years":
        return replace(vacancy, years_min=max(0.0, (vacancy.years_min or 0) - 1))
    return replace(vacancy, licences=tuple(one for one in vacancy.licences or () if one != move.what))


def candidate_moves(profile: CandidateProfile, vacancy: VacancyProfile) -> Iterator[Move]:
    """The candidate's changes that could matter at a vacancy, least effort first."""
    for skill in sorted(set(vacancy.skills or ()) - set(profile.skills or ())):
        yield Move("candidate", "skill", skill)
    for licence in sorted(set(vacancy.licences or ()) - set(profile.licences or ())):
        yield Move("candidate", "licence", licence)
    for code, _ in vacancy.languages or ():
        after = dict(raised_language(profile.languages, code) or ())
        yield Move("candidate", "language", code, after.get(code) or "")
    if profile.years is not None:
        yield Move("candidate", "years", "", f"{profile.years + 1:g}")
    if profile.eqf is not None and vacancy.eqf_min:
        yield Move("candidate", "eqf", "", str(profile.eqf + 1))


def employer_moves(vacancy: VacancyProfile) -> Iterator[Move]:
    """The employer's changes at a vacancy, least effort first."""
    for licence in vacancy.licences or ():
        yield Move("employer", "licence", licence)
    for code, level in vacancy.languages or ():
        lower = cefr.level(cefr.rank(level) - 1) if level not in (None, *cefr.LEVELS[:2]) else ""
        yield Move("employer", "language", code, lower)
    if vacancy.years_min:
        yield Move("employer", "years", "", f"{max(0.0, vacancy.years_min - 1):g}")
    if vacancy.eqf_min:
        yield Move("employer", "eqf", "", str(vacancy.eqf_min - 1))
    yield Move("employer", "place", "", str(vacancy.posts + 1))


def concerns(move: Move, lacking: Set[str]) -> bool:
    """Whether an employer's change touches a requirement (by code) that the person does not meet.

    One more place concerns everybody.
    """
    if move.kind == "place":
        return True
    subject = move.what if move.kind in ("language", "licence") else move.kind
    return any(subject in re.split(r">=|:|<=", code) for code in lacking)


def scheme_moves(rules: tuple[Rule, ...]) -> Iterator[Move]:
    """A rule's limit by one: up for a cap or a budget, down for a floor; shares move by one in a hundred."""
    for rule in rules:
        if not isinstance(rule.limit, str):
            step = 0.01 if rule.kind.startswith("share") else 1
            sign = -1 if rule.kind.endswith("floor") else 1
            yield Move("scheme", "limit", rule.name, f"{rule.limit + sign * step:g}")


def after(inputs: MatchInputs, move: Move, *, candidate: str, vacancy: str) -> MatchInputs | None:
    """The inputs after a change; ``None`` where it is not possible."""
    if move.who == "candidate":
        people = {one.id: one for one in inputs.candidates}
        moved = raised(people[candidate], move)
        return (
            None if moved is None else replace(inputs, candidates=tuple({**people, candidate: moved}.values()))
        )
    if move.who == "employer":
        posts = {one.id: one for one in inputs.vacancies}
        posts[vacancy] = lowered(posts[vacancy], move)
        return replace(inputs, vacancies=tuple(posts.values()))
    limit = float(move.to)
    rules = tuple(
        replace(rule, limit=limit) if rule.name == move.what else rule for rule in inputs.scheme.rules
    )
    return replace(inputs, scheme=replace(inputs.scheme, rules=rules))
