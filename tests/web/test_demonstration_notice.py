"""Every page of an installation that holds the demonstration says that its people are invented."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

SAYS = "are invented"


@pytest.mark.django_db
def test_the_notice_stands_on_a_page_only_where_the_demonstration_is(tmp_path: Path, settings: object) -> None:
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    client = Client()
    with CaptureQueriesContext(connection) as without:
        assert SAYS not in client.get("/sign-in/", follow=True).content.decode()
    (tmp_path / "demo-password").write_text("a word")
    with CaptureQueriesContext(connection) as with_it:
        assert SAYS in client.get("/sign-in/", follow=True).content.decode()
    assert len(with_it) == len(without)  # asked of the disk, never of the database
