"""Each protection of the law matters: taken out, turned round or moved by one, some worked case fails."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from law_cases import CASES, nested

from passerelle.domain.pathways import answers
from passerelle.domain.pathways.assess import condition
from passerelle.domain.pathways.book import Book, book
from passerelle.domain.pathways.case_files import case_of
from passerelle.domain.pathways.registry import KINDS
from passerelle.domain.pathways.rules import Rule
from passerelle.domain.pathways.verdicts import Verdict

SAID = ("verdict", "have", "need")
TURNED = {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}
TOLD: dict[str, list[Any]] = defaultdict(list)
for one in CASES:
    TOLD[one["rule"]].append((case_of(nested(one["facts"])), one["on"], one))


def turned(kind):
    def answer(asked):
        outcome = kind(asked)
        return replace(outcome, verdict=TURNED.get(outcome.verdict, outcome.verdict))

    return answer


NEVER_KNOWN = "not_known_here"  # says neither yes nor no, so that turning it round changes nothing
MORE_KINDS = {**KINDS, **{f"turned {name}": turned(kind) for name, kind in KINDS.items()}}


def without(row: tuple, place: int) -> tuple:
    return (*row[:place], *row[place + 1 :])


def changed(row: tuple, place: int, value: Any) -> tuple:
    return (*row[:place], value, *row[place + 1 :])


def moved(value: Any, by: int) -> Iterator[tuple[str, Any]]:
    """The value with one of its numbers moved by one (a share by a hundredth); lists lose a word."""
    if isinstance(value, bool):
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ((f"{key} {what}".strip(), {**value, key: new}) for what, new in moved(inner, by))
    elif isinstance(value, int | float):
        step = by if value > 3 or isinstance(value, int) else by / 100
        yield f"moved by {step:+g}", value + step
    elif isinstance(value, list) and len(value) > 1 and by > 0:
        yield from ((f"without {word}", [one for one in value if one != word]) for word in value)


def of_options(rule: Rule) -> Iterator[tuple[str, Rule]]:
    for place, option in enumerate(rule.options):
        if len(rule.options) > 1:
            yield f"option {place} taken out", replace(rule, options=without(rule.options, place))
        for inner, test in enumerate(option):
            if len(option) > 1:
                left = changed(rule.options, place, without(option, inner))
                yield f"{test.kind} {test.fact} taken out of option {place}", replace(rule, options=left)
            for word in test.settings.get("words", ())[1:]:
                words = [one for one in test.settings["words"] if one != word]
                fewer = replace(test, settings={**test.settings, "words": words})
                yield (
                    f"without {word}",
                    replace(rule, options=changed(rule.options, place, changed(option, inner, fewer))),
                )
            if test.kind == NEVER_KNOWN or not book().parameters[test.parameter].values:
                continue
            other = replace(test, kind=f"turned {test.kind}")
            turned_round = changed(rule.options, place, changed(option, inner, other))
            yield f"{test.kind} {test.fact} turned in option {place}", replace(rule, options=turned_round)
    if rule.discretion:
        yield "must be refused, not may", replace(rule, discretion=False)


def of_values(rule: Rule, law: Book) -> Iterator[tuple[str, Book]]:
    known = law.parameters[rule.parameter]
    for place, held in enumerate(known.values):
        for by in (1, -1):
            for what, new in moved(held.value, by):
                values = changed(known.values, place, replace(held, value=new))
                parameters = {**law.parameters, known.id: replace(known, values=values)}
                yield f"{what} in {known.id}", replace(law, parameters=parameters)


def survives(rule: Rule, law: Book) -> bool:
    return all(answers_as(told, condition(case, rule, on=on, law=law)) for case, on, told in TOLD[rule.id])


def answers_as(told: dict[str, Any], found: Any) -> bool:
    """Whether a condition is what its worked case says; ``need`` and ``have`` only where it tells them."""
    return found is not None and all(getattr(found, name) == told[name] for name in SAID if name in told)


# Values that decide nothing here, each with the place where they do.
NOT_DECIDING = {
    "SP-03-FIRST": ("objection ",),  # SP-03 holds both; SP-03-OBJECTION reads the other half
    "SP-03-OBJECTION": ("first_employer ",),
    "SP-03-CHECK": ("first_employer ", "objection "),  # that they may be asked is all that the row says
    "SP-03-NOTICE": ("first_employer ", "objection "),
    "BC-10-CHECK": ("moved ",),  # the days are BC-10-OBJECTION's, the months BC-11's
    "BC-11-NOTICE": ("moved ",),
    "SP-01": ("extension ",),  # planning: expected_days, tested in test_check.py
    "DE-81A-TIME": ("days ",),  # planning: visa and decision together
    "IT-27F-QUOTA": ("training ", "traineeships "),  # the two halves of the quota, told beside their sum
    "LT-QUOTA": ("share_of_population ",),  # how the number is made, told beside it
    "FR-TRAINEE-SIGNED": ("without ",),  # who signs stands in the rule; the agreement's words are TR-01's
}


def survivors(rule: Rule) -> list[str]:
    law, verdicts = book(), {told["verdict"] for _, _, told in TOLD[rule.id]}
    left = ["taken out: always met"] if verdicts <= {"met"} else []
    left += ["never met"] if verdicts <= {"not_met"} else []
    left += [what for what, mutant in of_options(rule) if survives(mutant, law)]
    beside = NOT_DECIDING.get(rule.id, ())
    moved_values = ((what, mutant) for what, mutant in of_values(rule, law) if not what.startswith(beside))
    return left + [what for what, mutant in moved_values if survives(rule, mutant)]


@pytest.mark.parametrize("rule", book().rules.values(), ids=lambda rule: rule.id)
def test_a_rule_taken_out_or_turned_round_fails_a_worked_case(rule, monkeypatch):
    monkeypatch.setattr(answers, "KINDS", MORE_KINDS)
    assert survivors(rule) == []
