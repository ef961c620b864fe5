"""Every stage table can be walked: nobody is stuck, dates are in order, and a draw never depends on its place."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.journey.faults import table_faults
from passerelle.domain.journey.transitions import Track, Transition
from passerelle.domain.schemes.folder import load_folder, shipped_folder
from passerelle.domain.simulation.assumptions import Assumptions, assumptions_of
from passerelle.domain.simulation.draws import days_between, draw
from passerelle.domain.simulation.walk import PATIENCE, shortest_row, track_of, walk

SCHEMES = load_folder(Path(shipped_folder()))
START = date(2019, 3, 1)
WAYS = [(code, track.id) for code, scheme in SCHEMES.items() for track in scheme.tracks]
RARE = ("withdrew", "found_not_eligible", "test_failed", "not_retained", "offer_declined", "offer_withdrawn")
EVEN = {"days": {"other": [0, 3]}, "weights": {"other": 1}}


def assumed_and_track(code, track):
    assumed = assumptions_of(SCHEMES[code])
    return assumed, assumed.ways[track]


def walks(assumed, track, people, *, seed=7, to="end"):
    return [list(walk(assumed, track, f"P{n}", seed=seed, start=START, to=to)) for n in range(people)]


@pytest.mark.parametrize(("code", "track"), WAYS)
def test_every_walk_ends_at_an_end_with_its_dates_in_order(code, track):
    assumed, way = assumed_and_track(code, track)
    for steps in walks(assumed, way, 60):
        assert way.is_end(steps[-1].row.to)
        assert all(before.row.to == after.row.leaving for before, after in zip(steps, steps[1:], strict=False))
        days = [START, *(step.on for step in steps)]
        assert days == sorted(days)


@pytest.mark.parametrize(("code", "track"), WAYS)
def test_every_stage_is_reached_in_some_run(code, track):
    _, way = assumed_and_track(code, track)
    rare = {"other": 1, **dict.fromkeys(RARE, 0.05)}
    even = Assumptions(SCHEMES[code], {**EVEN, "weights": rare})
    reached, person = {way.first}, 0
    while reached != set(way.stages) and person < 4_000:
        reached |= {step.row.to for step in walk(even, way, f"P{person}", seed=1, start=START)}
        person += 1
    assert reached == set(way.stages)


@pytest.mark.parametrize(("code", "track"), WAYS)
def test_some_people_come_to_departure_or_its_variant(code, track):
    assumed, way = assumed_and_track(code, track)
    goals = assumed.goals(way)
    arrived = {steps[-1].row.to for steps in walks(assumed, way, 800, to="departure")} & goals
    assert arrived
    assert goals <= {"departed", "working_at_home", "working_remotely"}


def test_the_shares_of_what_leaves_a_stage_add_up_to_one():
    for code, track in WAYS:
        assumed, way = assumed_and_track(code, track)
        for stage in way.stages:
            shares = [share for _, share in assumed.chances(way, stage)]
            assert sum(shares) == pytest.approx(0 if way.is_end(stage) else 1)


def test_published_figures_drive_the_choice_and_the_rest_is_listed_as_unpublished():
    assumed, way = assumed_and_track("ygca", "study")
    shares = {row.event: share for row, share in assumed.chances(way, "studying")}
    assert shares["graduated"] == pytest.approx(0.98)
    listed = [one.as_dict() for one in assumed.listed()]
    published = [one for one in listed if one["basis"] == "published"]
    assert {(one["event"], one["kind"], one["value"]) for one in published} == {
        ("graduated", "share", 0.98),
        ("placed", "most", 100),
    }
    assert all(one["source"] for one in published)
    assert {one["kind"] for one in listed if one["basis"] == "unpublished"} == {"track", "share", "days"}
    assert [one["value"] for one in listed if one["event"] == "departed" and one["kind"] == "days"] == [
        [10, 40]
    ]


def test_a_published_count_is_a_limit_only_where_it_is_a_whole_number():
    assert assumptions_of(SCHEMES["palim"]).most("placed") == (120, "mpf")
    assert assumptions_of(SCHEMES["palim"]).most("departed") is None
    table = {**EVEN, "most": [{"scheme": "ygca", "event": "applied", "fact": "applicants"}]}
    assert Assumptions(SCHEMES["ygca"], table).most("applied") is None  # "over 1,000"


@pytest.mark.parametrize("of", ["nobody", "applicants"])
def test_a_share_needs_two_published_whole_numbers(of):
    row = {"scheme": "ygca", "stage": "studying", "event": "graduated", "fact": "graduated", "of": of}
    assumed = Assumptions(SCHEMES["ygca"], {**EVEN, "published": [row]})
    assert {one.kind for one in assumed.listed() if one.basis == "published"} == set()


def test_people_divide_over_the_tracks_as_assumed():
    assumed = assumptions_of(SCHEMES["palim"])
    taken = [track_of(assumed, f"P{n}", seed=5).id for n in range(1_000)]
    assert 700 < taken.count("home") < 800
    assert assumptions_of(SCHEMES["wafira"]).track_share(SCHEMES["wafira"].tracks[0]) == 1


def test_the_order_of_people_changes_nothing_and_the_seed_does():
    assumed, way = assumed_and_track("palim", "mobility")
    forth = {n: list(walk(assumed, way, f"P{n}", seed=3, start=START)) for n in range(30)}
    back = {n: list(walk(assumed, way, f"P{n}", seed=3, start=START)) for n in reversed(range(30))}
    other = {n: list(walk(assumed, way, f"P{n}", seed=4, start=START)) for n in range(30)}
    assert forth == back != other


def test_who_comes_back_to_a_stage_again_and_again_is_brought_home():
    rows = (
        Transition("open", "again", ("caseworker",), "open"),
        Transition("open", "closed", ("caseworker",), "done"),
    )
    way = Track("loop", "home", "open", "open", ("done",), rows)
    stubborn = {**EVEN, "weights": {"other": 1, "again": 1e9}}
    steps = list(walk(Assumptions(SCHEMES["palim"], stubborn), way, "P1", seed=1, start=START))
    assert [step.row.event for step in steps] == ["again"] * (PATIENCE - 1) + ["closed"]
    with pytest.raises(ValueError, match="no end can be reached"):
        shortest_row(Track("loop", "home", "open", "open", (), rows[:1]), "open")


STAGES = st.sampled_from("abcde")


@given(
    st.lists(
        st.builds(Transition, STAGES, st.sampled_from(["x", "y"]), st.just(("candidate",)), STAGES),
        min_size=1,
        max_size=8,
    ),
    st.sets(STAGES, min_size=1).map(lambda ends: tuple(sorted(ends))),
    st.integers(0, 2**32),
)
def test_in_any_sound_table_nobody_is_stuck(rows, ends, seed):
    way = Track("way", "mobility", rows[0].leaving, rows[0].leaving, ends, tuple(rows))
    if table_faults(way):
        return
    steps = list(walk(Assumptions(SCHEMES["palim"], EVEN), way, "P1", seed=seed, start=START))
    assert way.is_end(steps[-1].row.to)
    assert len(steps) <= (PATIENCE + 1) * len(way.stages) ** 2


@given(st.integers(0, 50), st.integers(0, 50), st.floats(0, 1, exclude_max=True))
def test_days_lie_between_their_limits(least, more, chance):
    assert least <= days_between(least, least + more, chance) <= least + more


@given(st.integers(), st.text())
def test_a_draw_is_a_chance_and_repeats(seed, what):
    assert 0 <= draw(seed, what) == draw(seed, what) < 1
