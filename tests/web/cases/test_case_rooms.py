"""A case's page says what holds for its next step and what is missing, and leads to other rooms."""

import pytest
from case_cast import make_cases
from django.urls import reverse
from web.conftest import signed_in

from passerelle.records.journeys.models import Journey

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_what_is_missing_is_said_with_the_step_to_it() -> None:
    cases = make_cases()
    case = cases.journeys()[0]
    url = reverse("case", args=[case.number])
    client = signed_in(cases.caseworker)
    assert "Nothing has to hold first." in client.get(url).content.decode()
    Journey.objects.unscoped("test").filter(pk=case.pk).update(stage="placed")
    text = client.get(url).content.decode()
    assert "missing" in text
    assert "Settle what is open at the departure gate." in text
    commitment = reverse("commitment", args=[case.candidate.number])
    assert (commitment in text) == (client.get(commitment).status_code == 200)
