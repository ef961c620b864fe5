"""Explaining a pair on demand, what-ifs, comparison, bands and the fairness sheet."""

import json
from dataclasses import replace

import pytest
from matching_worlds import DAY, scheme, world

from passerelle.domain.matching.bands import band
from passerelle.domain.matching.budget import Budget
from passerelle.domain.matching.compare import compare
from passerelle.domain.matching.confirmed import explain_confirmed
from passerelle.domain.matching.context import Context, read_context
from passerelle.domain.matching.explain import Explanation, explain
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.moves import (
    Move,
    candidate_moves,
    employer_moves,
    lowered,
    raised,
    raised_language,
)
from passerelle.domain.matching.plan import plan
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.matching.requirements import Verdict
from passerelle.domain.matching.result import MatchResult, Outcome
from passerelle.domain.matching.run import match, run_match
from passerelle.domain.matching.stable_side import blocking_pairs, stable_choice
from passerelle.domain.matching.whatif import cheapest_confirmed, with_limit, with_weights, without
from passerelle.domain.schemes.scheme import Gate, Rule

TOP = CandidateProfile(id="a", skills=("x", "y", "z"), languages=(("nl", "B1"),), years=3)
LOW = CandidateProfile(id="b", skills=("x",), languages=(("nl", "A2"),), years=1, eqf=5)
POST = VacancyProfile(id="v", skills=("x", "y", "z"), languages=(("nl", "B1"),), years_min=1)


def small(*, rules: tuple[Rule, ...] = (), posts: int = 1, **more: object) -> MatchInputs:
    return MatchInputs(
        scheme=scheme(rules=rules, **more),  # type: ignore[arg-type]
        candidates=(TOP, LOW),
        vacancies=(replace(POST, posts=posts),),
        on=DAY,
        groups={"a": GroupFacts(sex="m"), "b": GroupFacts(sex="f")},
    )


def told(result: MatchResult, inputs: MatchInputs, key: str) -> Explanation:
    context = through_json(result.context)
    person = next(one for one in inputs.candidates if one.id == key)
    return explain(context, person, inputs.vacancies[0], group=inputs.group(key))


def through_json(context: Context) -> Context:
    return read_context(json.loads(json.dumps(context.as_dict())))


def test_a_pair_is_explained_from_the_kept_context() -> None:
    inputs = small()
    found = told(run_match(inputs), inputs, "b")
    (gate,) = [line for line in found.gates if line.code == "nl>=B1"]
    assert (gate.verdict, gate.have, gate.need) == (Verdict.NOT_MET, "nl A2", "nl B1")
    assert found.obstacle == gate
    assert not found.eligible
    assert (found.proposed, found.placed_at, found.open_places) == (False, (), 0)
    assert found.score.missing == ("y", "z")


def test_the_proposed_have_no_obstacle_and_need_no_change() -> None:
    inputs = small()
    found = told(run_match(inputs), inputs, "a")
    assert found.proposed
    assert found.obstacle is None
    assert found.moves == ()
    assert found.cheapest("candidate") is None


def test_a_sure_change_gives_a_place() -> None:
    inputs = small(posts=2)
    found = told(run_match(inputs), inputs, "b")
    line = found.cheapest("candidate")
    assert line is not None
    assert (str(line.move), line.sure) == ("language:nl:B1", True)
    assert not found.cheapest("employer").sure  # type: ignore[union-attr]
    assert cheapest_confirmed(inputs, "employer", candidate="b", vacancy="v") == Move(
        "employer", "language", "nl", "A2"
    )
    assert cheapest_confirmed(inputs, "candidate", candidate="b", vacancy="v") == line.move
    assert cheapest_confirmed(inputs, "scheme", candidate="b", vacancy="v") is None


def confirmed(inputs: MatchInputs, key: str, budget: Budget | None = None) -> Explanation:
    result = run_match(inputs)
    pair = {"candidate": key, "vacancy": "v"}
    pairs = result.counts.feasible_pairs
    return explain_confirmed(through_json(result.context), inputs, **pair, feasible_pairs=pairs, budget=budget)


def test_an_explanation_may_put_its_changes_to_reruns() -> None:
    found = confirmed(small(posts=2), "b")
    assert [(str(line.move), line.sure) for line in found.moves] == [
        ("language:nl:B1", True),
        ("language:nl:A2", True),
    ]
    assert confirmed(small(posts=2), "a").proposed


def test_beyond_the_budget_a_change_is_not_sure() -> None:
    found = confirmed(small(posts=2), "b", Budget(edges=0))
    assert [line.sure for line in found.moves] == [False, False]


