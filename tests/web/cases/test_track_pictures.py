"""A scheme's page draws its table, with the cases that stand at each stage and the list behind them."""

import pytest
from case_cast import make_cases
from django.urls import reverse
from web.conftest import signed_in

from passerelle.domain.access.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_each_stage_leads_to_its_cases() -> None:
    made = make_cases()
    text = signed_in(made.manager).get(reverse("scheme", args=["alpha"])).content.decode()
    assert "scheme=alpha&amp;track=mobility&amp;stage=applied" in text
    assert "3 · 0 days · 0 late" in text
    mirrored = signed_in(made.manager).get(reverse("scheme", args=["alpha"]), headers={"accept-language": "ar"})
    assert 'dir="rtl"' in mirrored.content.decode()


def test_a_funder_sees_the_table_without_cases() -> None:
    made = make_cases()
    text = signed_in(made.cast.actors[Role.FUNDER]).get(reverse("scheme", args=["alpha"])).content.decode()
    assert "pa-track__box" in text
    assert "0 days" not in text
