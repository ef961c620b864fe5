"""What would have been enough, proven by replay; and a sheet that anybody recomputes without any number."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passerelle.domain.matching.allotting import Listed, allotted
from passerelle.domain.matching.enough import Allotted, BetterPlace, Enough, enough
from passerelle.domain.matching.sheet import lines_digest, sheet_faults
from passerelle.domain.population.ranked_lists import ranked_applicants
from passerelle.domain.quotas.allotment import RULES
from passerelle.domain.quotas.lottery import commitment, lot

SEED = "a seed of many signs"


def choice(vacancy: str, rank: int, post_rank: int | None) -> dict[str, object]:
    return {"vacancy": vacancy, "rank": rank, "post_rank": post_rank}


def whole(rule: str, applicants: list[Listed], places: int, **posts: int) -> Allotted:
    return Allotted(rule, applicants, places, SEED, posts)


def crowd(people: int, universities: int, seed: int) -> list[Listed]:
    numbers = [f"C-{one}" for one in range(people)]
    found = ranked_applicants(numbers, [f"V-{one}" for one in range(universities)], seed)
    assert found == ranked_applicants(numbers, [f"V-{one}" for one in range(universities)], seed)
    return [
        Listed(one.number, points=one.points, choices=tuple(choice(*wish) for wish in one.choices))
        for one in found
    ]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(4, 30), st.integers(1, 4), st.integers(0, 9), st.integers(0, 10_000))
def test_every_change_that_is_called_enough_brings_a_place_by_itself(
    people: int, universities: int, grants: int, seed: int
) -> None:
    listed = crowd(people, universities, seed)
    one = whole("lists", listed, grants, **{f"V-{place}": 2 for place in range(universities)})
    results = one.results()
    for applicant in listed:
        found = enough(one, applicant.name)
        if results[applicant.name].got:
            assert found == Enough()
        if found.points is not None:
            assert one.brings_a_place(replace(applicant, points=float(found.points)))
            assert all(float(found.points) != other.points for other in listed)
        for better in found.places:
            wishes = tuple(
                {**wish, "post_rank": better.rank} if wish["vacancy"] == better.vacancy else wish
                for wish in applicant.choices
            )
            points = applicant.points if better.points is None else float(better.points)
            assert one.brings_a_place(replace(applicant, choices=wishes, points=points))


def test_each_rule_says_what_would_have_been_enough() -> None:
    low, high, none = Listed("low", points=70), Listed("high", points=81.5), Listed("none")
    assert enough(whole("points", [low, high, none], 1), "low") == Enough(points=82)
    assert enough(whole("points", [low, high, none], 0), "low") == Enough()
    assert enough(whole("lottery", [low, high], 0), "low") == Enough(only_the_lot=True)
    early = Listed("early", complete_at=datetime(2026, 3, 10, 12, tzinfo=UTC))
    late = Listed("late", complete_at=datetime(2026, 3, 12, tzinfo=UTC))
    assert enough(whole("order", [early, late], 1), "late") == Enough(complete_by=date(2026, 3, 9))
    assert enough(whole("order", [late], 0), "late") == Enough()
    undated = whole("order", [none, low], 1)
    loser = next(name for name, one in undated.results().items() if not one.got)
    assert enough(undated, loser) == Enough()
    firms = [Listed("big", asked=9), Listed("small", asked=1), Listed("nothing", asked=0)]
    assert enough(whole("pro_rata", firms, 1), "small") == Enough()
    assert enough(whole("pro_rata", firms, 1), "nothing") == Enough()


def test_a_place_on_one_institutions_list_is_named_and_points_beside_it_where_they_are_needed() -> None:
    first = Listed("first", points=90, choices=(choice("V1", 1, 2),))
    second = Listed("second", points=60, choices=(choice("V1", 1, 3), choice("V2", 2, None)))
    assert enough(whole("lists", [first, second], 1, V1=1, V2=1), "second").places == (BetterPlace("V1", 1),)
    third = Listed("third", points=95, choices=(choice("V2", 1, 1),))
    placed = whole("lists", [first, second, third], 1, V1=1, V2=1)
    assert enough(placed, "first") == Enough(points=96)
    assert enough(placed, "second").places == (BetterPlace("V1", 1, 96),)
    nowhere = Listed("nowhere", points=99)
    assert enough(whole("lists", [first, nowhere], 1, V1=1), "nowhere") == Enough()


def test_a_ranked_applicant_is_a_line_to_paste() -> None:
    line = ranked_applicants(["C-1"], ["V-1"], 1)[0]
    assert line.as_line() == f"C-1;1;{line.points};;V-1:1:1"


def sheet_of(one: Allotted) -> dict[str, object]:
    results = one.results()
    lines = [
        {
            "lot": lot(SEED, each.name), "asked": each.asked, "points": each.points,
            "complete_at": each.complete_at.isoformat() if each.complete_at else None,
            "choices": list(each.choices), "got": results[each.name].got, "rank": results[each.name].rank,
            "reason": results[each.name].reason, "choice": results[each.name].choice,
        }
        for each in one.applicants
    ]  # fmt: skip
    sheet: dict[str, object] = {
        "rule": one.rule, "places": one.places, "posts": dict(one.posts), "seed": SEED,
        "commitment": commitment(SEED), "lines": sorted(lines, key=lambda line: str(line["lot"])),
    }  # fmt: skip
    return {**sheet, "digest": lines_digest(sheet)}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_sheet_is_recomputed_by_every_rule_and_shows_what_was_altered(rule: str) -> None:
    listed = [replace(one, asked=1 + place % 3 if rule != "lists" else 1, points=round(one.points or 0))
              for place, one in enumerate(crowd(40, 4, 7))]  # fmt: skip
    listed[0] = replace(listed[0], complete_at=datetime(2026, 3, 1, tzinfo=UTC))
    sheet = sheet_of(whole(rule, listed, 11, **{f"V-{place}": 5 for place in range(4)}))
    assert sheet_faults(sheet) == []
    assert sheet_faults({**sheet, "seed": "another seed"}) == ["commitment", "digest"]
    lines = [dict(line) for line in sheet["lines"]]  # type: ignore[attr-defined]
    winner = next(line for line in lines if line["got"])
    winner["got"] = 0
    altered = {**sheet, "lines": lines}
    assert sheet_faults(altered) == ["digest", "result"]
    assert sheet_faults({**altered, "digest": lines_digest(altered)}) == ["result"]
    with pytest.raises(ValueError, match="rule"):
        sheet_faults({**sheet, "rule": "whim"})


def test_a_seat_without_a_grant_is_still_named() -> None:
    people = [
        Listed("a", points=2, choices=(choice("V", 1, 1),)),
        Listed("b", points=1, choices=(choice("V", 1, 2),)),
    ]
    found = {one.name: one for one in allotted("lists", people, 1, SEED, {"V": 2})}
    assert (found["b"].got, found["b"].choice, found["b"].reason) == (0, "V", "no_place_left")
