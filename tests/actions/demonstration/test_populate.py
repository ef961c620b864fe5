"""The demonstration's people and vacancies: made once, marked as invented, one person for one number."""

from pathlib import Path

import pytest
from people import Cast

from passerelle.actions.demonstration.populate import Populated, populate
from passerelle.actions.schemes.load import load_scheme
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.queries.programme.demonstration import holds_demonstration
from passerelle.records.candidates.models import Candidate, PartnerReference, Person
from passerelle.records.partnerships.models import Organisation
from passerelle.records.vacancies.models import Place, Vacancy

pytestmark = [pytest.mark.database, pytest.mark.django_db]
FOLDER = Path(__file__).resolve().parents[3] / "schemes"


def load(code: str, people: int) -> None:
    """The scheme's file with a small population."""
    text = (FOLDER / f"{code}.toml").read_text()
    start = text.index("people = ", text.index("[demonstration]"))
    load_scheme(SYSTEM, text[:start] + f"people = {people}" + text[text.index("\n", start) :])


def test_people_and_vacancies_are_made_as_the_file_says() -> None:
    load("palim", 50)
    assert not holds_demonstration()
    assert populate(SYSTEM, "palim") == Populated(people=50, vacancies=4)
    assert holds_demonstration()  # every page says so from now on
    assert Place.objects.count() == 120
    people = Person.objects.unscoped("test")
    assert people.filter(is_synthetic=True).count() == 50
    assert {row.brought_by for row in Candidate.objects.unscoped("test")} == {
        Organisation.objects.get(name="ANAPEC")
    }
    assert PartnerReference.objects.count() == 50


def test_a_second_call_changes_nothing() -> None:
    load("wecco", 12)
    populate(SYSTEM, "wecco")
    assert populate(SYSTEM, "wecco") == Populated(0, 0)
    assert Candidate.objects.unscoped("test").count() == 12
    assert Vacancy.objects.unscoped("test").count() == 60


def test_one_person_has_one_number_in_two_schemes() -> None:
    load("palim", 30)
    load("trial_fr_ict", 30)
    populate(SYSTEM, "palim")
    assert populate(SYSTEM, "trial_fr_ict", with_vacancies=False) == Populated(30, 0)
    assert Person.objects.unscoped("test").count() == 30
    assert Candidate.objects.unscoped("test").count() == 60


def test_without_a_service_among_the_parties_one_is_invented() -> None:
    load("digex", 5)
    populate(SYSTEM, "digex")
    brought = Candidate.objects.unscoped("test").values_list("brought_by__name", flat=True)
    assert set(brought) == {"Partner service of NG (synthetic)"}


def test_only_an_administrator_populates(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        populate(cast.actors[Role.SCHEME_MANAGER], "alpha")
