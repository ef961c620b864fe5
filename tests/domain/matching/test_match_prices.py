"""What a rule and a requirement cost in a run: counted, priced within a budget, free where nothing binds."""

from dataclasses import replace

from matching_worlds import DAY, scheme

from passerelle.domain.matching.budget import Budget
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.plan import Watch, plan
from passerelle.domain.matching.prices import requirement_uses, rule_uses
from passerelle.domain.matching.profiles import CandidateProfile, VacancyProfile
from passerelle.domain.matching.run import match
from passerelle.domain.matching.standing import standing_of
from passerelle.domain.schemes.scheme import Gate, Rule

SKILLED = CandidateProfile(id="a", skills=("x", "y"))
HALF = CandidateProfile(id="b", skills=("x",))
POST = VacancyProfile(id="v", skills=("x", "y"))


def test_a_requirement_has_its_price() -> None:
    post = replace(POST, languages=(("nl", "B1"),), posts=2)
    people = [replace(SKILLED, languages=(("nl", "B1"),)), replace(HALF, languages=())]
    (use,) = match(scheme(), people, [post], on=DAY).requirements
    assert (use.code, use.met, use.not_met, use.price_placed) == ("nl>=B1", 1, 1, -1)


def test_a_price_beyond_the_budget_is_not_told() -> None:
    post = replace(POST, languages=(("nl", "B1"),), posts=2)
    people = (replace(SKILLED, languages=(("nl", "B1"),)), replace(HALF, languages=()))
    solved = plan(MatchInputs(scheme=scheme(), candidates=people, vacancies=(post,), on=DAY))
    (use,) = requirement_uses(solved, standing_of(solved), Budget(edges=0), Watch())
    assert use.price_placed is None
    capped = scheme(rules=(Rule(name="r", kind="cap", limit=0),))
    solved = plan(MatchInputs(scheme=capped, candidates=people, vacancies=(post,), on=DAY))
    (rule,) = rule_uses(solved, Budget(edges=0), Watch())
    assert rule.price_value is None


def test_a_requirement_posed_twice_stays_when_one_side_drops_it() -> None:
    gate = Gate(id="g", kind="language", label="Dutch", language="nl", level="B1", confirmed=True)
    post = replace(POST, languages=(("nl", "B1"),), posts=2)
    people = [SKILLED, replace(HALF, languages=())]
    result = match(scheme(gates=(gate,)), people, [post], on=DAY)
    assert {use.code: use.price_placed for use in result.requirements} == {"g": 0, "nl>=B1": 0}


def test_a_gate_confirmed_at_some_vacancies_only_is_counted_there() -> None:
    gate = Gate(id="g", kind="eqf", label="x", least=5, confirmed=True, applies_to=("BE",))
    posts = [replace(POST, id="v1", country="BE"), replace(POST, id="v2")]
    (use,) = match(scheme(gates=(gate,)), [replace(SKILLED, eqf=4)], posts, on=DAY).requirements
    assert (use.confirmed, use.vacancies, use.not_met) == (True, 2, 1)


def test_free_rules_and_requirements_cost_nothing_without_a_rerun() -> None:
    inputs = MatchInputs(
        scheme=scheme(rules=(Rule(name="wide", kind="cap", limit=9),)),
        candidates=(SKILLED, HALF),
        vacancies=(POST,),
        on=DAY,
    )
    (use,) = rule_uses(plan(inputs), Budget(edges=0), Watch())
    assert (use.price_placed, use.price_value) == (0, 0.0)


def test_an_unconfirmed_requirement_is_counted_and_costs_nothing() -> None:
    gates = (
        Gate(id="level", kind="eqf", label="x", least=5),
        Gate(id="way", kind="route", label="y", route="r"),
    )
    people = [replace(SKILLED, eqf=6), replace(HALF, eqf=4), CandidateProfile(id="c", skills=("x",))]
    result = match(scheme(gates=gates), people, [replace(POST, posts=3, route="r")], on=DAY)
    counts = {use.code: (use.met, use.not_met, use.unknown, use.price_placed) for use in result.requirements}
    assert counts == {"level": (1, 1, 1, 0), "way": (0, 0, 3, 0)}
    assert result.placed == 3
