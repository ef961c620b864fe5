"""The whole run against a brute force, its digest, its reasons, and its stops."""

import doctest
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from matching_worlds import DAY, WEIGHTS, scheme, world

from passerelle.domain.kernel.problems import Refused
from passerelle.domain.matching import run as run_module
from passerelle.domain.matching.asking import requirements_of
from passerelle.domain.matching.budget import Budget
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.moves import Move, after, read_move
from passerelle.domain.matching.pairs import scale_of
from passerelle.domain.matching.plan import Cancelled, Watch, plan
from passerelle.domain.matching.prices import requirement_uses, rule_uses
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.matching.requirements import Facts, Verdict, assess
from passerelle.domain.matching.result import MatchResult, Outcome
from passerelle.domain.matching.run import match, run_match
from passerelle.domain.matching.scoring import score_pair
from passerelle.domain.matching.snapshot import freeze, thaw
from passerelle.domain.matching.standing import standing_of
from passerelle.domain.matching.whatif import confirm
from passerelle.domain.schemes.scheme import Gate, Rule, Span

few = settings(max_examples=40, deadline=None)
SKILLED = CandidateProfile(id="a", skills=("x", "y"))
HALF = CandidateProfile(id="b", skills=("x",))
POST = VacancyProfile(id="v", skills=("x", "y"))


def feasible_scores(inputs: MatchInputs) -> list[dict[int, int]]:
    """For each candidate the score at every vacancy that may take them, by the plain reference."""
    ruler, table = scale_of(inputs), []
    for person in inputs.candidates:
        facts = Facts(person, inputs.group(person.id), inputs.on, inputs.isco_of)
        able = {}
        for index, post in enumerate(inputs.vacancies):
            asked = [one for one in requirements_of(inputs, post) if one.confirmed]
            met = all(assess(one.test, facts).verdict is Verdict.MET for one in asked)
            found = score_pair(person, post, ruler)
            if met and found.total is not None and found.shares_enough:
                able[index] = found.total
        table.append(able)
    return table


def best_value(inputs: MatchInputs, *, women: float | None = None) -> int:
    """The largest sum of scores by trying everything; ``women`` is a least share among those placed."""
    table = feasible_scores(inputs)
    female = [inputs.group(one.id).sex == "f" for one in inputs.candidates]

    @cache
    def best(person: int, free: tuple[int, ...], placed: int, of_them: int) -> int:
        if person == len(table):
            return 0 if women is None or of_them >= women * placed - 1e-9 else -(10**9)
        most = best(person + 1, free, placed, of_them)
        for index, score in table[person].items():
            if free[index]:
                left = (*free[:index], free[index] - 1, *free[index + 1 :])
                most = max(most, score + best(person + 1, left, placed + 1, of_them + female[person]))
        return most

    return best(0, tuple(one.posts for one in inputs.vacancies), 0, 0)


@few
@given(some.integers(0, 100_000))
def test_the_value_is_the_best_there_is(seed: int) -> None:
    inputs = world(seed, 7, 4)
    result = run_match(inputs)
    assert result.certificate.value == best_value(inputs)
    assert result.certificate.gap == 0


@few
@given(some.integers(0, 100_000))
def test_a_share_of_women_is_met_at_the_least_cost(seed: int) -> None:
    rule = Rule(name="women", kind="share-floor", limit=0.5, share_of={"sex": "f"})
    inputs = world(seed, 6, 3, rules=(rule,))
    result = run_match(inputs)
    assert round(result.certificate.value) == best_value(inputs, women=0.5)
    assert result.certificate.violations == 0


@few
@given(some.integers(0, 100_000))
def test_every_change_told_is_confirmed_by_a_rerun(seed: int) -> None:
    inputs = world(seed, 16, 4)
    for reason in run_match(inputs).reasons:
        if reason.change:
            assert confirm(inputs, read_move(reason.change), candidate=reason.id, vacancy=reason.other)


@few
@given(some.integers(0, 100_000))
def test_no_change_is_told_only_where_no_single_one_would_do(seed: int) -> None:
    inputs = world(seed, 9, 3)
    result = run_match(inputs)
    skills = sorted({skill for post in inputs.vacancies for skill in post.skills or ()})
    tried = [Move("candidate", "skill", skill) for skill in skills]
    tried += [Move("candidate", "language", code) for code in ("fr", "en")]
    tried += [Move("candidate", "years"), Move("candidate", "eqf"), Move("candidate", "licence", "driving:B")]
    for reason in result.reasons:
        if reason.side == "candidate" and reason.outcome is not Outcome.PROPOSED and not own(reason.change):
            # A tie may hide one; a clear gain may not.
            gains = [gain_of(inputs, result, reason.id, move) for move in tried]
            assert max(gains) <= 0 or tied(inputs, reason.id, tried[gains.index(max(gains))])


