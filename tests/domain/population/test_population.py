"""The synthetic population: repeatable, spread and dirty as real lists are, and fair by construction."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from passerelle.domain.population.names import Name, as_typed, name_of
from passerelle.domain.population.openings import is_at_home, vacancies_of
from passerelle.domain.population.people import people_of
from passerelle.domain.population.population import Population, population_of
from passerelle.domain.population.setting import NO_START, first_day, matching_day, setting_of, share_of_women
from passerelle.domain.schemes.folder import load_folder
from passerelle.domain.schemes.scheme import Demonstration, Fact, Scheme

FOLDER = Path(__file__).resolve().parents[3] / "schemes"
SCHEMES = load_folder(FOLDER)


def sized(code: str, people: int, **sizes: int) -> Scheme:
    scheme = SCHEMES[code]
    assert scheme.demonstration is not None
    return replace(scheme, demonstration=replace(scheme.demonstration, people=people, **sizes))


@pytest.fixture(scope="module")
def palim() -> Population:
    return population_of(sized("palim", 3_000))


@pytest.mark.parametrize("code", sorted(SCHEMES))
def test_the_same_file_gives_the_same_digest(code: str) -> None:
    assert population_of(sized(code, 40)).digest() == population_of(sized(code, 40)).digest()


def test_another_seed_gives_other_people() -> None:
    assert population_of(sized("palim", 40)).digest() != population_of(sized("palim", 40, seed=7)).digest()


def test_a_longer_list_begins_with_the_same_people() -> None:
    setting = setting_of(SCHEMES["palim"])
    assert list(people_of(setting, 30)) == list(people_of(setting, 60))[:30]


def test_palims_list_is_the_trials_list_and_nobody_elses() -> None:
    lists = {code: setting_of(scheme).roll for code, scheme in SCHEMES.items()}
    assert [code for code, roll in lists.items() if roll == lists["palim"]] == ["palim", "trial_fr_ict"]


@pytest.mark.parametrize("code", sorted(SCHEMES))
def test_sizes_are_those_of_the_file(code: str) -> None:
    scheme = SCHEMES[code]
    sizes = scheme.demonstration
    assert sizes is not None
    vacancies = list(vacancies_of(setting_of(scheme), sizes.vacancies, sizes.places))
    assert len(vacancies) == sizes.vacancies
    assert sum(one.posts for one in vacancies) == sizes.places
    assert all("synthetic" in one.employer.name for one in vacancies)


def test_palim_trains_four_groups_of_thirty() -> None:
    groups = population_of(sized("palim", 0)).vacancies
    assert [(one.kind, one.posts, one.country) for one in groups] == [("seat", 30, "MA")] * 4


def test_business_after_return_is_at_home_and_study_is_abroad() -> None:
    assert is_at_home(setting_of(SCHEMES["wafira"]))
    assert not is_at_home(setting_of(SCHEMES["ygca"]))
    assert not is_at_home(setting_of(SCHEMES["thamm"]))


def test_fewer_places_than_vacancies_make_fewer_vacancies() -> None:
    setting = setting_of(SCHEMES["thamm"])
    assert [one.posts for one in vacancies_of(setting, 5, 2)] == [1, 1]
    assert list(vacancies_of(setting, 5, 0)) == []


def test_a_scheme_without_a_demonstration_has_no_population() -> None:
    bare = replace(SCHEMES["palim"], demonstration=None)
    assert population_of(bare) == Population((), ())
    assert setting_of(bare).roll.endswith("-0")


def test_every_column_is_unknown_for_3_to_15_percent(palim: Population) -> None:
    for name in ("sex", "birth_date", "region", "nationality"):
        assert 0.02 < share(palim, lambda one, name=name: getattr(one, name) is None) < 0.16
    for name in (
        "occupations",
        "skills",
        "languages",
        "eqf",
        "years",
        "countries",
        "available_from",
        "licences",
    ):
        assert 0.02 < share(palim, lambda one, name=name: getattr(one.profile, name) is None) < 0.17


def test_names_are_as_lists_have_them(palim: Population) -> None:
    assert 0.08 < share(palim, lambda one: one.name.family.isupper()) < 0.16
    assert 0.4 < share(palim, lambda one: bool(one.name.original)) < 0.8
    assert max(Counter(one.name for one in palim.people).values()) > 1


def test_published_shares_of_women_are_kept(palim: Population) -> None:
    women = share(palim, lambda one: one.sex == "f")
    assert women == pytest.approx(0.18, abs=0.03)
    assert share_of_women(SCHEMES["homere"]) == pytest.approx(24 / 50)
    assert share_of_women(SCHEMES["wafira"]) == 1.0
    assert share_of_women(SCHEMES["match"]) == 0.4
    odd = replace(SCHEMES["match"], facts=(Fact(id="women", value=12, unit="people"),))
    assert share_of_women(odd) == 0.4


def test_what_a_person_can_do_is_drawn_apart_from_who_they_are(palim: Population) -> None:
    by_sex: dict[str, list[int]] = {"f": [], "m": []}
    for one in palim.people:
        if one.sex in by_sex and one.profile.skills is not None:
            by_sex[one.sex].append(len(one.profile.skills))
    means = [sum(values) / len(values) for values in by_sex.values()]
    assert means[0] == pytest.approx(means[1], rel=0.05)


def test_no_group_fact_changes_a_profile() -> None:
    scheme = SCHEMES["palim"]
    others = replace(scheme, facts=(Fact(id="women", value=90, unit="per cent"),))
    one, other = (list(people_of(setting_of(each), 200)) for each in (scheme, others))
    assert [row.profile for row in one] == [row.profile for row in other]
    assert [row.sex for row in one] != [row.sex for row in other]


def test_a_country_without_a_list_of_names_still_has_people() -> None:
    scheme = replace(sized("palim", 20), origins=("GH",))
    assert {one.region for one in population_of(scheme).people} == {None}


def test_days_follow_the_scheme() -> None:
    assert first_day(SCHEMES["thamm"]) == date(2019, 1, 1)
    assert first_day(SCHEMES["homere"]) == date(2019, 5, 1)
    assert first_day(SCHEMES["trial_fr_ict"]) == NO_START
    assert matching_day(SCHEMES["palim"]) == date(2019, 8, 30)


def test_a_scheme_that_names_nothing_draws_on_everything() -> None:
    bare = Scheme(
        code="bare", name="Bare", version="1", unit="worker", act=SCHEMES["thamm"].act, weights={}, tracks=(),
        demonstration=Demonstration(people=30, vacancies=30, places=40, seed=1),
    )  # fmt: skip
    population = population_of(bare)
    assert len(population.people) == 30
    assert len({one.occupation for one in population.vacancies}) > 10
    assert {one.route for one in population.vacancies} == {None}


class Always:
    """Draws that always fall on the same side."""

    def __init__(self, value: float) -> None:
        self.value = value

    def random(self) -> float:
        return self.value

    def choice(self, options: list[object]) -> object:
        return options[0]


def test_a_name_is_typed_in_capitals_without_accents_or_left_as_it_is() -> None:
    name = Name("Saïdi", "Laïla", "ليلى السعيدي")
    assert as_typed(Always(0.0), name) == Name("SAIDI", "Laila", "")  # type: ignore[arg-type]
    assert as_typed(Always(1.0), name) == name  # type: ignore[arg-type]
    assert name_of(Always(0.0), "MA", "f").original  # type: ignore[arg-type]


def share(population: Population, test: object) -> float:
    return sum(map(test, population.people)) / len(population.people)  # type: ignore[call-overload]
