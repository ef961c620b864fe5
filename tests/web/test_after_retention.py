"""Years after everything is over and forgotten every page still answers."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from web.test_every_page import _demonstration as _demonstration  # the fixture
from web.walking import walk

from passerelle.actions.retention.expire import expire, preview_expiry
from passerelle.commands.demo_accounts import ACCOUNTS
from passerelle.domain.access.actor import SYSTEM
from passerelle.records.accounts.models import User
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Run
from passerelle.records.stays.models import Stay

pytestmark = pytest.mark.django_db
ENDED, MUCH_LATER = datetime(2026, 1, 1, tzinfo=UTC), date(2060, 1, 1)


@pytest.mark.usefixtures("_demonstration")
def test_every_page_answers_after_everything_was_forgotten() -> None:
    Journey.objects.unscoped("test").filter(ended_on=None).update(ended_on=ENDED, due_on=None)
    Stay.objects.unscoped("test").filter(ended_on=None).update(ended_on=ENDED, end_code="planned")
    assert ("Paper", "journey") in expire(SYSTEM, on=MUCH_LATER).rows
    assert not preview_expiry(SYSTEM, on=MUCH_LATER).rows
    assert set(Run.objects.unscoped("test").values_list("snapshot", flat=True)) == {None}
    seen = []
    for word in [*(one.word for one in ACCOUNTS), ""]:
        client = Client(raise_request_exception=False)
        if word:
            client.force_login(User.objects.get(email=f"{word}@demo.passerelle.example"))
        seen += list(walk(client, "/", language="en", each=1))
    assert {one.path for one in seen if one.status >= 500} == set()
    assert {"paper", "pair", "run-fairness", "case", "candidate"} <= {one.route for one in seen}
