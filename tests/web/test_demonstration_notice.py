"""Every page of a database that holds the demonstration says that its people are invented."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from passerelle.queries.programme.demonstration import FILLED
from passerelle.records.audit.models import Event

pytestmark = pytest.mark.django_db
SAYS = "are invented"


def page() -> str:
    return Client().get("/sign-in/", follow=True).content.decode()


def test_the_notice_follows_the_database() -> None:
    with CaptureQueriesContext(connection) as without:
        assert SAYS not in page()
    Event.objects.create(at=timezone.now(), action=FILLED, purpose="oversight")
    with CaptureQueriesContext(connection) as with_it:
        assert SAYS in page()
    assert len(with_it) == len(without)


def test_a_file_left_beside_another_database_says_nothing(tmp_path: Path, settings: object) -> None:
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "demo-password").write_text("a word")
    assert SAYS not in page()