def own(change: str) -> bool:
    return bool(change) and read_move(change).who == "candidate"


def gain_of(inputs: MatchInputs, result: MatchResult, key: str, move: Move) -> float:
    changed = changed_inputs(inputs, key, move)
    return -1 if changed is None else plan(changed).solution.value - result.certificate.value


def changed_inputs(inputs: MatchInputs, key: str, move: Move) -> MatchInputs | None:

    return after(inputs, move, candidate=key, vacancy="")


def tied(inputs: MatchInputs, key: str, move: Move) -> bool:
    changed = changed_inputs(inputs, key, move)
    assert changed is not None
    row = next(n for n, one in enumerate(changed.in_order().candidates) if one.id == key)
    solved = plan(changed)
    worth = sorted(score - solved.prices[at] for at, score in feasible_scores(changed.in_order())[row].items())
    return len(worth) > 1 and worth[-1] == worth[-2]


def test_same_inputs_same_digest_and_the_record_gives_it_again() -> None:
    inputs = world(1, gates=(Gate(id="g", kind="eqf", label="x", least=4, confirmed=True),))
    shuffled = replace(inputs, candidates=inputs.candidates[::-1], vacancies=inputs.vacancies[::-1])
    first, second, again = run_match(inputs), run_match(shuffled), run_match(thaw(freeze(inputs)))
    assert first.digest == second.digest == again.digest
    assert first.outcome_digest == second.outcome_digest == again.outcome_digest
    assert run_match(replace(inputs, seed=2)).digest != first.digest
    assert run_match(replace(inputs, objective="placements-then-score")).digest != first.digest


@pytest.mark.parametrize("record", [b"", b"not zlib"])
def test_what_is_no_record_is_refused(record: bytes) -> None:
    with pytest.raises(ValueError, match="not a frozen run"):
        thaw(record)


def test_a_record_of_another_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    record = freeze(world(1))
    monkeypatch.setattr("passerelle.domain.matching.snapshot.ENGINE_VERSION", "0")
    with pytest.raises(ValueError, match="engine version 1"):
        thaw(record)


def test_the_example_for_a_notebook_holds() -> None:
    assert doctest.testmod(run_module).failed == 0


def test_the_outbid_are_told_the_clearing_score() -> None:
    result = match(scheme(), [SKILLED, HALF], [POST], on=DAY)
    reason = result.reason("candidate", "b")
    assert (reason.outcome, reason.code, reason.other) == (Outcome.OUTBID, "clearing_score", "v")
    assert reason.score is not None
    assert reason.price is not None
    assert reason.score < reason.price
    assert result.reason("vacancy", "v").outcome is Outcome.FILLED
    with pytest.raises(KeyError):
        result.reason("candidate", "nobody")


def test_the_held_back_are_told_the_rule() -> None:
    rule = Rule(name="one-a-region", kind="cap", limit=1, per=("candidate.region",))
    groups = {"a": GroupFacts(region="MA-06"), "b": GroupFacts(region="MA-06")}
    result = match(scheme(rules=(rule,)), [SKILLED, HALF], [replace(POST, posts=2)], on=DAY, groups=groups)
    reason = result.reason("candidate", "b")
    assert (reason.outcome, reason.rule) == (Outcome.HELD_BACK, "one-a-region MA-06")
    assert reason.searched
    assert reason.change == "limit:one-a-region:2"
    (use,) = result.rules
    assert (use.used, use.limit, use.price_placed) == (1, 1, -1)
    assert result.reason("vacancy", "v").code == "rule"


def test_nobody_is_limited_by_a_region_that_is_not_known() -> None:
    rule = Rule(name="one-a-region", kind="cap", limit=1, per=("candidate.region",))
    assert match(scheme(rules=(rule,)), [SKILLED, HALF], [replace(POST, posts=2)], on=DAY).placed == 2


