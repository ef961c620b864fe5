"""The whole run against a brute force, its digest, its rules, and its stops."""

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
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.moves import Move, after, read_move
from passerelle.domain.matching.pairs import scale_of
from passerelle.domain.matching.plan import Cancelled, plan
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.matching.requirements import Facts, Verdict, assess
from passerelle.domain.matching.result import MatchResult, Outcome
from passerelle.domain.matching.run import match, run_match
from passerelle.domain.matching.scoring import score_pair
from passerelle.domain.matching.snapshot import freeze, thaw
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


def test_what_is_no_record_is_refused_and_what_was_forgotten_says_so() -> None:
    with pytest.raises(ValueError, match="not a frozen run"):
        thaw(b"not zlib")
    with pytest.raises(Refused) as refused:
        thaw(b"")
    assert refused.value.problems[0].code == "run_forgotten"


def test_a_record_of_another_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    record = freeze(world(1))
    monkeypatch.setattr("passerelle.domain.matching.snapshot.ENGINE_VERSION", "0")
    with pytest.raises(ValueError, match="engine version 1"):
        thaw(record)


def test_the_example_for_a_notebook_holds() -> None:
    assert doctest.testmod(run_module).failed == 0


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
