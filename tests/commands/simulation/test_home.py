"""What follows a return in a simulation is done by the acts of its pages: no event without its record."""

import re
from pathlib import Path

import pytest
from django.utils import timezone

from passerelle.commands.simulation.child import run
from passerelle.records.journeys.models import StageChange
from passerelle.records.reintegration.models import (
    Award,
    Business,
    BusinessPlan,
    BusinessVisit,
    FirmPartnership,
    ReintegrationPlan,
    Tranche,
)
from passerelle.records.stays.models import Stay

pytestmark = [pytest.mark.django_db]
FOLDER = Path(__file__).resolve().parents[3] / "schemes"


@pytest.fixture(autouse=True)
def _small(tmp_path, settings, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", timezone.now)
    folder = tmp_path / "schemes"
    folder.mkdir()
    for code, sizes in {"wafira": (25, 8, 25), "wecco": (30, 20, 40), "move_green": (20, 2, 20)}.items():
        text = (FOLDER / f"{code}.toml").read_text()
        for name, value in zip(("people", "vacancies", "places"), sizes, strict=True):
            text = re.sub(rf"^{name} = \d+$", f"{name} = {value}", text, flags=re.MULTILINE)
        (folder / f"{code}.toml").write_text(text)
    settings.SCHEME_FILES, settings.VAR = folder, tmp_path / "var"


def times(event: str) -> int:
    return StageChange.objects.filter(event=event).count()


def test_wafira_has_a_record_behind_each_step_at_home():
    found = run("wafira", seed=2, to="end")
    assert found["outcomes"].get("business_formalised", 0) > 0, (found["outcomes"], found["held_up"])
    begun = StageChange.objects.filter(event="plan_begun").values("journey").distinct()
    assert ReintegrationPlan.objects.unscoped("test").count() == begun.count() > 0
    first = Tranche.objects.filter(ordinal=1, paid_on__isnull=False)
    assert first.count() == times("first_grant_paid") == Award.objects.unscoped("test").count()
    assert {one.amount for one in first} == {1_600}  # 80 per cent of 2,000
    rest = Tranche.objects.filter(ordinal=2, paid_on__isnull=False)
    assert {one.amount for one in rest} == {400}
    assert rest.count() == times("business_registered") == BusinessVisit.objects.filter(found="open").count()
    coached = BusinessPlan.objects.unscoped("test").filter(coached_since__isnull=False)
    assert coached.count() == times("coaching_started")
    assert Business.objects.unscoped("test").count() == times("business_registered")


def test_wecco_signs_partnerships_with_evidence():
    run("wecco", seed=2, to="end")
    signed = FirmPartnership.objects.unscoped("test").filter(state="signed")
    assert signed.count() == times("partnership_signed") > 0


def test_a_job_at_home_has_an_employer_and_a_stay_behind_it():
    run("move_green", seed=2, to="end")
    taken = times("job_taken")
    stays = Stay.objects.unscoped("test").filter(kind="home")
    assert stays.count() == taken > 0
    assert {one.host.name for one in stays.select_related("host")} == {"An employer at home (invented)"}
    assert not stays.filter(started_on=None).exists()