@pytest.mark.parametrize(
    ("rule", "placed"),
    [
        (Rule(name="r", kind="cap", limit=1), 1),
        (Rule(name="r", kind="cap", limit=1, until="2026-08-31"), 2),
        (Rule(name="r", kind="cap", limit=1, until="2026-09"), 1),
        (Rule(name="r", kind="cap", limit=1, act="training"), 2),
        (Rule(name="r", kind="cap", limit=1, act="placement"), 1),
        (Rule(name="r", kind="cap", limit="posts", per=("vacancy",)), 2),
        (Rule(name="r", kind="budget", limit=3000, sum="salary"), 1),
        (Rule(name="r", kind="budget", limit=9_999, sum="score"), 1),
        (Rule(name="r", kind="budget", limit=5, sum="eqf"), 1),
        (Rule(name="r", kind="cap", limit=1, where={"candidate.team": "red"}), 1),
        (Rule(name="r", kind="cap", limit=1, where={"colour": ("red", "blue")}), 1),
        (Rule(name="r", kind="cap", limit=1, where={"candidate.languages": "fr:B1"}), 1),
        (Rule(name="r", kind="cap", limit=1, where={"vacancy": "v"}), 1),
    ],
)
def test_rules_count_by_act_day_and_column(rule: Rule, placed: int) -> None:
    columns = {"team": "red"}
    groups = {key: GroupFacts(columns=columns) for key in "ab"}
    people = [replace(one, eqf=5, languages=(("fr", "B1"),)) for one in (SKILLED, HALF)]
    post = replace(POST, posts=2, salary=2000.5, columns={"colour": "red"})
    assert match(scheme(rules=(rule,)), people, [post], on=DAY, groups=groups).placed == placed


@pytest.mark.parametrize(
    "rule",
    [
        Rule(name="r", kind="budget", limit=1, sum="salary"),
        Rule(name="r", kind="budget", limit=1, sum="wind"),
        Rule(name="r", kind="cap", limit=1, where={"wind": "north"}),
    ],
)
def test_a_column_that_cannot_be_used_is_refused(rule: Rule) -> None:
    with pytest.raises(Refused):
        match(scheme(rules=(rule,)), [SKILLED], [POST], on=DAY)


def test_rules_that_clash_are_named_and_nobody_is_placed() -> None:
    rules = (Rule(name="many", kind="floor", limit=3), Rule(name="few", kind="cap", limit=1))
    result = match(scheme(rules=rules), [SKILLED, HALF], [POST], on=DAY)
    assert (result.certificate.status, result.placed) == ("infeasible", 0)
    assert result.certificate.clash
    reason = result.reason("candidate", "a")
    assert (reason.outcome, reason.rule) == (Outcome.HELD_BACK, "|".join(result.certificate.clash))
    assert {use.price_value for use in result.rules} <= {None}


def test_without_vacancies_everybody_is_told_so() -> None:
    result = match(scheme(), [SKILLED], [], on=DAY)
    assert result.reason("candidate", "a").code == "no_vacancies"
    assert match(scheme(), [], [POST], on=DAY).reason("vacancy", "v").outcome is Outcome.OPEN


def test_refusals_and_gaps_name_what_is_missing() -> None:
    post = replace(POST, languages=(("nl", "B1"),))
    people = [
        replace(SKILLED, id="low", languages=(("nl", "A1"),)),
        replace(SKILLED, id="gap"),
        CandidateProfile(id="blank", languages=(("nl", "B2"),)),
        CandidateProfile(id="far", skills=("z",), languages=(("nl", "B2"),)),
    ]
    result = match(scheme(), people, [post], on=DAY)
    told = {key: result.reason("candidate", key) for key in ("low", "gap", "blank", "far")}
    assert [(one.outcome, one.code) for one in told.values()] == [
        (Outcome.REFUSED, "nl>=B1"),
        (Outcome.NOT_ASSESSABLE, "unknown:languages"),
        (Outcome.NOT_ASSESSABLE, "unknown:skills"),
        (Outcome.NO_SHARED_SKILL, "no_shared_skill"),
    ]
    assert (told["low"].have, told["low"].need) == ("nl A1", "nl B1")
    assert told["far"].change.startswith("skill:")
    opened = result.reason("vacancy", "v")
    assert (opened.outcome, opened.code, opened.have, opened.other) == (Outcome.OPEN, "nl>=B1", "1", "low")


@pytest.mark.parametrize(
    ("post", "people", "code"),
    [
        (replace(POST, skills=None), [SKILLED], "unknown:vacancy.skills"),
        (replace(POST, eqf_min=5), [SKILLED], "unknown:candidates"),
        (POST, [CandidateProfile(id="z", skills=("z",))], "no_shared_skill"),
        (replace(POST, posts=3), [SKILLED], "placed_elsewhere"),
    ],
)
def test_an_open_vacancy_says_why(post: VacancyProfile, people: list[CandidateProfile], code: str) -> None:
    result = match(scheme(), people, [post], on=DAY)
    reason = result.reason("vacancy", "v")
    assert reason.code == code
    assert reason.outcome is (Outcome.PARTLY_FILLED if code == "placed_elsewhere" else Outcome.OPEN)


def test_a_vacancy_without_skills_leaves_a_candidate_not_assessed() -> None:
    result = match(scheme(), [SKILLED], [replace(POST, skills=None)], on=DAY)
    assert result.reason("candidate", "a").code == "unknown:vacancy.skills"
    free = {"skills": 0, "occupation": 10_000, "country": 0, "experience": 0}
    blank = match(scheme(weights=free), [SKILLED], [POST], on=DAY)
    assert blank.reason("candidate", "a").code == "unknown:scored_facts"


