"""The caseload is worked from its page: what is late first, one event for many, handed over, looked back on."""

import re
from datetime import timedelta

import pytest
from case_cast import Cases, make_cases
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from web.conftest import signed_in

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Offer, Referral

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def cases(db: None) -> Cases:
    """Three people who applied, the second long overdue."""
    made = make_cases()
    late = timezone.localdate() - timedelta(days=40)
    Journey.objects.unscoped("test").filter(candidate=made.people[1]).update(
        since=late, due_on=late + timedelta(days=14)
    )
    return made


def page(actor: Actor, route: str, *arguments: str, status: int = 200, **query: str) -> str:
    answer = signed_in(actor).get(reverse(route, args=arguments), query)
    assert answer.status_code == status, (route, answer.status_code)
    return str(answer.content.decode())


def row(journey: Journey) -> str:
    return f"{journey.number}:{journey.version}"


def test_the_longest_overdue_comes_first_with_its_next_step(cases: Cases) -> None:
    text = page(cases.caseworker, "caseload")
    names = re.findall(r'<th scope="row"><a[^>]*>([A-Z0-9]+)', text)
    assert names == ["PERSON001", "ALAOUI", "PERSON002"]
    assert "26 days late" in text
    assert "the test was passed (caseworker)" in text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"due": "overdue"}, 1),
        ({"due": "week"}, 0),
        ({"owner": "mine"}, 3),
        ({"owner": "nobody"}, 0),
        ({"stage": "applied", "track": "mobility", "scheme": "alpha"}, 3),
        ({"text": "person002"}, 1),
        ({"text": "nobody at all"}, 0),
        ({"closed": "on"}, 3),
    ],
)
def test_the_list_narrows(cases: Cases, query: dict[str, str], names: int) -> None:
    text = page(cases.caseworker, "caseload", **query)
    assert text.count('name="row"') == names


def test_the_list_narrows_to_an_employers_people(cases: Cases) -> None:
    vacancy = cases.cast.vacancy
    number = vacancy.employer.number
    assert number not in page(cases.caseworker, "caseload"), "nobody is put forward to it yet"
    referral = Referral.objects.create(candidate=cases.people[0], vacancy=vacancy)
    text = page(cases.caseworker, "caseload", employer=number)
    assert text.count('name="row"') == 1
    assert f'<option value="{number}" selected>' in text
    assert page(cases.caseworker, "caseload", employer="O-0-0").count('name="row"') == 3, "marked, not applied"
    Offer.objects.create(
        referral=referral, candidate=cases.people[0], place=vacancy.places.get(), made_at=timezone.now(),
        made_by_id=cases.caseworker.id,
    )  # fmt: skip
    Referral.objects.unscoped("test").update(ended_at=timezone.now(), end_code="withdrawn")
    assert page(cases.caseworker, "caseload", employer=number).count('name="row"') == 1


def test_many_numbers_are_pasted_at_once(cases: Cases) -> None:
    first, second, _third = cases.people
    text = page(cases.caseworker, "caseload", text=f"{first.number}, {second.person.number}\n")
    assert text.count('name="row"') == 2
    owner = str(cases.caseworker.id)
    assert page(cases.manager, "caseload", owner=owner).count('name="row"') == 3


def test_the_list_is_a_file_too(cases: Cases) -> None:
    answer = signed_in(cases.caseworker).get(reverse("caseload"), {"format": "csv"})
    assert answer.content.decode().count("ALPHA") == 3


def test_a_list_asks_the_same_number_of_queries_for_3_and_for_30() -> None:
    counts = []
    for people in (3, 30):
        with transaction.atomic():
            made = make_cases(people)
            client = signed_in(made.caseworker)
            client.get(reverse("caseload"))
            with CaptureQueriesContext(connection) as seen:
                client.get(reverse("caseload"))
            counts.append(len(seen))
            transaction.set_rollback(True)
    assert counts[0] == counts[1]


