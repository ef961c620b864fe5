"""Acts on very many cases: all are counted, the first are shown, and only who is shown counts as read."""

import pytest
from case_cast import Cases, make_cases
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from web.conftest import signed_in

from passerelle.records.audit.models import Event
from passerelle.web.cases import handing, record, remind_many

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ACTS = ("cases-record", "cases-hand-over", "cases-remind")


@pytest.fixture(autouse=True)
def two_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (handing, record, remind_many):
        monkeypatch.setattr(room, "SHOWN", 2)


def opened(cases: Cases, name: str, **query: str) -> str:
    answer = signed_in(cases.caseworker).get(reverse(name), {"all": "1", **query})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_effect_on_all_is_counted_and_the_first_are_shown(db: None) -> None:
    cases = make_cases(5)
    text = opened(cases, "cases-record", event="test_passed")
    assert "5 will change, 0 will not" in text
    shown = [one.number for one in cases.journeys() if one.number in text]
    assert len(shown) == 2
    read = Event.objects.get(action="read.caseload")
    assert read.subject_rows.count() == 2


def test_the_question_alone_shows_nobody_and_reads_nobody(db: None) -> None:
    cases = make_cases(5)
    text = opened(cases, "cases-record")
    assert "5 cases are chosen." in text
    assert not [one for one in cases.journeys() if one.number in text]
    assert not Event.objects.filter(action="read.caseload").exists()


def test_a_hand_over_shows_the_first_and_counts_all(db: None) -> None:
    cases = make_cases(5)
    text = opened(cases, "cases-hand-over")
    assert "Hand over 5 cases" in text
    assert len([one for one in cases.journeys() if one.number in text]) == 2
    assert Event.objects.get(action="read.caseload").subject_rows.count() == 2


def test_who_is_held_back_is_counted_by_reason(db: None) -> None:
    cases = make_cases(5)
    text = opened(cases, "cases-remind")
    assert "0 will be reminded, 5 held back" in text
    assert "The first 2 are shown; 3 more are held back." in text
    assert len([one for one in cases.journeys() if one.number in text]) == 2
    assert Event.objects.get(action="read.caseload").subject_rows.count() == 2


def test_ticked_cases_come_back_with_the_form_whether_shown_or_not(db: None) -> None:
    cases = make_cases(5)
    rows = [f"{one.number}:{one.version}" for one in cases.journeys()]
    answer = signed_in(cases.caseworker).get(reverse("cases-hand-over"), {"row": rows})
    text = answer.content.decode()
    assert all(f'name="row" value="{row}"' in text for row in rows)


@pytest.mark.parametrize("name", ACTS)
def test_queries_are_the_same_for_3_and_for_30(db: None, name: str) -> None:
    counts = []
    for people in (3, 30):
        with transaction.atomic():
            cases = make_cases(people)
            client, address = signed_in(cases.caseworker), reverse(name) + "?all=1&event=test_passed"
            client.get(address)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address).status_code == 200
            counts.append(len(seen))
            transaction.set_rollback(True)
    assert counts[0] == counts[1]
