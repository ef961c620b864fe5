"""However many begin a person's case at once, there is one; the others are told which."""

import pytest
from case_cast import apply_all, state_table
from django.db import IntegrityError, OperationalError
from people import make_cast
from racing import race

from passerelle.domain.kernel.problems import Refused
from passerelle.records.journeys.models import Journey

CLIENTS = 16


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_racing_clients_begin_one_case() -> None:
    cast = make_cast()
    state_table(cast.alpha)
    answers = race([lambda: apply_all([cast.candidate])] * CLIENTS)
    assert sum(isinstance(one, list) for one in answers) == 1
    others = [one for one in answers if not isinstance(one, list)]
    assert all(isinstance(one, Refused | IntegrityError | OperationalError) for one in others)
    told = [one for one in others if isinstance(one, Refused)]
    assert {one.problems[0].code for one in told} == {"already_under_way"}
    assert Journey.objects.unscoped("test").filter(ended_on__isnull=True).count() == 1