def test_the_effect_is_shown_before_it_is_kept(cases: Cases) -> None:
    client = signed_in(cases.caseworker)
    one, two, _ = cases.journeys()
    Journey.objects.unscoped("test").filter(pk=two.pk).update(stage="tested")
    asked = {"row": [row(one), row(two)], "event": "test_passed"}
    text = client.get(reverse("cases-record"), asked).content.decode()
    assert "1 will change, 1 will not" in text
    assert "cannot happen at stage tested" in text
    assert Journey.objects.unscoped("test").get(pk=one.pk).stage == "applied"
    done = client.post(reverse("cases-record"), {**asked, "confirm": "1", "key": "abcdefgh1"}, follow=True)
    assert "1 case was changed." in done.content.decode()
    assert Journey.objects.unscoped("test").get(pk=one.pk).stage == "tested"


def test_an_end_without_a_reason_is_told_on_the_page(cases: Cases) -> None:
    asked = {"row": row(cases.journeys()[0]), "event": "test_failed"}
    text = page(cases.caseworker, "cases-record", **asked)
    assert "Say why." in text
    done = signed_in(cases.caseworker).post(
        reverse("cases-record"), {**asked, "reason": "test_not_passed", "confirm": "1"}, follow=True
    )
    assert "This case is closed." in done.content.decode()


def test_all_that_fit_the_filter_move_at_once(cases: Cases) -> None:
    address = f"{reverse('cases-record')}?all=1&scheme=alpha"
    done = signed_in(cases.manager).post(address, {"event": "test_passed", "confirm": "1"}, follow=True)
    assert "3 cases were changed." in done.content.decode()
    assert "No case is chosen" in page(cases.manager, "cases-record")
    assert "No case is chosen" in page(cases.manager, "cases-record", row="alaoui:1")


def test_cases_are_handed_over_from_the_list(cases: Cases) -> None:
    client = signed_in(cases.caseworker)
    chosen = {"row": [row(one) for one in cases.journeys()[:2]]}
    assert "Hand over 2 cases" in client.get(reverse("cases-hand-over"), chosen).content.decode()
    missing = client.post(reverse("cases-hand-over"), {**chosen, "to": cases.manager.id})
    assert missing.status_code == 422
    done = client.post(
        reverse("cases-hand-over"), {**chosen, "to": cases.manager.id, "why": "leave"}, follow=True
    )
    assert "2 cases were handed over." in done.content.decode()
    assert Journey.objects.unscoped("test").filter(owner=cases.manager.id).count() == 2
    assert "No case is chosen" in page(cases.manager, "cases-hand-over")


def test_the_page_of_a_case_says_what_is_next_and_what_happened(cases: Cases) -> None:
    journey = cases.journeys()[0]
    text = page(cases.caseworker, "case", journey.number)
    assert "the test was passed" in text
    assert "Record the next step" in text
    assert "the case was opened" not in text
    again = page(cases.caseworker, "case", journey.number, show="view")
    assert "the case was opened" in again
    Journey.objects.unscoped("test").update(stage="tested")
    assert "not yet shown to the person" in page(cases.caseworker, "case", journey.number)
    assert "Refer the person from a matching run" in page(cases.caseworker, "case", journey.number)


def test_what_changed_since_monday_is_counted_and_listed(cases: Cases) -> None:
    text = page(cases.manager, "case-changes")
    assert "PERSON001" in text
    assert "applied <strong>3</strong>" in text
    later = (timezone.localdate() + timedelta(days=2)).isoformat()
    assert "Nothing changed since then" in page(cases.manager, "case-changes", since=later)
    assert "Nothing changed" not in page(cases.manager, "case-changes", since="0001-01-01", event="applied")


def test_strangers_find_nothing(cases: Cases) -> None:
    number = cases.journeys()[0].number
    page(cases.cast.mallory, "case", number, status=404)
    page(cases.cast.actors[Role.CANDIDATE], "case", number, status=404)
    page(cases.cast.actors[Role.EMPLOYER], "caseload", status=404)
    assert page(cases.cast.mallory, "caseload").count('name="row"') == 0
    assert "No case is chosen" in page(cases.cast.mallory, "cases-record", row=number)
