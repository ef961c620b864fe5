"""Text messages of workers come in once each."""

from pathlib import Path

import pytest
from django.utils import timezone

from passerelle.jobs.schedule import texts_of_workers
from passerelle.records.grievances.models import Grievance

pytestmark = pytest.mark.django_db


def test_a_file_becomes_a_grievance_and_goes(settings: object, tmp_path: Path) -> None:
    settings.SMS_IN_PATH = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "1.txt").write_text("+212600000001\nلم أتقاض أجري\n", encoding="utf-8")
    (tmp_path / "2.txt").write_text("not a number\n", encoding="utf-8")
    assert texts_of_workers(timezone.now())
    row = Grievance.objects.unscoped("test").get()
    assert (row.text, row.contact, row.channel) == ("لم أتقاض أجري", "+212600000001", "sms")
    assert [one.name for one in tmp_path.iterdir()] == ["2.txt"]
    assert not texts_of_workers(timezone.now())


def test_without_a_folder_nothing_comes(settings: object, tmp_path: Path) -> None:
    settings.SMS_IN_PATH = tmp_path / "none"  # type: ignore[attr-defined]
    assert not texts_of_workers(timezone.now())
