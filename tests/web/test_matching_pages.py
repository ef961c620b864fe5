"""The pages of the matching hold together: who sees what, what is decided, what is refused."""

import re

import pytest
from django.urls import reverse
from matching_cast import Matched, make_matched
from web.conftest import signed_in

from passerelle.domain.access.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched(db: None) -> Matched:
    return make_matched()


def page(actor: Actor, route: str, *arguments: str, **query: str) -> str:
    answer = signed_in(actor).get(reverse(route, args=arguments), query)
    assert answer.status_code == 200, (route, answer.status_code)
    return str(answer.content.decode())


def hidden(text: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', text)
    assert found is not None, name
    return found[1]


def row_of(matched: Matched) -> str:
    proposal = matched.proposal(matched.best)
    return f"{proposal.number}:{proposal.version}"


@pytest.mark.parametrize("view", ["proposals", "people", "vacancies", "rules"])
def test_each_view_of_the_workbench_opens(matched: Matched, view: str) -> None:
    text = page(matched.manager, "run", matched.run.number, view=view)
    assert "Alpha, run 1" in text
    assert ("ALAMI" in text) is (view in ("proposals", "people"))


@pytest.mark.parametrize("route", ["run-compare", "run-record", "run-fairness"])
def test_each_sheet_opens(matched: Matched, route: str) -> None:
    assert "run 1" in page(matched.manager, route, matched.run.number)