def test_each_act_allots_its_own_places() -> None:
    posts = [replace(POST, country="NL"), replace(POST, id="w", country="FR")]
    people = [replace(SKILLED, id=f"c{number}") for number in range(6)]
    shortlist = scheme(kind="shortlist", size=2, sizes={"NL": Span(least=1, most=4)}, per_candidate=9)
    assert match(shortlist, people, posts, on=DAY).placed == 6
    assert match(scheme(kind="admission"), people, posts, on=DAY).placed == 2
    both = match(scheme(kind="pairing", per_candidate=2), [SKILLED], posts, on=DAY)
    assert [one.vacancy for one in both.placements] == ["v", "w"]
    ranks = sorted(one.rank for one in match(shortlist, people, posts, on=DAY).placements if one.vacancy == "v")
    assert ranks == [1, 2, 3, 4]


def test_as_many_as_can_be_may_come_first() -> None:
    people = [replace(SKILLED, id="p", languages=(("fr", "B1"),)), replace(HALF, id="q", languages=())]
    posts = [replace(POST, id="v1"), VacancyProfile(id="v2", skills=("z", "x"), languages=(("fr", "B1"),))]
    inputs = MatchInputs(scheme=scheme(), candidates=tuple(people), vacancies=tuple(posts), on=DAY)
    assert run_match(replace(inputs, objective="placements-then-score")).placed == 2


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


def test_a_run_tells_how_far_it_is_and_stops_when_asked() -> None:
    heard: list[tuple[str, float]] = []
    run_match(world(2), progress=lambda step, share: heard.append((step, share)), cancelled=lambda: False)
    assert list(dict.fromkeys(step for step, _ in heard)) == [
        "pairs",
        "places",
        "prices",
        "reasons",
    ]
    assert all(0 <= share <= 1 for _, share in heard)
    with pytest.raises(Cancelled):
        run_match(world(2), cancelled=lambda: True)


def test_scores_above_the_weights_never_happen() -> None:
    assert all(0 <= one.score <= sum(WEIGHTS.values()) for one in run_match(world(8, 30, 8)).placements)


def test_a_gate_confirmed_at_some_vacancies_only_is_counted_there() -> None:
    gate = Gate(id="g", kind="eqf", label="x", least=5, confirmed=True, applies_to=("BE",))
    posts = [replace(POST, id="v1", country="BE"), replace(POST, id="v2")]
    (use,) = match(scheme(gates=(gate,)), [replace(SKILLED, eqf=4)], posts, on=DAY).requirements
    assert (use.confirmed, use.vacancies, use.not_met) == (True, 2, 1)


def test_a_rule_that_helps_a_pair_is_not_what_binds_it() -> None:
    rules = (
        Rule(name="women", kind="share-floor", limit=0.5, share_of={"sex": "f"}),
        Rule(name="few", kind="cap", limit=1, where={"sex": "f"}),
        Rule(name="others", kind="cap", limit=9, where={"sex": "x"}),
        Rule(name="wide", kind="cap", limit=9),
    )
    groups = {"a": GroupFacts(sex="f"), "b": GroupFacts(sex="f")}
    result = match(scheme(rules=rules), [SKILLED, HALF], [replace(POST, posts=2)], on=DAY, groups=groups)
    assert result.reason("candidate", "b").rule == "few"


def test_a_tie_between_two_vacancies_is_not_told_as_a_change() -> None:
    post = VacancyProfile(id="v", skills=("x",), years_min=0)
    twins = [post, replace(post, id="w")]
    result = match(scheme(), [CandidateProfile(id="a", skills=("q",), years=0)], twins, on=DAY)
    assert result.reason("candidate", "a").change == ""


def test_of_several_changes_of_one_kind_the_one_worth_most_is_told() -> None:
    posts = [
        replace(POST, id="p1", skills=("x", "y", "w"), languages=(("fr", "A1"),)),
        replace(POST, id="p2", languages=(("en", "A1"),)),
        replace(POST, id="p3", skills=("x",), languages=(("nl", "A1"),)),
    ]
    person = CandidateProfile(id="a", skills=("x", "y"), languages=())
    reason = match(scheme(), [person], posts, on=DAY).reason("candidate", "a")
    assert (reason.change.split(":")[0], reason.other) == (
        "language",
        "p2" if reason.change == "language:en:A1" else "p3",
    )
    inputs = MatchInputs(scheme=scheme(), candidates=(person,), vacancies=tuple(posts), on=DAY)
    assert confirm(
        inputs, Move("candidate", "language", reason.change.split(":")[1]), candidate="a", vacancy=reason.other
    )


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
