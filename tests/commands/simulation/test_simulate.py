"""A simulation drives the pages' own actions: it ends for everybody, adds up, repeats, and says hypothetical."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone

from passerelle.actions.steps.guards.registry import GUARD_CHECKS
from passerelle.commands.simulate import simulate
from passerelle.commands.simulate_table import show
from passerelle.commands.simulation.child import run
from passerelle.commands.simulation.clock import Clock, monday
from passerelle.domain.kernel.problems import Refused
from passerelle.records.candidates.models import Person
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Offer
from passerelle.records.stays.models import Stay
from passerelle.records.work.models import PayStatement

pytestmark = [pytest.mark.database, pytest.mark.django_db]
FOLDER = Path(__file__).resolve().parents[3] / "schemes"
SIZES = {
    "palim": (60, 2, 20),
    "homere": (40, 20, 25),
    "digex": (60, 10, 20),
    "ygca": (50, 5, 40),
    "thamm": (60, 20, 30),
    "match": (80, 20, 30),
    "move_green": (40, 2, 20),
    "wecco": (30, 20, 40),
    "wafira": (30, 8, 25),
}


@pytest.fixture(autouse=True)
def _small(tmp_path, settings, monkeypatch) -> None:
    """The nine schemes, small, and a clock that is put back afterwards."""
    monkeypatch.setattr(timezone, "now", timezone.now)
    folder = tmp_path / "schemes"
    folder.mkdir()
    for code, sizes in SIZES.items():
        text = (FOLDER / f"{code}.toml").read_text()
        for name, value in zip(("people", "vacancies", "places"), sizes, strict=True):
            text = re.sub(rf"^{name} = \d+$", f"{name} = {value}", text, flags=re.MULTILINE)
        (folder / f"{code}.toml").write_text(text)
    settings.SCHEME_FILES, settings.VAR = folder, tmp_path / "var"


@pytest.mark.parametrize("code", sorted(SIZES))
def test_every_scheme_brings_people_to_departure_or_its_variant(code):
    found = run(code, seed=2, to="departure")
    goals = {"departed", "working_at_home", "working_remotely"}
    assert goals & set(found["outcomes"]), (found["outcomes"], found["held_up"])
    assert found["hypothetical"] is True
    assert sum(found["outcomes"].values()) + sum(found["open"].values()) == found["population"]
    assert found["population"] == SIZES[code][0]


def test_to_the_end_dates_are_in_order_and_no_case_is_open_without_a_reason():
    found = run("thamm", seed=2, to="end")
    held = {step.split(".")[0] for step in found["held_up"]}
    assert set(found["open"]) <= {"certified"} | held  # on the list, or before a guard that does not hold
    assert {"completed", "stayed_legally"} <= set(found["outcomes"])
    assert {"answered", "unknown"} <= set(found["follow_up_waves"])
    assert not {"planned", "sent"} & set(found["follow_up_waves"])
    assert found["months_of_pay"] == PayStatement.objects.unscoped("test").count() > 0
    assert set(found["by_table_only"]) <= {"left_early", "employer_left", "contract_extended", "work_started",
                                           "followed_up", "case_closed"}  # fmt: skip
    assert not Message.objects.exists()  # nobody is written to
    stays = Stay.objects.unscoped("test")
    assert stays.exists()
    assert not stays.filter(ended_on__isnull=True).exists()
    last: dict[int, date] = {}
    for change in StageChange.objects.order_by("pk"):
        day = timezone.localdate(change.at)
        assert last.get(change.journey_id, day) <= day
        last[change.journey_id] = day
    open_ = Journey.objects.unscoped("test").filter(ended_on__isnull=True)
    assert all(count == 1 for count in Counter(open_.values_list("candidate_id", flat=True)).values())
    held = Offer.objects.filter(released_at__isnull=True).values_list("place_id", flat=True)
    assert len(held) == len(set(held))


def test_a_published_count_is_never_passed():
    found = run("match", seed=2, to="end")
    placed = [row["entered"] for row in found["funnel"] if row["stage"] == "placed"]
    assert sum(placed) <= 8


def test_to_the_end_a_case_stays_open_only_on_the_list_or_before_a_guard():
    found = run("wecco", seed=2, to="end")
    held = {step.split(".")[0] for step in found["held_up"]}
    assert set(found["open"]) <= {"eligible"} | held


def guard_departure(folder: Path) -> None:
    path = folder / "digex.toml"
    text = path.read_text()
    assert text.count('guard = ["visa_granted", "departure_ready"]') == 1
    path.write_text(text.replace('guard = ["contract_signed"], ', ""))


@pytest.mark.parametrize(("meets", "departed"), [(False, False), (True, True)])
def test_a_guard_is_never_bypassed(meets, departed, settings, monkeypatch):
    """The control run, whose guard lets everybody through, shows that the other run is held by it."""
    guard_departure(settings.SCHEME_FILES)
    everybody = {
        "visa_granted": lambda candidates: set(candidates),
        "departure_ready": lambda candidates: set(candidates) if meets else set(),
    }
    monkeypatch.setattr("passerelle.actions.steps.journey.plan.GUARD_CHECKS", {**GUARD_CHECKS, **everybody})
    found = run("digex", seed=2, to="departure")
    assert ("departed" in found["outcomes"]) is departed
    assert ("visa_granted.departed" in found["held_up"]) is not departed
    assert sum(found["outcomes"].values()) + sum(found["open"].values()) == found["population"]


def test_a_database_with_real_people_is_refused():
    Person.objects.create(family_name="Real", search_name="real")
    with pytest.raises(Refused) as refused:
        run("digex", seed=1, to="departure")
    assert refused.value.problems[0].code == "real-people"


def test_a_scheme_that_is_not_there_is_refused():
    with pytest.raises(Refused) as refused:
        run("atlantis", seed=1, to="departure")
    assert refused.value.problems[0].code == "unknown-scheme"


def test_the_clock_stands_on_mondays_and_does_not_go_back():
    clock = Clock(date(2019, 3, 1))
    assert clock.today == monday(date(2019, 3, 4)) == date(2019, 3, 4)
    with pytest.raises(ValueError, match="does not go back"):
        clock.set_to(date(2019, 3, 3))


def call(*words: str, **environment: str):
    return CliRunner(env=environment).invoke(simulate, list(words))


def test_the_command_works_in_a_scratch_database_and_repeats_itself(tmp_path, settings):
    before = Person.objects.unscoped("test").count()
    words = ("DIGEX", "--seed", "5", "--json")
    ran = [call(*words, PASSERELLE_SCHEMES=str(settings.SCHEME_FILES)) for _ in range(2)]
    found = [json.loads(one.stdout) for one in ran]
    assert [one.exit_code for one in ran] == [0, 0]
    assert found[0]["digest"] == found[1]["digest"]
    assert {"scheme", "seed", "from", "to", "population", "unit", "hypothetical", "funnel", "outcomes",
            "assumptions", "seconds", "digest"} <= set(found[0])  # fmt: skip
    assert {one["basis"] for one in found[0]["assumptions"]} == {"published", "unpublished"}
    assert Person.objects.unscoped("test").count() == before


def test_a_wrong_code_is_exit_1_with_words(capfd, settings):
    ran = call("atlantis", "--json", PASSERELLE_SCHEMES=str(settings.SCHEME_FILES))
    assert ran.exit_code == 1
    told = json.loads(capfd.readouterr().err.splitlines()[-1])
    assert told["errors"][0]["code"] == "unknown-scheme"


def test_the_table_begins_with_hypothetical(capsys):
    show({
        "scheme": "digex", "seed": 1, "population": 1200, "unit": "worker", "from": "2019-01-07",
        "to": "2020-01-06", "outcomes": {"departed": 3}, "open": {}, "held_up": {}, "assumptions": [],
        "seconds": 1.0, "digest": "0", "funnel": [
            {"track": "way", "stage": "applied", "entered": 1200, "left": 3, "dropped": 0, "median_days": None}
        ],
    })  # fmt: skip
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("HYPOTHETICAL: digex")
    assert lines[2].split() == ["way", "applied", "1,200", "3", "0", "unknown"]
    assert "open: none" in lines
