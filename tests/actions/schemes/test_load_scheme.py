"""Loading a scheme file: new text makes a version, the same text nothing, a wrong text a refusal."""

from pathlib import Path

import pytest
from people import Cast

from passerelle.actions.schemes.load import load_scheme
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.audit.models import Event
from passerelle.records.partnerships.models import Organisation, Scheme

pytestmark = [pytest.mark.database, pytest.mark.django_db]
FOLDER = Path(__file__).resolve().parents[3] / "schemes"
PALIM = (FOLDER / "palim.toml").read_text()


def stored() -> Scheme:
    return Scheme.objects.unscoped("test").get(code="palim")


def test_a_new_scheme_brings_its_version_and_its_parties() -> None:
    loaded = load_scheme(SYSTEM, PALIM, file="palim.toml")
    assert loaded.as_dict() == {"created": 1, "changed": 0, "unchanged": 0, "version": 1}
    assert stored().versions.get().text == PALIM
    assert Organisation.objects.get(name="ANAPEC").kind == "employment_service"
    assert Event.objects.get(action="scheme.load").scheme_code == "palim"


def test_the_same_facts_in_another_layout_change_nothing() -> None:
    load_scheme(SYSTEM, PALIM)
    assert load_scheme(SYSTEM, PALIM + "\n# a remark\n").unchanged == 1
    assert stored().versions.count() == 1


def test_a_changed_fact_is_a_new_version_and_the_old_one_stays() -> None:
    load_scheme(SYSTEM, PALIM)
    loaded = load_scheme(SYSTEM, PALIM.replace('version = "1"', 'version = "2"'))
    assert (loaded.changed, loaded.version) == (1, 2)
    assert stored().current == 2
    assert [one.number for one in stored().versions.order_by("number")] == [1, 2]
    assert stored().versions.get(number=1).text == PALIM


def test_organisations_are_made_once_for_all_schemes() -> None:
    load_scheme(SYSTEM, PALIM)
    load_scheme(SYSTEM, (FOLDER / "thamm.toml").read_text())
    assert Organisation.objects.filter(name="Enabel").count() == 1


def test_a_wrong_file_leaves_nothing_behind() -> None:
    with pytest.raises(Refused) as refusal:
        load_scheme(SYSTEM, PALIM.replace("skills = 5500", "skills = 1"), file="palim.toml")
    assert refusal.value.problems[0].file == "palim.toml"
    assert not Scheme.objects.unscoped("test").exists()


def test_the_same_key_gets_the_same_answer() -> None:
    first = load_scheme(SYSTEM, PALIM, key="k")
    assert load_scheme(SYSTEM, PALIM, key="k") == first


def test_only_an_administrator_loads(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        load_scheme(cast.actors[Role.SCHEME_MANAGER], PALIM)
    assert load_scheme(cast.actors[Role.ADMINISTRATOR], PALIM).created == 1
