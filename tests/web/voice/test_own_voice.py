"""The worker's own page of the confidential channel."""

import pytest
from django.urls import reverse
from stay_cast import make_placed
from web.conftest import signed_in

from passerelle.actions.grievances import hear
from passerelle.actions.grievances.tell import Told, tell
from passerelle.domain.access.roles import Role
from passerelle.records.grievances.models import GrievanceEntry

pytestmark = [pytest.mark.django_db]


def test_what_she_typed_stays_when_somebody_answered_meanwhile() -> None:
    placed = make_placed()
    row = tell(placed.actor(Role.CANDIDATE), Told("pay", "They keep half."))
    hear.answer(placed.actor(Role.WELFARE_OFFICER), row.number, "We look at it.", version=1)
    client, address = signed_in(placed.actor(Role.CANDIDATE)), reverse("own-voice-deed", args=[row.number])
    answer = client.post(address, {"text": "And my <passport>.", "version": 1})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "And my &lt;passport&gt;.</textarea>" in shown
    assert "Somebody changed this meanwhile." in shown
    assert "We look at it." in shown
    assert client.post(address, {"text": "And my <passport>.", "version": 2}).status_code == 302
    assert GrievanceEntry.objects.filter(grievance=row, by_worker=True, text="And my <passport>.").exists()
