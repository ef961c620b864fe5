"""WAFIRA's rooms after departure hold a few invented things, made once, and nobody is written to."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from passerelle.commands.demo import demo
from passerelle.records.accounts.models import User
from passerelle.records.cards.models import Card
from passerelle.records.diaspora.models import Supporter
from passerelle.records.grievances.models import Grievance
from passerelle.records.mentoring.models import Helper
from passerelle.records.outbox.models import Message
from passerelle.records.returns.models import ExperienceCertificate
from passerelle.records.visits.models import AuditCase, Finding, Incident, Visit
from passerelle.records.work.models import PayStatement, WorkFlag

pytestmark = [pytest.mark.django_db]
FOLDER = Path(__file__).resolve().parents[2] / "schemes"
# As if that had been published: a small scheme for a quick test.
FEWER = {"value = 287": "value = 6", "value = 231": "value = 3", "value = 209": "value = 1"}
LOOKED_AFTER = (Visit, Finding, Incident, AuditCase, Helper, Card, ExperienceCertificate, Supporter)
SIZES = {"people": 12, "vacancies": 4, "places": 12}


def test_pay_is_flagged_and_told_in_confidence_and_whoever_is_away_is_looked_after_once(
    tmp_path: Path, settings: object
) -> None:
    text = (FOLDER / "wafira.toml").read_text()
    for published, here in FEWER.items():
        text = text.replace(published, here)
    for name, value in SIZES.items():
        text = re.sub(rf"^{name} = \d+$", f"{name} = {value}", text, flags=re.MULTILINE)
    (tmp_path / "wafira.toml").write_text(text)
    settings.SCHEME_FILES, settings.VAR = tmp_path, tmp_path / "var"  # type: ignore[attr-defined]
    for _ in range(2):
        ran = CliRunner().invoke(demo, ["load"])
        assert ran.exit_code == 0, ran.output
        assert PayStatement.objects.unscoped("test").count() == 2
        assert WorkFlag.objects.unscoped("test").get().code == "rent"
        assert Grievance.objects.unscoped("test").count() == 1
        assert Message.objects.count() == 0
        made = {model.__name__: model.objects.unscoped("test").count() for model in LOOKED_AFTER}
        assert made == {
            "Visit": 2,
            "Finding": 1,
            "Incident": 1,
            "AuditCase": 1,
            "Helper": 3,
            "Card": 1,
            "ExperienceCertificate": 1,
            "Supporter": 2,
        }
        mentor = User.objects.get(email="mentor@demo.passerelle.example")
        helped = Helper.objects.unscoped("test").filter(account=mentor, answer="yes")
        assert helped.count() == 3
