"""The score: whole numbers, named parts, and nothing about groups."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from matching_worlds import ISCO, WEIGHTS, candidate, world

from passerelle.domain.matching.pairs import scale_of, tabulate
from passerelle.domain.matching.profiles import CandidateProfile, VacancyProfile
from passerelle.domain.matching.run import run_match
from passerelle.domain.matching.scoring import Scale, nearness, rarity, score_pair, shared_out
from passerelle.domain.schemes.scheme import PARTS

WHOLE = VacancyProfile(id="v", skills=("a", "b"), occupation="2512", country="FR", years_min=1)


def scale(**weights: int) -> Scale:
    return Scale({**WEIGHTS, **weights}, rarity([WHOLE]), ISCO)


def quiet(_: float) -> None:
    """Nobody listens."""


def points(person: CandidateProfile) -> dict[str, int]:
    return {part.name: part.points for part in score_pair(person, WHOLE, scale()).parts}


def test_a_perfect_pair_has_ten_thousand() -> None:
    person = CandidateProfile(id="c", skills=("a", "b"), occupations=("2512",), countries=("FR",), years=6)
    assert score_pair(person, WHOLE, scale()).total == 10_000


@pytest.mark.parametrize(
    ("part", "facts", "expected"),
    [
        ("skills", {"skills": ("a",)}, 2750),
        ("occupation", {"occupations": ("2512",)}, 2500),
        ("occupation", {"occupations": ("http://data.europa.eu/esco/occupation/x",)}, 2000),
        ("occupation", {"occupations": ("2511",)}, 1200),
        ("occupation", {"occupations": ("2521", "9111")}, 500),
        ("occupation", {"occupations": ("3511",)}, 0),
        ("occupation", {"occupations": ()}, 0),
        ("country", {"countries": ("FR",)}, 1500),
        ("country", {"countries": ("BE", "FR")}, 1000),
        ("country", {"countries": ("BE", "DE", "FR")}, 600),
        ("country", {"countries": ("BE", "DE", "ES", "FR")}, 0),
        ("experience", {"years": 1}, 0),
        ("experience", {"years": 2.9}, 100),
        ("experience", {"years": 60}, 500),
        ("experience", {"years": 0}, 0),
    ],
)
def test_each_part_gives_its_points(part: str, facts: dict[str, object], expected: int) -> None:
    known = CandidateProfile(id="c", skills=("z",), occupations=(), countries=(), years=0)
    assert points(replace(known, **facts))[part] == expected  # type: ignore[arg-type]


def test_without_known_skills_there_is_no_score() -> None:
    assert score_pair(CandidateProfile(id="c", years=3), WHOLE, scale()).total is None
    assert score_pair(CandidateProfile(id="c", skills=()), replace(WHOLE, skills=None), scale()).total is None


def test_where_skills_do_not_count_the_other_parts_are_enough() -> None:
    free = Scale({"skills": 0, "occupation": 5000, "country": 5000, "experience": 0}, {})
    person = CandidateProfile(id="c", countries=("FR",))
    found = score_pair(person, replace(WHOLE, skills=None), free)
    assert (found.total, found.shares_enough, found.unknown) == (
        10_000,
        True,
        ("skills", "occupation", "experience"),
    )
    assert score_pair(CandidateProfile(id="c"), WHOLE, free).total is None


def test_a_vacancy_known_to_ask_no_skill_misses_none() -> None:
    found = score_pair(CandidateProfile(id="c", skills=()), replace(WHOLE, skills=()), scale())
    assert found.shares_enough
    assert found.parts[0].points == found.parts[0].most


@given(
    some.sets(some.sampled_from(PARTS), min_size=1), some.lists(some.integers(0, 5000), min_size=4, max_size=4)
)
def test_weights_of_parts_not_assessed_are_shared_out_whole(assessed: set[str], weights: list[int]) -> None:
    by_part = dict(zip(PARTS, weights, strict=True))
    shares = shared_out(by_part, assessed)
    whole = sum(by_part[part] for part in assessed)
    assert sum(shares.values()) == (10_000 if whole else 0)
    assert all(abs(shares[part] - 10_000 * by_part[part] / whole) < 1 for part in assessed if whole)


@given(some.integers(0, 10_000))
def test_the_tables_equal_the_reference_bit_for_bit(seed: int) -> None:
    weights = (
        {} if seed % 3 else {"weights": {"skills": 0, "occupation": 4000, "country": 0, "experience": 6000}}
    )
    inputs = world(seed, **weights).in_order()
    pairs, ruler = tabulate(inputs, quiet), scale_of(inputs)
    for row, person in enumerate(inputs.candidates):
        for column, post in enumerate(inputs.vacancies):
            found = score_pair(person, post, ruler)
            assert pairs.score[row, column] == (-1 if found.total is None else found.total)
            assert pairs.shares[row, column] == found.shares_enough


@given(some.integers(0, 10_000))
def test_one_more_skill_never_lowers_a_score(seed: int) -> None:
    inputs = world(seed)
    ruler = scale_of(inputs)
    for person in inputs.candidates:
        more = replace(person, skills=tuple({*(person.skills or ()), "s1"}))
        for post in inputs.vacancies:
            before, after = score_pair(person, post, ruler).total, score_pair(more, post, ruler).total
            assert before is None or (after is not None and after >= before)


def test_group_facts_change_no_score() -> None:
    inputs = world(3)
    groups = dict(zip(inputs.groups, reversed(inputs.groups.values()), strict=True))
    swapped = replace(inputs, groups=groups)
    assert np.array_equal(tabulate(inputs, quiet).score, tabulate(swapped, quiet).score)
    assert run_match(inputs).placements == run_match(swapped).placements


def test_the_scorer_has_no_way_to_a_group_fact() -> None:
    names = {"sex", "birth_date", "region", "nationality", "name", "photo", "family"}
    assert names.isdisjoint(CandidateProfile.__dataclass_fields__)


def test_an_id_changes_no_score() -> None:
    person = candidate(random.Random(4), "a", ["a", "b"])
    other = replace(person, id="zz")
    assert score_pair(person, WHOLE, scale()) == score_pair(other, WHOLE, scale())


def test_rare_skills_weigh_more() -> None:
    asked = rarity(
        [VacancyProfile(id="1", skills=("common", "rare")), VacancyProfile(id="2", skills=("common",))]
    )
    assert asked["rare"] > asked["common"] >= 1


def test_an_unknown_group_is_near_to_nothing_but_itself() -> None:
    assert nearness("http://e/1", "http://e/2", {}) == 0
    assert nearness("http://e/1", "http://e/1", {}) == 100