def test_a_place_more_and_a_limit_by_one_are_confirmed() -> None:
    post = replace(POST, languages=None)
    inputs = replace(small(), vacancies=(post,))
    assert [str(line.move) for line in confirmed(inputs, "b").moves] == ["place:2"]
    rule = Rule(name="few", kind="cap", limit=1)
    capped = replace(small(rules=(rule,)), vacancies=(replace(post, posts=2),))
    assert [str(line.move) for line in confirmed(capped, "b").moves] == ["limit:few:2"]
    listed = replace(small(kind="shortlist", size=1), vacancies=(post,))
    assert confirmed(listed, "b").moves == ()
    blank = replace(inputs, candidates=(TOP, CandidateProfile(id="b", years=1)))
    assert confirmed(blank, "b").moves == ()


def test_a_rule_shows_what_it_adds_and_the_scheme_may_move_its_limit() -> None:
    rule = Rule(name="few", kind="cap", limit=1)
    inputs = replace(small(rules=(rule,), posts=2), vacancies=(replace(POST, posts=2, languages=None),))
    found = told(run_match(inputs), inputs, "b")
    (line,) = found.rules
    assert (line.rule, line.full) == ("few", True)
    assert found.price == pytest.approx(line.charge + run_match(inputs).certificate.prices["v"], abs=0.01)
    assert str(found.cheapest("scheme").move) == "limit:few:2"  # type: ignore[union-attr]
    assert cheapest_confirmed(inputs, "scheme", candidate="b", vacancy="v") is not None
    assert run_match(with_limit(inputs, "few", 2)).placed == 2
    assert run_match(without(inputs, "few")).placed == 2


def test_a_rule_that_does_not_count_the_pair_is_not_shown() -> None:
    inputs = small(rules=(Rule(name="men", kind="cap", limit=1, where={"sex": "m"}),))
    assert told(run_match(inputs), inputs, "b").rules == ()


def test_limits_move_towards_ease() -> None:
    rules = (
        Rule(name="floor", kind="floor", limit=2),
        Rule(name="share", kind="share-floor", limit=0.4, share_of={"sex": "f"}),
        Rule(name="column", kind="cap", limit="posts", per=("vacancy",)),
    )
    inputs = small(rules=rules, posts=2)
    moves = [str(line.move) for line in told(run_match(inputs), inputs, "b").moves if line.move.who == "scheme"]
    assert moves == ["limit:floor:1", "limit:share:0.39"]


def test_unconfirmed_gates_are_labelled() -> None:
    gate = Gate(id="old", kind="age", label="Of age", least=18)
    inputs = small(gates=(gate,))
    found = told(run_match(inputs), inputs, "a")
    assert {line.code: line.confirmed for line in found.gates} == {
        "old": False,
        "nl>=B1": True,
        "years>=1": True,
    }


def test_each_change_of_a_candidate_is_one_unit() -> None:
    assert raised_language(None, "fr") is None
    assert raised_language((), "fr") == (("fr", "A1"),)
    assert raised_language((("fr", None),), "fr") is None
    assert raised_language((("fr", "C2"),), "fr") is None
    unknown = CandidateProfile(id="u")
    for kind in ("language", "eqf", "years", "skill", "licence"):
        assert raised(unknown, Move("candidate", kind, "x")) is None
    assert raised(LOW, Move("candidate", "eqf")) == replace(LOW, eqf=6)
    assert raised(LOW, Move("candidate", "years")) == replace(LOW, years=2)
    assert raised(LOW, Move("candidate", "skill", "x")) is None
    assert raised(replace(LOW, licences=()), Move("candidate", "licence", "l")) == replace(LOW, licences=("l",))
    asked = replace(POST, eqf_min=6, licences=("l",))
    kinds = [move.kind for move in candidate_moves(LOW, asked)]
    assert kinds == ["skill", "skill", "licence", "language", "years", "eqf"]
    assert [move.kind for move in candidate_moves(unknown, POST)].count("years") == 0


def test_each_change_of_an_employer_is_one_unit() -> None:
    asked = replace(POST, eqf_min=6, licences=("l", "m"), languages=(("nl", "A1"), ("fr", "B1")), years_min=0.5)
    assert lowered(asked, Move("employer", "place")).posts == 2
    assert lowered(asked, Move("employer", "language", "nl")).languages == (("fr", "B1"),)
    assert lowered(asked, Move("employer", "language", "fr", "A2")).languages == (("nl", "A1"), ("fr", "A2"))
    assert lowered(asked, Move("employer", "eqf")).eqf_min == 5
    assert lowered(asked, Move("employer", "years")).years_min == 0
    assert lowered(asked, Move("employer", "licence", "l")).licences == ("m",)
    bare = replace(POST, years_min=None, languages=None)
    context = replace(small(), vacancies=(bare,))
    assert [
        line.move.kind for line in told(run_match(context), context, "b").moves if line.move.who == "employer"
    ] == ["place"]
    assert [str(move) for move in employer_moves(asked)] == [
        "licence:l", "licence:m", "language:nl", "language:fr:A2", "years:0", "eqf:5", "place:2",
    ]  # fmt: skip


