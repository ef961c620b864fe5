"""The panel that answers why: for a pair, for a person without a place, for an open vacancy."""

from dataclasses import dataclass

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.kernel.identifiers import read_number
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.explain import Explanation, MoveLine
from passerelle.domain.matching.moves import OWNERS, Move
from passerelle.queries.classifications.shortages import ShortageSigns, signs_of
from passerelle.queries.matching.confirmed_changes import confirmed_changes
from passerelle.queries.matching.pair_sides import PairSides, other_side, pair_sides
from passerelle.queries.matching.reasons import pair_reasons
from passerelle.web.shared.access import today
from passerelle.web.shared.charts import NamedPart
from passerelle.web.shared.match_sentences import Names, is_score
from passerelle.web.shared.naming import names_for
from passerelle.web.shared.wording import word_for


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks about; numbers in their one spelling, or as typed when they cannot be one."""

    candidate: str = ""
    vacancy: str = ""

    @property
    def anything(self) -> bool:
        """Whether something was asked at all."""
        return bool(self.candidate or self.vacancy)


@dataclass(frozen=True, slots=True)
class Why:
    """What the panel shows. ``parts`` stand in the order of the score, those not assessed by name."""

    sides: PairSides
    explanation: Explanation
    names: Names
    parts: list[NamedPart]
    unassessed: list[str]
    changes: list[tuple[str, MoveLine]]  # who could make it, the cheapest one
    tried: list[tuple[str, Move | None]]  # the same, confirmed by reruns; empty while nobody asked
    signs: ShortageSigns | None  # shortage at the destination, guards at origin

    @property
    def has_clearing_score(self) -> bool:
        """Whether the price in the way is a score; where places count first it is not."""
        return is_score(self.explanation.price)

    @property
    def missing_points(self) -> int:
        """By how many points the pair stays below what is needed."""
        return max(0, round(self.explanation.price) - (self.explanation.score.total or 0))


def asked(query: dict[str, str]) -> Asked:
    """``pair=C,V``, or ``candidate=`` and ``vacancy=`` as typed."""
    first, _comma, second = query.get("pair", "").partition(",")
    return Asked(_number(query.get("candidate") or first), _number(query.get("vacancy") or second))


def _number(text: str) -> str:
    return read_number(text) or text.strip()[:40]


def why(
    actor: Actor, run: str, wanted: Asked, *, scheme: str, rerun: bool = False
) -> tuple[Why | None, tuple[Problem, ...]]:
    """The panel, or what stands in its way; nothing that is out of scope is told apart from nothing."""
    candidate, vacancy = wanted.candidate, wanted.vacancy
    if not (candidate and vacancy):
        candidate, vacancy = other_side(actor, run, candidate=candidate, vacancy=vacancy)
    if not (candidate and vacancy):
        return None, (_unknown(wanted),)
    try:
        sides = pair_sides(actor, run, candidate, vacancy)
        explanation = pair_reasons(actor, run, candidate, vacancy)
        tried = confirmed_changes(actor, run, candidate, vacancy) if rerun else {}
    except NotPermitted:
        return None, (_unknown(wanted),)
    except Refused as refusal:
        return None, refusal.problems
    signs = signs_of(actor, vacancy, on=today())
    return _shown(sides, explanation, scheme, list(tried.items()), signs=signs), ()


def _unknown(wanted: Asked) -> Problem:
    numbers = {"number": wanted.candidate or wanted.vacancy}
    message = Text("This run holds nothing to show about %(number)s.", numbers)
    return Problem(
        "not_in_run", message, Text("Copy the number of a candidate and of a vacancy of this scheme.")
    )


def _shown(
    sides: PairSides,
    explanation: Explanation,
    scheme: str,
    tried: list[tuple[str, Move | None]],
    *,
    signs: ShortageSigns | None,
) -> Why:
    score = explanation.score
    cheapest = [(who, explanation.cheapest(who)) for who in OWNERS]
    changes = [(who, line) for who, line in cheapest if line is not None]
    return Why(
        sides=sides,
        explanation=explanation,
        names=names_for(scheme, [*score.shared, *score.missing]),
        parts=[NamedPart(word_for(part.name, "part"), part.points) for part in score.parts if part.assessed],
        unassessed=[word_for(part.name, "part") for part in score.parts if not part.assessed and part.name],
        changes=changes,
        tried=tried,
        signs=signs,
    )