def test_an_employer_is_told_only_of_requirements_that_this_person_does_not_meet() -> None:
    asked = replace(POST, eqf_min=6, licences=("l", "m"), languages=(("nl", "A1"), ("fr", "B1")), years_min=0.5)
    inputs = replace(small(), vacancies=(asked,))
    found = told(run_match(inputs), inputs, "b")
    unmet = {gate.code for gate in found.gates if gate.verdict is not Verdict.MET}
    moves = {str(line.move) for line in found.moves if line.move.who == "employer"}
    assert "place:2" in moves
    assert moves < {str(move) for move in employer_moves(asked)}
    for gate, move in (("licence:l", "licence:l"), ("nl>=A1", "language:nl"), ("eqf>=6", "eqf:5")):
        assert (move in moves) is (gate in unmet)


def test_two_runs_are_compared_by_their_differences() -> None:
    inputs = small(posts=2)
    before, after = run_match(inputs), run_match(without(inputs, "nl>=B1"))
    found = compare(before, after)
    assert (found.placed, found.is_same) == (1, False)
    assert found.value == after.certificate.value - before.certificate.value
    assert [(one.candidate, one.before, one.after) for one in found.moved] == [("b", (), ("v",))]
    assert [(one.vacancy, one.before, one.after) for one in found.refilled] == [("v", 1, 2)]
    assert compare(before, before).is_same


def test_other_weights_give_other_scores() -> None:
    weights = {"skills": 10_000, "occupation": 0, "country": 0, "experience": 0}
    result = run_match(with_weights(world(5), weights))
    assert result.context.scheme.weights == weights


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (-5, "0-1999"),
        (0, "0-1999"),
        (1999.9, "0-1999"),
        (2000, "2000-3999"),
        (9_000, "8000-10000"),
        (10_000, "8000-10000"),
    ],
)
def test_other_peoples_scores_are_bands(score: float, expected: str) -> None:
    assert band(score) == expected


def test_the_stable_matching_has_no_blocking_pair() -> None:
    for seed in range(10):
        solved = plan(world(seed, 20, 6))
        assert blocking_pairs(solved.allotment.graph, stable_choice(solved.allotment.graph)) == 0


def test_the_stable_side_never_beats_the_best() -> None:
    result = run_match(world(6, 25, 6))
    assert result.stable.cost_value == result.certificate.value - result.stable.value >= 0
    assert result.stable.cost_placed == result.placed - result.stable.placed


def people(count: int, sex: str | None, *, able: bool) -> dict[CandidateProfile, GroupFacts]:
    skills = ("x",) if able else ("q",)
    return {CandidateProfile(id=f"{sex}{able}{n:02}", skills=skills): GroupFacts(sex=sex) for n in range(count)}


def test_the_fairness_sheet_counts_each_group_at_each_gate() -> None:
    crowd = people(10, "f", able=True) | people(10, "m", able=True) | people(10, "m", able=False)
    crowd |= people(3, None, able=True)
    groups = {one.id: facts for one, facts in crowd.items()}
    post = VacancyProfile(id="v", skills=("x",), posts=99)
    sheet = match(scheme(), list(crowd), [post], on=DAY, groups=groups).fairness
    assert sheet["stages"] == ["candidates", "could_be_placed", "proposed"]
    by_group = {row["group"]: row for row in sheet["dimensions"]["sex"]}
    assert list(by_group) == ["f", "m", "unknown"]
    assert [row["total"] for row in by_group.values()] == [10, 20, 3]
    last = {name: row["stages"][-1] for name, row in by_group.items()}
    assert (last["f"]["ratio"], last["m"]["ratio"], last["m"]["flag"]) == (1.0, 0.5, True)
    assert (by_group["unknown"]["small"], last["unknown"]["small_count"], last["unknown"]["flag"]) == (
        True,
        True,
        False,
    )
    assert sheet["lowest_ratio"] == 0.5


def test_the_sheet_walks_the_gates_in_turn() -> None:
    gate = Gate(id="old", kind="age", label="x", least=18, confirmed=True)
    inputs = small(gates=(gate,))
    sheet = run_match(inputs).fairness
    assert sheet["stages"] == [
        "candidates", "old", "employer:language", "employer:experience", "could_be_placed", "proposed",
    ]  # fmt: skip
    counts = [cell["count"] for cell in sheet["dimensions"]["sex"][0]["stages"]]
    assert counts == [1, 0, 0, 0, 0, 0]


def test_a_sheet_without_anybody_has_no_ratio() -> None:
    assert match(scheme(), [], [POST], on=DAY).fairness["lowest_ratio"] is None
    nobody = run_match(replace(small(), vacancies=(replace(POST, skills=("none",)),)))
    assert nobody.fairness["lowest_ratio"] is None
    assert nobody.reason("candidate", "b").outcome in (Outcome.REFUSED, Outcome.NO_SHARED_SKILL)
